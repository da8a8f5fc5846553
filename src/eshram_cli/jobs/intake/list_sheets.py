"""Sheets that are no returns but lists under headings: officers, tasks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from eshram_cli.errors import EshramError
from eshram_cli.language.text import fold
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, Place
from eshram_cli.places.resolve import resolve
from eshram_cli.problems import NOWHERE, Where
from eshram_cli.sheets.model import Grid
from eshram_cli.sheets.read import read_book

PLACES = {
    "state": ("state", "राज्य"),
    "district": ("district", "जिला", "जिले का नाम", "जनपद"),
    "block": ("block", "prakhand", "प्रखंड", "प्रखंड का नाम", "खंड", "ब्लॉक", "विकास खंड"),
}
"""The headings of columns that name a place, by its level."""

_LEVELS = (Level.state, Level.district, Level.block)


def roles_of(headings: Mapping[str, Collection[str]]) -> dict[str, str]:
    """The role of each heading, by its key (`fold`)."""
    return {fold(word): role for role, words in headings.items() for word in words}


def headed_grids(
    file: Path, roles: Mapping[str, str], needed: Collection[Collection[str]], code: str
) -> list[tuple[Grid, int, dict[str, int]]]:
    """The sheets of a file that bear such headings, each with what `headings` finds. Raises EshramError of that code
    where none does."""
    headed = [(grid, *headings(grid, roles, needed)) for grid in read_book(file).grids]
    found = [one for one in headed if one[2]]
    if not found:
        raise EshramError(code, Where(str(file)))
    return found


def headings(grid: Grid, roles: Mapping[str, str], needed: Collection[Collection[str]]) -> tuple[int, dict[str, int]]:
    """The row of the headings, one of the first ten, and the column of each role; none where no row holds those needed.

    `needed`: of each group of roles one must be there.
    """
    for at, cells in enumerate(grid.rows[:10]):
        found: dict[str, int] = {}
        for column, cell in enumerate(cells):
            if role := roles.get(fold(str(cell or ""))):
                found.setdefault(role, column)
        if all(found.keys() & set(group) for group in needed):
            return at, found
    return 0, {}


def named_place(
    gazetteer: Gazetteer, texts: Mapping[str, str], within: Place | None, cells: Mapping[str, Where]
) -> tuple[Place | None, Where, str]:
    """The deepest place that a row names, found inside those above it and `within`; with the cell that names it.

    `texts`, `cells`: by level, as the row has them. The last is the text that names no place there, or more than one,
    with its cell; blank where all do. Without any such text the cell is `NOWHERE`.
    """
    place, at = within, NOWHERE
    for level in _LEVELS:
        if text := texts.get(level.name):
            at = cells[level.name]
            place = resolve(gazetteer, text, level=level, within=place.id if place else None).place
            if place is None:
                return None, at, text
    return place, at, ""
