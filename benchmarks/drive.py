"""The shared drive data and its scorer, as the benchmarks use them."""

from __future__ import annotations

import importlib.util
import sys
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import numpy as np

from eshram_cli.analysis.forecasting import History, pace, saturation
from eshram_cli.analysis.forecasting.history import Floats

SHARED = Path(__file__).resolve().parents[2] / "shared"
FULL_TARGET = 0.70  # of the population, as the scorer's protocol has it


# The median with seven of its numbers at a plain start: no growth, no held peaks, full return, half a week's weight.
PLAIN = {
    "RECENT": 0.5,
    "PEAK": 1e9,
    "REVERSION": 150.0,
    "CATCH_UP": 1.0,
    "HEADROOM": 1.0,
    "OWN_ROOM": 0.6,
    "GROWTH": 0.0,
}


def numbers() -> dict[str, float]:
    """The median's numbers as they are now."""
    return {name: float(getattr(pace if hasattr(pace, name) else saturation, name)) for name in PLAIN}


def use(chosen: dict[str, float]) -> None:
    """Let the median work with other numbers."""
    for name, value in chosen.items():
        setattr(pace if hasattr(pace, name) else saturation, name, value)


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
    """The history and the full targets of one scoring context."""
    first = context.dates[-1].date() - timedelta(days=len(context.Y) - 1)  # type: ignore[attr-defined]
    return History(first, context.Y), FULL_TARGET * np.asarray(context.pop, dtype=np.float64)  # type: ignore[attr-defined]
