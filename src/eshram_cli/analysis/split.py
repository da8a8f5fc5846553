"""A target divided among places: the largest remainder, exact to the unit.

Each place's quota is total x weight / sum of weights. It gets the whole part of it; the persons left over go one each
to the places with the largest fractions, of equal fractions to the greater weight, of equal weights to the place that
comes first. So the parts add up to the total, a greater weight never gets less, and a weight of 0 gets nothing.

- `kept` places keep what they have; the others share the rest by their weights.
- `minimum`: a place whose quota is below it gets the minimum, and the others share the rest, again and again until no
  quota is below. A kept target may be below the minimum.

Weights are whole numbers from 0, however large; all arithmetic is in whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping

from eshram_cli.errors import EshramError
from eshram_cli.language.written import group

Shares = dict[str, int]
"""Persons by place."""


def split(total: int, weights: Mapping[str, int], *, kept: Mapping[str, int] | None = None, minimum: int = 0) -> Shares:
    """The total in persons divided among the places of `weights`, in their order.

    Raises EshramError where it cannot be done exactly: split-kept (what is kept is more than the total, or all is kept
    and it is not the total), split-minimum (the total is too small for it), split-no-weight (nothing to go by).
    """
    held = {place: persons for place, persons in (kept or {}).items() if place in weights}
    free = {place: weight for place, weight in weights.items() if place not in held}
    rest = total - sum(held.values())
    if rest < 0 or (rest and not free):
        raise EshramError("split-kept", total=group(total), kept=group(total - rest))
    if minimum * len(free) > rest:
        raise EshramError("split-minimum", rest=group(rest), minimum=group(minimum), places=len(free))
    if rest and not any(free.values()):
        raise EshramError("split-no-weight")
    # The places that the minimum lifts are found in rounds: each one lifted leaves less for the others.
    lifted: Shares = {}
    while True:
        left, whole = rest - minimum * len(lifted), sum(free.values())
        low = [place for place, weight in free.items() if left * weight < minimum * whole]
        if not low:
            break
        for place in low:
            lifted[place] = minimum
            del free[place]
    shares = {**held, **lifted, **_largest_remainder(rest - sum(lifted.values()), free)}
    return {place: shares[place] for place in weights}


def _largest_remainder(total: int, weights: Mapping[str, int]) -> Shares:
    whole = sum(weights.values())
    if not whole:
        return dict.fromkeys(weights, 0)
    quotas = {place: divmod(total * weight, whole) for place, weight in weights.items()}
    shares = {place: quota for place, (quota, _) in quotas.items()}
    by_fraction = sorted(weights, key=lambda place: (-quotas[place][1], -weights[place]))
    for place in by_fraction[: total - sum(shares.values())]:
        shares[place] += 1
    return shares
