"""The pages, the scripts that fill them, and the tables that stand in them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

Row = dict[str, str]
Piece = str | list[Row]
Pieces = Callable[[Path], list[Piece]]


@pytest.fixture(scope="session")
def docs() -> Path:
    return ROOT / "docs"


@pytest.fixture(scope="session")
def book() -> Iterator[Any]:
    """`scripts/write_docs.py` as a module."""
    folder = str(ROOT / "scripts")
    sys.path.insert(0, folder)
    yield importlib.import_module("write_docs")
    sys.path.remove(folder)


@pytest.fixture(scope="session")
def documented_ledger(book: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger that the examples of the pages begin with."""
    made: Path = book.sample_ledger(tmp_path_factory.mktemp("docs") / "sample.db")
    return made


@pytest.fixture(scope="session")
def pieces() -> Pieces:
    """What a page is made of: tables as rows by their headings, every other line by itself, blank ones left out."""

    def read(page: Path) -> list[Piece]:
        found: list[Piece] = []
        table: list[str] = []
        for line in [*page.read_text(encoding="utf-8").split("\n"), ""]:
            if line.startswith("|"):
                table.append(line)
                continue
            if table:
                found.append(_rows(table))
                table = []
            if line.strip():
                found.append(line)
        return found

    return read


def _rows(lines: list[str]) -> list[Row]:
    """The second line is the ruler."""
    heading = _cells(lines[0])
    return [dict(zip(heading, _cells(line), strict=True)) for line in lines[2:]]


def _cells(line: str) -> list[str]:
    return [cell.strip().strip("*`") for cell in line.strip().strip("|").split("|")]
