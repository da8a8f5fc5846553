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
from eshram_cli.analysis.forecasting.race import Field, Measure
from eshram_cli.analysis.forecasts import PlaceForecast
from eshram_cli.answers.race import Needed, Passing, Runner

LIKELY = 0.5
"""From this chance on it is told that one place passes another."""
SIDE = 0.1


@dataclass(frozen=True)
class Start:
    """What is run: the places in the order of the columns, the counts of all persons and the targets toward which they
    go on; then the `bases` that are taken off, and the `aims` that the rest is held against."""

    places: Sequence[PlaceForecast]
    history: History
    targets: Floats
    bases: Floats
    aims: Floats


def measure_of(targets: Floats) -> Measure:
    """Percent where every place has a target, else registered."""
    return "registered" if np.isnan(targets).any() else "percent"


def run(start: Start, day: dt.date, measure: Measure) -> tuple[Field, tuple[Runner, ...], tuple[Passing, ...]]:
    """The draws, the runners in the order of the places, and who passes whom."""
    field = race.run(start.history, start.targets, day).less(start.bases, start.aims)
    found = race.race(field, measure)
    runners = tuple(_runner(place, int(found.now[at]), found.chance[at]) for at, place in enumerate(start.places))
    passing = [
        Passing(
            place=one.place,
            place_hi=one.place_hi,
            passes=other.place,
            passes_hi=other.place_hi,
            chance=float(found.ahead[at, beside]),
        )
        for at, one in enumerate(runners)
        for beside, other in enumerate(runners)
        if one.rank and other.rank and one.rank > other.rank and found.ahead[at, beside] >= LIKELY
    ]
    return field, runners, tuple(sorted(passing, key=lambda one: (-one.chance, one.place, one.passes)))


def _runner(place: PlaceForecast, now: int, chance: Floats) -> Runner:
    total = np.cumsum(chance)
    ranked = now > 0 and total[-1] > 0
    low, middle, high = (int(np.searchsorted(total, p - 1e-9)) + 1 if ranked else None for p in (SIDE, 0.5, 1 - SIDE))
    by_rank = tuple(chance.tolist())
    return Runner(
        rank=now or None,
        place=place.place,
        place_hi=place.place_hi,
        code=place.code,
        registered=place.registered,
        target=place.target,
        percent=100 * place.registered / place.target if place.registered is not None and place.target else None,
        middle=middle,
        low=low,
        high=high,
        first=by_rank[0] if now else None,
        better=sum(by_rank[: now - 1]) if now else None,
        worse=1 - sum(by_rank[:now]) if now else None,
        id=place.id,
        mean=float((chance * np.arange(1, len(chance) + 1)).sum()) if ranked else None,
        by_rank=by_rank,
        best_day=place.records.day,
    )


def path_of(
    field: Field, runners: Sequence[Runner], start: Start, place: str, rank: int, measure: Measure, day: dt.date
) -> Needed | None:
    """What the place of that id must register a day, up to the day, for the rank; None where it is no runner."""
    at = next((k for k, runner in enumerate(runners) if runner.id == place), None)
    if at is None:
        return None
    runner = runners[at]
    per_day = {f"{p:g}": need for p, need in race.needed(field, at, rank, measure).items()}
    best = runner.best_day
    return Needed(
        id=runner.id,
        place=runner.place,
        place_hi=runner.place_hi,
        now=runner.rank,
        rank=rank,
        day=day,
        chance=runner.chance_of(rank),
        per_day=per_day,
        seven_day_pace=start.places[at].pace7,
        best_day=best,
        times_best_day={p: None if need is None or not best else need / best for p, need in per_day.items()},
    )


def in_order(runners: Sequence[Runner]) -> tuple[Runner, ...]:
    """By rank now, of equals the one with the better outlook first; the unranked last."""
    return tuple(sorted(runners, key=lambda one: (one.rank or len(runners) + 1, one.mean or 0.0, one.place)))
