"""Who has not reported: the returns that were due, and what came.

- A return is due on each day of the place's rhythm: `daily`, `working` (no Sundays, no listed holidays), or `weekly` on
  one weekday; by an hour of India's time. A figure of that very day meets it; of a weekly one any day of the seven that
  end with it. A figure carried forward, or summed up from below, meets nothing: only what the place itself returned.
- Each due day of a place is one of: `reported` (in time, or nobody can say when), `late` (it came after the hour),
  `missing`. Only days on which the place was alive are due. Before the ledger was begun nobody can say when a return
  arrived, so such a day is reported and its timeliness is not known.
- A place is pending on a day, by the last return due at or before it: `missing` when that one is, `stale` when it and
  the two before it are, `late` when it came after the hour.
- days_late: of missing and stale ones the days from the first return missed in a row to the day asked, that one
  included (last figure 26.12., asked on 28.12.: 2); null for a place that never reported. Of late ones the days, begun
  ones counted whole, from the hour it was due to its arrival.
- completeness = due days with a return, late ones included / due days x 100; timeliness = returns in time / returns
  whose arrival is known x 100. In percent, not rounded; null where there is nothing to divide by.
- habitual: half or more of at least four due days missing or late.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from pydantic import InstanceOf

from eshram_cli.analysis.tree import LEVELS, Node, Tree
from eshram_cli.analysis.workdays import DAY, EVERY_DAY, WEEK, Workdays, days_between
from eshram_cli.answers.notes import Note
from eshram_cli.described import INSIDE, LATIN, Answer, Column, Kind, KnownOn, Row, Value, above, hindi, shown

Arrivals = Mapping[dt.date, dt.datetime]
"""The dates for which a place returned anything itself, each with the moment at which that first arrived."""

Figures = Mapping[str, tuple[dt.date, int]]
"""The last figure of places: its date and persons registered."""

INDIA_TIME = ZoneInfo("Asia/Kolkata")
STALE_AFTER = 3
"""So many returns missing in a row make a place stale."""
HABIT = 4
"""Of fewer due days nothing is called a habit."""
LAST_OF_ALL = 1000
"""The priority in a calendar of what is no day."""
PERIOD = {"daily": 14, "working": 14, "weekly": 56}
"""Days looked back on when no start is asked for."""


@dataclass(frozen=True)
class Rhythm:
    """How often a return is due: `kind` daily, working or weekly (on `weekday`, Monday 0), by an hour of India."""

    kind: str = "daily"
    by: dt.time = dt.time(20)
    weekday: int = 5
    workdays: Workdays = EVERY_DAY

    def due(self, day: dt.date) -> bool:
        """Whether a return is due on the day."""
        if self.kind == "weekly":
            return day.weekday() == self.weekday
        return self.kind == "daily" or self.workdays.counts(day)

    def last(self, day: dt.date) -> dt.date:
        """The last due day at or before a day."""
        while not self.due(day):
            day -= DAY
        return day

    def start(self, day: dt.date) -> dt.date:
        """Where the period begins that is looked at when nobody asks for another."""
        return day - (PERIOD[self.kind] - 1) * DAY

    @property
    def span(self) -> dt.timedelta:
        """How far before its due day a return may lie."""
        return WEEK if self.kind == "weekly" else DAY

    def deadline(self, due: dt.date) -> dt.datetime:
        """The moment until which a return is in time."""
        return dt.datetime.combine(due, self.by, INDIA_TIME)


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of one due day: reported, late or missing; when it came, None where nobody can say."""

    due: dt.date
    status: str
    received: dt.datetime | None = None


class Reporter(Row):
    """One place: its due days in order, its last figure, and if it is pending how.

    `status`: missing, late, stale; None where it reported in time. `registered` are the persons of `last_as_on` of a
    place that owes, None where that return had no count.
    """

    id: Annotated[str, INSIDE]
    place: Annotated[str, LATIN]
    place_hi: Annotated[str, hindi(7)]
    code: Annotated[int | None, shown(Kind.number, 9)]
    parent: Annotated[str, above("parent_hi", 2)]
    status: Annotated[str | None, shown(Kind.word)]
    last_as_on: Annotated[dt.date | None, shown(Kind.date)]
    registered: Annotated[int | None, shown(Kind.count, 3)]
    days_late: Annotated[int | None, shown(Kind.days)]
    due: Annotated[int, shown(Kind.count, 5)]
    missed: Annotated[int, shown(Kind.count, 4)]
    late: Annotated[int, shown(Kind.count, 4)]
    completeness: Annotated[float | None, shown(Kind.percent, 1)]
    timeliness: Annotated[float | None, shown(Kind.percent, 3)]
    habitual: Annotated[bool, shown(Kind.flag, 6)]
    marks: Annotated[tuple[InstanceOf[Mark], ...], INSIDE]
    parent_hi: Annotated[str, above("parent", 2)] = ""


class Pending(Answer):
    """The places of a level in a place that owe a return as on a day; `everyone` are all that are alive on it.

    `due` is the last day on which a return was due, `by` its hour in India; `since` begins the period of completeness.
    `missing`, `stale`, `late`: how many of the `places` are so. `rows`: those who owe, who never reported first, then
    the longest silent, then the late; then by name. `habitual`: names of the habitual ones, the least complete first.
    """

    SCHEMA: ClassVar = "eshram.pending/1"
    VIEW: ClassVar = (
        "place", "parent", "status", "days_late", "last_as_on", "registered", "completeness", "timeliness", "missed",
        "late", "due", "habitual", "code", "place_hi",
    )  # fmt: skip

    within: str
    within_hi: str
    level: str
    as_on: dt.date
    since: dt.date
    due: dt.date
    known_on: KnownOn | None
    cadence: str
    by: str
    places: int
    missing: int
    stale: int
    late: int
    completeness: float | None
    rows: tuple[Reporter, ...]
    habitual: tuple[str, ...]
    notes: tuple[InstanceOf[Note], ...] = ()
    everyone: Annotated[tuple[Reporter, ...], INSIDE]


class Calendar(Answer):
    """The same day by day: a line a place, a column for each due day, with what became of it."""

    SCHEMA: ClassVar = "eshram.pending.calendar/1"

    pending: Annotated[Pending, INSIDE]

    @property
    def days(self) -> list[dt.date]:
        """All days that were due of any place."""
        return sorted({mark.due for row in self.pending.everyone for mark in row.marks})

    def lines(self) -> Sequence[Row]:
        """All places."""
        return self.pending.everyone

    @classmethod
    def line(cls) -> type[Row]:
        """A place."""
        return Reporter

    def table(self) -> tuple[Sequence[Column], Sequence[Sequence[Value]]]:
        """A narrow terminal first does without all that is no day, then without the oldest days."""
        days = self.days
        columns = [
            Column("place", Kind.place, heading="name-latin", twin="place_hi"),
            Column("place_hi", Kind.place, LAST_OF_ALL + 1, heading="name-hindi", twin="place"),
            Column("completeness", Kind.percent, LAST_OF_ALL),
            *(Column(day.isoformat(), Kind.mark, len(days) - 1 - at, label=f"{day:%d}") for at, day in enumerate(days)),
        ]
        by_day = [{mark.due: mark.status for mark in row.marks} for row in self.pending.everyone]
        rows = [
            [row.place, row.place_hi or None, row.completeness, *(marks.get(day) for day in days)]
            for row, marks in zip(self.pending.everyone, by_day, strict=True)
        ]
        return columns, rows


class Reminder(Answer):
    """The same as a text to paste; its lines are those who are asked for a return."""

    SCHEMA: ClassVar = "eshram.pending.reminder/1"

    pending: Annotated[Pending, INSIDE]

    @property
    def owing(self) -> tuple[Reporter, ...]:
        """Those whose return is missing."""
        return tuple(row for row in self.pending.rows if row.status != "late")

    def lines(self) -> Sequence[Row]:
        """Those who are asked."""
        return self.owing

    @classmethod
    def line(cls) -> type[Row]:
        """A place."""
        return Reporter


def pending(
    tree: Tree,
    within: str,
    level: int,
    as_on: dt.date,
    *,
    returned: Mapping[str, Arrivals],
    last: Callable[[Sequence[str]], Figures],
    rhythm: Rhythm,
    since: dt.date | None = None,
    begun: dt.datetime | None = None,
    known_on: KnownOn | None = None,
) -> Pending:
    """Holds what came against what was due from the places of a level in a place.

    `returned` reaches from `rhythm.span` before the start to `as_on`. `last` is asked for those that owe a return.
    `begun`: when the ledger was.
    """
    due = rhythm.last(as_on)
    start = min(since or rhythm.start(as_on), due)
    days = [day for day in days_between(start, as_on) if rhythm.due(day)]
    dues = [(day, days_between(day - rhythm.span + DAY, day), rhythm.deadline(day).astimezone(dt.UTC)) for day in days]
    alive = tree.within(within, level, as_on)
    marks = {node.place: _marks(node, dues, returned.get(node.place, {}), begun) for node in alive}
    owing = [place for place, mine in marks.items() if mine and mine[-1].status != "reported"]
    figures = last(owing)
    everyone = []
    for node in alive:
        # A return of the day's new alone has no count.
        newest = max(returned.get(node.place, {}), default=None)
        figure = figures.get(node.place)
        held = figure if figure and (newest is None or newest <= figure[0]) else (newest, None)
        everyone.append(_reporter(tree, node, marks[node.place], held, rhythm, as_on))
    owed, missed = sum(row.due for row in everyone), sum(row.missed for row in everyone)
    statuses = Counter(row.status for row in everyone)
    habitual = [row for row in everyone if row.habitual]
    return Pending(
        within=tree.nodes[within].name,
        within_hi=tree.nodes[within].name_hi,
        level=LEVELS[level],
        as_on=as_on,
        since=start,
        due=due,
        known_on=known_on,
        cadence=rhythm.kind,
        by=f"{rhythm.by:%H:%M}",
        places=len(everyone),
        missing=statuses["missing"],
        stale=statuses["stale"],
        late=statuses["late"],
        completeness=(owed - missed) / owed * 100 if owed else None,
        rows=tuple(
            sorted(
                (row for row in everyone if row.status),
                key=lambda row: (row.status == "late", bool(row.last_as_on), -(row.days_late or 0), row.place),
            )
        ),
        habitual=tuple(row.place for row in sorted(habitual, key=lambda row: (row.completeness, row.place))),
        everyone=tuple(everyone),
    )


def _marks(
    node: Node,
    dues: Sequence[tuple[dt.date, Sequence[dt.date], dt.datetime]],
    mine: Arrivals,
    begun: dt.datetime | None,
) -> tuple[Mark, ...]:
    """What became of each due day of a place; `dues`: the day, the days whose figures meet it, until when in time."""
    marks = []
    for due, met_by, deadline in dues:
        if not node.alive(due):
            continue
        received = min((mine[day] for day in met_by if day in mine), default=None)
        if received is None:
            marks.append(Mark(due, "missing"))
        elif begun is None or begun > deadline:
            marks.append(Mark(due, "reported"))
        else:
            marks.append(Mark(due, "late" if received > deadline else "reported", received))
    return tuple(marks)


def _reporter(
    tree: Tree,
    node: Node,
    marks: tuple[Mark, ...],
    held: tuple[dt.date | None, int | None],
    rhythm: Rhythm,
    as_on: dt.date,
) -> Reporter:
    last_on, persons = held
    # By the last due day; a place that was not alive on it owes nothing.
    status = marks[-1].status if marks and marks[-1].status != "reported" else None
    days_late = None
    if status == "late":
        received = marks[-1].received
        days_late = None if received is None else -((rhythm.deadline(marks[-1].due) - received) // DAY)
    elif status and last_on is not None:
        first_missed = _first_missed(last_on, rhythm)
        days_late = (as_on - first_missed).days + 1
        before = marks[-1].due
        for _ in range(STALE_AFTER - 1):
            before = rhythm.last(before - DAY)
        if first_missed <= before:
            status = "stale"
    missed = sum(mark.status == "missing" for mark in marks)
    late = sum(mark.status == "late" for mark in marks)
    timed = [mark for mark in marks if mark.received]
    return Reporter(
        id=node.place,
        place=node.name,
        place_hi=node.name_hi,
        parent=tree.parent_name(node.place),
        code=node.code,
        status=status,
        last_as_on=last_on,
        registered=persons,
        days_late=days_late,
        due=len(marks),
        missed=missed,
        late=late,
        completeness=(len(marks) - missed) / len(marks) * 100 if marks else None,
        timeliness=(len(timed) - late) / len(timed) * 100 if timed else None,
        habitual=len(marks) >= HABIT and 2 * (missed + late) >= len(marks),
        marks=marks,
        parent_hi=tree.parent_name_hi(node.place),
    )


def _first_missed(last_on: dt.date, rhythm: Rhythm) -> dt.date:
    """The first day due after the last figure that this figure does not meet."""
    day = last_on + rhythm.span
    while not rhythm.due(day):
        day += DAY
    return day
