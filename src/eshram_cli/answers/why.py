"""Why a rank moved: the change between two days, split over its causes."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from eshram_cli.answers.measure import Measure
from eshram_cli.described import INSIDE, Answer, Kind, KnownOn, Row, shown


class Part(Row):
    """What one cause made of the change; the parts of each column add up to the whole change.

    `ranks`: +1 is one place up, two places behind the point. `points`: of the measure, percentage points or persons.
    `gap`: persons by which the gap to the next place grew. `changed`: how many places had a figure or target changed by
    this cause; `places` are their names.
    """

    cause: Annotated[str, shown(Kind.word, heading="moved-of", words="moved-cause")]
    ranks: Annotated[float, shown(Kind.percent, heading="moved-ranks")]
    points: Annotated[int | float, shown(Kind.percent, 1, heading="moved-points")]
    gap: Annotated[int | None, shown(Kind.gain, 2, heading="moved-gap")]
    changed: Annotated[int, shown(Kind.count, 3, heading="moved-changed")]
    places: tuple[str, ...]


class Crossing(Row):
    """A place that was ahead and no longer is (`passed`), or was not ahead and now is; `day`: since when."""

    place: str
    place_hi: Annotated[str, INSIDE]
    passed: bool
    day: dt.date


class Why(Answer):
    """The change of a place's rank, measure and gap to the next place (null for the first) between two days.

    `rank_before`, `value_before`, `gap_before`: as the ledger knew the day `since` when it was first told; the others
    as known now, or on `known_on`. The rank change is the number of those passed less the number of those who passed.
    """

    SCHEMA: ClassVar = "eshram.why/1"

    place: str
    place_hi: str
    within: str
    within_hi: str
    level: str
    measure: Measure
    since: dt.date
    as_on: dt.date
    known_on: KnownOn | None
    places: int
    rank_before: int
    rank_now: int
    value_before: int | float
    value_now: int | float
    gap_before: int | None
    gap_now: int | None
    parts: tuple[Part, ...]
    crossings: tuple[Crossing, ...]
