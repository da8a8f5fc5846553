"""What places are ranked by, and why a place has no value."""

from __future__ import annotations

from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Standing

__all__ = ["Measure", "reason_of", "value_of"]


def value_of(line: Standing, measure: Measure) -> float | None:
    """The place's value of the measure, None where it has none."""
    value: float | None = getattr(line, measure.value)
    return value


def reason_of(line: Standing, measure: Measure) -> str | None:
    """Why the place has no value of the measure; None where it has one.

    never-reported, no-target, zero-target, partial (places below never reported), stale (no figure of that day), gap
    (no figure of the day before), no-week (no figure seven days earlier that covers the same places), no-deadline,
    not-due (no count of the day on which the target was set, or nothing is due yet).
    """
    if value_of(line, measure) is not None:
        return None
    if line.registered is None:
        return "never-reported"
    if measure in {Measure.percent, Measure.balance}:
        return _without_target(line)
    if measure is Measure.prorated:
        return _not_prorated(line)
    if measure is Measure.new:
        return "stale" if line.stale_days else "gap"
    return "no-week"


def _not_prorated(line: Standing) -> str:
    if line.percent is None:
        return _without_target(line)
    return "no-deadline" if line.deadline is None else "not-due"


def _without_target(line: Standing) -> str:
    if line.target is None:
        return "no-target"
    return "zero-target" if line.target == 0 else "partial"
