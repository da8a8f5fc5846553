"""The rows of a long table as they come: most are kept as numbers in a file of their own, a few as they stand.

A row is plain where it has names that other rows bear too, a date, and whole numbers; see `long_tables` for which of
the rows are set out as an extract.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import IO, Any, NamedTuple

import numpy as np

from eshram_cli.language.dates import read_date
from eshram_cli.language.lexicon import is_total
from eshram_cli.sheets.delimited import heading_width
from eshram_cli.sheets.long_file import NotPlain, Row

FIRST = 600
"""Rows that are always in the extract: more than any rule looks at from the top."""

EACH = 2
"""Rows of each name in the extract."""

WHOLE_DAYS = 2
"""Days of which all rows are in the extract, so that a row which is the sum of others is seen there."""

MOST = 50_000
"""Rows of an extract; more are no exceptions any more."""

AROUND = 2
"""Rows above and below one that is not plain which are set out with it."""

DIGITS = 9
"""A plain number has at most so many: fewer than MAX_PERSONS."""


class Codes(dict[Any, int]):
    """A number for each distinct thing, in the order in which they came."""

    def __missing__(self, key: Any) -> int:
        self[key] = code = len(self)
        return code


class Total(NamedTuple):
    """A total row: as it stands, its label with the column of it (from 0), its date as written, "" where it has none,
    and its numbers in the order of the survey's, -1 where it has none."""

    row: Row
    label: str
    column: int
    day: object
    numbers: tuple[int, ...]


class Survey:
    """The rows as they come: plain ones are kept as numbers in a file of their own, a few rows as they stand."""

    def __init__(self, kept: IO[bytes]) -> None:
        self.kept = kept
        self.first = FIRST
        self.raw: dict[int, Row] = {}
        """The rows of the extract, by their number from 0."""
        self.names, self.days = Codes(), Codes()
        self.count = 0
        self.width = 0
        self.texts: list[int] = []
        self.numbers: list[int] = []
        self.date = 0
        self.totals: dict[int, Total] = {}
        """The total rows, by their number from 0."""
        self.doubtful: set[object] = set()
        """The dates of the other rows that are not plain but hold something for a number; "" for rows without one."""
        self._heads: list[Row] = []
        self._each: dict[int, int] = defaultdict(int)
        self._dated: dict[str | dt.date, bool] = {}
        self._last: list[tuple[int, Row]] = []
        self._last_plain: list[tuple[int, Row]] = []
        self._after = 0

    def take(self, rows: Sequence[Row]) -> None:
        """The next rows."""
        first, self.count = self.count, self.count + len(rows)
        if not first:
            self._begin(rows)
        if max(map(len, rows)) > self.width:
            raise NotPlain
        plain = self._plain(rows)
        at, odd = np.flatnonzero(plain), np.flatnonzero(~plain).tolist()
        if not first:
            self._heads = list(rows[: int(at[0])]) if len(at) else []
            self.raw.update(enumerate(rows[:FIRST]))
        totals = {first + one: total for one in odd if (total := self._total(rows[one])) is not None}
        self.totals.update(totals)
        self._keep_odd(rows, first, [one for one in odd if first + one not in totals])
        if len(at):
            self._keep_plain(rows, first, at)
        if len(self.raw) > MOST or len(self.names) > MOST or len(self.totals) > MOST:
            raise NotPlain

    def _total(self, row: Row) -> Total | None:
        """The row as a total; None where it is none, or not as plain as one may be: a label, a date or none, whole
        numbers or blanks."""
        if len(row) != self.width:
            return None
        labels = [(text, c) for c in self.texts if isinstance(text := row[c], str) and is_total(text)]
        date, cells = row[self.date], [row[c] for c in self.numbers]
        dated = date == "" or self._is_dated(date)
        if not labels or not dated or not all(cell == "" or _is_plain(cell) for cell in cells):
            return None
        return Total(row, *labels[0], date, tuple(-1 if cell == "" else _number(cell) for cell in cells))

    def _keep_odd(self, rows: Sequence[Row], first: int, odd: Sequence[int]) -> None:
        """Puts the rows that are not plain into the extract, with those around them; of these some may be of the piece
        before, or of the next."""
        for one in odd:
            row = rows[one]
            if row not in self._heads and any(row[c] != "" for c in self.numbers if c < len(row)):
                date = row[self.date] if self.date < len(row) else ""
                self.doubtful.add(date if self._is_dated(date) else "")
            for near in range(max(0, one - AROUND), min(len(rows), one + AROUND + 1)):
                self.raw[first + near] = rows[near]
            self.raw.update(self._last[max(0, len(self._last) - AROUND + one) :] if one < AROUND else ())
        for number in range(first, min(self._after, self.count)):
            self.raw[number] = rows[number - first]
        self._after = max([self._after, *(first + one + AROUND + 1 for one in odd[-1:])])
        self._last = [(first + near, rows[near]) for near in range(max(0, len(rows) - AROUND - 1), len(rows))]

    def _keep_plain(self, rows: Sequence[Row], first: int, at: np.ndarray) -> None:
        """Keeps these rows as numbers; those that are the first of their kind are in the extract too."""
        body = rows if len(at) == len(rows) else [rows[one] for one in at.tolist()]
        self._last_plain = [(first + int(at[-1]), body[-1])]
        columns = list(zip(*body, strict=True))
        known = len(self.days)
        names = np.fromiter(
            map(self.names.__getitem__, zip(*(columns[c] for c in self.texts), strict=True)), np.int32, len(body)
        )
        days = np.fromiter(map(self.days.__getitem__, columns[self.date]), np.int32, len(body))
        for one in np.unique(names, return_index=True)[1].tolist():
            self._each[names[one]] += 1
            if self._each[names[one]] <= EACH:
                self.raw[first + int(at[one])] = body[one]
        firsts = np.unique(days, return_index=True)[1]
        for one in (*np.flatnonzero(days < WHOLE_DAYS).tolist(), *firsts[days[firsts] >= known].tolist()):
            self.raw[first + int(at[one])] = body[one]
        numbers = [_numbers(columns[c]) for c in self.numbers]
        np.column_stack([(at + first).astype(np.int32), names, days, *numbers]).tofile(self.kept)

    def _begin(self, rows: Sequence[Row]) -> None:
        """What the columns hold, by the first rows: names and other words, one of dates, whole numbers."""
        self.width = heading_width(rows)
        body = [row for row in rows[FIRST // 2 :] if len(row) == self.width]
        if len(rows) <= FIRST or len(body) * 2 < len(rows) - FIRST // 2:
            raise NotPlain
        for column in range(self.width):
            cells = [row[column] for row in body]
            if sum(map(_is_plain, cells)) * 2 > len(cells):
                self.numbers.append(column)
            else:
                self.texts.append(column)
        some = body[:50]
        dates = [c for c in self.texts if sum(read_date(row[c]) is not None for row in some) * 2 > len(some)]
        if len(dates) != 1 or not self.numbers:
            raise NotPlain
        self.date = dates[0]
        self.texts.remove(self.date)
        if not self.texts:
            raise NotPlain

    def _plain(self, rows: Sequence[Row]) -> np.ndarray:
        """Which of the rows are plain: as wide as the table, with its words, its date and its numbers."""
        if set(map(len, rows)) == {self.width}:
            columns = list(zip(*rows, strict=True))
            plain = (_are_plain(columns[c]) for c in self.numbers)
            if (
                all(plain)
                and all(map(self._is_dated, set(columns[self.date])))
                and not any(_is_odd(text) for c in self.texts for text in set(columns[c]))
            ):
                return np.ones(len(rows), dtype=bool)
        return np.array([self.is_plain_row(row) for row in rows], dtype=bool)

    def is_plain_row(self, row: Row) -> bool:
        """Whether the row is plain."""
        return (
            len(row) == self.width
            and all(_is_plain(row[c]) for c in self.numbers)
            and self._is_dated(row[self.date])
            and not any(_is_odd(row[c]) for c in self.texts)
        )

    def _is_dated(self, cell: object) -> bool:
        if not isinstance(cell, str | dt.date) or isinstance(cell, dt.datetime):
            return False
        if cell not in self._dated:
            moment = read_date(cell)
            self._dated[cell] = moment is not None and moment.time is None
        return self._dated[cell]

    def end(self) -> None:
        """The last rows are in the extract too, but for totals."""
        last = [*self._last, *self._last_plain]
        self.raw.update({number: row for number, row in last if number not in self.totals})

    def set_out(self, more: Collection[int]) -> None:
        """Adds these plain rows to the extract, their numbers as numbers, however they were written."""
        if more:
            names, days = list(self.names), list(self.days)
            for block in self.blocks():
                for number, name, day, *values in block[np.isin(block[:, 0], sorted(more))].tolist():
                    row: list[Any] = [""] * self.width
                    row[self.date] = days[day]
                    for column, text in zip(self.texts, names[name], strict=True):
                        row[column] = text
                    for column, value in zip(self.numbers, values, strict=True):
                        row[column] = value
                    self.raw[number] = row
        if len(self.raw) > MOST:
            raise NotPlain

    def blocks(self) -> Iterator[np.ndarray]:
        """The plain rows, some thousands at a time: number, name, day, and the numbers."""
        width = 3 + len(self.numbers)
        self.kept.seek(0)
        while len(block := np.fromfile(self.kept, np.int32, 20_000 * width)):
            yield block.reshape(-1, width)


_TENS = np.array([10**digits for digits in range(1, DIGITS + 1)])
_GROUPED = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})*,[0-9]{3}|[0-9]{1,3},[0-9]{3}")


def _number(cell: Any) -> int:
    """The number in a plain cell."""
    return int(cell.replace(",", "") if isinstance(cell, str) else cell)


def _numbers(cells: Sequence[Any]) -> np.ndarray:
    """Those in plain cells; in most columns none is grouped."""
    try:
        return np.fromiter(map(int, cells), np.int32, len(cells))
    except ValueError:
        return np.fromiter(map(_number, cells), np.int32, len(cells))


def _is_plain(cell: object) -> bool:
    """Whether the cell holds a whole number, or its digits, grouped (9,88,912) or not; 007 has more digits than its
    number."""
    if not isinstance(cell, str):
        return type(cell) is int and 0 <= cell < 10**DIGITS
    if cell.isascii() and cell.isdecimal():
        return len(cell) <= DIGITS and (cell[0] != "0" or cell == "0")
    return _GROUPED.fullmatch(cell) is not None and cell[0] != "0" and _number(cell) < 10**DIGITS


def _are_plain(cells: Sequence[Any]) -> bool:
    """Whether `_is_plain` holds of each of the cells."""
    kinds = set(map(type, cells))
    if kinds == {int}:
        return bool(min(cells) >= 0 and max(cells) < 10**DIGITS)
    if kinds != {str} or not (text := "".join(cells)).isascii() or not text.isdecimal() or "" in cells:
        return all(map(_is_plain, cells))
    if max(map(len, cells)) > DIGITS:
        return False
    numbers = np.fromiter(map(int, cells), np.int64, len(cells))
    return len(text) == len(cells) + int(np.searchsorted(_TENS, numbers, side="right").sum())


def _is_odd(cell: object) -> bool:
    """Whether the row of such a word is looked at by itself: blank, no text, a total, a number of a person maybe."""
    return (
        not isinstance(cell, str)
        or not cell
        or sum(map(str.isdecimal, cell)) >= DIGITS
        or len(cell) >= 100
        or is_total(cell)
    )
