"""The race of the places within a place: the chance of every rank on a day, who passes whom, what a rank takes.

All places run on together under shared luck (`forecasting.race`); the same figures give the same answer. Ranks are
those of the day: percent of target where all have one, else persons registered; ties share the better rank
(1, 2, 2, 4).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eshram_cli.analysis.forecasting import race
from eshram_cli.analysis.forecasting.history import Floats, History
from eshram_cli.analysis.forecasting.race import CHANCES, Field, Measure
from eshram_cli.analysis.forecasts import PlaceForecast, Records

LIKELY = 0.5
"""From this chance on it is told that one place passes another."""
SIDE = 0.1


@dataclass(frozen=True)
class Runner:
    """One place: its rank now (None: it cannot be ranked) and on the day.

    `chances` of each rank from the first; `low` to `high` are the ranks between which it is with 8 chances in 10;
    `mean` is the mean of its ranks over all draws.
    """

    id: str
    place: str
    place_hi: str
    code: int | None
    registered: int | None
    target: int | None
    rank: int | None
    middle: int | None
    low: int | None
    high: int | None
    mean: float | None
    chances: tuple[float, ...]
    records: Records

    @property
    def percent(self) -> float | None:
        """Of its target."""
        return 100 * self.registered / self.target if self.registered is not None and self.target else None

    def chance_of(self, rank: int) -> float:
        """The chance of that rank or a better one."""
        return sum(self.chances[:rank])


@dataclass(frozen=True)
class Passing:
    """Who is behind now and is expected ahead on the day, and the chance of it."""

    place: Runner
    passes: Runner
    chance: float


@dataclass(frozen=True)
class Path:
    """What one place must register a day, up to the day, to stand at `rank` or better with each chance; None: no pace
    would do. Its rivals go on as forecast."""

    runner: Runner
    rank: int
    per_day: dict[float, float | None]
    pace7: float | None


@dataclass(frozen=True)
class RaceTable:
    """The runners in the order of their ranks now, the unranked last; `passing` the surest first.

    `absent`: how many places of the level never reported, so that they do not run.
    """

    within: str
    within_hi: str
    level: str
    measure: Measure
    as_on: dt.date
    day: dt.date
    known_on: dt.datetime | None
    runners: tuple[Runner, ...]
    passing: tuple[Passing, ...]
    path: Path | None = None
    absent: int = 0

    @property
    def days(self) -> int:
        """From the figures to the day."""
        return (self.day - self.as_on).days


@dataclass(frozen=True)
class Start:
    """What is run: the places in the order of the columns, their counts and targets."""

    places: Sequence[PlaceForecast]
    history: History
    targets: Floats


def measure_of(targets: Floats) -> Measure:
    """Percent where every place has a target, else registered."""
    return "registered" if np.isnan(targets).any() else "percent"


def run(start: Start, day: dt.date, measure: Measure) -> tuple[Field, tuple[Runner, ...], tuple[Passing, ...]]:
    """The draws, the runners in the order of the places, and who passes whom."""
    field = race.run(start.history, start.targets, day)
    found = race.race(field, measure)
    runners = tuple(_runner(place, int(found.now[at]), found.chance[at]) for at, place in enumerate(start.places))
    return field, runners, _passing(runners, found.ahead)


def _runner(place: PlaceForecast, now: int, chance: Floats) -> Runner:
    total = np.cumsum(chance)
    ranked = now > 0 and total[-1] > 0
    low, middle, high = (
        (int(np.searchsorted(total, p - 1e-9)) + 1 for p in (SIDE, 0.5, 1 - SIDE)) if ranked else (0,) * 3
    )
    mean = float((chance * np.arange(1, len(chance) + 1)).sum())
    return Runner(
        place.id,
        place.place,
        place.place_hi,
        place.code,
        place.registered,
        place.target,
        now or None,
        middle or None,
        low or None,
        high or None,
        mean if ranked else None,
        tuple(chance.tolist()),
        place.records,
    )


def _passing(runners: Sequence[Runner], ahead: Floats) -> tuple[Passing, ...]:
    found = [
        Passing(one, other, float(ahead[at, beside]))
        for at, one in enumerate(runners)
        for beside, other in enumerate(runners)
        if one.rank and other.rank and one.rank > other.rank and ahead[at, beside] >= LIKELY
    ]
    return tuple(sorted(found, key=lambda one: (-one.chance, one.place.place, one.passes.place)))


def path_of(
    field: Field, runners: Sequence[Runner], start: Start, place: str, rank: int, measure: Measure
) -> Path | None:
    """What the place of that id must register a day for the rank; None where it is not among the runners."""
    at = next((k for k, runner in enumerate(runners) if runner.id == place), None)
    if at is None:
        return None
    need = race.needed(field, at, rank, measure)
    return Path(runners[at], rank, dict(need.per_day), start.places[at].pace7)


def in_order(runners: Sequence[Runner]) -> tuple[Runner, ...]:
    """By rank now, of equals the one with the better outlook first; the unranked last."""
    return tuple(sorted(runners, key=lambda one: (one.rank or len(runners) + 1, one.mean or 0.0, one.place)))


__all__ = [
    "CHANCES",
    "Measure",
    "Passing",
    "Path",
    "RaceTable",
    "Runner",
    "Start",
    "in_order",
    "measure_of",
    "path_of",
    "run",
]
