"""What was read of a ledger a moment ago, for questions about several days near one another.

A ranking asks for a day, the day before and the week before; a card for every day of a week. The first question reads
some days more than it needs, the others then need no seek. A return's targets are asked for by the rules at the door
and once more when it is stored. Nothing is kept across a change of the ledger.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Any

DAYS = 8
"""How many days before the day asked are read with it: a week, and the week of those who are a day late."""

Row = tuple[Any, ...]
"""The fields of a `views.Figure`, which is made of them when it is asked for: most never are."""


@dataclass(frozen=True, slots=True)
class Held:
    """The figures of one series from `high` (ISO) back to two dates at or before `low`, latest first."""

    low: str
    high: str
    figures: list[Row]


@dataclass(slots=True)
class Memory:
    """Series by place, cut, measure and acceptance number; cuts by place; targets in force by what was asked."""

    state: tuple[int, int] = (-1, -1)
    series: dict[tuple[str, str, str, int], Held] = field(default_factory=dict)
    cuts: dict[str, list[str]] = field(default_factory=dict)
    targets: dict[tuple[frozenset[tuple[str, str]], str, int], dict[tuple[str, str], Row]] = field(default_factory=dict)

    def fresh(self, db: sqlite3.Connection) -> Memory:
        """Itself, emptied if anybody has written since; to be called within the transaction of a read."""
        state = (db.execute("PRAGMA data_version").fetchone()[0], db.total_changes)
        if state != self.state:
            self.forget()
            self.state = state
        return self

    def forget(self) -> None:
        """Keeps nothing: what was read within a transaction that is taken back never was."""
        self.state = (-1, -1)
        self.series.clear()
        self.cuts.clear()
        self.targets.clear()
