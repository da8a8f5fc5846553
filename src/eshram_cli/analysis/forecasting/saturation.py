"""What room is left toward the target, and how a drive slows as the room fills.

F(h) = R (1 - exp(-P(h) / R)) with P(h) the sum of the paces: registering meets people in proportion to those still
unregistered, the saturating form of Bass (1969) without imitation.
"""

from __future__ import annotations

import numpy as np

from eshram_cli.analysis.forecasting.constants import BEYOND, LEAST_DAYS
from eshram_cli.analysis.forecasting.history import Floats


def room(reached: Floats, targets: Floats, pace: Floats) -> Floats:
    """R, persons still to be had per place: those lacking to the target, and 3 % of it, so that it can be reached.

    But at least a fortnight of the present `pace`: a drive in full swing at its target shows that the target was set
    too low, not that nobody is left. Infinite where the place has no target or no count: nothing to saturate at.
    """
    left = np.maximum(np.maximum(targets - reached, 0.0) + BEYOND * targets, LEAST_DAYS * pace)
    return np.where(np.isnan(left), np.inf, left)


def saturate(gain: Floats, space: Floats) -> Floats:
    """R (1 - exp(-gain / R)), the gain where R is infinite; `gain` [..., places, days], `space` [..., places]."""
    finite = np.isfinite(space)
    held = np.where(finite, space, 1.0)[..., None]
    return np.where(finite[..., None], -held * np.expm1(-gain / held), gain)
