"""Whether a claim can be believed: what it needs a day, beside the best that the place has shown, and its chance.

A claim names a count to reach ("total") or persons to be added ("addition") by a day; where it does not say which, both
are judged. A reading is true from a chance of 90 in 100, false up to 10 in 100, else unclear; a place whose pace is not
known gives no chance, and then the reading is unclear. The claim is what all its readings are, else unclear.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from eshram_cli.analysis.forecasts import PlaceForecast
from eshram_cli.language.claims import Claim, Meaning

Verdict = Literal["true", "false", "unclear"]
LIKELY, UNLIKELY = 0.9, 0.1


@dataclass(frozen=True)
class Reading:
    """One meaning of a claim: the count to reach, the persons lacking to it, what that takes a day.

    `times_best_day`, `times_best_week`: multiples of the best shown so far; `days_at_best_day`: the days that it takes
    at the best day's pace. None where no day to day gain is known.
    """

    meaning: Meaning
    goal: int
    persons: int
    needed_per_day: float
    times_best_day: float | None
    times_best_week: float | None
    days_at_best_day: float | None
    chance: float | None
    verdict: Verdict


@dataclass(frozen=True)
class Judged:
    """A claim about a place with its readings. `filed`: its number as a promise in the ledger."""

    text: str
    forecast: PlaceForecast
    deadline: dt.date
    readings: tuple[Reading, ...]
    filed: int | None = None

    @property
    def days(self) -> int:
        """From the day of the figures to the last day."""
        return (self.deadline - self.forecast.as_on).days

    @property
    def verdict(self) -> Verdict:
        """What all readings are; unclear where they differ."""
        verdicts = {reading.verdict for reading in self.readings}
        return verdicts.pop() if len(verdicts) == 1 else "unclear"

    @property
    def exit_code(self) -> int:
        """1 unless the claim is true."""
        return 0 if self.verdict == "true" else 1


def judge(text: str, claim: Claim, forecast: PlaceForecast) -> Judged:
    """The claim beside the forecast of the place it is about."""
    readings = tuple(_reading(meaning, claim, forecast) for meaning in claim.meanings)
    return Judged(text, forecast, claim.deadline, readings)


def _reading(meaning: Meaning, claim: Claim, forecast: PlaceForecast) -> Reading:
    reached = forecast.registered or 0
    goal = claim.persons + (reached if meaning == "addition" else 0)
    persons, days = max(goal - reached, 0), (claim.deadline - forecast.as_on).days
    needed, best = persons / days, forecast.records
    chance = _chance(forecast, claim.deadline, goal)
    return Reading(
        meaning,
        goal,
        persons,
        needed,
        _times(needed, best.day),
        _times(needed, best.week),
        _times(persons, best.day),
        chance,
        verdict_of(chance),
    )


def _chance(forecast: PlaceForecast, deadline: dt.date, goal: int) -> float | None:
    if (forecast.registered or 0) >= goal:
        return 1.0
    return forecast.made.chance_by(deadline, goal) if forecast.proven else None


def _times(value: float, best: float | None) -> float | None:
    return value / best if best else None


def verdict_of(chance: float | None) -> Verdict:
    """From a chance to a word."""
    if chance is None or UNLIKELY < chance < LIKELY:
        return "unclear"
    return "true" if chance >= LIKELY else "false"


@dataclass(frozen=True)
class Scored:
    """A promise and what became of it: `status` kept, broken or open.

    `count`: the last figure up to the deadline, of `count_on`; `short`: what it lacked. `kept_on`: the day on which the
    goal was reached. `chance`: of an open one.
    """

    number: int
    place: str
    place_hi: str
    text: str
    made_on: dt.date
    goal: int
    deadline: dt.date
    status: Literal["kept", "broken", "open"]
    count: int | None
    count_on: dt.date | None
    kept_on: dt.date | None
    short: int | None
    chance: float | None


@dataclass(frozen=True)
class Promises:
    """The promises that stand, in the order in which they were filed."""

    as_on: dt.date | None
    rows: tuple[Scored, ...]
