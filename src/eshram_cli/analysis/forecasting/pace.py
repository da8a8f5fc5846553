"""How fast each place registers now, and how that pace is expected to go on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eshram_cli.analysis.forecasting import saturation, weekday
from eshram_cli.analysis.forecasting.clean import Snapshot
from eshram_cli.analysis.forecasting.constants import FOUR_WEEKS, LONG, PEAK, RECENT, REVERSION, WEEK
from eshram_cli.analysis.forecasting.history import EVERY, Flags, Floats, floats

TINY = 1e-12


@dataclass(frozen=True)
class Paces:
    """Persons a day [..., places] over the last week, four weeks, ten weeks (peaks held), and since the start."""

    week: Floats
    month: Floats
    long: Floats
    since_start: Floats

    @cached_property
    def shares(self) -> Floats:
        """Each place's part of the pace at the origin: the middle of that of the last week and that of four weeks."""
        return RECENT * shares(self.week) + (1 - RECENT) * shares(self.month)

    @cached_property
    def present(self) -> Floats:
        """Pace at the origin: the shares of the state's last week, so four weeks are scaled by its own ratio."""
        return self.shares * total(self.week)


def mean_gain(gains: Floats, days: int, otherwise: Floats) -> Floats:
    """Mean of the known gains of the last `days` days per place; `otherwise` where none is known."""
    part = gains[..., -days:, :]
    together = part.sum(axis=-2)
    if not np.isnan(together).any():
        return floats(together / part.shape[-2])
    known = ~np.isnan(part)
    number = known.sum(axis=-2)
    together = np.where(known, part, 0.0).sum(axis=-2)
    return np.where(number > 0, together / np.maximum(number, 1), otherwise)


def hold_peaks(gains: Floats, since_start: Floats) -> Floats:
    """No day counts for more than 3.5 times the four-week mean: one mega-camp is not a pace."""
    limit = PEAK * mean_gain(gains, FOUR_WEEKS, since_start)
    return np.minimum(gains, limit[..., None, :])


def paces(now: Snapshot) -> Paces:
    """The windowed paces of every place; a window without a known gain falls back on the next longer one."""
    gains = hold_peaks(now.gains, now.since_start)
    long = mean_gain(gains, LONG, now.since_start)
    month = mean_gain(gains, FOUR_WEEKS, long)
    return Paces(mean_gain(gains, WEEK, month), month, long, now.since_start)


def shares(pace: Floats) -> Floats:
    """Each place's part of the pace of all."""
    return floats(pace / (total(pace) + TINY))


def total(pace: Floats) -> Floats:
    """The pace of all places together [..., 1]."""
    return floats(pace.sum(axis=-1, keepdims=True))


def back(days: int) -> Floats:
    """How far pace and shares have returned to those of ten weeks after 1..days days [days]."""
    return floats(1 - np.exp(-np.arange(1, days + 1) / REVERSION))


def state_path(speed: Paces, bounded: Flags, days: int) -> Floats:
    """ln of the state's pace on each of the days [..., days]: geometric return to the ten-week pace.

    Where no target bounds it, the return is to the geometric middle of the ten-week pace and the pace since the start.
    """
    week, long = total(speed.week) + TINY, total(speed.long) + TINY
    long = np.where(bounded, long, np.sqrt(long * (total(speed.since_start) + TINY)))
    return floats((1 - back(days)) * np.log(week) + back(days) * np.log(long))


def long_shares(speed: Paces, space: Floats) -> Floats:
    """Where shares drift to: the geometric middle of the ten-week share and the share of the remaining room.

    Without a target (infinite room) the ten-week share alone.
    """
    share = shares(speed.long)
    finite = np.isfinite(space)
    known = np.where(finite, space, 0.0)
    fair = known / (total(known) + TINY) * total(np.where(finite, share, 0.0))
    return np.where(finite, np.sqrt(share * fair), share)


def daily_paces(speed: Paces, space: Floats, days: int, some: slice = EVERY) -> Floats:
    """Expected pace of each of the next `days` days [..., places, days], not saturating, without weekdays.

    0 where the place or its whole state stands still: what has stopped does not start again by itself.
    """
    present = speed.shares[..., some]
    near, far = np.log(present + TINY), np.log(long_shares(speed, space)[..., some] + TINY)
    share = near[..., None] * (1 - back(days)) + far[..., None] * back(days)
    bounded: Flags = np.asarray(np.isfinite(space).any(axis=-1, keepdims=True))
    path = np.exp(state_path(speed, bounded, days)[..., None, :] + share)
    return np.where(speed.present[..., some, None] > 0, path, 0.0)


def expected_gains(
    now: Snapshot, targets: Floats, days: int, speed: Paces | None = None, some: slice = EVERY
) -> Floats:
    """Gain after 1..days days from the snapshot by the method, by the seven-day pace slowing toward the target and by
    the pace since the start [3, ..., places, days]; never falling; 0 where never reported.

    A place silent for some days is carried on from its last report: those days are part of the gain. `speed`: the
    paces of `now`, where the caller has them already. `some`: the places that are wanted, among all that share the
    state's pace.
    """
    speed = speed or paces(now)
    space = saturation.room(now.reached, targets, speed.present)
    stale = now.stale[..., some]
    late = int(stale.max(initial=0))
    day = np.arange(days + late) - stale[..., None]
    factor = np.take_along_axis(weekday.profile(now.calendar)[..., None, :], day % WEEK, axis=-1)
    week, since = (np.broadcast_to(pace[..., some, None], day.shape) for pace in (speed.week, speed.since_start))
    sums = np.cumsum(np.stack([daily_paces(speed, space, days + late, some), week, since]) * factor, axis=-1)
    if late:
        sums = np.take_along_axis(sums, (stale[..., None] + np.arange(days))[None], axis=-1)
    sums[:2] = saturation.saturate(sums[:2], space[..., some])
    return np.where(np.isnan(now.reached[..., some])[..., None], 0.0, sums)
