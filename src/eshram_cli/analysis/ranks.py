"""Competition ranks: two places tied at 2 rank 1, 2, 2, 4. A place without a value has no rank."""

from __future__ import annotations

from collections.abc import Mapping


def competition(values: Mapping[str, float | None], *, lowest_first: bool = False) -> dict[str, int]:
    """The rank, from 1, of each place that has a value; the highest value is first unless `lowest_first`."""
    known = {place: value for place, value in values.items() if value is not None}
    ordered = sorted(known.values(), reverse=not lowest_first)
    first: dict[float, int] = {}
    for position, value in enumerate(ordered, start=1):
        first.setdefault(value, position)
    return {place: first[value] for place, value in known.items()}


def moves(now: Mapping[str, int], before: Mapping[str, int]) -> dict[str, int]:
    """Places gained since, +1 is one place up; only where there was a rank then and is one now."""
    return {place: before[place] - rank for place, rank in now.items() if place in before}
