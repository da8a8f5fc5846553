"""The last look at a sheet before it is handed on, whatever read it: what no office writes is refused or left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from eshram_cli.errors import EshramError
from eshram_cli.language.numerals import group
from eshram_cli.problems import Problem
from eshram_cli.sheets import limits
from eshram_cli.sheets.loose import Sparse, lay_out, told_strays, without_strays
from eshram_cli.sheets.model import Cell, Grid
from eshram_cli.sheets.values import width

_ENDLESS = re.compile(rf"\d{{{limits.DIGITS},}}")
_DOTS = "•" * 20


def bounded(grid: Grid) -> tuple[Grid, list[Problem]]:
    """The grid within the bounds of a sheet, and what was left out.

    Raises sheet-too-sparse, too-many-columns, and cell-too-long with its cell. Digits without end become dots.
    """
    told: list[Problem] = []
    columns = width(grid.rows)
    if columns > limits.COLUMNS:
        grid, told = _without_strays(grid)
        columns = width(grid.rows)
    if columns > limits.COLUMNS:
        raise EshramError("too-many-columns", grid.where(), most=group(limits.COLUMNS))
    if columns * len(grid.rows) > limits.CELLS:
        raise EshramError("sheet-too-sparse", grid.where())
    texts: dict[str, str] = {}
    for at, row in enumerate(grid.rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) >= limits.DIGITS:
                row[column] = _short(grid, at, column, cell, texts)
    return grid, told


def _without_strays(grid: Grid) -> tuple[Grid, list[Problem]]:
    filled: Sparse = {
        row: {column: cell for column, cell in enumerate(cells) if cell is not None}
        for row, cells in enumerate(grid.rows)
    }
    kept, strays = without_strays({row: cells for row, cells in filled.items() if cells})
    rows: list[list[Cell]] = lay_out(kept)
    return replace(grid, rows=rows), told_strays(grid.where(), strays)


def _short(grid: Grid, row: int, column: int, cell: str, texts: dict[str, str]) -> str:
    if len(cell) > limits.TEXT_CHARS:
        raise EshramError("cell-too-long", grid.where(row, column), most=group(limits.TEXT_CHARS))
    # A text that many cells share is looked at once, and stays one.
    shortened = texts.get(cell)
    if shortened is None:
        shortened = texts[cell] = _ENDLESS.sub(_DOTS, cell)
    return shortened


def bounded_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines above a page's table, each no longer than a cell may be."""
    return tuple(_ENDLESS.sub(_DOTS, line[: limits.TEXT_CHARS]) for line in lines)
