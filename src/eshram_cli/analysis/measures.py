"""What places are ranked by, and why a place has no value."""

from __future__ import annotations

from enum import StrEnum

from eshram_cli.analysis.lines import Standing


class Measure(StrEnum):
    """A measure of `rank`; the words are defined in `lines`."""

    percent = "percent"
    registered = "registered"
    new = "new"
    pace7 = "pace7"
    balance = "balance"
    prorated = "prorated"

    @property
    def lowest_first(self) -> bool:
        """The place with the least left to do is the first; of everything else more is better."""
        return self is Measure.balance


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
