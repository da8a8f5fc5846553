"""Cells by address laid out as rows, without ever laying out the emptiness between them and a stray cell."""

from __future__ import annotations

from collections.abc import Iterable

from eshram_cli.sheets import limits
from eshram_cli.sheets.model import Cell

Sparse = dict[int, dict[int, Cell]]
Address = tuple[int, int]


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

    Far is more than `FAR_ROWS` blank rows or `FAR_COLUMNS` blank columns from what comes before; few is at most
    `STRAY_CELLS`. Where more stand there it is a table, and stays.
    """
    addresses = [(row, column) for row, line in cells.items() for column in line]
    bottom = _edge(addresses, 0, limits.FAR_ROWS)
    right = _edge([address for address in addresses if address[0] <= bottom], 1, limits.FAR_COLUMNS)
    strays = tuple(sorted(address for address in addresses if address[0] > bottom or address[1] > right))
    if not strays:
        return cells, ()
    kept = {row: {c: value for c, value in line.items() if c <= right} for row, line in cells.items() if row <= bottom}
    return {row: line for row, line in kept.items() if line}, strays


def _edge(addresses: Iterable[Address], axis: int, far: int) -> int:
    """The last row (axis 0) or column (axis 1) before a gap beyond which only a few cells stand."""
    numbers = sorted(address[axis] for address in addresses)
    for index in range(max(1, len(numbers) - limits.STRAY_CELLS), len(numbers)):
        if numbers[index] - numbers[index - 1] > far:
            return numbers[index - 1]
    return numbers[-1] if numbers else -1
