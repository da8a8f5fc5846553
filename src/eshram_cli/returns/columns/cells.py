"""The figures of a column of counts, cell by cell, with the problems of those that cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eshram_cli.language.numerals import Count, Number, Quality, read_count, read_number
from eshram_cli.language.unread import Unread, unread
from eshram_cli.problems import Problem
from eshram_cli.returns.columns.amounts import plain_counts
from eshram_cli.returns.columns.column import Reading
from eshram_cli.sheets.model import Cell


@dataclass
class Figures:
    """One column's values in the given rows, None where there is none; problems with the index of their row."""

    values: list[int | None]
    qualities: Sequence[Quality]
    problems: list[tuple[int, Problem]]
    unread: set[int]

    def held(self, at: int) -> bool:
        """Whether the row has anything in this column, readable or not."""
        return self.values[at] is not None or at in self.unread

    def drop(self, at: int) -> None:
        """Leaves the row's figure out."""
        self.values[at] = None


def read_figures(column: Reading, rows: Sequence[int]) -> Figures:
    """The column's figures in the rows (from 0). Blank and "-" are missing; nothing becomes 0 that is not a 0."""
    grid, body = column.area.sheet.grid, column.area.sheet.columns[column.index - column.area.sheet.left]
    unbroken = bool(rows) and len(rows) == rows[-1] - rows[0] + 1
    cells = body[rows[0] : rows[-1] + 1] if unbroken else [body[row] for row in rows]
    if column.unit == 1 and not (grid.uncached or grid.errors or grid.unsure or grid.struck):
        plain = plain_counts(cells)
        if plain is not None:
            return Figures(plain, ["exact"] * len(plain), [], set())
    values: list[int | None] = []
    qualities: list[Quality] = []
    problems: list[tuple[int, Problem]] = []
    for at, (row, cell) in enumerate(zip(rows, cells, strict=True)):
        if (row, column.index) in grid.errors:
            read: Count | Unread = Unread("cell-error", {"text": grid.errors[row, column.index]})
        elif (row, column.index) in grid.uncached:
            read = Unread("formula-uncached")
        elif (row, column.index) in grid.unsure:
            unsure = grid.unsure[row, column.index]
            read = unread(unsure.code, unsure.text)
        elif (row, column.index) in grid.struck and not column.area.sheet.is_struck(row):
            read = unread("figure-struck", cell)
        else:
            read = _count(cell, column.unit)
        if isinstance(read, Unread):
            problems.append((at, read.problem(grid.where(row, column.index))))
            read = Count(None)
        values.append(read.value)
        qualities.append(read.quality)
    return Figures(values, qualities, problems, {at for at, _ in problems})


def _count(cell: Cell, unit: int) -> Count | Unread:
    """The cell as persons. In a column "in lakh" a plain number is multiplied, and its quality is about; whether it can
    be one of persons is seen where its record is made."""
    if unit == 1:
        return read_count(cell)
    number = read_number(cell)
    if not isinstance(number, Number):
        return number
    return Count(None) if number.value is None else Count(round(number.value * unit), "about")
