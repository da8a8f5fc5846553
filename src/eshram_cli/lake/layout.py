"""What lies in a lake: its tables and their columns. `docs/lake.md` tells it to others.

Each export writes files of its own, with its name in theirs, and never touches those of others; it is there once its
manifest is. So any number of offices may push at once, and a reader sees all of an export or none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA = "eshram.lake/1"
"""Stands in every manifest; a lake of another one is refused."""

MANIFESTS = "manifests"

TEXT, NUMBER, DATE, MOMENT = "text", "number", "date", "moment"

_ROW = {"push": TEXT, "act": TEXT}
TABLES = {
    "acts": {
        "push": TEXT, "act": TEXT, "ledger": TEXT, "number": NUMBER, "key": TEXT, "kind": TEXT, "file": TEXT,
        "sheet": TEXT, "content_sha": TEXT, "figures_sha": TEXT, "received_at": MOMENT, "as_on": DATE, "who": TEXT,
        "source": TEXT, "tool_version": TEXT, "accepted": NUMBER, "rejected": NUMBER,
    },
    "undone": {**_ROW, "undoes": TEXT},
    "figures": {
        **_ROW, "place": TEXT, "as_on": DATE, "cut": TEXT, "measure": TEXT, "value": NUMBER, "quality": TEXT,
        "part": NUMBER, "time": TEXT, "row": NUMBER, "col": NUMBER,
    },
    "targets": {
        **_ROW, "place": TEXT, "cut": TEXT, "set_on": DATE, "value": NUMBER, "quality": TEXT, "basis": TEXT,
        "deadline": DATE, "row": NUMBER, "col": NUMBER,
    },
    "spellings": {**_ROW, "place": TEXT, "written": TEXT},
    "places": {
        **_ROW, "id": TEXT, "level": NUMBER, "name": TEXT, "name_hi": TEXT, "parent": TEXT, "code": NUMBER,
        "since": DATE, "until": DATE, "population": NUMBER,
    },
    "aliases": {**_ROW, "place": TEXT, "written": TEXT},
    "notes": {**_ROW, "place": TEXT, "as_on": DATE, "text": TEXT},
    "silences": {**_ROW, "place": TEXT, "rule": TEXT, "why": TEXT},
    "follows": {**_ROW, "place": TEXT, "rule": TEXT, "why": TEXT},
    "drives": {
        **_ROW, "name": TEXT, "place": TEXT, "since": DATE, "until": DATE, "target": NUMBER, "cancelled": NUMBER,
    },
}  # fmt: skip
"""The tables, each with its columns and their kinds. `figures` lies in folders by state and month."""

KEPT = tuple(table for table in TABLES if table not in {"acts", "undone", "figures"})
"""The tables of a ledger that are small: whoever opens a lake reads them whole."""

BLANK = frozenset({"set_on"})
"""Dates of which a ledger says by a blank that there is none: a target from the start of the drive."""


def arrow_schema(table: str) -> pa.Schema:
    """The columns of a table as Parquet has them: whole numbers of 64 bits, dates, moments in UTC."""
    import pyarrow as pa

    kinds = {TEXT: pa.string(), NUMBER: pa.int64(), DATE: pa.date32(), MOMENT: pa.timestamp("us", tz="UTC")}
    return pa.schema([(name, kinds[kind]) for name, kind in TABLES[table].items()])


def columns_of(table: str) -> list[str]:
    """The columns that a ledger's table of that name has itself."""
    return [name for name in TABLES[table] if name not in _ROW]
