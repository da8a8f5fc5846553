"""What offices told the checks: rules that are silent for a place, and places marked for follow-up.

Rows are added under the acceptance number of their act and are undone with it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Unpack

from eshram_cli.ledger.accepting import Act, Acting, add_rows
from eshram_cli.ledger.figures import STANDS
from eshram_cli.ledger.opened import Opened, limit
from eshram_cli.places.model import PlaceId


@dataclass(frozen=True, slots=True)
class Watch:
    """A rule that is silent for a place and everything within it, or a place marked for follow-up, of one rule's
    findings or (`rule` blank) of all; `number` is its act."""

    place: PlaceId
    rule: str
    why: str
    number: int
    received_at: dt.datetime
    who: str


class Watches(Opened):
    """The chapter of a ledger about silenced rules and places marked for follow-up."""

    def silences(self, *, known: int | None = None) -> list[Watch]:
        """The rules that are silent, by acceptance."""
        return self._watches("silences", known)

    def follows(self, *, known: int | None = None) -> list[Watch]:
        """The places marked for follow-up, by acceptance."""
        return self._watches("follows", known)

    def silence(self, place: PlaceId, rule: str, why: str, **by: Unpack[Acting]) -> int:
        """Silences a rule for a place and everything within it; the acceptance number."""
        return self._watch("silences", place, rule, why, Act("silence", source=why, **by))

    def follow(self, place: PlaceId, rule: str, why: str, **by: Unpack[Acting]) -> int:
        """Marks a place for follow-up, of one rule's findings or (blank) of all; the acceptance number."""
        return self._watch("follows", place, rule, why, Act("follow", source=why, **by))

    def _watches(self, table: str, known: int | None) -> list[Watch]:
        query = (
            f"SELECT f.place, f.rule, f.why, f.submission, s.received_at, s.who FROM {table} f "
            f"JOIN submissions s ON s.id = f.submission WHERE f.submission <= ? AND {STANDS} ORDER BY f.submission"
        )
        with self._reading():
            rows = self._db.execute(query, (limit(known),) * 2).fetchall()
        return [
            Watch(PlaceId(place), rule, why, number, dt.datetime.fromisoformat(received_at), who)
            for place, rule, why, number, received_at, who in rows
        ]

    def _watch(self, table: str, place: PlaceId, rule: str, why: str, act: Act) -> int:
        with self._writing():
            return add_rows(self._db, act, table, ("place", "rule", "why"), [(place, rule, why)])
