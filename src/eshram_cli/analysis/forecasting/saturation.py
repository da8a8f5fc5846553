"""What room is left toward the target, and how a drive slows as the room fills.

F(h) = R0 (1 - exp(-P(h) / R0)) with P(h) the sum of the paces: registering meets people in proportion to those still
unregistered, the saturating form of Bass (1969) without imitation. Early imitation is the `growth` factor.
"""

from __future__ import annotations

import numpy as np

from eshram_cli.analysis.forecasting.constants import (
    GROWTH,
    GROWTH_DAYS,
    GROWTH_FROM,
    HEADROOM,
    LEAST_DAYS,
    LEAST_ROOM,
    OWN_ROOM,
)
from eshram_cli.analysis.forecasting.history import Floats, floats, or_zero


def remaining_share(reached: Floats, targets: Floats) -> Floats:
    """1 - reached / capacity per place (capacity = target x 1.05), not below 0; NaN without target or count."""
    capacity = np.where(targets > 0, targets * HEADROOM, np.nan)
    return np.maximum(1 - reached / capacity, 0.0)


def state_share(reached: Floats, targets: Floats) -> Floats:
    """The remaining share of all places that have both count and target together [..., 1]; NaN when none has."""
    both = ~np.isnan(reached) & (targets > 0)
    aims = np.where(both, targets, 0.0).sum(axis=-1, keepdims=True)
    done = np.where(both, reached, 0.0).sum(axis=-1, keepdims=True)
    return floats(np.maximum(1 - done / np.where(aims > 0, HEADROOM * aims, np.nan), 0.0))


def room(reached: Floats, targets: Floats, pace: Floats) -> Floats:
    """R0, persons still to be had per place: own and state's remaining share, 6 : 4, of the capacity, at least 5 %.

    And at least a fortnight of the present `pace`: a drive in full swing at its target shows that the target was set
    too low, not that nobody is left. Infinite where the place has no target: nothing to saturate at.
    """
    own = remaining_share(reached, targets)
    share = OWN_ROOM * own + (1 - OWN_ROOM) * state_share(reached, targets)
    left = np.maximum(share, LEAST_ROOM) * HEADROOM * or_zero(targets)
    return np.where(np.isnan(own), np.inf, np.maximum(left, LEAST_DAYS * pace))


def growth(reached: Floats, targets: Floats, days: int) -> Floats:
    """Factor on the pace [..., places, days]: a drive with most still to come gathers speed; 1 without target."""
    share = or_zero(remaining_share(reached, targets))
    rate = GROWTH * np.maximum(share - GROWTH_FROM, 0.0)
    ahead = np.arange(1, days + 1)
    return floats(np.exp(rate[..., None] * GROWTH_DAYS * (1 - np.exp(-ahead / GROWTH_DAYS))))


def saturate(gain: Floats, space: Floats) -> Floats:
    """R0 (1 - exp(-gain / R0)), the gain where R0 is infinite; `gain` [..., places, days], `space` [..., places]."""
    finite = np.isfinite(space)
    held = np.where(finite, space, 1.0)[..., None]
    return np.where(finite[..., None], -held * np.expm1(-gain / held), gain)
