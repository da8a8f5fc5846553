"""A grid by columns, with the kind of every cell: what the search for tables looks at instead of the values.

A large sheet has few kinds of rows: 2,32,000 rows of a long table share one or two patterns of kinds. So kinds are
found once per distinct value, patterns once per distinct row.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import zip_longest

from eshram_cli.language.dates import read_date
from eshram_cli.language.numerals import Count, read_count
from eshram_cli.language.text import clean
from eshram_cli.sheets.model import Cell, Grid, Span
from eshram_cli.timelimit import look_at_clock

BLANK, TEXT, NUMBER, DATE, MISSING, DOUBT, LONG = range(7)
"""Kinds of cells. MISSING is a mark such as "-" or "NA"; DOUBT has more digits than letters and is no number ("46,4O1",
"15-59"); LONG is an integer of ten digits or more, which is no count of persons."""

NUMERIC = frozenset({NUMBER, MISSING, LONG})

HIDDEN = "•"
"""What stands for each digit of a person's number: no mark for "nothing to report"."""

_LONG_COLUMN = 1000
_LONG_NUMBER = 10**9
_PLAIN = re.compile(r"[+-]?[\d,]*\.?\d+ ?%?")
_SPACED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
"""1 031: a figure in its column, whatever it is read as."""
_LETTERS = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d")
_MARKS = re.compile(r"[\W_]+")
_UNITS = re.compile(r"लाख|हजार|हज़ार|करोड|सौ|lakh|lac|crore|thousand", re.IGNORECASE)
_DATE_LIKE = re.compile(r"\d\s?[-./ ]\s?(?:\d|[^\W\d])|[^\W\d]\s?\d")


def kind_of(cell: Cell) -> int:
    """The kind of one cell; text is judged as a person would, without regard to its column."""
    if isinstance(cell, str):
        return _kind_of_text(cell)
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return BLANK
    if isinstance(cell, bool):
        return TEXT
    if isinstance(cell, dt.date):
        return DATE
    return LONG if abs(cell) >= _LONG_NUMBER and (math.isinf(cell) or cell == int(cell)) else NUMBER


@lru_cache(maxsize=65536)
def _kind_of_text(cell: str) -> int:
    if cell.isdecimal() and len(cell) < 10:
        return NUMBER
    look_at_clock()
    text = clean(cell)
    digits = len(_DIGITS.findall(text))
    kind = TEXT
    if not text:
        kind = BLANK
    elif _MARKS.fullmatch(text) and HIDDEN not in text:
        kind = MISSING
    elif _PLAIN.fullmatch(text):
        kind = LONG if digits >= 10 and "." not in text else NUMBER
    elif _SPACED.fullmatch(text) and digits < 10:
        kind = NUMBER
    elif digits and len(text) <= 32 and _DATE_LIKE.search(text) and read_date(text):
        kind = DATE
    # A longer text is a sentence; words without a digit are a number if they are few, or name a unit.
    elif len(text) <= 40 and (digits or len(text) <= 14 or _UNITS.search(text)):
        found = read_count(text)
        if isinstance(found, Count):
            kind = MISSING if found.value is None else NUMBER
        elif digits > len(_LETTERS.findall(text)) and " " not in text:
            kind = DOUBT
    return kind


@dataclass(frozen=True)
class Sheet:
    """A grid, or some columns of it, by columns. Rows and columns count from 0 as in the grid."""

    grid: Grid
    left: int
    columns: Sequence[Sequence[Cell]]
    kinds: Sequence[bytes]

    @classmethod
    def of(cls, grid: Grid) -> Sheet:
        """The whole grid. Ragged rows are filled with blanks."""
        ragged = len(set(map(len, grid.rows))) > 1
        columns: list[Sequence[Cell]] = list(zip_longest(*grid.rows) if ragged else zip(*grid.rows, strict=True))
        kinds = [_kinds(column) for column in columns]
        # Where a value was lost the cell is None, and yet a figure stands there.
        lost: dict[int, list[int]] = {}
        for row, column in (*grid.uncached, *grid.errors, *grid.unsure):
            lost.setdefault(column, []).append(row)
        for column, rows in lost.items():
            if column < len(kinds):
                found = bytearray(kinds[column])
                for row in rows:
                    if row < len(found) and not found[row]:
                        found[row] = NUMBER
                kinds[column] = bytes(found)
        return cls(grid, 0, columns, kinds)

    def part(self, left: int, right: int) -> Sheet:
        """The columns from left to right (inclusive)."""
        first, last = left - self.left, right - self.left + 1
        return Sheet(self.grid, left, self.columns[first:last], self.kinds[first:last])

    @property
    def right(self) -> int:
        """The last column."""
        return self.left + len(self.columns) - 1

    @cached_property
    def patterns(self) -> list[bytes]:
        """For each row the kinds of its cells."""
        return list(map(bytes, zip(*self.kinds, strict=True)))

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.kinds[0]) if self.kinds else 0

    def at(self, row: int, column: int) -> Cell:
        """The cell as it stands in the grid."""
        return self.columns[column - self.left][row]

    def kind(self, row: int, column: int) -> int:
        """The cell's kind."""
        return self.kinds[column - self.left][row]

    def text(self, row: int, column: int) -> str:
        """The cell as clean text; blank for a blank cell."""
        look_at_clock()
        return text_of(self.at(row, column))

    def filled(self, row: int) -> list[int]:
        """The columns of the row that hold anything."""
        look_at_clock()
        return [self.left + index for index, kind in enumerate(self.patterns[row]) if kind]

    def is_struck(self, row: int) -> bool:
        """Whether everything that the row holds is struck out."""
        struck = self.grid.struck
        return bool(struck) and all((row, column) in struck for column in self.filled(row))

    @cached_property
    def merges(self) -> tuple[Span, ...]:
        """Merged ranges that begin in these columns."""
        return tuple(span for span in self.grid.merges if self.left <= span.left <= self.right)

    def merges_in(self, top: int, bottom: int) -> Iterable[Span]:
        """Merged ranges that touch the rows from top to bottom (inclusive)."""
        return (span for span in self.merges if span.top <= bottom and span.bottom >= top)


def text_of(cell: Cell) -> str:
    """A cell as clean text: integral floats without a point, dates as ISO."""
    if cell is None:
        return ""
    if type(cell) is int:
        return str(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean(str(cell))


def _kinds(column: Sequence[Cell]) -> bytes:
    """The kinds of a column's cells, found once for each distinct value; short numbers, which most cells are, are not
    asked about one by one."""
    types = set(map(type, column))
    if len(column) >= _LONG_COLUMN and types == {str}:
        # A long column often holds nothing below its heading but short whole numbers as text, as in an export.
        texts: Sequence[str] = column[1:]  # type: ignore[assignment]
        if all(map(str.isdecimal, texts)) and max(map(len, texts)) < 10:
            return bytes([kind_of(column[0])]) + bytes([NUMBER]) * len(texts)
    if bool in types:
        # True equals 1: told apart cell by cell.
        return bytes(kind_of(cell) for cell in column)
    low, high = -_LONG_NUMBER, _LONG_NUMBER
    known = {cell: NUMBER if type(cell) is int and low < cell < high else kind_of(cell) for cell in set(column)}
    return bytes(map(known.__getitem__, column))
