"""The sheets of `sample_data/` opened without the tool, and the figures they were made from."""

from __future__ import annotations

import csv
import datetime as dt
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_data"
Row = list[Any]


@pytest.fixture(scope="session")
def drive() -> Iterator[Any]:
    """The script's own module by name: `drive("bihar")`."""
    scripts = str(ROOT / "scripts")
    sys.path.insert(0, scripts)
    yield lambda name: importlib.import_module(f"sampledrive.{name}")
    sys.path.remove(scripts)


def _decode(raw: bytes) -> str:
    """By the marks, then UTF-8, then Windows-1252."""
    if raw.startswith(b"\xff\xfe"):
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


@pytest.fixture(scope="session")
def rows_of() -> Any:
    """The rows of a file's first sheet, by its path within `sample_data/`."""

    def read(name: str) -> list[Row]:
        path = SAMPLE / name
        if path.suffix == ".xlsx":
            sheet = load_workbook(path).worksheets[0]
            return [list(row) for row in sheet.iter_rows(values_only=True)]
        text = _decode(path.read_bytes())
        delimiter = next((mark for mark in "\t;" if text.count(mark) > 100), ",")
        return [list(row) for row in csv.reader(text.splitlines(), delimiter=delimiter)]

    return read


@pytest.fixture(scope="session")
def state_sheets() -> dict[dt.date, str]:
    """The first state sheet of each day, by its date: the file whose name bears it, corrections left out."""
    found: dict[dt.date, str] = {}
    for path in sorted((SAMPLE / "bihar").glob("*")):
        if path.is_file() and "संशोधित" not in path.name:
            found[_date(path.name)] = f"bihar/{path.name}"
    return found


def _date(name: str) -> dt.date:
    digits = [int(part) for part in "".join(c if c.isdigit() else " " for c in name).split()]
    year, month, day = digits if digits[0] > 31 else digits[::-1]
    return dt.date(year, month, day)
