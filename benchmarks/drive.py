"""The shared drive data and its scorer, as the benchmarks use them."""

from __future__ import annotations

import importlib.util
import sys
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import numpy as np

from eshram_cli.analysis.forecasting import History
from eshram_cli.analysis.forecasting.history import Floats

SHARED = Path(__file__).resolve().parents[2] / "shared"
FULL_TARGET = 0.70  # of the population, as the scorer's protocol has it
GROWTH = 1.2  # the people of 2021 by those of the census of 2011, as `places` has it


def scorer(shared: Path = SHARED) -> ModuleType:
    """The scorer's module, loaded from its file and left as it is."""
    path = shared / "tools" / "forecast_score.py"
    spec = importlib.util.spec_from_file_location("forecast_score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules["forecast_score"] = module
    spec.loader.exec_module(module)
    return module


def history_of(context: object) -> tuple[History, Floats]:
    """The history, with the people there are, and the full targets of one scoring context."""
    first = context.dates[-1].date() - timedelta(days=len(context.Y) - 1)  # type: ignore[attr-defined]
    census = np.asarray(context.pop, dtype=np.float64)  # type: ignore[attr-defined]
    return History(first, context.Y, people=GROWTH * census), FULL_TARGET * census  # type: ignore[attr-defined]
