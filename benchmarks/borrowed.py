"""What a borrowed course is worth: each district with its last figure alone, at the pace of its state.

    python benchmarks/borrowed.py [--shared DIR] [--every N] [--open]

All districts of a state keep only the figure of the origin; the state's own count (their sum) is known from its start,
as a district's is above blocks that reported once. Scored as every forecast, for several widths of the range; the one
shipped is `constants.LENT`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from drive import SHARED, history_of, scorer
from fit_forecast import base_cases

from eshram_cli.analysis.forecasting import History, engine
from eshram_cli.analysis.forecasting.history import Floats

WIDTHS = (1.0, 1.1, 1.25, 1.5)


def last_alone(history: History) -> History:
    """The same places with nothing but their last figures, in a state with all of its own."""
    alone = np.full_like(history.counts, np.nan)
    alone[-1] = history.counts[-1]
    return History(history.first, alone, None, np.nansum(history.counts, axis=1), history.people)


def main() -> None:
    """A line for each width."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--every", default="1")
    parser.add_argument("--open", action="store_true")
    options = parser.parse_args()
    score = scorer(options.shared)
    score.OPT["every"] = options.every

    def forecaster(context: object) -> Floats:
        history, targets = history_of(context)
        view = engine.outlook(last_alone(history), None if options.open else targets, 120)
        return view.paths[context.units]  # type: ignore[attr-defined, no-any-return]

    for width in WIDTHS:
        engine.LENT = width  # type: ignore[attr-defined]
        s = score.summarize(score.cases(forecaster, score.contexts()), base_cases(score))
        for key in ("relMAE", "WIS", "cov80_"):
            by = " ".join(f"{s[f'{key}{h}']:.3f}" for h in (7, 14, 28, 56))
            print(f"{width:5.2f}  {key.rstrip('_'):6s} {by}", flush=True)
        print(f"{width:5.2f}  finish cov80 {s['fin_cov80']:.3f}", flush=True)


if __name__ == "__main__":
    main()
