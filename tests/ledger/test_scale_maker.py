"""The ledgers of `benchmarks/scale.py` are made past the reader: they hold what ingesting the same CSV would store."""

from __future__ import annotations

import importlib.util
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import Eshram

FOLDER = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def scale() -> ModuleType:
    sys.path.insert(0, str(FOLDER))
    try:
        spec = importlib.util.spec_from_file_location("scale", FOLDER / "scale.py")
        assert spec and spec.loader
        made = importlib.util.module_from_spec(spec)
        sys.modules["scale"] = made
        spec.loader.exec_module(made)
        return made
    finally:
        sys.path.remove(str(FOLDER))


def rows(path: Path) -> list[tuple[object, ...]]:
    columns = "place, cut, measure, as_on, time, value, quality, part, row, col"
    with closing(sqlite3.connect(path)) as db:
        return db.execute(f"SELECT {columns} FROM figures ORDER BY place, cut, measure, as_on").fetchall()


def test_a_made_ledger_is_as_an_ingested_one(eshram: Eshram, home: Path, scale: ModuleType) -> None:
    some = scale.parts(10**5)[0]
    part = scale.Part(some.places[:40], 3)
    scale.write_csv(home / "long.csv", part)
    assert eshram("ingest", home / "long.csv", "--state", "bihar", "--ledger", home / "read.db").code == 0
    assert scale.fill(home / "made.db", [part]) == 40 * 3 * 4
    assert rows(home / "made.db") == rows(home / "read.db")
    asked = ("rank", "--state", "bihar", "--level", "block", "--format", "json")
    assert eshram(*asked, "--ledger", home / "made.db").out == eshram(*asked, "--ledger", home / "read.db").out
    assert "ok" in eshram("doctor", "--ledger", home / "made.db", "--format", "csv").out
