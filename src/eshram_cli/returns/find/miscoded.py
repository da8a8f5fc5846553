"""Hindi opened in the wrong encoding and saved so, brought back letter by letter; told with a cell that shows it."""

from __future__ import annotations

from dataclasses import replace

from eshram_cli.language.mojibake import is_miscoded, recoded
from eshram_cli.language.unread import shown
from eshram_cli.problems import Problem
from eshram_cli.sheets.model import Book, Cell, Grid

SAMPLE_ROWS = 60
"""The top of a sheet shows whether it was miscoded."""


def rightly_coded(book: Book) -> Book:
    """The book with such text as it was meant, and a note `miscoded` a sheet; text that lost a byte stays, with the
    warning `miscoded-lost`. A book without it comes back itself."""
    read = [_grid(grid) if _is_miscoded(grid) else (grid, []) for grid in book.grids]
    told = [problem for _, problems in read for problem in problems]
    return replace(book, grids=tuple(grid for grid, _ in read), problems=(*book.problems, *told)) if told else book


def _is_miscoded(grid: Grid) -> bool:
    texts = (*grid.above, *(cell for row in grid.rows[:SAMPLE_ROWS] for cell in row if isinstance(cell, str)))
    return any(map(is_miscoded, texts))


def _grid(grid: Grid) -> tuple[Grid, list[Problem]]:
    above = tuple(recoded(line) or line if is_miscoded(line) else line for line in grid.above)
    rows = [[_cell(cell) for cell in row] for row in grid.rows]
    changed = [
        (at, column)
        for at, row in enumerate(rows)
        for column, cell in enumerate(row)
        if cell is not grid.rows[at][column]
    ]
    lost = [
        (at, column)
        for at, row in enumerate(rows)
        for column, cell in enumerate(row)
        if isinstance(cell, str) and is_miscoded(cell)
    ]
    told = []
    if changed:
        typed, read = (shown(cells[changed[0][0]][changed[0][1]]) for cells in (grid.rows, rows))
        told.append(Problem("miscoded", grid.where(*changed[0]), {"typed": typed, "read": read, "cells": len(changed)}))
    if lost:
        told.append(Problem("miscoded-lost", grid.where(*lost[0]), {"cells": len(lost)}))
    return replace(grid, rows=rows, above=above), told


def _cell(cell: Cell) -> Cell:
    return recoded(cell) or cell if isinstance(cell, str) and is_miscoded(cell) else cell
