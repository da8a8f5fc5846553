"""The figures that make a count: what a place's number on a day is the sum of, down to single cells.

The answer is a tree in rows, each whole directly above its parts. What a whole is follows `rollup` and
`standing_figures`, which alone decide; here their decision is only taken apart:

| how | parts |
|---|---|
| `own`, `carried` | none: one figure of the place's own return, of the day asked or earlier |
| `sum`, `partial` | a row for each place below that has a count |
| `cuts` | the members of one dimension, each with its last figure |
| `derived` | the count before, and the new of each day since |
| `new` | none: the persons of one day, a part of a count that is added up |

The values of the parts always add up to that of their whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from eshram_cli.analysis.counts import Counts, standing_table
from eshram_cli.analysis.standing_figures import ALL
from eshram_cli.analysis.tree import rows_of
from eshram_cli.dimensions import DIMENSIONS

_NEW = "new"
_REGISTERED = "registered"


@dataclass(frozen=True, slots=True)
class Piece:
    """One row of the tree: a count or the new of a day, in persons; `line` counts from 1, `part_of` is the line of the
    whole. `submission` is the act whose cell says it, None for a sum."""

    line: int
    part_of: int | None
    place: str
    as_on: dt.date
    cut: str
    measure: str
    value: int
    how: str
    submission: int | None = None


def pieces(counts: Counts, place: str, day: dt.date, figures: pd.DataFrame, cut: str = ALL) -> list[Piece]:
    """What makes the count of a place (of one cut) on a day, which `counts` was asked for by `need`.

    `figures`: `frames.FIGURES` and the submission, of the place and all below it, as what stands on the day. Nothing
    where the place has no count.
    """
    taken = _Taken(counts, day, figures, cut)
    taken.place(place)
    return taken.found


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure of the ledger, with the act that it came by."""

    place: str
    as_on: dt.date
    cut: str
    measure: str
    value: int
    part: int
    submission: int


class _Taken:
    """The tables that the tree is read from."""

    def __init__(self, counts: Counts, day: dt.date, figures: pd.DataFrame, cut: str) -> None:
        self.counts, self.day, self.cut = counts, day, cut
        self.found: list[Piece] = []
        self.figures: dict[str, list[_Figure]] = {}
        names = ("place", "as_on", "cut", "measure", "value", "part", "submission")
        for place, *rest in rows_of(figures, *names):
            if rest[0] <= day:
                self.figures.setdefault(place, []).append(_Figure(place, *rest))
        # The same rule without the new of days says what these were added to.
        given = standing_table(figures[figures["measure"] == _REGISTERED], [day], members=cut != ALL)
        given = given[given["cut"] == cut]
        self.before: dict[str, tuple[dt.date, int]] = {
            place: (as_on, count) for place, as_on, count in rows_of(given, "place", "as_on", "registered")
        }

    def place(self, place: str, part_of: int | None = None) -> None:
        """Adds the whole tree below a place; nothing where it has no count."""
        if self.cut == ALL:
            count = self.counts.count(place, self.day)
        else:
            count = self.counts.parts(place, self.day).get(self.cut)
        if count is None:
            return
        if not count.added_up:
            self._own(place, count.as_on, count.registered, part_of)
            return
        line = self._sum(part_of, place, count.as_on, count.registered, count.origin)
        for node in self.counts.tree.children(place, self.day):
            self.place(node.place, line)

    def _own(self, place: str, as_on: dt.date, count: int, part_of: int | None) -> None:
        """A place's own count: a cell, a sum over one dimension, or a count and the new of the days since."""
        before = self.before.get(place)
        if before == (as_on, count):
            self._given(place, *before, part_of)
            return
        line = self._sum(part_of, place, as_on, count, "derived")
        since = dt.date.min
        if before is not None and before[0] < as_on:
            since = before[0]
            self._given(place, *before, line)
        self._cells(
            line,
            (
                one
                for one in self.figures[place]
                if one.measure == _NEW and one.cut == self.cut and since < one.as_on <= as_on
            ),
        )

    def _given(self, place: str, as_on: dt.date, count: int, part_of: int | None) -> None:
        """A count without the new of days: one cell, or the last of all members of the dimension that adds up to it."""
        told = [one for one in self.figures[place] if one.measure == _REGISTERED]
        cell = [one for one in told if one.cut == self.cut and (one.as_on, one.value) == (as_on, count)]
        if cell:
            self._cells(part_of, cell)
            return
        line = self._sum(part_of, place, as_on, count, "cuts")
        # The figures of a cut come by date: its last one stays.
        last = {one.cut: one for one in told if not one.part and "|" not in one.cut}
        for dimension in DIMENSIONS:
            members = [one for cut, one in last.items() if cut.startswith(f"{dimension}=")]
            newest = max((one.as_on for one in members), default=None)
            if newest == as_on and sum(one.value for one in members) == count:
                self._cells(line, members)
                return

    def _sum(self, part_of: int | None, place: str, as_on: dt.date, value: int, how: str) -> int:
        line = len(self.found) + 1
        self.found.append(Piece(line, part_of, place, as_on, self.cut, _REGISTERED, value, how))
        return line

    def _cells(self, part_of: int | None, figures: Iterable[_Figure]) -> None:
        """Figures of one cell each; a count is of the day asked, or carried into it."""
        for one in figures:
            how = _NEW if one.measure == _NEW else "own" if one.as_on == self.day else "carried"
            line, key = len(self.found) + 1, (one.place, one.as_on, one.cut, one.measure)
            self.found.append(Piece(line, part_of, *key, one.value, how, one.submission))
