"""The forecast where things are not as in the scorer's protocol: other targets, small counts, one state at a time.

    python benchmarks/robust_forecast.py [--shared DIR] [--every N]

Targets from 0.3 to 1.0 of the population (the protocol has 0.70, which is nearly what the drive reached); none at all;
counts divided by a thousand, so that a district is as small as a block; and each state for itself. Nothing is fitted.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from drive import FULL_TARGET, SHARED, history_of, scorer
from fit_forecast import base_cases

from eshram_cli.analysis.forecasting import History, engine
from eshram_cli.analysis.forecasting.history import Floats

TARGETS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.85, 1.0)


def paths(context: object, share: float, small: float = 1.0) -> Floats:
    """The scorer's paths with targets of that share of the population (NaN: none), of counts that much smaller."""
    history, targets = history_of(context)
    counts = History(history.first, np.floor(history.counts / small))
    view = engine.outlook(counts, targets * share / FULL_TARGET / small, 120)
    return view.paths[context.units] * small  # type: ignore[attr-defined, no-any-return]


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


if __name__ == "__main__":
    main()
