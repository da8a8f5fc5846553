"""Real sheets from offices and portals, which are not part of the project: each is understood, or refused."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.returns.read import Hints, read_returns
from eshram_cli.sheets.read import read_book

ROOT = Path(__file__).resolve().parents[2]
SHEETS = ROOT.parent / "shared" / "sheets"
LONG = ROOT.parent / "shared" / "reference" / "drive" / "district_daily_dev.csv.gz"


def _benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("inspect_manifest", ROOT / "benchmarks" / "inspect_manifest.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not SHEETS.is_dir(), reason="the real sheets are not beside the repository")
def test_every_real_sheet_is_understood_or_refused() -> None:
    benchmark = _benchmark()
    rows = benchmark.manifest(SHEETS)
    assert len(rows) > 10
    wrong = {}
    for row in rows:
        said, wanted = benchmark.ours(SHEETS / row["file"], row), benchmark.expected(row)
        names = ["refuse"] if wanted["refuse"] else list(benchmark.COLUMNS)
        differs = {name: (said.get(name), wanted[name]) for name in names if said.get(name) != wanted[name]}
        if differs:
            wrong[row["file"]] = differs
    assert wrong == {}


@pytest.mark.skipif(not LONG.is_file(), reason="the long table is not beside the repository")
def test_a_long_table_of_districts_by_day() -> None:
    (ret,) = read_returns(read_book(LONG), Gazetteer.bundled(), Hints())
    assert len(ret.records) + ret.rejected == 232_117
    assert ret.rejected == 0
    assert {figure.measure for figure in ret.figures} == {"registered"}
    first = ret.figures[0]
    assert (first.value, first.row, first.column, first.written) == (16, 2, 4, "Anjaw")
