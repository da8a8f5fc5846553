"""The figures of a column: as plain numbers for sums and comparisons; and as they are kept, cell by cell, with the
problems of those that cannot be read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from eshram_cli.language.lexicon import is_total
from eshram_cli.language.numerals import Count, Number, Quality, read_count, read_number
from eshram_cli.language.unread import Unread, unread
from eshram_cli.language.written import group
from eshram_cli.problems import Problem
from eshram_cli.returns.columns.column import Reading
from eshram_cli.returns.model import MAX_PERSONS
from eshram_cli.sheets.model import Cell
from eshram_cli.sheets.view import TEXT

_LONG_DIGITS = 9

Amount = int | float | None
"""A number, or None for a blank, a mark or anything else."""


def amount(cell: Cell) -> Amount:
    """The cell as a number; None where it is none."""
    if type(cell) is int:
        return cell
    if isinstance(cell, str):
        count = read_count(cell)
        if isinstance(count, Count):
            return count.value
        number = read_number(cell)
        return number.value if isinstance(number, Number) else None
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not math.isfinite(cell):
        return None
    return int(cell) if cell == int(cell) else cell


def figure_text(figure: Amount) -> str:
    """A figure for a message: persons with lakh grouping, anything else as it is."""
    return group(figure) if isinstance(figure, int) else str(figure)


def amounts(column: Reading) -> list[Amount]:
    """The body of the column as numbers."""
    plain = plain_counts(column.cells)
    return [amount(cell) for cell in column.cells] if plain is None else list(plain)


def plain_counts(cells: Sequence[Cell]) -> list[int | None] | None:
    """All cells at once where every one is a plain whole number, as in an exported table; else None."""
    kinds = set(map(type, cells))
    if kinds == {str}:
        texts: list[str] = list(cells)  # type: ignore[arg-type]
        if all(map(str.isdecimal, texts)) and max(map(len, texts)) <= _LONG_DIGITS:
            return list(map(int, texts))
    elif kinds == {int}:
        numbers: list[int] = list(cells)  # type: ignore[arg-type]
        if min(numbers) >= 0 and max(numbers) < MAX_PERSONS:
            return list(numbers)
    return None


def is_sum(whole: Reading, parts: Sequence[Reading]) -> bool:
    """Whether the column equals the sum of the parts in every row that has all of them, and in two rows at least.

    A total row may be wrong: that is told of itself, and says nothing of what the columns are.
    """
    rows = enumerate(zip(amounts(whole), *(amounts(part) for part in parts), strict=True), start=whole.area.first)
    sums = [(at, row[0], row[1:]) for at, row in rows if all(figure is not None for figure in row)]
    if sum(bool(total) for _, total, _ in sums) < 2:
        return False
    wrong = [at for at, total, row in sums if total != sum(figure or 0 for figure in row)]
    sheet, columns = whole.area.sheet, whole.area.columns
    texts = ([sheet.text(row, column) for column in columns if sheet.kind(row, column) == TEXT] for row in wrong)
    return len(wrong) * 2 < len(sums) and all(any(map(is_total, of_row)) for of_row in texts)


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
        elif column.unit == 1:
            read = read_count(cell)
        else:
            # In a column "in lakh" a plain number is multiplied; whether it can be one of persons is seen where its
            # record is made.
            number = read_number(cell)
            read = number if isinstance(number, Unread) else Count(None)
            if isinstance(number, Number) and number.value is not None:
                read = Count(round(number.value * column.unit), "about")
        if isinstance(read, Unread):
            problems.append((at, read.problem(column.where_of(row))))
            read = Count(None)
        values.append(read.value)
        qualities.append(read.quality)
    return Figures(values, qualities, problems, {at for at, _ in problems})
