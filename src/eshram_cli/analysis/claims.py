"""Whether a claim can be believed: what it needs a day, beside the best that the place has shown, and its chance.

A claim names a count to reach ("total") or persons to be added ("addition") by a day; where it does not say which, both
are judged. A reading is true from a chance of 90 in 100, false up to 10 in 100, else unclear; a place whose pace is not
known gives no chance, and then the reading is unclear. The claim is what all its readings are, else unclear.
"""

from __future__ import annotations

from eshram_cli.analysis.forecasts import PlaceForecast
from eshram_cli.answers.claims import BestDay, BestWeek, Judged, Reading, Verdict
from eshram_cli.language.claims import Claim, Meaning

LIKELY, UNLIKELY = 0.9, 0.1


def judge(text: str, claim: Claim, forecast: PlaceForecast) -> Judged:
    """The claim beside the forecast of the place it is about; `text` is blank where it was not given in words."""
    readings = tuple(_reading(meaning, claim, forecast) for meaning in claim.meanings)
    verdicts, best = {reading.verdict for reading in readings}, forecast.records
    return Judged(
        id=forecast.id,
        place=forecast.place,
        place_hi=forecast.place_hi,
        code=forecast.code,
        as_on=forecast.as_on,
        known_on=forecast.known_on,
        claim=text or None,
        verdict=verdicts.pop() if len(verdicts) == 1 else "unclear",
        registered=forecast.registered,
        target=forecast.target,
        deadline=claim.deadline,
        days=(claim.deadline - forecast.as_on).days,
        best_day=BestDay(gain=best.day, as_on=best.day_on),
        best_week=BestWeek(per_day=best.week, as_on=best.week_on),
        readings=readings,
    )


def _reading(meaning: Meaning, claim: Claim, forecast: PlaceForecast) -> Reading:
    reached, best = forecast.registered or 0, forecast.records
    goal = claim.persons + (reached if meaning == "addition" else 0)
    persons = max(goal - reached, 0)
    needed = persons / (claim.deadline - forecast.as_on).days
    chance = forecast.made.chance_by(claim.deadline, goal) if forecast.proven else None
    chance = 1.0 if reached >= goal else chance
    return Reading(
        meaning=meaning,
        goal=goal,
        persons=persons,
        needed_per_day=needed,
        times_best_day=_times(needed, best.day),
        times_best_week=_times(needed, best.week),
        days_at_best_day=_times(persons, best.day),
        chance=chance,
        verdict=verdict_of(chance),
    )


def _times(value: float, best: float | None) -> float | None:
    return value / best if best else None


def verdict_of(chance: float | None) -> Verdict:
    """From a chance to a word."""
    if chance is None or UNLIKELY < chance < LIKELY:
        return "unclear"
    return "true" if chance >= LIKELY else "false"
