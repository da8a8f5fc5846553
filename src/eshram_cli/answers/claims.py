"""A claim and its verdict, and the promises that were filed with what became of them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from eshram_cli.described import INSIDE, LATIN, Answer, Kind, KnownOn, Rounded, Row, hindi, shown
from eshram_cli.language.claims import Meaning

Verdict = Literal["true", "false", "unclear"]


class BestDay(Row):
    """The most persons that the place has gained from one day to the next; None where no such pair is known."""

    gain: int | None
    as_on: dt.date | None


class BestWeek(Row):
    """The most persons a day over seven days, with the last of them; None where no such week is known."""

    per_day: Annotated[float | None, Rounded(2)]
    as_on: dt.date | None


class Reading(Row):
    """One meaning of a claim: the count to reach, the persons lacking to it, what that takes a day.

    `times_best_day`, `times_best_week`: multiples of the best shown so far; `days_at_best_day`: the days that it takes
    at the best day's pace. None where no day to day gain is known. `chance` is a part of one.
    """

    meaning: Annotated[Meaning, shown(Kind.word, heading="claim-meaning")]
    goal: Annotated[int, shown(Kind.count, heading="claim-goal")]
    persons: Annotated[int, shown(Kind.count, heading="claim-persons")]
    needed_per_day: Annotated[float, shown(Kind.rate), Rounded(2)]
    times_best_day: Annotated[float | None, shown(Kind.percent, 3, heading="claim-times-day"), Rounded(2)]
    times_best_week: Annotated[float | None, shown(Kind.percent, 2, heading="claim-times-week"), Rounded(2)]
    days_at_best_day: Annotated[float | None, shown(Kind.number, 1, heading="claim-days-at-best"), Rounded(2)]
    chance: Annotated[float | None, shown(Kind.percent, heading="forecast-chance", fraction=True), Rounded(4)]
    verdict: Annotated[Verdict, shown(Kind.word, heading="claim-verdict")]


class Judged(Answer):
    """A claim about a place with its readings; `claim` is None where a target and a deadline were given instead.

    `verdict` is what all readings are, unclear where they differ. `days`: from the day of the figures to the last day.
    `promise`: its number as a promise in the ledger.
    """

    SCHEMA: ClassVar = "eshram.claim/1"

    id: Annotated[str, INSIDE]
    place: str
    place_hi: str
    code: int | None
    as_on: dt.date
    known_on: KnownOn | None
    claim: str | None
    verdict: Verdict
    registered: int | None
    target: int | None
    deadline: dt.date
    days: int
    best_day: BestDay
    best_week: BestWeek
    readings: tuple[Reading, ...]
    promise: int | None = None

    @property
    def exit_code(self) -> int:
        """1 unless the claim is true."""
        return 0 if self.verdict == "true" else 1


class Scored(Row):
    """A promise and what became of it: `status` kept, broken or open.

    `count`: the last figure up to the deadline, of `count_on`; `short`: what it lacked. `kept_on`: the day on which the
    goal was reached. `chance`: of an open one, a part of one.
    """

    number: Annotated[int, shown(Kind.number)]
    place: Annotated[str, LATIN]
    place_hi: Annotated[str, hindi(9)]
    text: Annotated[str, shown(heading="claim-text")]
    made_on: Annotated[dt.date, shown(Kind.date, 4, heading="claim-made-on")]
    goal: Annotated[int, shown(Kind.count, heading="claim-goal")]
    deadline: Annotated[dt.date, shown(Kind.date)]
    status: Annotated[Literal["kept", "broken", "open"], shown(Kind.word, heading="claim-status")] = "open"
    count: Annotated[int | None, shown(Kind.count, 2, heading="claim-count")] = None
    count_on: Annotated[dt.date | None, shown(Kind.date, 5, heading="claim-count-on")] = None
    kept_on: Annotated[dt.date | None, shown(Kind.date, 6, heading="claim-kept-on")] = None
    short: Annotated[int | None, shown(Kind.count, 1, heading="claim-short")] = None
    chance: Annotated[float | None, shown(Kind.percent, 3, heading="forecast-chance", fraction=True)] = None


class Promises(Answer):
    """The promises that stand, in the order in which they were filed."""

    SCHEMA: ClassVar = "eshram.claim.promises/1"

    as_on: dt.date | None
    rows: Annotated[tuple[Scored, ...], Field(alias="promises")]
