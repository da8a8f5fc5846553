"""Camps: planned and held, what they yielded, and what a camp day adds."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Literal

from eshram_cli.answers.loaded import Loaded
from eshram_cli.described import INSIDE, LATIN, Answer, Kind, KnownOn, Row, hindi, shown

Status = Literal["planned", "held", "no-figure", "nothing-told", "cancelled", "unplanned"]
"""A camp to come; one with a figure; one told as held without a figure; one whose day is over and of which nothing was
told; one called off; one with a figure that no calendar had."""

By = Literal["camp", "hour", "window", "kind", "sponsor", "weekday", "place"]
Verdict = Literal["adds", "lowers", "unclear", "too-little"]


class CampLine(Row):
    """A camp on its day. `hours` as 06:00-12:00; `registered` in persons, what it yielded on the day; `number` is the
    act that planned it, null where no calendar had it. `cut` is that of its figures, blank where there is none."""

    as_on: Annotated[dt.date, shown(Kind.date, heading="column-date")]
    place: Annotated[str, LATIN]
    place_hi: Annotated[str | None, hindi(8)]
    site: Annotated[str, shown(priority=3, heading="column-camp")]
    window: Annotated[str, shown(priority=1, heading="camp-column-window", words="camp-window")]
    hours: Annotated[str, shown(Kind.figures, 4, heading="column-time")]
    kind: Annotated[str, shown(priority=2, words="camp-kind")]
    sponsor: Annotated[str, shown(priority=5, heading="camp-column-sponsor", words="camp-sponsor")]
    expected: Annotated[int | None, shown(Kind.count, 2, heading="camp-column-expected")]
    registered: Annotated[int | None, shown(Kind.count)]
    status: Annotated[Status, shown(words="camp-status")]
    number: Annotated[int | None, shown(Kind.number, 7, heading="column-act")]
    clash: Annotated[bool, shown(Kind.flag, 6, heading="camp-column-clash")] = False
    cut: str = ""
    id: Annotated[str, INSIDE] = ""
    starts: Annotated[dt.time | None, INSIDE] = None
    ends: Annotated[dt.time | None, INSIDE] = None
    why: str = ""


class CampList(Answer):
    """The camps within a place, by date, place and hour. `as_on`: up to when figures were looked at."""

    SCHEMA: ClassVar = "eshram.camp/1"

    within: Annotated[str, INSIDE]
    within_hi: Annotated[str | None, INSIDE]
    as_on: dt.date | None
    known_on: KnownOn | None = None
    rows: tuple[CampLine, ...]


class CampCalendar(CampList):
    """The same as a calendar, from its first to its last day. `stamped`: when the ledger's last act was kept."""

    SCHEMA: ClassVar = "eshram.camp.calendar/1"

    since: dt.date
    until: dt.date
    stamped: Annotated[dt.datetime, INSIDE]


class CampsLoaded(Loaded):
    """What became of a calendar: camps stored, planned just so already, rows left out; `figures` that it told."""

    SCHEMA: ClassVar = "eshram.camp.load/1"

    figures: Annotated[int, shown(Kind.count, heading="camp-column-figures")] = 0


class CampYield(Row):
    """The camps of one member: how many were `planned` up to the day, `held` with a figure, told as held without one
    (`no_figure`), and of which nothing was told; persons `registered`, a camp, and beside what was expected of them.

    Camps that no calendar had are held, and not planned.
    """

    member: Annotated[str, shown(heading="column-member")]
    planned: Annotated[int, shown(Kind.count, 1, heading="camp-column-planned")]
    held: Annotated[int, shown(Kind.count, heading="camp-column-held")]
    no_figure: Annotated[int, shown(Kind.count, 4, heading="camp-column-no-figure")]
    nothing_told: Annotated[int, shown(Kind.count, 3, heading="camp-column-nothing-told")]
    registered: Annotated[int, shown(Kind.count)]
    share: Annotated[float | None, shown(Kind.percent, 2)]
    per_camp: Annotated[float | None, shown(Kind.rate, heading="camp-column-per-camp")]
    expected: Annotated[int | None, shown(Kind.count, 3, heading="camp-column-expected")]
    percent: Annotated[float | None, shown(Kind.percent, 2, heading="camp-column-of-expected")]


class CampYields(Answer):
    """What camps yielded, by `by`, the largest first; hours and weekdays in their order.

    `registered` is the sum of the rows, `in_cut` what the cut by camp says of the place on the day; `difference` = the
    cut less the sum, which is told and never spread: figures of one camp that a place and a place within it both sent.
    `open_camps`: of which nothing was told, or no figure.
    """

    SCHEMA: ClassVar = "eshram.camp.yield/1"

    within: Annotated[str, INSIDE]
    within_hi: Annotated[str | None, INSIDE]
    by: By
    as_on: dt.date
    since: dt.date | None
    known_on: KnownOn | None
    rows: tuple[CampYield, ...]
    total: CampYield
    registered: int
    in_cut: int | None
    difference: int | None
    open_camps: tuple[CampLine, ...]


class CampDay(Row):
    """A day with camps beside like days without: `places` with a camp that have such days, new persons a place on the
    day and on the like days (a mean), and the difference."""

    as_on: Annotated[dt.date, shown(Kind.date, heading="column-date")]
    weekday: Annotated[str, shown(priority=2, words="camp-weekday", heading="camp-column-weekday")]
    places: Annotated[int, shown(Kind.count, 1)]
    like_days: Annotated[int, shown(Kind.count, 2, heading="camp-column-like-days")]
    new: Annotated[float, shown(Kind.rate)]
    usual: Annotated[float, shown(Kind.rate, heading="camp-column-usual")]
    difference: Annotated[float, shown(Kind.rate, heading="camp-column-difference")]


class CampUplift(Answer):
    """What a camp day adds in a place of `level`, in persons, beside like days without a camp.

    `low` and `high` bound the 80 % range, null where there are fewer than `least` days. `percent` of the usual.
    `noted`, `alone`: camp days left out since they bear a note, or have no like day. `before_only`: all like days lie
    before the camps, so that the growth of the drive counts as theirs. `yielded`: what the camps told themselves of
    these days, a mean over them of persons a place, to hold the uplift against; null where they told nothing.
    """

    SCHEMA: ClassVar = "eshram.camp.uplift/1"

    within: Annotated[str, INSIDE]
    within_hi: Annotated[str | None, INSIDE]
    level: str
    as_on: dt.date
    known_on: KnownOn | None
    rows: tuple[CampDay, ...]
    uplift: float | None
    low: float | None
    high: float | None
    percent: float | None
    verdict: Verdict
    least: int
    noted: int
    alone: int
    before_only: bool
    yielded: float | None
