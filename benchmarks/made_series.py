"""The forecast on series whose course is known because it was made: what a drive looks like in its plain forms.

    python benchmarks/made_series.py [--series N] [--seed S]

Each kind is drawn N times (60), 400 days of a place that has no siblings, and forecast from its last day; the truth
runs on by the same rule. Printed: the mean error after 28 days against that of the seven-day pace (less than 1 is
better); the share of truths inside the 80 % range after 7, 14 and 28 days; and the ends of that range after 28 days as
parts of the true gain (the middle series). Kinds whose pace does not change any more are judged by how narrow the range
is, the others by how often it holds the truth. The last two columns say what is allowed and whether it holds.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from eshram_cli.analysis.forecasting import History, engine
from eshram_cli.analysis.forecasting.history import Floats

DAYS, AHEAD = 400, 28
PACE = 24_000.0
NOISE = 0.05  # of a day's gain
FALL = 120.0  # days in which a saturating pace falls to a third
JUDGED = (7, 14, 28)
COVER, WIDE = (0.70, 0.95), (0.90, 1.10)

Luck = np.random.Generator


def noisy(gains: Floats, luck: Luck) -> Floats:
    """The gains of the days with independent noise, none below 0."""
    return np.maximum(gains * (1 + NOISE * luck.standard_normal(len(gains))), 0)


def steady(days: int, luck: Luck) -> Floats:
    """The same pace every day."""
    return noisy(np.full(days, PACE), luck)


def stepped(days: int, luck: Luck) -> Floats:
    """A pace that holds for some two months and then is another, between half and double."""
    steps = np.cumsum(luck.integers(40, 90, 12))
    level = PACE * 2 ** luck.uniform(-1, 1, 13)
    return noisy(level[np.searchsorted(steps, np.arange(days), side="right")], luck)


def bursts(days: int, luck: Luck) -> Floats:
    """Every month or so camps of a week that bring two to three times the usual."""
    gains, day = np.full(days, 0.6 * PACE), int(luck.integers(5, 35))
    while day < days:
        gains[day : day + int(luck.integers(5, 10))] *= luck.uniform(2, 3)
        day += int(luck.integers(20, 45))
    return noisy(gains, luck)


def stalled(days: int, luck: Luck) -> Floats:
    """A drive that 20 to 60 days ago fell to a twentieth and stays there."""
    return noisy(np.where(np.arange(days) < DAYS - luck.integers(20, 61), PACE, PACE / 20), luck)


def long_stalled(days: int, luck: Luck) -> Floats:
    """A drive that fell so 200 days ago."""
    return noisy(np.where(np.arange(days) < DAYS / 2, PACE, PACE / 20), luck)


def saturating(days: int, luck: Luck) -> Floats:
    """A pace in proportion to those still to come."""
    return noisy(4 * PACE * np.exp(-np.arange(days) / FALL), luck)


def sundays(days: int, luck: Luck) -> Floats:
    """The same pace every week, with hardly anybody on Sundays."""
    return noisy(PACE * np.where(np.arange(days) % 7 == 6, 0.1, 1.15), luck)


@dataclass(frozen=True)
class Kind:
    """How a series is made, its target as a multiple of the count at the origin, the ratio allowed, and whether it is
    judged by how often its range holds the truth."""

    gains: Callable[[int, Luck], Floats]
    target: float
    allowed: float
    counted: bool


KINDS = {
    "steady": Kind(steady, 1.5, 0.7, False),
    "stepped": Kind(stepped, 1.5, 1.2, True),
    "bursts": Kind(bursts, 1.5, 0.8, True),
    "stalled": Kind(stalled, 1.5, 1.0, False),
    "stalled long ago": Kind(long_stalled, 1.5, 1.0, False),
    "saturating": Kind(saturating, 1 / (1 - np.exp(-DAYS / FALL)), 0.6, True),
    "past its target": Kind(steady, 0.6, 0.8, False),
    "linear with Sundays": Kind(sundays, 2.0, 0.7, True),
}


def main() -> None:
    """A line a kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print("| made series | error | cover 7 | 14 | 28 | low | high | allowed | holds |")
    print("|---|--:|--:|--:|--:|--:|--:|---|---|")
    for name, kind in KINDS.items():
        luck = np.random.default_rng([options.seed, *name.encode()])
        every = [np.floor(np.cumsum(kind.gains(DAYS + AHEAD, luck))) for _ in range(options.series)]
        made, truth, pace = [], [], []
        for counts in every:
            history = History(date(2021, 1, 1), counts[:DAYS, None])
            view = engine.outlook(history, np.array([kind.target * counts[DAYS - 1]]), AHEAD)
            made.append(view.paths[0] - counts[DAYS - 1])
            truth.append(counts[DAYS:] - counts[DAYS - 1])
            pace.append((counts[DAYS - 1] - counts[DAYS - 8]) / 7 * np.arange(1, AHEAD + 1))
        gains, came, plain = np.array(made), np.array(truth), np.array(pace)
        error = np.abs(gains[:, -1, 3] - came[:, -1]).sum() / np.abs(plain[:, -1] - came[:, -1]).sum()
        inside = ((gains[..., 1] <= came) & (came <= gains[..., 5])).mean(axis=0)
        cover = [float(inside[day - 1]) for day in JUDGED]
        low, high = (float(np.median(gains[:, -1, at] / came[:, -1])) for at in (1, 5))
        held = error <= kind.allowed
        if kind.counted:
            held &= all(COVER[0] <= share <= COVER[1] for share in cover)
            allowed = f"{kind.allowed}, cover {COVER[0]:.2f}-{COVER[1]:.2f}"
        else:
            held &= WIDE[0] <= low and high <= WIDE[1]
            allowed = f"{kind.allowed}, range {WIDE[0]:.2f}-{WIDE[1]:.2f}"
        shares = " | ".join(f"{share:.2f}" for share in cover)
        print(f"| {name} | {error:.2f} | {shares} | {low:.2f} | {high:.2f} | {allowed} | {'yes' if held else 'no'} |")


if __name__ == "__main__":
    main()
