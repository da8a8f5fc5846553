"""A plan: what each part of a place must register a day and a week so that the target is reached by the deadline.

The persons lacking are shared among the parts half by what each still lacks to its own target and half by what it has
shown it can do (its best week, else its last day), by one of the two where the other is not known of all, equally where
neither is. A part that has reached its own target is asked for nothing, and none for more than it lacks, as long as all
of them together lack enough. A part's share is spread over the days by their weights: 1 for a working day, `rest` for a
Sunday or a holiday. All sharing is by the largest remainder (`split`), so that days add up to weeks, weeks to the
part's quota, and quotas to the persons lacking, exactly.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eshram_cli.analysis.claims import verdict_of
from eshram_cli.analysis.forecasts import PlaceForecast
from eshram_cli.analysis.split import split
from eshram_cli.analysis.workdays import DAY, Workdays
from eshram_cli.answers.plan import Plan, Quota, Week
from eshram_cli.described import replace
from eshram_cli.errors import EshramError
from eshram_cli.language.written import group

FINE = 10**9
"""Weights are whole numbers to `split`; a share of one is so many."""


@dataclass(frozen=True)
class Part:
    """A place to be given a quota: persons so far, its own target, the best it has shown a day; None where not known.

    `usual`: persons a day as of late, for the camps: they go where the quota is furthest beyond it. `stale_days`: how
    many days old its figure is.
    """

    id: str
    place: str
    place_hi: str
    code: int | None
    registered: int | None
    target: int | None
    best: float | None
    usual: float | None = None
    stale_days: int | None = None

    @property
    def lacking(self) -> int | None:
        """Persons to its own target."""
        if self.target is None:
            return None
        return max(self.target - (self.registered or 0), 0)


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
        raise EshramError("plan-done", place=place, target=group(target))
    weights = day_weights(forecast.as_on, terms)
    effective = sum(weights.values()) / FINE
    if not effective:
        raise EshramError("plan-no-days", deadline=terms.deadline)
    shared = shares(lacking, parts)
    rows = [_quota(part, shared[part.id], weights, effective) for part in parts]
    if terms.camps is not None:
        rows = with_camps(rows, terms.camps, {part.id: (part.usual or 0) * effective for part in parts})
    chance = forecast.made.chance_by(terms.deadline, target) if forecast.proven else None
    return Plan(
        place=forecast.place,
        place_hi=forecast.place_hi,
        code=forecast.code,
        as_on=forecast.as_on,
        known_on=forecast.known_on,
        registered=forecast.registered,
        target=target,
        deadline=terms.deadline,
        lacking=lacking,
        days=len(weights),
        working=sum(_works(terms.workdays, day) for day in weights),
        rest=terms.rest,
        per_day=lacking / effective,
        needed_per_day=lacking / len(weights),
        best_day=forecast.records.day,
        best_week=forecast.records.week,
        chance=chance,
        verdict=verdict_of(chance),
        camps=terms.camps,
        rows=tuple(rows),
        shared_by=tuple(name for name, weighed in _grounds(parts).items() if weighed),
    )


def day_weights(as_on: dt.date, terms: Terms) -> dict[dt.date, int]:
    """The weight of every day after `as_on` up to and with the deadline, in parts of `FINE`."""
    days = [as_on + DAY * ahead for ahead in range(1, (terms.deadline - as_on).days + 1)]
    return {day: FINE if _works(terms.workdays, day) else round(FINE * terms.rest) for day in days}


def _works(workdays: Workdays, day: dt.date) -> bool:
    return Workdays(True, workdays.holidays).counts(day)


def shares(lacking: int, parts: Sequence[Part]) -> dict[str, int]:
    """The persons lacking, shared among the parts; see the module."""
    most = {part.id: part.lacking for part in parts}
    capped = all(value is not None for value in most.values()) and sum(v or 0 for v in most.values()) >= lacking
    shared = split(lacking, _weights(parts))
    full: dict[str, int] = {}
    while capped and (over := [place for place, persons in shared.items() if persons > (most[place] or 0)]):
        full |= {place: most[place] or 0 for place in over}
        free = [part for part in parts if part.id not in full]
        shared = {**full, **split(lacking - sum(full.values()), _weights(free))}
    return shared


def _grounds(parts: Sequence[Part]) -> dict[str, dict[str, int]]:
    """What the parts can be weighed by, each by its name, as parts of the sum; no weights where one part's is not known
    or all are 0."""
    grounds: dict[str, dict[str, int]] = {}
    for name in ("lacking", "best"):
        values = {part.id: getattr(part, name) for part in parts}
        known = {place: value for place, value in values.items() if value is not None}
        total = sum(known.values())
        whole = len(known) == len(values) and total
        grounds[name] = {place: round(FINE * value / total) for place, value in known.items()} if whole else {}
    return grounds


def _weights(parts: Sequence[Part]) -> dict[str, int]:
    grounds = _grounds(parts)
    known, lacks = [weights for weights in grounds.values() if weights], grounds["lacking"]
    if not known:
        return dict.fromkeys((part.id for part in parts), 1)
    # A part that lacks nothing is asked for nothing, however much it could do.
    return {part.id: 0 if part.lacking == 0 and lacks else sum(weights[part.id] for weights in known) for part in parts}


def _quota(part: Part, persons: int, weights: Mapping[dt.date, int], effective: float) -> Quota:
    """Its days: each running sum is rounded, so that every week is as near to its part as whole persons allow."""
    days, given, passed = {}, 0, 0
    whole = sum(weights.values())
    for day, weight in weights.items():
        passed += weight
        so_far = persons * passed // whole
        days[day], given = so_far - given, so_far
    per_day, dated = persons / effective, list(days.items())
    weeks = [dated[at : at + 7] for at in range(0, len(dated), 7)]
    return Quota(
        id=part.id,
        place=part.place,
        place_hi=part.place_hi,
        code=part.code,
        registered=part.registered,
        target=part.target,
        lacking=part.lacking,
        stale_days=part.stale_days,
        quota=persons,
        per_day=per_day,
        per_week=persons * min(len(days), 7) / len(days),
        best=part.best,
        times_best=per_day / part.best if part.best else None,
        weeks=tuple(Week(first=one[0][0], last=one[-1][0], quota=sum(count for _, count in one)) for one in weeks),
        days=days,
    )


def with_camps(rows: Sequence[Quota], camps: int, usual: Mapping[str, float]) -> list[Quota]:
    """The camps given to the parts whose quota is furthest beyond what they `usual`ly do in the days there are."""
    gaps = {row.id: max(row.quota - usual[row.id], 0.0) for row in rows}
    if not any(gaps.values()):
        gaps = {row.id: float(row.quota) for row in rows}
    given = split(camps, {place: round(gap * 1000) for place, gap in gaps.items()})
    return [
        replace(row, camps=given[row.id], per_camp=gaps[row.id] / given[row.id] if given[row.id] else None)
        for row in rows
    ]
