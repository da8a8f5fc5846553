"""What was read of a ledger a moment ago, for questions about several days near one another.

A ranking asks for a day, the day before and the week before; a card for every day of a week. The first question reads
some days more than it needs, the others then need no seek. A return's targets are asked for by the rules at the door,
once more when it is stored, and again for the next day's return. Figures are not kept across any change of the ledger,
targets not across a change of targets.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Any

DAYS = 8
"""How many days before the day asked are read with it: a week, and the week of those who are a day late."""

Key = tuple[str, str]
"""Place and cut."""

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
    """Series by place, cut, measure and acceptance number; cuts by place; every version of the targets of the places
    and cuts that were asked for together, with the acceptance number."""

    elsewhere: int = -1
    here: int = -1
    series: dict[tuple[str, str, str, int], Held] = field(default_factory=dict)
    cuts: dict[str, list[str]] = field(default_factory=dict)
    targets: dict[tuple[frozenset[Key], int], dict[Key, list[Row]]] = field(default_factory=dict)

    def fresh(self, db: sqlite3.Connection) -> Memory:
        """Itself, emptied of what a write since may have changed; to be called within the transaction of a read. Who
        writes targets, or takes an act back, says so by `forget`."""
        elsewhere, here = db.execute("PRAGMA data_version").fetchone()[0], db.total_changes
        if elsewhere != self.elsewhere:
            self.forget()
        elif here != self.here:
            self._forget_figures()
        self.elsewhere, self.here = elsewhere, here
        return self

    def forget(self) -> None:
        """Keeps nothing: what was read within a transaction that is taken back never was."""
        self.elsewhere = -1
        self._forget_figures()
        self.targets.clear()

    def _forget_figures(self) -> None:
        self.series.clear()
        self.cuts.clear()
