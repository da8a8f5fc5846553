"""Counts and targets of places as on days, fetched when they are needed and kept.

The analysis does not know where figures lie: it is handed two functions that answer with tables, and asks them for the
days that a question turns out to need. Everything below the places asked for is asked too, and rolled up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from eshram_cli.analysis.frames import COUNTS, DATED, OWN, TARGETS
from eshram_cli.analysis.numbered import rolled
from eshram_cli.analysis.tree import Tree, values
from eshram_cli.analysis.workdays import EVERY_DAY, Workdays
from eshram_cli.frames import checked

Latest = Callable[[Mapping[dt.date, Sequence[str]]], pd.DataFrame]
"""The last returns at or before each day of the places asked for it (`frames.DATED`)."""

Asked = Callable[[Sequence[str], dt.date], pd.DataFrame]
"""The targets of places in force on a day (`frames.TARGETS`)."""

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Count:
    """What `rollup` says of one place and cut on one day. `previous`: its own return before its last, and that date."""

    as_on: dt.date
    oldest: dt.date
    origin: str
    registered: int
    inexact: bool
    new: int | None
    missing: int
    unattributed: int | None
    new_known: int | None = None
    new_lacks: int = 0
    previous: int | None = None
    previous_on: dt.date | None = None

    @property
    def added_up(self) -> bool:
        """Whether it is the sum of the places below, all of them or some."""
        return self.origin not in _OWN


@dataclass(frozen=True, slots=True)
class Goal:
    """A target in persons: the place's own, or (`own` false) its children's sum, with the deadline if all share it.

    `set_on`: None for one from the start of the drive; of a sum the latest of its parts'.
    """

    target: int
    inexact: bool
    deadline: dt.date | None
    own: bool = True
    set_on: dt.date | None = None


class Snapshots:
    """Counts and targets by place and day, from the functions that fetch them."""

    def __init__(self, tree: Tree, latest: Latest, targets: Asked, workdays: Workdays = EVERY_DAY) -> None:
        """`latest` gives the figures of all persons, and of the cuts that the question is about.

        `workdays`: the days that count where a target is prorated.
        """
        self.tree = tree
        self.workdays = workdays
        self._latest = latest
        self._targets = targets
        self._counts: dict[dt.date, dict[str, dict[str, Count]]] = {}
        self._asked: dict[dt.date, set[str]] = {}
        self._goals: dict[dt.date, dict[str, Goal]] = {}
        self._goals_asked: dict[dt.date, set[str]] = {}

    def need(self, wanted: Mapping[dt.date, Iterable[str]], *, paced: dt.date | None = None) -> None:
        """Fetches the counts of these places on these days in one go, as far as they are not there yet.

        `paced`: with those of a week before the last return of each place that is late on that day, which its pace
        takes. Rolling up once costs less than twice.
        """
        lacking = {day: self._lacking(places, self._asked.get(day, set())) for day, places in wanted.items()}
        lacking = {day: self.tree.subtree(places) for day, places in lacking.items() if places}
        if lacking:
            self._fetch(lacking, paced)

    def count(self, place: str, day: dt.date) -> Count | None:
        """The count of a place that was asked for by `need`; None where nobody ever reported it."""
        return self._counts[day].get(place, _NONE).get(ALL)

    def counted(self, place: str, day: dt.date) -> Count | None:
        """The same for a place and day that may not have been asked for."""
        return self._counts.get(day, {}).get(place, _NONE).get(ALL)

    def parts(self, place: str, day: dt.date) -> dict[str, Count]:
        """The counts of the cuts of a place that was asked for by `need`, by cut; the blank one is not among them."""
        return {cut: count for cut, count in self._counts[day].get(place, _NONE).items() if cut != ALL}

    def goal(self, place: str, day: dt.date) -> Goal | None:
        """The target in force on a day: the place's own, else its children's sum if every one alive has a target."""
        if place not in self._goals_asked.get(day, set()):
            self.need_goals([place], day)
        return self._goals[day].get(place) or self._summed(place, day)

    def need_goals(self, places: Iterable[str], day: dt.date) -> None:
        """Fetches the targets of the places, and of all below them, in one go, as far as they are not known yet."""
        below = self.tree.subtree(places)
        found = self._goals_from_later(below, day)
        if found is None:
            found = self._fetched_goals(below, day)
        self._goals.setdefault(day, {}).update(found)
        self._goals_asked.setdefault(day, set()).update(below)

    def _goals_from_later(self, places: Sequence[str], day: dt.date) -> dict[str, Goal] | None:
        """What is in force on the day or a later one, and was set by this day, is in force on it; None to be asked."""
        for later, asked in self._goals_asked.items():
            if later >= day and asked.issuperset(places):
                found = {place: self._goals[later][place] for place in places if place in self._goals[later]}
                if all(goal.set_on is None or goal.set_on <= day for goal in found.values()):
                    return found
        return None

    def _fetched_goals(self, below: Sequence[str], day: dt.date) -> dict[str, Goal]:
        table = checked(self._targets(below, day), TARGETS)
        columns = (values(table[name]) for name in TARGETS)
        rows = zip(*columns, strict=True)
        return {
            place: Goal(target, quality != "exact", until, set_on=set_on)
            for place, target, quality, until, set_on in rows
        }

    def _lacking(self, places: Iterable[str], known: set[str]) -> list[str]:
        return [place for place in places if place not in known]

    def _summed(self, place: str, day: dt.date) -> Goal | None:
        goals = [self.goal(child.place, day) for child in self.tree.children(place, day)]
        known = [goal for goal in goals if goal]
        if not goals or len(known) < len(goals):
            return None
        deadlines = {goal.deadline for goal in known}
        inexact = any(goal.inexact for goal in known)
        deadline = deadlines.pop() if len(deadlines) == 1 else None
        set_on = max((goal.set_on for goal in known if goal.set_on), default=None)
        return Goal(sum(goal.target for goal in known), inexact, deadline, own=False, set_on=set_on)

    def _fetch(self, lacking: dict[dt.date, list[str]], paced: dt.date | None) -> None:
        tables: list[pd.DataFrame] = []
        if paced in lacking:
            tables.append(self._latest({paced: lacking[paced]}))
            self._add_weeks(lacking, tables[0], paced)
        if others := {day: places for day, places in lacking.items() if not tables or day != paced}:
            tables.append(self._latest(others))
        found = self._rolled(_joined(tables), {place for places in lacking.values() for place in places})
        for day, places in lacking.items():
            counts = self._counts.setdefault(day, {})
            counts.update({place: found[place, day] for place in places if (place, day) in found})
            self._asked.setdefault(day, set()).update(places)

    def _add_weeks(self, lacking: dict[dt.date, list[str]], table: pd.DataFrame, paced: dt.date) -> None:
        late: dict[dt.date, set[str]] = {}
        for place, as_on in zip(values(table["place"]), values(table["as_on"]), strict=True):
            if as_on != paced:
                late.setdefault(as_on - WEEK, set()).add(place)
        for day, places in late.items():
            known = self._asked.get(day, set()).union(lacking.get(day, ()))
            if more := self._lacking(self.tree.subtree(sorted(places)), known):
                lacking[day] = [*lacking.get(day, ()), *more]

    def _rolled(self, last: pd.DataFrame, places: set[str]) -> dict[tuple[str, dt.date], dict[str, Count]]:
        if last.empty:
            return {}
        own = last.rename(columns={"value": "registered"}).assign(inexact=last["quality"] != "exact")
        table = rolled(
            self.tree,
            checked(own[[*OWN, "cut"]], OWN),
            places,
            ("day",) if (own["cut"] == ALL).all() else ("day", "cut"),
        )
        return _counts(checked(table, COUNTS), _before(last))


ALL = ""
"""The cut of all persons."""

_NONE: dict[str, Count] = {}
_Before = dict[tuple[str, dt.date, str], tuple[int | None, dt.date | None]]


def _joined(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The tables as one: rolling up once for all costs less than once for each. A cut of two dimensions is no member of
    either."""
    joined = checked(pd.concat(list(tables), ignore_index=True), DATED)[list(DATED)]
    return joined[[TWO not in cut for cut in joined["cut"].tolist()]]


def _counts(table: pd.DataFrame, before: _Before) -> dict[tuple[str, dt.date], dict[str, Count]]:
    names = ("as_on", "oldest", "origin", "registered", "inexact", "new", "missing", "unattributed", *_NEW)
    cuts = values(table["cut"]) if "cut" in table.columns else [ALL] * len(table)
    keys = zip(values(table["place"]), values(table["day"]), cuts, strict=True)
    found: dict[tuple[str, dt.date], dict[str, Count]] = {}
    for key, fields in zip(keys, zip(*(values(table[name]) for name in names), strict=True), strict=True):
        as_on, oldest, origin, registered, inexact, *rest = fields
        earlier = before.get(key, ()) if origin in _OWN else ()
        place, day, cut = key
        count = Count(as_on, oldest, origin, registered, bool(inexact), *rest, *earlier)
        found.setdefault((place, day), {})[cut] = count
    return found


_NEW = ("new_known", "new_lacks")
_OWN = frozenset({"own", "carried"})
TWO = "|"
"""What joins the members of a cut of two dimensions."""


def _before(last: pd.DataFrame) -> _Before:
    columns = (values(last[name]) for name in ("place", "day", "cut", "previous", "previous_on"))
    return {(place, day, cut): (count, before) for place, day, cut, count, before in zip(*columns, strict=True)}
