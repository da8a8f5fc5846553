"""An open ledger, which the chapters below share: each asks and stores in a part of one transaction.

`known` is everywhere an acceptance number up to which the ledger's knowledge is used; None is all of it.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from eshram_cli.ledger import store
from eshram_cli.ledger.figures import LAST


class Opened:
    """A connection to a ledger, and the path of its file, None in memory. SQLite's faults leave it as EshramErrors."""

    def __init__(self, db: store.Connection, path: Path | None = None) -> None:
        self._db = db
        self.path = path

    def _reading(self) -> store.Part:
        """A question sees the ledger as it was when the question, or the transaction around it, began."""
        return store.Part(self._db, self.path, "DEFERRED")

    def _writing(self) -> store.Part:
        return store.Part(self._db, self.path, "IMMEDIATE")


def date_of(text: str | None) -> dt.date | None:
    """A date as stored; None where there is none."""
    return dt.date.fromisoformat(text) if text else None


def limit(known: int | None) -> int:
    """The acceptance number as the statements take it."""
    return LAST if known is None else known
