"""What the readers of long tables have in common: a file is read in pieces of rows and never held as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from eshram_cli.errors import EshramError
from eshram_cli.sheets.limits import MIB
from eshram_cli.sheets.model import Book, Cell, Grid, Span
from eshram_cli.sheets.read import bounded
from eshram_cli.sheets.values import fitting, shorten

LONG_BYTES = MIB
"""A text of so many bytes is read piece by piece, and a workbook of as many rows: some 20,000. Shorter ones take less
memory than the program itself."""

ROWS_AT_ONCE = 20_000


class NotPlain(Exception):
    """The table has to be looked at as a whole."""


class Lost(NamedTuple):
    """A cell whose value is not there: the error that stands in its place, blank for a formula without a value."""

    error: str


Row = Sequence[Cell | Lost]
"""Blank cells are ""."""


class LongFile(Protocol):
    """A file that holds a long table, or several sheets with one each. `done` of its `size` bytes were read so far."""

    path: Path
    size: int
    done: int

    @property
    def unpacked(self) -> int:
        """About how many bytes it is unpacked."""

    @property
    def fits(self) -> bool:
        """Whether it may be read as a whole, where it cannot be read in pieces."""

    @property
    def sheets(self) -> Sequence[str]:
        """The names of the sheets; "" for that of a text."""

    def pieces(self, sheet: str) -> Iterator[Sequence[Row]]:
        """The rows of the sheet, some thousands at a time. Raises NotPlain."""

    def book(self, rows: Mapping[str, Mapping[int, Row]]) -> Book:
        """The file as `read_book` gives it, of the long sheets these rows alone, given by sheet and number (from 0).
        Raises NotPlain."""


def extract(file: str, sheet: str, rows: Mapping[int, Row], merges: Sequence[Span] = (), hidden: bool = False) -> Grid:
    """These rows (by their number from 0) as a grid of their own, one below the other. Raises NotPlain where cells are
    merged below the first rows, or are longer than any cell may be."""
    numbers = sorted(rows)
    top = next((at for at, number in enumerate(numbers) if at != number), len(numbers))
    if any(span.bottom >= top for span in merges):
        raise NotPlain
    lost = {
        (at, column): cell.error
        for at, number in enumerate(numbers)
        for column, cell in enumerate(rows[number])
        if isinstance(cell, Lost)
    }
    cells: list[list[Cell]] = [
        [None if cell == "" or isinstance(cell, Lost) else cell for cell in rows[number]] for number in numbers
    ]
    grid = Grid(
        file,
        sheet,
        shorten(cells),
        merges=fitting(merges, cells),
        hidden=hidden,
        uncached=frozenset(at for at, error in lost.items() if not error),
        errors={at: error for at, error in lost.items() if error},
    )
    try:
        grid, told = bounded(grid)
    except EshramError as error:
        raise NotPlain from error
    if told:
        raise NotPlain
    return grid
