"""A small ranking as a document, with the usual trouble: a tie, a gap, a stale figure, a place without one."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from eshram_cli.reports.document import Column, Document, Kind, Table, place_columns

GOLDEN = Path(__file__).parents[1] / "golden" / "reports"
TUESDAY, SATURDAY = dt.date(2021, 12, 28), dt.date(2021, 12, 25)

COLUMNS = (
    Column("rank", Kind.rank),
    Column("move", Kind.move, 1),
    *place_columns(6),
    Column("target", Kind.count, 3),
    Column("registered", Kind.count),
    Column("percent", Kind.percent, 1),
    Column("balance", Kind.count, 5),
    Column("new", Kind.gain, 2),
    Column("pace7", Kind.rate, 5),
    Column("as_on", Kind.date, 4),
)
VIEW = ("rank", "move", "place", "registered", "new", "percent", "target", "balance", "pace7", "as_on", "place_hi")
ROWS = (
    (1, 1, "Purbi Champaran", "पूर्वी चंपारण", 1714038, 988912, 57.694870, 725126, 46401, 32944.7, TUESDAY),
    (2, -1, "Muzaffarpur", "मुज़फ़्फ़रपुर", 1612000, 988912, 61.347, 623088, 21003, 14912.1, TUESDAY),
    (2, 0, "Kishanganj", "किशनगंज", 500000, 510005, 102.001, -10005, None, 3.55, SATURDAY),
    (4, None, "Khagaria", None, None, 207528, None, None, 0, 0.0, TUESDAY),
    (None, None, "Saran", "सारण", 700000, None, None, None, None, None, None),
)
TOTAL = (None, None, "Bihar", "बिहार", None, 2695357, None, None, 67404, None, TUESDAY)


@pytest.fixture
def document() -> Document:
    table = Table(COLUMNS, ROWS, TOTAL, view=VIEW, faint=frozenset({2}))
    return Document("Bihar", "28.12.2021", tables=[table], notes=["Saran has sent no figure up to 28.12.2021."])


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a text with the golden file of that name; ESHRAM_GOLDEN=write in the environment stores it first."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("ESHRAM_GOLDEN") == "write":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        assert text.encode("utf-8") == path.read_bytes()

    return compare
