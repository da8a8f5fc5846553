"""The forecast where things are not as in the scorer's protocol: other targets, small counts, one state at a time.

    python benchmarks/robust_forecast.py [--shared DIR] [--every N]

Targets from 0.3 to 1.0 of the population (the protocol has 0.70, which is nearly what the drive reached); none at all;
counts divided by a thousand, so that a district is as small as a block; and each state for itself. Nothing is fitted.
The last line tells of places whose last week was below a third of their ten-week pace: what the next 28 days brought
against the middle of the range (half, a quarter and a tenth of them more), and how many lay below its upper end.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import numpy as np
from drive import FULL_TARGET, SHARED, history_of, scorer
from fit_forecast import base_cases

from eshram_cli.analysis.forecasting import History, engine
from eshram_cli.analysis.forecasting.history import Floats
from eshram_cli.analysis.forecasting.pace import paces as paces_of

AHEAD = 28
TARGETS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.85, 1.0)


def paths(context: object, share: float, small: float = 1.0) -> Floats:
    """The scorer's paths with targets of that share of the population (NaN: none), of counts that much smaller."""
    history, targets = history_of(context)
    counts = History(history.first, np.floor(history.counts / small))
    view = engine.outlook(counts, targets * share / FULL_TARGET / small, 120)
    return view.paths[context.units] * small  # type: ignore[attr-defined, no-any-return]


def after_a_fall(score: ModuleType, contexts: Iterable[object]) -> Floats:
    """Gains of the next 28 days [forecasts, 3] where the last week was below a third of ten: the middle and the upper
    end of the 80 % range, and what came (NaN after the end of the data)."""
    found = []
    for context in contexts:
        history, targets = history_of(context)
        view, units = engine.outlook(history, targets, AHEAD), context.units  # type: ignore[attr-defined]
        speed = paces_of(view.now)
        came = score.truth(context)[:, AHEAD - 1]
        gains = np.column_stack([view.paths[units, -1, 3], view.paths[units, -1, 5], came])
        found.append((gains - context.Y[-1, units, None])[speed.week[units] < speed.long[units] / 3])  # type: ignore[attr-defined]
    return np.concatenate(found)


def show(name: str, s: dict[str, float]) -> None:
    """One line of the table."""
    cover = " ".join(f"{s[f'cov80_{h}']:.3f}" for h in (7, 14, 28, 56))
    print(
        f"{name:22s} {s['relMAE']:.3f} {s['WIS']:.3f}  {cover}  {s['fin_cov80']:.3f} {s['fin_broken']:.3f}", flush=True
    )


def main() -> None:
    """A line each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--every", default="1")
    options = parser.parse_args()
    score = scorer(options.shared)
    score.OPT["every"] = options.every
    contexts, base = score.contexts(), base_cases(score)
    print(f"{'':22s} relMAE WIS   cover 80 % at 7, 14, 28, 56  finish cover, broken")
    for share in (*TARGETS, float("nan")):
        cases = score.cases(lambda c, share=share: paths(c, share), contexts)
        show(f"target {share:.2f}", score.summarize(cases, base))
    show("counts / 1000", score.summarize(score.cases(lambda c: paths(c, FULL_TARGET, 1000.0), contexts), base))
    whole = score.cases(lambda c: paths(c, FULL_TARGET), contexts)
    for state in score.states():
        show(state, score.summarize(whole[whole.state == state], base))
    gains = after_a_fall(score, contexts)
    middle, upper, came = gains[~np.isnan(gains).any(axis=1)].T
    half, quarter, tenth = np.quantile(came / np.maximum(middle, 1), [0.5, 0.75, 0.9])
    print(
        f"after a fall: {len(came)} forecasts, {half:.2f} {quarter:.2f} {tenth:.2f}, below {(came <= upper).mean():.3f}"
    )


if __name__ == "__main__":
    main()
