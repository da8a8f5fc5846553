"""`docs/lake.md` tells the tables as they are, and what it says of reading them works."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from eshram_cli.lake.layout import TABLES, arrow_schema

PAGE = (Path(__file__).parents[2] / "docs" / "lake.md").read_text(encoding="utf-8")


def code(reader: str) -> str:
    found = re.search(rf"<!-- reads: {reader} -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def expected(lake: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, int]]:
    """The figures of each day, counted from the files themselves; the lake is `drive` in this folder."""
    monkeypatch.chdir(lake.parent)
    lake.rename("drive")
    rows = [row for file in Path("drive/figures").rglob("*.parquet") for row in pq.ParquetFile(file).read().to_pylist()]
    days = [row["as_on"] for row in rows if row["cut"] == "" and row["measure"] == "registered"]
    return [(day, days.count(day)) for day in sorted(set(days))]


def test_the_page_names_every_table_with_its_columns(lake: Path) -> None:
    for table, columns in TABLES.items():
        (line,) = re.findall(rf"^\| `{table}` \|.*\|$", PAGE, re.MULTILINE)
        assert set(re.findall(r"`(\w+)`", line)) == {table, *columns} - {"push", "act"}
        for file in (lake / table).rglob("*.parquet"):
            assert pq.read_schema(file).equals(arrow_schema(table))


def test_duckdb_reads_it_as_the_page_says(expected: list[tuple[object, int]]) -> None:
    names: dict[str, Any] = {"duckdb": duckdb}
    exec(code("duckdb"), names)  # noqa: S102
    assert names["answer"].fetchall() == expected


def test_pandas_reads_it_as_the_page_says(expected: list[tuple[object, int]]) -> None:
    names: dict[str, Any] = {"pd": pd}
    exec(code("pandas"), names)  # noqa: S102
    answer = names["answer"]
    assert list(zip(answer["as_on"], answer["figures"], strict=True)) == expected


@pytest.mark.long
def test_spark_reads_it_as_the_page_says(expected: list[tuple[object, int]]) -> None:
    if shutil.which("java") is None:
        pytest.skip("no Java here, so Spark was not asked")
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed, so Spark was not asked")
    spark = sql.SparkSession.builder.master("local[2]").config("spark.sql.shuffle.partitions", 2).getOrCreate()
    names: dict[str, Any] = {"spark": spark}
    try:
        exec(code("spark"), names)  # noqa: S102
        assert [tuple(row) for row in names["answer"].collect()] == expected
    finally:
        spark.stop()
