"""What offices told the checks: rules that are silent for a place, and places marked for follow-up.

Rows are added under the acceptance number of their act and are undone with it. A ledger made before there were such
tables has none until it is written to.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from eshram_cli.ledger.accepting import Act, add_submission
from eshram_cli.ledger.figures import STANDS
from eshram_cli.ledger.opened import Opened, limit
from eshram_cli.ledger.schema import tables
from eshram_cli.places.model import PlaceId

_TABLES = {"silence": "silences", "follow": "follows"}


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
        return self._watches("silence", known)

    def follows(self, *, known: int | None = None) -> list[Watch]:
        """The places marked for follow-up, by acceptance."""
        return self._watches("follow", known)

    def silence(
        self, place: PlaceId, rule: str, why: str, *, who: str, received_at: dt.datetime, tool_version: str = ""
    ) -> int:
        """Silences a rule for a place and everything within it; the acceptance number."""
        return self._watch("silence", place, rule, why, Act("silence", who, received_at, tool_version, why))

    def follow(
        self, place: PlaceId, rule: str, why: str, *, who: str, received_at: dt.datetime, tool_version: str = ""
    ) -> int:
        """Marks a place for follow-up, of one rule's findings or (blank) of all; the acceptance number."""
        return self._watch("follow", place, rule, why, Act("follow", who, received_at, tool_version, why))

    def _watches(self, kind: str, known: int | None) -> list[Watch]:
        table = _TABLES[kind]
        query = (
            f"SELECT f.place, f.rule, f.why, f.submission, s.received_at, s.who FROM {table} f "
            f"JOIN submissions s ON s.id = f.submission WHERE f.submission <= ? AND {STANDS} ORDER BY f.submission"
        )
        with self._reading():
            rows = self._db.execute(query, (limit(known),) * 2).fetchall() if table in tables(self._db) else []
        return [
            Watch(PlaceId(place), rule, why, number, dt.datetime.fromisoformat(received_at), who)
            for place, rule, why, number, received_at, who in rows
        ]

    def _watch(self, kind: str, place: PlaceId, rule: str, why: str, act: Act) -> int:
        with self._writing():
            number = add_submission(self._db, act, accepted=1)
            self._db.execute(
                f"INSERT INTO {_TABLES[kind]} (place, rule, why, submission) VALUES (?, ?, ?, ?)",
                (place, rule, why, number),
            )
        return number
