"""A ranking: who stands where within a place, a line a place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field, InstanceOf

from eshram_cli.answers.measure import Measure
from eshram_cli.answers.notes import Note
from eshram_cli.described import INSIDE, LATIN, Answer, Kind, KnownOn, Row, above, hindi, shown

Grouping = Literal["bands", "size"]
"""What places may be ranked within: bands of percent, or groups of like target."""


class Standing(Row):
    """A place's line. Persons are integers; null is None. `place`, `parent` and those in `_hi` are names, `id` is the
    tree's.

    `as_on`: date of the count (of a sum the newest part), `oldest` its oldest part, `stale_days` from `as_on` to the
    day asked. `origin`: own, sum, carried, partial (see `rollup`). `about`, `target_about`: the figure is not exact.
    `missing`: places below without any figure. `unattributed`: own return less the sum of its parts of the same date.
    `reason`: why there is no rank (see `measures.reason_of`). `level` counts from 0, the country. `band`, `gap_next`,
    `days_next`, `rank_at_pace`: see `contest`. `ranks`: on the days of a ranking's history, oldest first. `group`:
    where places are ranked within groups (see `analysis.groups`). `delta`: see `analysis.lines`; `silent`: nothing came
    since the day from which it counts. `composite`, its `points` by measure and the measures that are `lacking`: see
    `analysis.composite`.
    """

    rank: Annotated[int | None, shown(Kind.rank)]
    move: Annotated[int | None, shown(Kind.move, 1)]
    place: Annotated[str, LATIN]
    place_hi: Annotated[str, hindi(7)]
    code: Annotated[int | None, shown(Kind.number, 9)]
    target: Annotated[int | None, shown(Kind.count, 3)]
    registered: Annotated[int | None, shown(Kind.count)]
    percent: Annotated[float | None, shown(Kind.percent, 1)]
    balance: Annotated[int | None, shown(Kind.count, 5)]
    new: Annotated[int | None, shown(Kind.gain, 2)]
    pace7: Annotated[float | None, shown(Kind.rate, 6)]
    needed_per_day: Annotated[float | None, shown(Kind.rate, 5)]
    as_on: Annotated[dt.date | None, shown(Kind.date, 5)]
    stale_days: Annotated[int | None, shown(Kind.days, 4)]
    id: Annotated[str, INSIDE]
    level: Annotated[int, INSIDE]
    gain: Annotated[int | None, shown(Kind.gain, 5, group="gain")] = None
    gain_days: Annotated[int | None, shown(Kind.days, 5, group="gain")] = None
    parent: Annotated[str, above("parent_hi", 2)]
    deadline: Annotated[dt.date | None, shown(Kind.date, 8)] = None
    oldest: Annotated[dt.date | None, INSIDE] = None
    origin: Annotated[str | None, shown(Kind.word, 8)] = None
    about: Annotated[bool, shown(Kind.flag, 8)] = False
    target_about: Annotated[bool, shown(Kind.flag, 8)] = False
    missing: Annotated[int, shown(Kind.count, 8)] = 0
    unattributed: Annotated[int | None, INSIDE] = None
    reason: Annotated[str | None, shown(priority=8, words="unranked")] = None
    gap_next: Annotated[int | None, shown(Kind.count, 6)] = None
    days_next: Annotated[float | None, shown(Kind.days, 7)] = None
    rank_at_pace: Annotated[int | None, shown(Kind.rank, 8)] = None
    band: Annotated[str | None, shown(Kind.figures, 3)] = None
    ranks: Annotated[tuple[int | None, ...], INSIDE] = ()
    prorated: Annotated[float | None, shown(Kind.percent, 8)] = None
    new_known: Annotated[int | None, shown(Kind.gain, 8)] = None
    new_lacks: Annotated[int, shown(Kind.count, 8)] = 0
    parent_hi: Annotated[str, above("parent", 2)] = ""
    delta: Annotated[float | None, shown(Kind.percent, 8)] = None
    composite: Annotated[float | None, shown(Kind.percent, 8)] = None
    group: Annotated[str | None, shown(Kind.figures, 8, words="group")] = None
    points: Annotated[Mapping[Measure, float], INSIDE] = Field(default_factory=dict, exclude=True)
    lacking: Annotated[frozenset[Measure], INSIDE] = frozenset()
    silent: Annotated[bool, INSIDE] = False


class BandLine(Row):
    """One band: how many places are in it, which are the fastest, and their pace in percentage points a day."""

    band: Annotated[str, shown(Kind.figures)]
    places: Annotated[int, shown(Kind.number)]
    fastest: Annotated[tuple[str, ...], shown(Kind.place)]
    points: Annotated[float | None, shown(Kind.percent)]


class GroupLine(Row):
    """One group that places are ranked within: its first, its fastest with their pace in percentage points a day, and
    the least and the greatest target in it."""

    group: Annotated[str, shown(Kind.figures, words="group")]
    places: Annotated[int, shown(Kind.number)]
    first: Annotated[tuple[str, ...], shown(Kind.place)]
    fastest: Annotated[tuple[str, ...], shown(Kind.place)]
    points: Annotated[float | None, shown(Kind.percent, 1)]
    least: Annotated[int | None, shown(Kind.count, 2)]
    most: Annotated[int | None, shown(Kind.count, 2)]


class Ranking(Answer):
    """The places of a level within a place, first to last, then the unranked by name.

    `total` is the line of the place itself. `reported` of `places` have a figure of that very day. `since` is the day
    that moves compare with. `known_on` is the moment that the knowledge is limited to, None where it is not. `final` is
    false while the places still missing could change the order (see `contest`). `days` are those of the rows' `ranks`.
    `banded`: the reader asked for the bands. `grouping`: bands or size where ranks are within groups, the rows then
    group by group; `groups` are these. `weights` are those of a composite, in percent of their sum. `names_hi` are the
    Hindi names of all places that notes may name, by their English ones.
    """

    SCHEMA: ClassVar = "eshram.rank/1"
    VIEW: ClassVar = (
        "rank", "move", "place", "parent", "registered", "new", "gain", "gain_days", "percent", "target", "balance",
        "pace7", "needed_per_day", "gap_next", "days_next", "as_on", "stale_days", "code", "place_hi",
    )  # fmt: skip

    within: str
    within_hi: str
    within_id: Annotated[str, INSIDE]
    level: str
    measure: Measure
    as_on: dt.date
    known_on: KnownOn | None
    since: dt.date
    final: bool = True
    rows: tuple[Standing, ...]
    total: Standing
    reported: int
    places: int
    bands: tuple[BandLine, ...] = ()
    grouping: Grouping | None = None
    groups: tuple[GroupLine, ...] = ()
    weights: Mapping[Measure, float] = Field(default_factory=dict)
    notes: tuple[InstanceOf[Note], ...]
    days: Annotated[tuple[dt.date, ...], INSIDE] = ()
    banded: Annotated[bool, INSIDE] = False
    names_hi: Mapping[str, str] = Field(default_factory=dict, exclude=True, repr=False)
