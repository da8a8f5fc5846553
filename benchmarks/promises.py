"""Which days of finishing a forecast may name: the shared scorer's goals on a real drive, and what came of the days.

    python benchmarks/promises.py [--shared DIR] [--every N] [--states "A,B"] [--open] [--last DAYS]

`--open` forecasts without targets, `--last` from the last so many days of each history alone.

A goal is 1.1, 1.25 or 1.5 times the count of the day of the forecast; the window the 120 days after it, or those to the
end of the data. A day within the window is broken when the goal was not reached within the window, late when it was not
reached by that day. Four tables:

1. middle days (even chance) by how far ahead they are: how many broke, and how many should by the forecast's chances;
2. the chance stated of reaching the goal within the window, beside how often it was;
3. days of 9 chances in 10 that are at most so many weeks ahead: what `eshram forecast` promises is the line of eight;
4. what fewer broken middle days would cost: all gains beyond four weeks times (28 / h) ^ a.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
from drive import SHARED, history_of, scorer

from eshram_cli.analysis.forecasting import engine
from eshram_cli.analysis.forecasting.history import Floats

MIDDLE, LATE = 3, 5
DISTANCES = (0, 14, 28, 42, 56, 84, 120)
CHANCES = (0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 1)
WEEKS = (4, 6, 8, 12, 17)
SHADES = (0.0, 0.1, 0.2, 0.4, 0.8, 1.2)

Paths = dict[tuple[str, Any], Floats]


def days_of(score: ModuleType, paths: Paths) -> pd.DataFrame:
    """A line a case and goal: state, window, the day it was reached (inf: not in the window), middle and late day, the
    chance of reaching it within the window."""
    parts = []
    for context in score.contexts():
        made, truth = paths[context.state, context.origin], score.truth(context)
        window = min(score.HMAX, (score.END - context.origin).days)
        for factor in score.MULT:
            goal = factor * context.Y[-1, context.units]
            days = score.finish_quantiles(made, goal)
            reached = np.nan_to_num(truth, nan=-1)[:, :window] >= goal[:, None]
            parts.append(
                pd.DataFrame(
                    {
                        "state": context.state,
                        "window": window,
                        "came": np.where(reached.any(axis=1), reached.argmax(axis=1) + 1.0, np.inf),
                        "middle": days[:, MIDDLE],
                        "late": days[:, LATE],
                        "chance": score.prob_ge(made[:, window - 1], goal),
                    }
                )
            )
    return pd.concat(parts, ignore_index=True)


def table(headings: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """A table in Markdown, then a blank line."""
    titles = list(headings)
    print(f"| {' | '.join(titles)} |\n|---|{'--:|' * (len(titles) - 1)}")
    for row in rows:
        print("| " + " | ".join(f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in row) + " |")
    print(flush=True)


def main() -> None:
    """The four tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--every", default="1")
    parser.add_argument("--states", default="")
    parser.add_argument("--open", action="store_true")
    parser.add_argument("--last", type=int, default=0)
    options = parser.parse_args()
    score = scorer(options.shared)
    score.OPT.update(every=options.every, states=options.states)
    paths: Paths = {}
    for context in score.contexts():
        context.Y[: len(context.Y) - options.last if options.last else 0] = np.nan
        history, targets = history_of(context)
        view = engine.outlook(history, None if options.open else targets, score.HMAX)
        paths[context.state, context.origin] = view.paths[context.units, : score.HMAX]
    days = days_of(score, paths)
    broken = np.isinf(days.came)
    named = days.middle <= days.window
    print(
        f"{len(days)} goals, {int(named.sum())} with a middle day within the window: broken {broken[named].mean():.3f},"
    )
    print(f"by the forecast's own chances {1 - days.chance[named].mean():.3f}\n")
    rows: list[tuple[object, ...]] = []
    for low, high in pairwise(DISTANCES):
        part = days[named & (days.middle > low) & (days.middle <= high)]
        rows.append(
            (f"{low + 1} to {high}", len(part), float(np.isinf(part.came).mean()), 1 - float(part.chance.mean()))
        )
    table(("middle day, days ahead", "days", "broken", "by own chances"), rows)
    rows = []
    for low, high in pairwise(CHANCES):
        part = days[(days.chance > low) & (days.chance <= high)]
        rows.append((f"{low} to {high}", len(part), float(part.chance.mean()), float(np.isfinite(part.came).mean())))
    table(("chance stated", "goals", "mean chance", "came"), rows)
    promised = {weeks: days[(days.late <= 7 * weeks) & (days.late <= days.window)] for weeks in WEEKS}
    table(
        ("9 in 10 within weeks", "days", "broken", "late", "broken, worst state"),
        (
            (
                weeks,
                len(part),
                float(np.isinf(part.came).mean()),
                float((part.came > part.late).mean()),
                float(np.isinf(part.came).groupby(part.state).mean().max()),
            )
            for weeks, part in promised.items()
        ),
    )
    base = score.cases(score.base_pace7(), score.contexts(warm=True))
    ahead = np.maximum(np.arange(1, score.HMAX + 1) / 28, 1.0)[:, None]
    rows = []
    for shade in SHADES:

        def slowed(context: Any, shade: float = shade) -> Floats:
            """The curves with their gains beyond four weeks held down."""
            start = context.Y[-1, context.units][:, None, None]
            gains = (paths[context.state, context.origin] - start) * ahead**-shade
            return np.maximum.accumulate(start + gains, axis=1)

        told = score.summarize(score.cases(slowed, score.contexts()), base)
        rows.append(
            (shade, *(told[key] for key in ("fin_broken", "relMAE", "relMAE56", "WIS", "fin_WIS", "fin_cov80")))
        )
    table(("a", "broken", "relMAE", "at 56 days", "WIS", "finish WIS", "finish cover"), rows)


if __name__ == "__main__":
    main()
