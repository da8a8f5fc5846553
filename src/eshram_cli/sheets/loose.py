"""A sheet gathered cell by cell and laid out at the end, without the emptiness between the table and a stray cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from eshram_cli.errors import EshramError
from eshram_cli.problems import Problem, Where
from eshram_cli.sheets import limits
from eshram_cli.sheets.model import Cell, Grid
from eshram_cli.sheets.notes import Address, Notes

Sparse = dict[int, dict[int, Cell]]


@dataclass
class LooseSheet:
    """Cells by row and column from 0, what was noticed, and how far the file had to be mended."""

    cells: Sparse = field(default_factory=dict)
    notes: Notes = field(default_factory=Notes)
    displaced: int = 0
    """Cells whose address could not be read and that were placed after their neighbour."""
    mended: bool = False
    """The markup was malformed; a part of it may be missing."""

    def put(self, row: int, column: int, value: Cell) -> None:
        """A value; a blank is left out."""
        if value is not None:
            self.notes.cells += 1
            self.cells.setdefault(row, {})[column] = value

    def finish(
        self, where: Where, budget: int, hidden: bool = False, above: tuple[str, ...] = ()
    ) -> tuple[Grid, list[Problem]]:
        """The grid, and what to tell about it. Raises sheet-too-sparse where the rows would hold more than `budget`."""
        cells, strays = without_strays(self.cells)
        # The search for tables looks at columns, for which ragged rows are filled up to the longest.
        if area(cells) > budget or rectangle(cells) > limits.CELLS:
            raise EshramError("sheet-too-sparse", where)
        return self.notes.grid(where.file, where.sheet, lay_out(cells), hidden, above), self._told(where, strays)

    def _told(self, where: Where, strays: tuple[Address, ...]) -> list[Problem]:
        told = []
        if self.displaced:
            told.append(Problem("cells-misaddressed", where, {"count": self.displaced}))
        if self.mended:
            told.append(Problem("sheet-mended", where))
        return told + told_strays(where, strays)


def told_strays(where: Where, strays: tuple[Address, ...]) -> list[Problem]:
    """One problem for all cells that were left out, at the first of them."""
    if not strays:
        return []
    row, column = strays[0]
    return [Problem("cells-far-off", Where(where.file, where.sheet, row + 1, column + 1), {"count": len(strays)})]


def rectangle(cells: Sparse) -> int:
    """Cells of the rectangle from A1 on."""
    return (max(cells, default=-1) + 1) * (max((max(row) for row in cells.values() if row), default=-1) + 1)


def area(cells: Sparse) -> int:
    """Cells that the ragged rows would have, blanks included."""
    return sum(max(row) + 1 for row in cells.values() if row)


def lay_out(cells: Sparse) -> list[list[Cell]]:
    """Ragged rows: each as long as its last cell, the blank rows between them empty."""
    rows: list[list[Cell]] = [[] for _ in range(max(cells, default=-1) + 1)]
    for number, row in cells.items():
        line: list[Cell] = [None] * (max(row) + 1)
        for column, value in row.items():
            line[column] = value
        rows[number] = line
    return rows


def without_strays(cells: Sparse) -> tuple[Sparse, tuple[Address, ...]]:
    """The cells without those few that stand far off, and the addresses of these.

    Only a sheet is looked at whose rectangle would hold more than `DENSE_CELLS`, or which is wider than `COLUMNS`. Far
    is more than `FAR_ROWS` blank rows or `FAR_COLUMNS` blank columns from what comes before; few is at most
    `STRAY_CELLS`, and no more than what comes before. Where more stand there it is a table, and stays.
    """
    widest = max((max(row) for row in cells.values() if row), default=-1) + 1
    if rectangle(cells) <= limits.DENSE_CELLS and widest <= limits.COLUMNS:
        return cells, ()
    addresses = [(row, column) for row, line in cells.items() for column in line]
    bottom = _edge((row for row, _ in addresses), limits.FAR_ROWS)
    right = _edge((column for row, column in addresses if row <= bottom), limits.FAR_COLUMNS)
    strays = tuple(sorted((row, column) for row, column in addresses if row > bottom or column > right))
    if not strays or len(strays) > min(limits.STRAY_CELLS, len(addresses) // 2):
        return cells, ()
    kept = {row: {c: value for c, value in line.items() if c <= right} for row, line in cells.items() if row <= bottom}
    return {row: line for row, line in kept.items() if line}, strays


def _edge(numbers: Iterable[int], far: int) -> int:
    """The last row or column before a gap beyond which only a few cells stand."""
    ordered = sorted(numbers)
    for index in range(max(1, len(ordered) - limits.STRAY_CELLS), len(ordered)):
        if ordered[index] - ordered[index - 1] > far:
            return ordered[index - 1]
    return ordered[-1] if ordered else -1
