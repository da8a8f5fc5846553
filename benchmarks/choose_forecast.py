"""How the median's round numbers (constants.py) were chosen, and what the choosing is worth on what it has not seen.

    python benchmarks/choose_forecast.py [--shared DIR] [--every N]

From a plain start (no growth, no held peaks, full return, half a week's weight) each number walks over a short list,
one after the other, twice, and keeps the value with the least relMAE; then it goes half-way back, for the best of a few
months is partly those months. The same is done without each state, and without each block of four origins and 26 days
around it; these lines score the numbers on what was left out. The shipped numbers are round values near these, chosen
with all the months in sight: the lines "plain" and "chosen without" are nearer to what a drive never seen will show.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from types import ModuleType

import numpy as np
from drive import PLAIN, SHARED, history_of, numbers, scorer, use
from fit_forecast import base_cases, block_rows

from eshram_cli.analysis.forecasting import clean, pace
from eshram_cli.analysis.forecasting.history import Flags, Floats

HORIZONS = np.array([7, 14, 28, 56])
LISTS: dict[str, tuple[float, ...]] = {
    "RECENT": (0.5, 0.75, 1.0),
    "PEAK": (2.5, 3.5, 1e9),
    "REVERSION": (40.0, 75.0, 150.0),
    "CATCH_UP": (0.0, 0.5, 1.0),
    "HEADROOM": (1.0, 1.05, 1.15),
    "OWN_ROOM": (0.3, 0.6, 0.9),
    "GROWTH": (0.0, 0.0125, 0.025, 0.04),
}
SHIPPED = numbers()
Choice = dict[str, float]


class Bench:
    """Absolute errors of any choice on all scored cases, remembered; and the base's."""

    def __init__(self, score: ModuleType) -> None:
        self.contexts = score.contexts()
        self.truth = [score.truth(c)[:, HORIZONS - 1] for c in self.contexts]
        base = base_cases(score)
        self.base: Floats = base[[f"ae{h}" for h in HORIZONS]].to_numpy()  # type: ignore[index]
        self.state = base["state"].to_numpy()  # type: ignore[index]
        start = score.load()[0].index[0]
        self.row = np.array([(o - start).days + 1 for o in base["origin"]])  # type: ignore[index]
        self.unit = np.unique(self.state + "/" + base["unit"].to_numpy(), return_inverse=True)[1]  # type: ignore[index]
        self.made: dict[tuple[float, ...], Floats] = {}

    def errors(self, choice: Choice) -> Floats:
        """[cases, horizons] of the engine's median with these numbers."""
        key = tuple(choice[name] for name in LISTS)
        if key not in self.made:
            use(choice)
            self.made[key] = np.vstack([self.one(c, t) for c, t in zip(self.contexts, self.truth, strict=True)])
        return self.made[key]

    def one(self, context: object, truth: Floats) -> Floats:
        """One context's errors."""
        history, targets = history_of(context)
        now = clean.snapshot(history.counts, None, clean.first_reports(history.counts))
        gain = pace.expected_gain(now, targets, int(HORIZONS[-1]))[:, HORIZONS - 1] + now.reached[:, None]
        return np.abs(gain[context.units] - truth)  # type: ignore[attr-defined, no-any-return]

    def relative(self, errors: Floats, keep: Flags) -> float:
        """relMAE as the scorer has it, over the cases kept."""
        logs = []
        for k in range(len(HORIZONS)):
            used = keep & np.isfinite(errors[:, k]) & np.isfinite(self.base[:, k])
            ours = np.bincount(self.unit[used], errors[used, k])
            theirs = np.bincount(self.unit[used], self.base[used, k])
            logs.append(np.log(np.maximum(ours[theirs > 0], 1e-9) / theirs[theirs > 0]).mean())
        return float(np.exp(np.mean(logs)))

    def choose(self, keep: Flags) -> Choice:
        """The walk on the cases kept, gone half-way."""
        best = dict(PLAIN)
        for _ in range(2):
            for name, values in LISTS.items():
                tried = {v: self.relative(self.errors({**best, name: v}), keep) for v in values}
                best[name] = min(tried, key=lambda v: tried[v])
        return {name: half_way(name, PLAIN[name], best[name]) for name in best}


def half_way(name: str, plain: float, best: float) -> float:
    """The middle of two values; of their reciprocals for a limit and for a time."""
    return 2 / (1 / plain + 1 / best) if name in ("PEAK", "REVERSION") else (plain + best) / 2


def show(name: str, value: float, choice: Choice | None = None) -> None:
    """One line."""
    said = "" if choice is None else "  " + " ".join(f"{k} {v:g}" for k, v in choice.items())
    print(f"{name:34s} {value:.3f}{said}", flush=True)


def main() -> None:
    """Walk on everything, then without each state and each block."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--every", default="1")
    options = parser.parse_args()
    score = scorer(options.shared)
    score.OPT["every"] = options.every
    bench = Bench(score)
    everything = np.ones(len(bench.row), bool)
    show("plain start", bench.relative(bench.errors(PLAIN), everything), PLAIN)
    show("shipped", bench.relative(bench.errors(SHIPPED), everything), SHIPPED)
    best = bench.choose(everything)
    show("chosen on everything", bench.relative(bench.errors(best), everything), best)
    held = np.full_like(bench.base, np.nan)
    for state in np.unique(bench.state):
        out = bench.state == state
        held[out] = bench.errors(bench.choose(~out))[out]
    show("chosen without the state", bench.relative(held, everything))
    for number, (low, high, origins) in enumerate(block_rows(score)):
        out = (bench.row >= low + 26) & (bench.row <= high - 26)
        choice = bench.choose((bench.row < low) | (bench.row > high))
        held[out] = bench.errors(choice)[out]
        plain, shipped = (bench.relative(bench.errors(c), out) for c in (PLAIN, SHIPPED))
        name = f"block {number + 1} ({len(origins)} origins)"
        show(f"{name}, chosen without", bench.relative(held, out), choice)
        show(f"{name}, plain / shipped", plain)
        show("", shipped)
    show("chosen without the block", bench.relative(held, everything))


if __name__ == "__main__":
    main()
