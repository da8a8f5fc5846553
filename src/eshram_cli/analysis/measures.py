"""What places are ranked by, the ranks, and why a place has no value.

Ranks are competition ranks: two places tied at 2 rank 1, 2, 2, 4. A place without a value has no rank. Where places are
ranked within groups, each group has its own 1, 2, 2, 4.
"""

from __future__ import annotations

from collections.abc import Mapping

from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Ranking, Standing


def value_of(line: Standing, measure: Measure) -> float | None:
    """The place's value of the measure, None where it has none."""
    value: float | None = getattr(line, measure.value)
    return value


def reason_of(line: Standing, measure: Measure) -> str | None:
    """Why the place has no value of the measure; None where it has one.

    never-reported, no-target, zero-target, partial (places below never reported), stale (no figure of that day), gap
    (no figure of the day before), no-week (no figure seven days earlier that covers the same places), no-deadline,
    not-due (no count of the day on which the target was set, or nothing is due yet), silent (no figure since the day
    from which delta counts), no-start (no figure up to that day that covers the same places). Of a composite it is the
    reason of the first of its measures that is lacking.
    """
    if value_of(line, measure) is not None:
        return None
    if line.registered is None:
        return "never-reported"
    reason: str | None = "no-week"
    match measure:
        case Measure.new:
            reason = "stale" if line.stale_days else "gap"
        case Measure.prorated if line.percent is not None:
            reason = "no-deadline" if line.deadline is None else "not-due"
        case Measure.delta if line.percent is not None:
            reason = "silent" if line.silent else "no-start"
        case Measure.percent | Measure.balance | Measure.prorated | Measure.delta:
            reason = "no-target" if line.target is None else "zero-target" if line.target == 0 else "partial"
        case Measure.composite:
            reason = next((reason_of(line, one) for one in Measure if one in line.lacking), None)
    return reason


def competition(
    values: Mapping[str, float | None], *, lowest_first: bool = False, groups: Mapping[str, str] | None = None
) -> dict[str, int]:
    """The rank, from 1, of each place that has a value; the highest value is first unless `lowest_first`.

    With `groups` (the group of each place) the rank is among those of its group, and a place without one has none.
    """
    known: dict[str, dict[str, float]] = {}
    for place, value in values.items():
        if value is not None and (groups is None or place in groups):
            known.setdefault(groups[place] if groups else "", {})[place] = value
    ranks: dict[str, int] = {}
    for inside in known.values():
        first: dict[float, int] = {}
        for position, value in enumerate(sorted(inside.values(), reverse=not lowest_first), start=1):
            first.setdefault(value, position)
        ranks |= {place: first[value] for place, value in inside.items()}
    return ranks


def moves(now: Mapping[str, int], before: Mapping[str, int]) -> dict[str, int]:
    """Places gained since, +1 is one place up; only where there was a rank then and is one now."""
    return {place: before[place] - rank for place, rank in now.items() if place in before}


def rank_moves(before: Ranking, after: Ranking) -> list[tuple[Standing, int | None]]:
    """The places whose rank differs, in the order of the ranking after, each with its rank before, None where it had
    none; both rankings are of the same places, day and measure."""
    ranks = {row.id: row.rank for row in before.rows}
    return [(row, ranks.get(row.id)) for row in after.rows if ranks.get(row.id) != row.rank]
