"""Valid sheets spoiled as offices spoil them: nothing of them is ever silently wrong. The full run is a benchmark."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "mutations.py"


@pytest.fixture(scope="module")
def mutations() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mutations", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["mutations"] = module
    sys.path.insert(0, str(SCRIPT.parent))
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", [1, 2])
def test_no_spoiled_sheet_is_silently_wrong(mutations: ModuleType, seed: int) -> None:
    outcomes, wrong = mutations.run(250, seed)
    assert wrong == []
    assert sum(outcomes[name]["right"] for name in outcomes) > 165


def test_an_unspoiled_sheet_is_right(mutations: ModuleType) -> None:
    for base in mutations.bases():
        assert mutations.outcome(base, mutations.Spoiled(base.grid, base.truth)) == "right"
