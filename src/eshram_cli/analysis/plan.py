"""A plan: what each part of a place must register a day and a week so that the target is reached by the deadline.

The persons lacking are shared among the parts half by what each still lacks to its own target and half by what it has
shown it can do (its best week, else its last day), by one of the two where the other is not known of all, equally
where neither is. A part that has reached its own target is asked for nothing, and none for more than a quarter beyond
what it lacks, as long as that leaves enough for all: the strong help the weak, within reason. A part's share is
spread over the days by their weights: 1 for a working day, `rest` for a Sunday or a holiday. All sharing is by the
largest remainder (`split`), so that days add up to weeks, weeks to the part's quota, and quotas to the persons
lacking, exactly.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eshram_cli.analysis.claims import Verdict, verdict_of
from eshram_cli.analysis.forecasts import PlaceForecast
from eshram_cli.analysis.split import split
from eshram_cli.analysis.workdays import DAY, Workdays
from eshram_cli.errors import EshramError
from eshram_cli.language.numerals import group
from eshram_cli.problems import NOWHERE

FINE = 10**9
"""Weights are whole numbers to `split`; a share of one is so many."""


@dataclass(frozen=True)
class Part:
    """A place to be given a quota: persons so far, its own target, the best it has shown a day; None where not known.

    `usual`: persons a day as of late, for the camps: they go where the quota is furthest beyond it.
    """

    id: str
    place: str
    place_hi: str
    code: int | None
    registered: int | None
    target: int | None
    best: float | None
    usual: float | None = None

    @property
    def lacking(self) -> int | None:
        """Persons to its own target."""
        if self.target is None:
            return None
        return max(self.target - (self.registered or 0), 0)


@dataclass(frozen=True)
class Quota:
    """A part's quota in persons, by day; `per_day` on a working day; `times_best`: that beside the best it has shown.

    `camps` of those there are, each to bring `per_camp` persons beyond the usual pace.
    """

    part: Part
    persons: int
    days: Mapping[dt.date, int]
    per_day: float
    times_best: float | None
    camps: int | None = None
    per_camp: float | None = None

    def weeks(self) -> list[tuple[dt.date, dt.date, int]]:
        """First day, last day and persons of each week, counted from the first day of the plan."""
        days = list(self.days)
        blocks = [days[at : at + 7] for at in range(0, len(days), 7)]
        return [(week[0], week[-1], sum(self.days[day] for day in week)) for week in blocks]


@dataclass(frozen=True)
class Plan:
    """The quotas of the parts of a place. `working`: working days among the `days` left; `effective`: by weight."""

    forecast: PlaceForecast
    target: int
    deadline: dt.date
    lacking: int
    working: int
    effective: float
    rest: float
    rows: tuple[Quota, ...]
    chance: float | None
    camps: int | None = None

    @property
    def days(self) -> int:
        """Days left, the deadline included."""
        return (self.deadline - self.forecast.as_on).days

    @property
    def shared_by(self) -> tuple[str, ...]:
        """What the parts were weighed by: `lacking`, `best`, both, or nothing where neither is known of all."""
        parts = [row.part for row in self.rows]
        return tuple(name for name in ("lacking", "best") if _parted({part.id: getattr(part, name) for part in parts}))

    @property
    def per_day(self) -> float:
        """Persons on a working day, of all parts."""
        return self.lacking / self.effective

    @property
    def verdict(self) -> Verdict:
        """Whether it can be believed that the target is reached."""
        return verdict_of(self.chance)


@dataclass(frozen=True)
class Terms:
    """What is planned with: the deadline, the days that count, the weight of those that rest, the camps there are."""

    deadline: dt.date
    workdays: Workdays
    rest: float
    camps: int | None = None


def plan(forecast: PlaceForecast, target: int, parts: Sequence[Part], terms: Terms) -> Plan:
    """The plan of a place. Raises `plan-done` where nothing is lacking, `plan-no-days` where no day would count."""
    lacking = target - (forecast.registered or 0)
    if lacking <= 0:
        place = {"en": forecast.place, "hi": forecast.place_hi or forecast.place}
        raise EshramError("plan-done", NOWHERE, (), place=place, target=group(target))
    weights = day_weights(forecast.as_on, terms)
    effective = sum(weights.values()) / FINE
    if not effective:
        raise EshramError("plan-no-days", NOWHERE, (), deadline=terms.deadline)
    shared = shares(lacking, parts)
    rows = with_camps([_quota(part, shared[part.id], weights, effective) for part in parts], terms.camps, effective)
    chance = forecast.made.chance_by(terms.deadline, target) if forecast.proven else None
    working = sum(_works(terms.workdays, day) for day in weights)
    return Plan(
        forecast, target, terms.deadline, lacking, working, effective, terms.rest, tuple(rows), chance, terms.camps
    )


def day_weights(as_on: dt.date, terms: Terms) -> dict[dt.date, int]:
    """The weight of every day after `as_on` up to and with the deadline, in parts of `FINE`."""
    days = [as_on + DAY * ahead for ahead in range(1, (terms.deadline - as_on).days + 1)]
    return {day: FINE if _works(terms.workdays, day) else round(FINE * terms.rest) for day in days}


def _works(workdays: Workdays, day: dt.date) -> bool:
    return Workdays(True, workdays.holidays).counts(day)


def shares(lacking: int, parts: Sequence[Part]) -> dict[str, int]:
    """The persons lacking, shared among the parts; see the module."""
    most = {part.id: None if part.lacking is None else part.lacking * 5 // 4 for part in parts}
    capped = all(value is not None for value in most.values()) and sum(v or 0 for v in most.values()) >= lacking
    shared = split(lacking, _weights(parts))
    full: dict[str, int] = {}
    while capped and (over := [place for place, persons in shared.items() if persons > (most[place] or 0)]):
        full |= {place: most[place] or 0 for place in over}
        free = [part for part in parts if part.id not in full]
        shared = {**full, **split(lacking - sum(full.values()), _weights(free))}
    return shared


def _weights(parts: Sequence[Part]) -> dict[str, int]:
    lacks = _parted({part.id: part.lacking for part in parts})
    can = _parted({part.id: part.best for part in parts})
    known = [weights for weights in (lacks, can) if weights]
    if not known:
        return dict.fromkeys((part.id for part in parts), 1)
    # A part that lacks nothing is asked for nothing, however much it could do.
    return {part.id: 0 if part.lacking == 0 and lacks else sum(weights[part.id] for weights in known) for part in parts}


def _parted(values: Mapping[str, float | None]) -> dict[str, int]:
    """Each value as its part of the sum; nothing where one is not known or all are 0."""
    known = {place: value for place, value in values.items() if value is not None}
    total = sum(known.values())
    if len(known) < len(values) or not total:
        return {}
    return {place: round(FINE * value / total) for place, value in known.items()}


def _quota(part: Part, persons: int, weights: Mapping[dt.date, int], effective: float) -> Quota:
    """Its days: each running sum is rounded, so that every week is as near to its part as whole persons allow."""
    days, given, passed = {}, 0, 0
    whole = sum(weights.values())
    for day, weight in weights.items():
        passed += weight
        so_far = persons * passed // whole
        days[day], given = so_far - given, so_far
    per_day = persons / effective
    return Quota(part, persons, days, per_day, per_day / part.best if part.best else None)


def with_camps(rows: Sequence[Quota], camps: int | None, effective: float) -> list[Quota]:
    """The camps given to the parts whose quota is furthest beyond what they usually do in the days there are."""
    if camps is None:
        return list(rows)
    gaps = {row.part.id: max(row.persons - (row.part.usual or 0) * effective, 0.0) for row in rows}
    if not any(gaps.values()):
        gaps = {row.part.id: float(row.persons) for row in rows}
    given = split(camps, {place: round(gap * 1000) for place, gap in gaps.items()})
    return [_with_camps(row, given[row.part.id], gaps[row.part.id]) for row in rows]


def _with_camps(row: Quota, camps: int, gap: float) -> Quota:
    per_camp = gap / camps if camps else None
    return Quota(row.part, row.persons, row.days, row.per_day, row.times_best, camps, per_camp)
