"""Counts and targets of places as on days, asked for when a question turns out to need them.

The analysis does not know where figures lie: it is handed two functions that answer with tables. What they answer goes
through `standing_figures` and `rollup`; everything below the places asked for is asked too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import pandas as pd

from eshram_cli.analysis.engine import PANDAS, Engine
from eshram_cli.analysis.frames import COUNTS, FIGURES, OWN, STANDING, TARGETS
from eshram_cli.analysis.rollup import rollup
from eshram_cli.analysis.since_base import since_base
from eshram_cli.analysis.standing_figures import ALL, standing_figures
from eshram_cli.analysis.tree import Tree, rows_of
from eshram_cli.analysis.workdays import EVERY_DAY, Workdays
from eshram_cli.frames import COUNT, DATE, checked, frame

# Words are Python's own texts, whether PyArrow is installed or not: tables are the same in every office, and small ones
# take fewer steps than in Arrow's (a tenth of a `rank`).
pd.set_option("mode.string_storage", "python")

Figures = Callable[[Sequence[str], Sequence[dt.date]], Any]
"""What places returned that says what stands on the days (`frames.FIGURES`), as a table of the engine."""

Targets = Callable[[Sequence[str], Sequence[dt.date]], pd.DataFrame]
"""The targets of places in force on days (`frames.TARGETS`)."""

_TARGET = "target"
"""Under this name, beside the cuts, targets go up."""

_NEVER = dt.date(9999, 12, 31)
"""In place of a deadline that a target does not have, while targets are added up."""


@dataclass(frozen=True, slots=True)
class Count:
    """What `rollup` says of one place and cut on one day. `previous`: its own count before its last, and that date."""

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
        return self.origin in _ADDED_UP


def pace7(count: Count, before: Count | None) -> float | None:
    """Persons a day from the count `before`, of seven days earlier than this one's date or the last before that.

    Over the days that really lie between them; null where the two do not cover the same places.
    """
    if before is None or before.missing != count.missing:
        return None
    return (count.registered - before.registered) / (count.as_on - before.as_on).days


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


def standing_table(
    figures: Any, days: Iterable[dt.date], *, members: bool = True, engine: Engine = PANDAS
) -> pd.DataFrame:
    """`frames.STANDING`: what stands on the days by the places' own figures (`frames.FIGURES`, a table of the engine).

    `members` false: of all persons only, which is faster where there are many days.
    """
    return checked(engine.frame(standing_on(engine, figures, days, members=members)), STANDING)


def standing_on(engine: Engine, figures: Any, days: Iterable[dt.date], *, members: bool) -> Any:
    """The same as a table of the engine, of which nothing is collected yet."""
    asked = engine.table(frame([(day,) for day in days], {"day": DATE}))
    if engine is PANDAS:
        return checked(standing_figures(checked(figures, FIGURES), asked, members=members), STANDING)
    return engine.kept(standing_figures(figures, asked, members=members, kept=engine.kept))


def rolled_up(
    tree: Tree,
    places: Collection[str],
    standing: Any,
    targets: pd.DataFrame,
    engine: Engine = PANDAS,
    *,
    beside: Sequence[str] = (),
) -> tuple[pd.DataFrame, list[tuple[dt.date, str, Goal]]]:
    """What stands (`frames.STANDING`, a table of the engine) and the targets (`frames.TARGETS`), rolled up in one go.

    The counts are `frames.COUNTS` and the cut, with the columns `beside` of what stands for the same place and cut.
    Targets go up like counts of the very day, by day and place: its own, else its children's if every one has one; a
    sum with holes is no target.
    """
    stands = nw.from_native(standing)
    own, aims = stands.select(*OWN, "cut"), checked(targets, TARGETS)
    within, key, spans = tree.frame[tree.frame["place"].isin(list(places))], ("day", "cut"), {}
    levels = sorted({int(level) for level in within["level"].unique()}, reverse=True)
    if len(aims):
        own = nw.concat([own, nw.from_native(engine.table(_as_counts(aims)))], how="diagonal")
        spans = {"earliest": ("first",), "latest": ("last", "set_on")}
    kept = None if engine is PANDAS else engine.kept
    rolled = nw.from_native(rollup(own.to_native(), engine.table(within), levels, by=key, **spans, kept=kept))
    if beside:
        rolled = rolled.join(stands.select(*key, "place", *beside), on=[*key, "place"], how="left")
    table = checked(engine.frame(rolled.to_native()), COUNTS)
    if aims.empty:
        return table, []
    table = checked(table, {"first": DATE, "last": DATE, "set_on": DATE})
    aimed = table["cut"] == _TARGET
    return table[~aimed], list(_goals(table[aimed & (table["origin"] != "partial")]))


def _as_counts(targets: pd.DataFrame) -> pd.DataFrame:
    never = pd.Timestamp(_NEVER).as_unit("s")
    return targets.assign(
        cut=_TARGET,
        as_on=targets["day"],
        registered=targets["target"],
        inexact=(targets["quality"] != "exact").astype("Int64"),
        new=pd.Series(pd.NA, index=targets.index, dtype=COUNT),
        first=targets["deadline"].fillna(never),
        last=targets["deadline"].fillna(never),
    )[[*OWN, "cut", "first", "last", "set_on"]]


def _goals(rolled: pd.DataFrame) -> Iterator[tuple[dt.date, str, Goal]]:
    names = ("day", "place", "registered", "inexact", "first", "last", "origin", "set_on")
    for day, place, target, inexact, first, last, origin, set_on in rows_of(rolled, *names):
        deadline = first if first == last != _NEVER else None
        yield day, place, Goal(target, bool(inexact), deadline, origin == "own", set_on)


class Counts:
    """Counts and targets by place and day, from the functions that fetch them."""

    def __init__(
        self,
        tree: Tree,
        figures: Figures,
        targets: Targets,
        workdays: Workdays = EVERY_DAY,
        *,
        cuts: str | None = None,
        base_on: dt.date | None = None,
        engine: Engine = PANDAS,
    ) -> None:
        """`workdays`: the days that count where a target is prorated. `engine`: where figures lie and rules run.

        `cuts`: what the cuts that the question is about begin with, such as `channel=`, blank for all; None where it
        is about none.
        `base_on`: the day before a drive whose counts are asked for; see `since_base`.
        """
        self.tree = tree
        self.workdays = workdays
        self._figures, self._targets, self._cuts = figures, targets, cuts
        self._base_on = base_on
        self._engine = engine
        self._counts: dict[dt.date, dict[str, dict[str, Count]]] = {}
        self._asked: dict[dt.date, set[str]] = {}
        self._goals: dict[dt.date, dict[str, Goal]] = {}
        self._goals_asked: dict[dt.date, set[str]] = {}

    def need(self, days: Iterable[dt.date], places: Collection[str], *, goals: Iterable[dt.date] = ()) -> None:
        """Fetches the counts of these places on these days in one go, as far as they are not there yet, and with them
        the targets in force on the days of `goals`."""
        lacking, aims = _lacking(self._asked, days, places), _lacking(self._goals_asked, goals, places)
        if not lacking and not aims:
            return
        below = self.tree.subtree(places)
        for asked, found, of in ((self._asked, self._counts, lacking), (self._goals_asked, self._goals, aims)):
            for day in of:
                asked.setdefault(day, set()).update(below)
                found.setdefault(day, {})
        targets = self._targets(below, aims) if aims else frame((), TARGETS)
        if lacking:
            read = sorted({*lacking, *([self._base_on] if self._base_on else [])})
            told, members = self._figures(below, read), self._cuts is not None
            standing = standing_on(self._engine, told, read, members=members)
        else:
            standing = self._engine.table(frame((), STANDING))
        if self._cuts:
            of_cuts = (nw.col("cut") == ALL) | nw.col("cut").str.starts_with(self._cuts)
            standing = nw.from_native(standing).filter(of_cuts).to_native()
        # Up to here nothing was collected: where the figures lie with an engine, it does both stages itself.
        table, aimed = rolled_up(self.tree, below, standing, targets, self._engine, beside=("previous", "previous_on"))
        for day, place, goal in aimed:
            self._goals[day][place] = goal
        if self._base_on and lacking:
            table = since_base(table, self._base_on)
            table = table[table["day"].isin(pd.to_datetime(lacking))]
        for day, place, cut, as_on, oldest, origin, registered, inexact, *rest in rows_of(table, *_KEY, *_FIELDS):
            before = (None, None) if origin in _ADDED_UP else rest[-2:]
            count = Count(as_on, oldest, origin, registered, bool(inexact), *rest[:-2], *before)
            self._counts[day].setdefault(place, {})[cut] = count

    def count(self, place: str, day: dt.date) -> Count | None:
        """The count of a place that was asked for by `need`; None where nobody ever reported it."""
        return self._counts[day].get(place, _NONE).get(ALL)

    def counted(self, place: str, day: dt.date) -> Count | None:
        """The same for a place and day that may not have been asked for."""
        return self._counts.get(day, {}).get(place, _NONE).get(ALL)

    def parts(self, place: str, day: dt.date, dimension: str = "") -> dict[str, Count]:
        """The counts of the cuts of a place that was asked for by `need`, by cut; the blank one is not among them.
        `dimension`: of its members alone."""
        found = self._counts[day].get(place, _NONE)
        return {
            cut: count
            for cut, count in found.items()
            if cut != ALL and (not dimension or cut.startswith(f"{dimension}="))
        }

    def dimensions(self, day: dt.date) -> set[str]:
        """The dimensions of which any of the places that were asked for by `need` has a member."""
        return {cut.partition("=")[0] for found in self._counts[day].values() for cut in found if cut != ALL}

    def goal(self, place: str, day: dt.date) -> Goal | None:
        """The target in force on a day: the place's own, else its children's sum if every one alive has a target."""
        self.need((), [place], goals=[day])
        return self._goals[day].get(place)


def _lacking(asked: Mapping[dt.date, set[str]], days: Iterable[dt.date], places: Collection[str]) -> list[dt.date]:
    """The days on which not all of the places were asked for yet."""
    return sorted({day for day in days if not asked.get(day, _NOBODY).issuperset(places)})


_KEY = ("day", "place", "cut")
_FIELDS = (
    "as_on", "oldest", "origin", "registered", "inexact", "new", "missing", "unattributed", "new_known", "new_lacks",
    "previous", "previous_on",
)  # fmt: skip
_ADDED_UP = frozenset({"sum", "partial"})
_NOBODY = frozenset[str]()
_NONE: dict[str, Count] = {}
