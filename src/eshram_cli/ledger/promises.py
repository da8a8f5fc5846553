"""Promises: claims about a place that somebody filed, to be looked at again on their day."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from eshram_cli.ledger.figures import LAST, STANDS
from eshram_cli.ledger.store import tables
from eshram_cli.places.model import PlaceId

_SELECT = (
    "SELECT place, text, made_on, goal, deadline, submission FROM promises f "
    f"WHERE submission <= ? AND {STANDS} ORDER BY submission"
)
_INSERT = "INSERT INTO promises (submission, place, text, made_on, goal, deadline) VALUES (?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Promise:
    """A count of persons that a place is to have by a day. `made_on`: the date of the figures when it was made."""

    place: PlaceId
    text: str
    made_on: dt.date
    goal: int
    deadline: dt.date
    number: int = 0


def all_of(db: sqlite3.Connection, known: int = LAST) -> Iterator[Promise]:
    """The promises that stand; a ledger made before there were promises has none until it is written to."""
    if "promises" not in tables(db):
        return
    for place, text, made_on, goal, deadline, number in db.execute(_SELECT, (known, known)):
        days = dt.date.fromisoformat(made_on), dt.date.fromisoformat(deadline)
        yield Promise(PlaceId(place), text, days[0], goal, days[1], number)


def insert(db: sqlite3.Connection, number: int, promise: Promise) -> None:
    """Stores a promise under an acceptance number."""
    days = promise.made_on.isoformat(), promise.deadline.isoformat()
    db.execute(_INSERT, (number, promise.place, promise.text, days[0], promise.goal, days[1]))
