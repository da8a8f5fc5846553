"""What the user said about a file: options that stand above anything read from it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from eshram_cli.errors import EshramError
from eshram_cli.language.lexicon import member
from eshram_cli.language.text import fold
from eshram_cli.places.model import Level, PlaceId
from eshram_cli.problems import Where, column_letters
from eshram_cli.returns.find.tables import Levels, join
from eshram_cli.returns.model import DIMENSIONS

if TYPE_CHECKING:
    from eshram_cli.places.gazetteer import Gazetteer

_COUNTS = ("registered", "new", "target")
_PLAIN = ("place", "date", "code", "percent", "balance", "serial", "other")
_LEVELS = tuple(level.name for level in Level)


@dataclass(frozen=True)
class Hints:
    """Options for reading a file.

    `mapping` gives a role its column: "registered" -> heading text, column letter or number. Roles: registered, new,
    target, percent, balance, place or a level, date, code, serial, other; a dimension (channel, department, category,
    officer, camp, gender, age) for the column that names the members; `dimension:member` or `role:dimension:member`
    for a column of one member's counts. `sheet` is a sheet's name or number, `header_row` the lowest row of the
    heading, `table` the number of the table on its sheet; all count from 1. `learn`: names that nobody knows yet come
    back in `Return.unknown` without a problem.
    """

    state: PlaceId | None = None
    district: PlaceId | None = None
    block: PlaceId | None = None
    as_on: dt.date | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    header_row: int | None = None
    table: int | None = None
    learn: bool = False

    @property
    def place(self) -> PlaceId | None:
        """The deepest place that was given."""
        return self.block or self.district or self.state

    @property
    def of_form(self) -> bool:
        """Whether the user said where in the file the figures stand, or what its columns are."""
        return bool(self.mapping or self.sheet) or self.header_row is not None or self.table is not None

    def within(self, place: PlaceId, gazetteer: Gazetteer) -> Hints:
        """The same hints with that place and those above it as the ones given."""
        line = {one.level: one.id for one in (gazetteer.get(place), *gazetteer.parents(place))}
        state, district, block = map(line.get, (Level.state, Level.district, Level.block))
        return replace(self, state=state, district=district, block=block)


@dataclass(frozen=True)
class Meaning:
    """A role of the mapping, taken apart."""

    role: str
    level: str = ""
    cut: str = ""


def meaning(key: str, file: str = "") -> Meaning:
    """What a key of the mapping means; EshramError("map-role") for one that means nothing."""
    role, _, rest = key.strip().lower().partition(":")
    dimension, _, name = rest.partition(":")
    if role in DIMENSIONS:
        return Meaning("registered", "", f"{role}={member(role, rest)}") if rest else Meaning("cut", "", role)
    if role in _LEVELS and not rest:
        return Meaning("place", role)
    if role in _COUNTS and not rest:
        return Meaning(role)
    if role in _COUNTS and dimension in DIMENSIONS and name:
        return Meaning(role, "", f"{dimension}={member(dimension, name)}")
    if role in _PLAIN and not rest:
        return Meaning(role)
    raise EshramError(
        "map-role", Where(file), role=key, roles=", ".join((*_COUNTS, *_PLAIN, *_LEVELS[1:], *DIMENSIONS))
    )


def mapped(mapping: Mapping[str, str], headings: Mapping[int, Levels]) -> dict[int, Meaning]:
    """The mapping's columns of one table: a heading's text (whole or its lowest level) before a letter or a number.

    Names that this table does not have are left out; see `check_mapping`.
    """
    found = {}
    for key, name in mapping.items():
        column = _column(name, headings)
        if column is not None:
            found[column] = meaning(key)
    return found


def check_mapping(mapping: Mapping[str, str], tables: Sequence[Mapping[int, Levels]], file: str) -> None:
    """EshramError("map-heading"), with the headings listed, where no table has the column that the mapping names."""
    for key, name in mapping.items():
        meaning(key, file)
        if not any(_column(name, headings) is not None for headings in tables):
            known = [join(levels) for headings in tables for levels in headings.values() if levels]
            listed = "; ".join(dict.fromkeys(known)) or ", ".join(column_letters(c + 1) for t in tables for c in t)
            raise EshramError("map-heading", Where(file), name=name, headings=listed)


def _column(name: str, headings: Mapping[int, Levels]) -> int | None:
    key = fold(name)
    for column, levels in headings.items():
        if levels and key in {fold(join(levels)), fold(levels[-1])}:
            return column
    name = name.strip().upper()
    address = int(name) if name.isdecimal() else column_number(name) if re.fullmatch(r"[A-Z]{1,3}", name) else 0
    return address - 1 if address - 1 in headings else None


def column_number(letters: str) -> int:
    """The column (from 1) that a spreadsheet names by these letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
