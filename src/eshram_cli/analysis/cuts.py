"""A place's registered persons by channel, department, category, officer or camp.

A cut is rolled up like a count (see `rollup`): the place's own figure for it, else the sum of the figures of the places
in it. A place that has no figure for a cut adds nothing to it: not every block has every channel.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from eshram_cli.analysis.frames import COUNTS, CUTS, MEMBERS, OWN
from eshram_cli.analysis.lines import Standing
from eshram_cli.analysis.notes import Note, note
from eshram_cli.analysis.numbered import rolled
from eshram_cli.analysis.tree import Tree, values
from eshram_cli.frames import COUNT, DATE, TEXT, checked


@dataclass(frozen=True)
class CutLine:
    """One member of one dimension; `share` in percent of the dimension's sum, null where that is 0.

    `as_on`: the date of the figure, or of the newest part of it; `oldest`: the date of its oldest part.
    """

    cut: str
    dimension: str
    member: str
    registered: int
    share: float | None
    as_on: dt.date
    oldest: dt.date


def cut_lines(tree: Tree, cuts: pd.DataFrame, place: str, day: dt.date) -> tuple[CutLine, ...]:
    """The members of each dimension as on the day, the largest first; a cut of two dimensions has no line here."""
    rows = _rolled(tree, checked(cuts, CUTS), place, day)
    sums: dict[str, int] = {}
    for cut, registered, _, _ in rows:
        sums[_dimension(cut)] = sums.get(_dimension(cut), 0) + registered
    lines = [_line(cut, registered, sums[_dimension(cut)], as_on, oldest) for cut, registered, as_on, oldest in rows]
    return tuple(sorted(lines, key=lambda line: (line.dimension, -line.registered, line.member)))


def differing(own: Standing, lines: Sequence[CutLine]) -> Iterator[Note]:
    """A dimension whose members, all of the date of the count, do not add up to it."""
    for dimension in dict.fromkeys(line.dimension for line in lines):
        members = [line for line in lines if line.dimension == dimension]
        same_day = all(line.as_on == own.as_on and line.oldest == own.oldest for line in members)
        persons = sum(line.registered for line in members) - (own.registered or 0)
        if same_day and persons:
            yield note("cuts-differ", name=own.place, dimension=dimension, persons=persons, as_on=own.as_on)


def _line(cut: str, registered: int, total: int, as_on: dt.date, oldest: dt.date) -> CutLine:
    dimension, _, member = cut.partition("=")
    return CutLine(cut, dimension, member, registered, registered / total * 100 if total else None, as_on, oldest)


def _dimension(cut: str) -> str:
    return cut.partition("=")[0]


def _rolled(tree: Tree, cuts: pd.DataFrame, place: str, day: dt.date) -> list[tuple[str, int, dt.date, dt.date]]:
    dated = cuts.assign(new=pd.Series([None] * len(cuts), dtype=COUNT, index=cuts.index))
    found = _parts(tree, tree.subtree([place]), {day: dated}).get((place, day), {})
    return [(cut, part.registered, part.as_on, part.oldest) for cut, part in found.items()]


@dataclass(frozen=True, slots=True)
class Part:
    """What `rollup` says of one place and cut on one day."""

    as_on: dt.date
    oldest: dt.date
    registered: int
    inexact: bool
    new: int | None
    missing: int


Asked = Callable[[Sequence[str], dt.date], pd.DataFrame]
"""The last figures of the members of a dimension at or before a day (`frames.MEMBERS`)."""


class Parts:
    """The members of one dimension of a place and of all below it, on the days that a question turns out to need."""

    def __init__(self, tree: Tree, top: str, fetch: Asked) -> None:
        self._tree = tree
        self._places = tree.subtree([top])
        self._fetch = fetch
        self._found: dict[tuple[str, dt.date], dict[str, Part]] = {}
        self._days: set[dt.date] = set()

    def need(self, days: Iterable[dt.date]) -> None:
        """Fetches the figures of these days in one go, as far as they are not there yet."""
        lacking = sorted(set(days) - self._days)
        if lacking:
            self._found |= _parts(self._tree, self._places, {day: self._fetch(self._places, day) for day in lacking})
            self._days.update(lacking)

    def of(self, place: str, day: dt.date) -> dict[str, Part]:
        """The place's members as on a day, by their cut."""
        self.need([day])
        return self._found.get((place, day), {})

    def on(self, place: str, cut: str, day: dt.date) -> Part | None:
        """One of them; None where it has no figure up to that day."""
        return self.of(place, day).get(cut)


def _parts(
    tree: Tree, places: Sequence[str], tables: Mapping[dt.date, pd.DataFrame]
) -> dict[tuple[str, dt.date], dict[str, Part]]:
    below = set(places)
    own = pd.concat([_own(checked(table, MEMBERS), below, day) for day, table in tables.items()], ignore_index=True)
    if own.empty:
        return {}
    table = checked(rolled(tree, own, below, ("day", "cut")), {"cut": TEXT, **COUNTS})
    names = ("place", "day", "cut", "as_on", "oldest", "registered", "inexact", "new", "missing")
    found: dict[tuple[str, dt.date], dict[str, Part]] = {}
    for place, day, cut, as_on, oldest, registered, inexact, new, missing in zip(
        *(values(table[name]) for name in names), strict=True
    ):
        part = Part(as_on, oldest, registered, bool(inexact), new, missing)
        found.setdefault((place, day), {})[cut] = part
    return found


def _own(cuts: pd.DataFrame, places: set[str], day: dt.date) -> pd.DataFrame:
    """A cut of two dimensions is no member of either."""
    single = cuts[cuts["place"].isin(places) & ~cuts["cut"].str.contains("|", regex=False)]
    own = single.rename(columns={"value": "registered"}).assign(
        day=pd.Series([day] * len(single), dtype=DATE, index=single.index),
        inexact=single["quality"] != "exact",
    )
    return checked(own[["cut", *OWN]], {"cut": TEXT, **OWN})
