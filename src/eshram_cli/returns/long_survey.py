"""The rows of a long table as they come: most are kept as numbers in a file of their own, a few as they stand.

A row is plain where it has names that other rows bear too, a date, and whole numbers, maybe with rates beside them;
see `long_tables` for which of the rows are set out as an extract.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from itertools import compress
from typing import IO, Any, NamedTuple

import numpy as np

from eshram_cli.language.dates import read_date
from eshram_cli.language.lexicon import channel, gender, is_total
from eshram_cli.sheets.delimited import heading_width
from eshram_cli.sheets.long_file import NotPlain, Row

FIRST = 600
"""Rows that are always in the extract: more than any rule looks at from the top."""

WHOLE_DAYS = 2
"""Days of which all rows are in the extract, so that a row which is the sum of others is seen there."""

LOOKED_AT = 2_000
"""Rows, from all over the first piece, that say what the columns hold."""

MOST = 50_000
"""Rows of an extract; more are no exceptions any more."""

AROUND = 2
"""Rows above and below one that is not plain which are set out with it."""

NONE = -1
"""In a cube: no figure."""

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

    def __init__(self, kept: IO[bytes], again: Callable[[], Iterator[Sequence[Row]]]) -> None:
        self.kept, self.again = kept, again
        self.first = FIRST
        self.raw: dict[int, Row] = {}
        """The rows of the extract, by their number from 0."""
        self.names, self.days = Codes(), Codes()
        self.count = 0
        self.width = 0
        self.texts: list[int] = []
        self.numbers: list[int] = []
        self.rates: list[int] = []
        """Columns of percentages and the like: with decimals, below 0, maybe blank."""
        self.members: set[int] = set()
        """Columns that name men and women, channels or ages: "Total" is one more of these."""
        self.date = 0
        self.totals: dict[int, Total] = {}
        """The total rows, by their number from 0."""
        self.doubtful: set[object] = set()
        """The dates of the other rows that are not plain but hold something for a number; "" for rows without one."""
        self.nameless: set[dt.date] = set()
        """The dates of those among them that lack a name: they may be of the place around others of their date."""
        self._heads: list[Row] = []
        self._latest: dict[int, tuple[int, int, Row]] = {}
        """Of each name the date, number and cells of its latest row: it states the target of its place."""
        self._ordinals: list[int] = []
        self._dated: dict[str | dt.date, dt.date | None] = {}
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
        named = (c for c in self.texts if c not in self.members)
        labels = [(text, c) for c in named if isinstance(text := row[c], str) and is_total(text)]
        date, cells = row[self.date], [row[c] for c in self.numbers]
        dated = date == "" or self.day_of(date)
        if (
            not labels
            or not dated
            or not all(cell == "" or (_is_plain(cell) and number_of(cell) >= 0) for cell in cells)
        ):
            return None
        return Total(row, *labels[0], date, tuple(-1 if cell == "" else number_of(cell) for cell in cells))

    def _keep_odd(self, rows: Sequence[Row], first: int, odd: Sequence[int]) -> None:
        """Puts the rows that are not plain into the extract, with those around them; of these some may be of the piece
        before, or of the next."""
        for one in odd:
            row = rows[one]
            if row not in self._heads and any(row[c] != "" for c in self.numbers if c < len(row)):
                date = row[self.date] if self.date < len(row) else ""
                day = self.day_of(date)
                self.doubtful.add(date if day else "")
                if day and any(row[c] == "" for c in self.texts if c < len(row)):
                    self.nameless.add(day)
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
        known_names, known_days = len(self.names), len(self.days)
        names = np.fromiter(
            map(self.names.__getitem__, zip(*(columns[c] for c in self.texts), strict=True)), np.int32, len(body)
        )
        days = np.fromiter(map(self.days.__getitem__, columns[self.date]), np.int32, len(body))
        for cell in list(self.days)[known_days:]:
            self._ordinals.append((self.day_of(cell) or dt.date.min).toordinal())
        for distinct, known in ((names, known_names), (days, known_days)):
            codes, firsts = np.unique(distinct, return_index=True)
            for one in firsts[codes >= known].tolist():
                self.raw[first + int(at[one])] = body[one]
        for one in np.flatnonzero(days < WHOLE_DAYS).tolist():
            self.raw[first + int(at[one])] = body[one]
        dates = np.array(self._ordinals)[days]
        order = np.lexsort((dates, names))
        lasts = order[np.flatnonzero(np.diff(names[order], append=NONE))]
        for one, name, date in zip(lasts.tolist(), names[lasts].tolist(), dates[lasts].tolist(), strict=True):
            if name not in self._latest or self._latest[name][0] <= date:
                self._latest[name] = (date, first + int(at[one]), body[one])
        numbers = [_numbers(columns[c]) for c in self.numbers]
        rates = [np.array([_rate(cell) for cell in columns[c]]).view(np.int32).reshape(-1, 2) for c in self.rates]
        np.column_stack([(at + first).astype(np.int32), names, days, *numbers, *rates]).tofile(self.kept)

    def _begin(self, rows: Sequence[Row]) -> None:
        """What the columns hold, by the first rows: names and other words, one of dates, whole numbers, rates."""
        self.width = heading_width(rows)
        some = rows[FIRST // 2 :: max(1, len(rows) // LOOKED_AT)]
        body = [row for row in some if len(row) == self.width]
        if len(rows) <= FIRST or len(body) * 2 < len(some):
            raise NotPlain
        for column in range(self.width):
            cells = [row[column] for row in body]
            rates = [cell for cell in cells if _is_rate(cell)]
            decimals = sum(cell != "" and not _is_plain(cell) for cell in rates)
            if sum(map(_is_plain, cells)) * 2 > len(cells) and decimals * 10 < len(cells):
                self.numbers.append(column)
            elif len(rates) * 2 > len(cells):
                self.rates.append(column)
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
        for column in self.texts:
            words = {str(row[column]) for row in body}
            others = [word for word in words if not is_total(word)]
            if len(others) < len(words) and all(channel(one) or gender(one) or one[:1].isdecimal() for one in others):
                self.members.add(column)

    def _plain(self, rows: Sequence[Row]) -> np.ndarray:
        """Which of the rows are plain: as wide as the table, with its words, its date, its numbers and rates."""
        plain = np.fromiter((len(row) == self.width for row in rows), bool, len(rows))
        columns = list(zip(*(rows if plain.all() else compress(rows, plain)), strict=True)) or [()] * self.width
        right = np.ones(len(columns[0]), bool)
        for c in self.numbers:
            if not _are_plain(columns[c]):
                right &= np.fromiter(map(_is_plain, columns[c]), bool, len(right))
        for c in self.rates:
            right &= np.fromiter(map(_is_rate, columns[c]), bool, len(right))
        for c in (self.date, *self.texts):
            rule = self.day_of if c == self.date else partial(self._is_word, c)
            if odd := {cell for cell in set(columns[c]) if not rule(cell)}:
                right &= np.fromiter((cell not in odd for cell in columns[c]), bool, len(right))
        plain[plain] = right
        return plain

    def is_plain_row(self, row: Row) -> bool:
        """Whether the row is plain."""
        return (
            len(row) == self.width
            and all(_is_plain(row[c]) for c in self.numbers)
            and all(_is_rate(row[c]) for c in self.rates)
            and self.day_of(row[self.date]) is not None
            and all(self._is_word(c, row[c]) for c in self.texts)
        )

    def day_of(self, cell: object) -> dt.date | None:
        """The date in the cell; None for anything else, and for a moment of it."""
        if not isinstance(cell, str | dt.date) or isinstance(cell, dt.datetime):
            return None
        if cell not in self._dated:
            moment = read_date(cell)
            self._dated[cell] = moment.date if moment is not None and moment.time is None else None
        return self._dated[cell]

    def _is_word(self, column: int, cell: object) -> bool:
        """Whether it is a word of the column; the row of another is looked at by itself: blank, no text, a total, a
        number of a person maybe."""
        return (
            isinstance(cell, str)
            and cell != ""
            and sum(map(str.isdecimal, cell)) < DIGITS
            and len(cell) < 100
            and (column in self.members or not is_total(cell))
        )

    def end(self) -> None:
        """The last rows, and the latest of each name, are in the extract too, but for totals."""
        last = [*self._last, *self._last_plain, *(one[1:] for one in self._latest.values())]
        self.raw.update({number: row for number, row in last if number not in self.totals})

    def set_out(self, more: Collection[int]) -> None:
        """Adds these rows to the extract, by a second look at the file."""
        start, wanted = 0, sorted(more)
        for rows in self.again() if more else ():
            end = start + len(rows)
            for number in wanted[bisect_left(wanted, start) : bisect_left(wanted, end)]:
                self.raw[number] = rows[number - start]
            start = end
        if len(self.raw) > MOST:
            raise NotPlain

    def set_out_days(self, days: Collection[object]) -> None:
        """Adds all plain rows of these dates as they are written."""
        codes = [code for day, code in self.days.items() if day in days]
        if codes:
            self.set_out({at for block in self.blocks() for at in block[np.isin(block[:, 2], codes), 0].tolist()})

    def blocks(self) -> Iterator[np.ndarray]:
        """The plain rows, some thousands at a time: number, name, day, the numbers, and the bits of the rates."""
        width = 3 + len(self.numbers) + 2 * len(self.rates)
        self.kept.seek(0)
        while len(block := np.fromfile(self.kept, np.int32, 20_000 * width)):
            yield block.reshape(-1, width)


_TENS = np.array([10**digits for digits in range(1, DIGITS + 1)])
_GROUPED = re.compile(r"-?(?:[0-9]{1,2}(?:,[0-9]{2})*,[0-9]{3}|[0-9]{1,3},[0-9]{3}|[1-9][0-9]{0,8})")
_RATE = re.compile(r"-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,20})? ?%?")


def number_of(cell: Any) -> int:
    """The number in a plain cell."""
    return int(cell.replace(",", "") if isinstance(cell, str) else cell)


def _numbers(cells: Sequence[Any]) -> np.ndarray:
    """Those in plain cells; in most columns none is grouped."""
    try:
        return np.fromiter(map(int, cells), np.int32, len(cells))
    except ValueError:
        return np.fromiter(map(number_of, cells), np.int32, len(cells))


def _is_plain(cell: object) -> bool:
    """Whether the cell holds a whole number, or its digits, grouped (9,88,912) or not; 007 has more digits than its
    number. Below 0 may be what is left of a target."""
    if not isinstance(cell, str):
        return type(cell) is int and -(10**DIGITS) < cell < 10**DIGITS
    if cell.isascii() and cell.isdecimal():
        return len(cell) <= DIGITS and (cell[0] != "0" or cell == "0")
    return _GROUPED.fullmatch(cell) is not None and cell.strip("-")[0] != "0" and abs(number_of(cell)) < 10**DIGITS


def _is_rate(cell: object) -> bool:
    """Whether the cell holds a number with or without decimals, maybe as a percentage, or is blank."""
    if isinstance(cell, str):
        return not cell or _RATE.fullmatch(cell) is not None
    return type(cell) is int or (type(cell) is float and math.isfinite(cell))


def _rate(cell: Any) -> float:
    """The number in such a cell; not a number where it is blank."""
    return math.nan if cell == "" else float(cell.rstrip("% ") if isinstance(cell, str) else cell)


def _are_plain(cells: Sequence[Any]) -> bool:
    """Whether `_is_plain` holds of each of the cells."""
    kinds = set(map(type, cells))
    if kinds == {int}:
        return bool(min(cells) > -(10**DIGITS) and max(cells) < 10**DIGITS)
    if kinds != {str} or not (text := "".join(cells)).isascii() or not text.isdecimal() or "" in cells:
        return all(map(_is_plain, cells))
    if max(map(len, cells)) > DIGITS:
        return False
    numbers = np.fromiter(map(int, cells), np.int64, len(cells))
    return len(text) == len(cells) + int(np.searchsorted(_TENS, numbers, side="right").sum())
