"""The official Local Government Directory download: blocks, tehsils and panchayats of any state, with their codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from eshram_cli.errors import EshramError
from eshram_cli.language.text import clean, fold, is_devanagari
from eshram_cli.language.unread import shown
from eshram_cli.places.gazetteer import BIHAR, Gazetteer
from eshram_cli.places.keys import place_key
from eshram_cli.places.model import INDIA, Alias, Level, Place, PlaceId
from eshram_cli.problems import Problem, Where


class OfficialSheet(Protocol):
    """A sheet as this room needs it; `sheets.model.Grid` is one."""

    @property
    def rows(self) -> Sequence[Sequence[object]]:
        """The cells, ragged."""

    @property
    def hidden(self) -> bool:
        """Whether the sheet is hidden."""

    def at(self, row: int, column: int) -> object:
        """A cell, None outside."""

    def where(self, row: int | None = None, column: int | None = None) -> Where:
        """Its address."""


class OfficialFile(Protocol):
    """A file as this room needs it; `sheets.model.Book` is one."""

    @property
    def file(self) -> str:
        """The file's name."""

    @property
    def grids(self) -> Sequence[OfficialSheet]:
        """Its sheets."""


_LETTERS = {Level.state: "s", Level.district: "d", Level.block: "b", Level.panchayat: "p"}
_HEADER_DEPTH = 20

# A block panchayat or zilla panchayat is an elected body with a code of its own, not the block or district.
_OTHER_BODIES = re.compile(r"(?:zilla|zila|district|block|intermediate|taluk\w*|mandal) (?:panchayat|parishad)")
_PANCHAYAT = re.compile(r"local ?body|(?:village|gram) panchayat|\bgp\b|panchayat")
_LEVELS = (
    (Level.panchayat, re.compile("panchayat")),
    (Level.block, re.compile(r"\bblock\b|प्रखंड")),
    (Level.district, re.compile(r"\bdistrict\b|जिला")),
    (Level.state, re.compile(r"\bstate\b|राज्य")),
)
_LOCAL = re.compile(r"\blocal\b|hindi|vernacular|हिंदी")
_IGNORED = re.compile(r"census|version|type|short|count|number of")
_TEHSIL = re.compile(r"\b(?:sub ?district|tehsil|tahsil|taluka?|mandal)\b|उप ?जिला|तहसील|तालुका|मंडल")
"""Units beside the blocks, with codes of their own, which a list of panchayats names too."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a level's code, English name, local name and further spelling stand; None where they do not."""

    code: int | None = None
    name: int | None = None
    local: int | None = None
    other: int | None = None
    tehsils: bool = False


Layout = dict[Level, _Columns]


def load_official(book: OfficialFile, gazetteer: Gazetteer) -> tuple[list[Place], list[Alias], list[Problem]]:
    """The places of the download that the gazetteer lacks or knows less of, other spellings of known ones, and what is
    wrong, row by row.

    Reads every visible sheet that has a heading row with a code and a name of a block, panchayat or district, in the
    spellings that the directory has used (`Block Code`, `block_code`, `Block Name (In English)`, `Local Body Code`).
    A list of sub-districts (tehsils, talukas, mandals) gives places of the level of blocks, which stand instead of
    their district's blocks. A place that the ledger learned by name keeps its id and gets its code, a tehsil none. A
    known code under another parent is left as it is, with a problem. Raises EshramError `official-no-table` when no
    sheet has such a heading.
    """
    official = _Official(gazetteer)
    tables = [(grid, *found) for grid in book.grids if not grid.hidden and (found := _layout(grid))]
    if not tables:
        raise EshramError("official-no-table", Where(book.file))
    for grid, header, layout in tables:
        for row in range(header + 1, len(grid.rows)):
            if any(cell not in (None, "") for cell in grid.rows[row]):
                official.read_row(grid, row, layout)
    return list(official.places.values()), list(official.aliases), official.problems


def _layout(grid: OfficialSheet) -> tuple[int, Layout] | None:
    """The heading row, and where it says that each level's columns stand."""
    for row, cells in enumerate(grid.rows[:_HEADER_DEPTH]):
        layout: Layout = {}
        found = [
            (column, *role) for column, cell in enumerate(cells) if isinstance(cell, str) and (role := _role(cell))
        ]
        # The sub-district of a block or of a panchayat is not what the list is about.
        of_others = any(level >= Level.block and not tehsils for _, level, _, tehsils in found)
        for column, level, part, tehsils in found:
            columns = layout.get(level, _Columns(tehsils=tehsils))
            if getattr(columns, part) is None and not (tehsils and of_others):
                at: dict[str, Any] = {part: column}
                layout[level] = replace(columns, **at)
        # A list with one spelling only has it as the name, whatever the heading calls it.
        layout = {level: replace(one, name=one.other) if one.name is None else one for level, one in layout.items()}
        if any(columns.code is not None and columns.name is not None for columns in layout.values()):
            return row, layout
    return None


def _role(heading: str) -> tuple[Level, str, bool] | None:
    """The level that a heading is about, what of it (code, name, local, other), and whether it is that of tehsils."""
    text = fold(heading)
    if _IGNORED.search(text) or _OTHER_BODIES.search(text):
        return None
    tehsils = _TEHSIL.search(text) is not None
    text = _TEHSIL.sub("block", text)
    text = _PANCHAYAT.sub("panchayat", text)
    level = next((level for level, words in _LEVELS if words.search(text)), None)
    if level is None:
        return None
    if re.search(r"\bcode\b|कोड", text):
        return level, "code", tehsils
    if _LOCAL.search(text):
        return level, "local", tehsils
    if not re.search(r"\bname\b|नाम", text):
        return None
    return level, "other" if "lgd" in text else "name", tehsils


class _Official:
    """What was read so far: places by id (new or changed), aliases, problems."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.places: dict[PlaceId, Place] = {}
        self.aliases: dict[Alias, None] = {}
        self.problems: list[Problem] = []
        self._gazetteer = gazetteer
        self._by_code: dict[tuple[Level, int], Place] = {}

    def read_row(self, grid: OfficialSheet, row: int, layout: Layout) -> None:
        """Reads a row from its state down to its deepest level; stops at the first level that is wrong."""
        *above, deepest = sorted(layout)
        parent: Place | None = None
        for level in above:
            parent = self._holder(grid, row, level, layout[level], parent)
            if parent is None:
                return
        self._read_place(grid, row, deepest, layout[deepest], parent)

    def _holder(
        self, grid: OfficialSheet, row: int, level: Level, columns: _Columns, parent: Place | None
    ) -> Place | None:
        """What the row stands under, by code, else by name; a new one where both are given."""
        code, name = _code(grid, row, columns.code), _text(grid, row, columns.name)
        where = grid.where(row, columns.code if columns.code is not None else columns.name)
        if code is None:
            bearers = self._gazetteer.named(place_key(name), level, parent.id if parent else None)
            if len(bearers) == 1:
                return bearers[0]
            self.problems.append(Problem("official-no-parent", where, {"name": shown(name)}))
            return None
        known = self._find(level, code, columns.tehsils)
        if known is None and name and parent is not None and parent.level == level - 1:
            return self._add(grid, row, columns, self._new(level, code, name, parent, columns.tehsils))
        if known is None:
            self.problems.append(Problem("official-parent-unknown", where, {"code": code}))
        return known

    def _read_place(self, grid: OfficialSheet, row: int, level: Level, columns: _Columns, parent: Place | None) -> None:
        """The block or panchayat that the row is about."""
        code, name = _code(grid, row, columns.code), _text(grid, row, columns.name)
        above = parent if parent is not None and parent.level == level - 1 else None
        known = None if code is None else self._find(level, code, columns.tehsils)
        words: dict[str, object]
        if code is None:
            problem, words = "official-no-code", {"name": shown(name)}
        elif known is not None and (above is None or known.parent == above.id):
            self._add(grid, row, columns, known)
            return
        elif known is not None and above is not None:
            held = known.parent or INDIA
            ours = self.places.get(held) or self._gazetteer.get(held)
            problem, words = "official-moved", {"name": known.name, "ours": ours.name, "theirs": above.name}
        elif not name:
            problem, words = "official-no-name", {"code": code}
        elif above is None:
            problem, words = "official-no-parent", {"name": shown(name)}
        else:
            self._add(grid, row, columns, self._new(level, code, name, above, columns.tehsils))
            return
        self.problems.append(Problem(problem, grid.where(row, columns.code), words))

    def _find(self, level: Level, code: int, tehsils: bool) -> Place | None:
        """The place of that code, of the download or of the gazetteer."""
        if tehsils:
            tehsil = PlaceId(f"t{code}")
            return self.places.get(tehsil) or (self._gazetteer.get(tehsil) if tehsil in self._gazetteer else None)
        return self._by_code.get((level, code)) or self._gazetteer.by_code(level, code)

    def _new(self, level: Level, code: int, name: str, above: Place, tehsils: bool) -> Place:
        """The place for a code that nobody knows: one that was learned by name gets it, else a new one. Bihar's circles
        bear the names of its blocks and are reported with them, so that none of those is a second place."""
        for learned in self._gazetteer.named(place_key(name), level, above.id):
            if tehsils and (learned.code is None or above.parent == BIHAR):
                return learned
            if learned.code is None:
                return learned._replace(code=code, name=name)
        return Place(PlaceId(f"{'t' if tehsils else _LETTERS[level]}{code}"), level, name, above.id, code=code)

    def _add(self, grid: OfficialSheet, row: int, columns: _Columns, place: Place) -> Place:
        """Puts the place among the results where it is new or gains a Hindi name, and its other spellings."""
        local = _text(grid, row, columns.local)
        if is_devanagari(local) and not place.name_hi:
            place = place._replace(name_hi=local)
        names = self._gazetteer.names(place.id) if place.id in self._gazetteer else []
        if place.id not in self._gazetteer or place != self._gazetteer.get(place.id):
            self.places[place.id] = place
            if place.code is not None and not place.id.startswith("t"):
                self._by_code[place.level, place.code] = place
        known = {place_key(name) for name in (place.name, place.name_hi, *names)}
        for column in (columns.name, columns.local, columns.other):
            written = _text(grid, row, column)
            if written and place_key(written) not in known:
                known.add(place_key(written))
                self.aliases[Alias(place.id, written, "lgd")] = None
        return place


def _text(grid: OfficialSheet, row: int, column: int | None) -> str:
    """The cell as a name; capitals throughout are eased."""
    cell = None if column is None else grid.at(row, column)
    text = "" if cell is None else clean(str(cell))
    return text.title() if text.isupper() else text


def _code(grid: OfficialSheet, row: int, column: int | None) -> int | None:
    cell = None if column is None else grid.at(row, column)
    if isinstance(cell, bool) or cell is None:
        return None
    text = fold(str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell))
    return int(text) if text.isdecimal() and 0 < len(text) < 10 else None
