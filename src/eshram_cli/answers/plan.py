"""A plan: what each part of a place must register a day and a week to reach the target by the deadline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from eshram_cli.answers.claims import Verdict
from eshram_cli.described import INSIDE, LATIN, Answer, Kind, KnownOn, Rounded, Row, hindi, shown


class Week(Row):
    """The persons of one week, counted from the first day of the plan; the last may be shorter."""

    first: Annotated[dt.date, Field(alias="from")]
    last: Annotated[dt.date, Field(alias="until")]
    quota: int


class Quota(Row):
    """A part's quota in persons: in all, on a working day, in a full week, by week and by day, which add up exactly.

    `lacking`: to its own target. `stale_days`: how many days old its figure is, null where none came. `best`: the best
    that it has shown a day, `times_best`: the working day beside it. `camps` of those there are, each to bring
    `per_camp` persons beyond the usual pace.
    """

    id: Annotated[str, INSIDE]
    place: Annotated[str, LATIN]
    place_hi: Annotated[str, hindi(9)]
    code: Annotated[int | None, shown(Kind.number, 9)]
    registered: Annotated[int | None, shown(Kind.count, 3)]
    target: Annotated[int | None, shown(Kind.count, 4)]
    lacking: Annotated[int | None, shown(Kind.count, 5, heading="plan-lacking")]
    quota: Annotated[int, shown(Kind.count, heading="plan-quota")]
    per_day: Annotated[float, shown(Kind.rate, heading="plan-per-day"), Rounded(2)]
    per_week: Annotated[float, shown(Kind.rate, 1, heading="plan-per-week"), Rounded(2)]
    best: Annotated[int | float | None, shown(Kind.rate, 2, heading="plan-best"), Rounded(2)]
    times_best: Annotated[float | None, shown(Kind.percent, 1, heading="plan-times-best"), Rounded(2)]
    stale_days: Annotated[int | None, shown(Kind.days, 3)] = None
    camps: Annotated[int | None, shown(Kind.count, 2, heading="plan-camps")] = None
    per_camp: Annotated[float | None, shown(Kind.rate, 3, heading="plan-per-camp"), Rounded(2)] = None
    weeks: tuple[Week, ...]
    days: Mapping[dt.date, int]


class CampQuota(Row):
    """A camp of the calendar up to the deadline, with what such camps brought (a mean, null where none did) and its
    part of the quota of the `part` that it lies in; the camps of a part add up to its quota."""

    as_on: Annotated[dt.date, shown(Kind.date, heading="column-date")]
    place: Annotated[str, LATIN]
    place_hi: Annotated[str | None, hindi(9)]
    site: Annotated[str, shown(priority=4, heading="column-camp")]
    window: Annotated[str, shown(priority=1, heading="camp-column-window", words="camp-window")]
    hours: Annotated[str, shown(Kind.figures, 3, heading="column-time")]
    kind: Annotated[str, shown(priority=2, words="camp-kind")]
    sponsor: Annotated[str, shown(priority=5, heading="camp-column-sponsor", words="camp-sponsor")]
    usual: Annotated[float | None, shown(Kind.rate, 1, heading="camp-column-usual-yield"), Rounded(2)]
    quota: Annotated[int, shown(Kind.count, heading="plan-quota")]
    part: str


class Plan(Answer):
    """The quotas of the parts of a place. `lacking` persons in `days`, the deadline included, of which `working` are
    working days; a Sunday or a holiday weighs `rest` of one. `per_day`: persons on a working day, of all parts.

    `verdict`: whether it can be believed that the target is reached. `shared_by`: what the parts were weighed by,
    `lacking`, `best`, both, or nothing where neither is known of all.
    """

    SCHEMA: ClassVar = "eshram.plan/1"

    place: str
    place_hi: str
    code: int | None
    as_on: dt.date
    known_on: KnownOn | None
    registered: int | None
    target: int
    deadline: dt.date
    lacking: int
    days: int
    working: Annotated[int, Field(alias="working_days")]
    rest: Annotated[float, Field(alias="rest_weight")]
    per_day: Annotated[float, Rounded(2), Field(alias="per_working_day")]
    needed_per_day: Annotated[float, Rounded(2)]
    best_day: int | None
    best_week: Annotated[float | None, Rounded(2), Field(alias="best_week_per_day")]
    chance: Annotated[float | None, Rounded(4)]
    verdict: Annotated[Verdict, Field(alias="feasible")]
    camps: int | None
    rows: tuple[Quota, ...]
    shared_by: Annotated[tuple[str, ...], INSIDE]


class CampPlan(Plan):
    """A plan with the camps of the calendar: `camp_quotas` by part, date and hour. `own_camps` are of the place itself
    and for none of its parts; `told`: whether any camp has told what it registered."""

    SCHEMA: ClassVar = "eshram.plan.camps/1"

    camp_quotas: tuple[CampQuota, ...]
    own_camps: int
    told: bool
