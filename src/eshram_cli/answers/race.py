"""A race: the places within a place, their ranks now and on a day, who passes whom, what a rank takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field, computed_field

from eshram_cli.described import INSIDE, LATIN, Answer, Kind, KnownOn, Rounded, Row, hindi, shown

SMALLEST = 0.0005
"""Smaller chances of a rank are not told."""


class Runner(Row):
    """One place: its rank now (None: it cannot be ranked) and on the day.

    `middle` is its median rank; `low` to `high` are the ranks between which it is with 8 chances in 10; `first`,
    `better`, `worse` the chances, as parts of one, that it is first, above and below where it is now. `by_rank`: the
    chance of each rank from the first; `mean`: of its ranks over all draws.
    """

    rank: Annotated[int | None, shown(Kind.rank)]
    place: Annotated[str, LATIN]
    place_hi: Annotated[str, hindi(9)]
    code: Annotated[int | None, shown(Kind.number, 10)]
    registered: Annotated[int | None, shown(Kind.count, 4)]
    target: int | None
    percent: Annotated[float | None, shown(Kind.percent, 3)]
    middle: Annotated[int | None, shown(Kind.rank, heading="race-middle", key="middle"), Field(alias="likely_rank")]
    low: Annotated[int | None, shown(Kind.rank, 1, heading="race-low", key="low"), Field(alias="likely_from")]
    high: Annotated[int | None, shown(Kind.rank, 1, heading="race-high", key="high"), Field(alias="likely_to")]
    first: Annotated[float | None, shown(Kind.percent, 2, heading="race-first", fraction=True), INSIDE]
    better: Annotated[int | float | None, shown(Kind.percent, 2, heading="race-better", fraction=True), INSIDE]
    worse: Annotated[float | None, shown(Kind.percent, 2, heading="race-worse", fraction=True), INSIDE]
    id: Annotated[str, INSIDE]
    mean: Annotated[float | None, INSIDE]
    by_rank: Annotated[tuple[float, ...], INSIDE]
    best_day: Annotated[int | None, INSIDE]

    def chance_of(self, rank: int) -> float:
        """The chance of that rank or a better one."""
        return sum(self.by_rank[:rank])

    @computed_field
    def chances(self) -> Mapping[str, float]:
        """The chance of each rank, without those that are hardly any."""
        return {str(rank): round(p, 4) for rank, p in enumerate(self.by_rank, start=1) if p >= SMALLEST}


class Passing(Row):
    """Who is behind now and is expected ahead on the day, and the chance of it."""

    place: str
    place_hi: Annotated[str, INSIDE]
    passes: str
    passes_hi: Annotated[str, INSIDE]
    chance: Annotated[float, Rounded(4)]


class Needed(Row):
    """What one place must register a day, up to the day, to stand at `rank` or better, by the chance of it (0.5, 0.8,
    0.95); None: no pace would do. Its rivals go on as forecast. `now` is its rank today, `chance` that of the rank."""

    id: Annotated[str, INSIDE]
    place: str
    place_hi: Annotated[str, INSIDE]
    now: Annotated[int | None, INSIDE]
    rank: int
    day: Annotated[dt.date, Field(alias="date")]
    chance: Annotated[float, Rounded(4)]
    per_day: Annotated[Mapping[str, float | None], Rounded(2)]
    seven_day_pace: Annotated[float | None, Rounded(2)]
    best_day: int | None
    times_best_day: Annotated[Mapping[str, float | None], Rounded(2)]


class RaceTable(Answer):
    """The runners in the order of their ranks now, the unranked last; `passing` the surest first.

    `absent`: how many places of the level never reported, so that they do not run.
    """

    SCHEMA: ClassVar = "eshram.race/1"

    within: str
    within_hi: str
    level: str
    measure: str
    as_on: dt.date
    known_on: KnownOn | None
    day: Annotated[dt.date, Field(alias="date")]
    places: int
    runners: Annotated[tuple[Runner, ...], Field(alias="rows")]
    passing: tuple[Passing, ...]
    needed: Needed | None = None
    absent: Annotated[int, INSIDE] = 0
