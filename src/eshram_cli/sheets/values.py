"""Cells as the other rooms get them, whatever library read them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable

from eshram_cli.sheets.model import Cell, Span

WHOLE = 1e15
"""Up to here a double holds every integer exactly; larger ones stay floats, so that nobody reads digits into them."""

NOISE = 1e-6

EPOCH = {False: dt.datetime(1899, 12, 30), True: dt.datetime(1904, 1, 1)}  # noqa: DTZ001  a sheet's dates have no zone
LAST_DAY = 2_958_465
"""31 December 9999, the last day of a spreadsheet."""

Raw = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None


def tidy(value: Raw) -> Cell:
    """One cell: an integral float as int, and so what misses an integer by less than a millionth, as sums of fractions
    in a workbook do; midnight as its date, a clock time or a duration as text, '' as None."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, float):
        if not -WHOLE < value < WHOLE:
            # A number of 309 digits or more is infinite to a computer: it stays a text, which nobody can reckon with.
            return value if math.isfinite(value) else str(value)
        nearest = round(value)
        # A share next to nothing stays one.
        return nearest if value == nearest or (nearest and abs(value - nearest) < NOISE) else value
    if isinstance(value, dt.time):
        return value.isoformat("seconds" if value.second else "minutes")
    if isinstance(value, dt.timedelta):
        seconds = round(value.total_seconds())
        minutes, second = divmod(abs(seconds), 60)
        return f"{'-' if seconds < 0 else ''}{minutes // 60:02d}:{minutes % 60:02d}:{second:02d}"
    return value.date() if isinstance(value, dt.datetime) and value.time() == dt.time() else value


def moment(number: float, epoch_1904: bool) -> Cell:
    """A date as Excel stores it, in days: under one day a clock time, as text. What is no day stays a number."""
    if not 0 <= number <= LAST_DAY:
        return tidy(number)
    seconds = round(number * 86_400)
    if seconds < 86_400 and not epoch_1904:
        return tidy(dt.time(seconds // 3600, seconds // 60 % 60, seconds % 60))
    return tidy(EPOCH[epoch_1904] + dt.timedelta(seconds=seconds))


def tidy_row(row: Iterable[Raw]) -> list[Cell]:
    """The cells of a row, each as `tidy` gives it. Most cells are numbers, so these are not called for one by one."""
    return [
        int(cell) if type(cell) is float and -WHOLE < cell < WHOLE and cell.is_integer() else tidy(cell) for cell in row
    ]


def shorten(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The same list without its trailing blank rows."""
    while rows and not any(cell is not None for cell in rows[-1]):
        rows.pop()
    return rows


def fitting(merges: Iterable[Span], rows: list[list[Cell]]) -> tuple[Span, ...]:
    """Merges cut to the grid, in their order. Merges cannot overlap, so their area ends where the grid's does."""
    bottom, right = len(rows) - 1, width(rows) - 1
    budget = (bottom + 1) * (right + 1)
    kept: list[Span] = []
    for span in merges:
        cut = Span(span.top, span.left, min(span.bottom, bottom), min(span.right, right))
        height, breadth = cut.bottom - cut.top + 1, cut.right - cut.left + 1
        if height < 1 or breadth < 1 or height * breadth < 2:
            continue
        budget -= height * breadth
        if budget < 0:
            break
        kept.append(cut)
    return tuple(kept)


def width(rows: list[list[Cell]]) -> int:
    """The longest row's length."""
    return max(map(len, rows), default=0)
