"""Figures of a column as plain numbers, for sums and comparisons; what is kept goes through `numerals` cell by cell."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from eshram_cli.language.numerals import Count, Number, group, read_count, read_number
from eshram_cli.returns.columns.column import Reading
from eshram_cli.returns.model import MAX_PERSONS
from eshram_cli.sheets.model import Cell

_LONG_DIGITS = 9

Amount = int | float | None
"""A number, or None for a blank, a mark or anything else."""


def amount(cell: Cell) -> Amount:
    """The cell as a number; None where it is none."""
    if type(cell) is int:
        return cell
    if isinstance(cell, str):
        return _amount_of_text(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not math.isfinite(cell):
        return None
    return int(cell) if cell == int(cell) else cell


@lru_cache(maxsize=65536)
def _amount_of_text(cell: str) -> Amount:
    count = read_count(cell)
    if isinstance(count, Count):
        return count.value
    number = read_number(cell)
    return number.value if isinstance(number, Number) else None


def figure_text(figure: Amount) -> str:
    """A figure for a message: persons with lakh grouping, anything else as it is."""
    return group(figure) if isinstance(figure, int) else str(figure)


def amounts(column: Reading) -> list[Amount]:
    """The body of the column as numbers."""
    area = column.area
    cells: Sequence[Cell] = area.sheet.columns[column.index - area.sheet.left][area.first : area.last + 1]
    plain = plain_counts(cells)
    return [amount(cell) for cell in cells] if plain is None else list(plain)


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
