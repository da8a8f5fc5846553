"""Notes on days: "portal slow 12-16", of one place and everything within it. Append-only, undone like any act."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eshram_cli.ledger.figures import LAST, STANDS, with_figures
from eshram_cli.ledger.store import tables
from eshram_cli.places.model import PlaceId

_SELECT = (
    "SELECT place, as_on, text, submission FROM notes f WHERE place = ? AND as_on BETWEEN ? AND ? "
    f"AND submission <= ? AND {STANDS} ORDER BY as_on, submission"
)
_INSERT = "INSERT INTO notes (place, as_on, submission, text) VALUES (?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Remark:
    """A note on a day of a place; `number` is its acceptance number."""

    place: PlaceId
    as_on: dt.date
    text: str
    number: int


def between(
    db: sqlite3.Connection, places: Iterable[str], since: str, until: str, known: int = LAST
) -> Iterator[Remark]:
    """The notes on the places from `since` to `until`, both included (ISO).

    A ledger made before there were notes has none until it is written to.
    """
    if "notes" not in tables(db):
        return
    for place in with_figures(db, places, "notes"):
        for at, day, text, number in db.execute(_SELECT, (place, since, until, known, known)):
            yield Remark(PlaceId(at), dt.date.fromisoformat(day), text, number)


def insert(db: sqlite3.Connection, number: int, place: str, day: str, text: str) -> None:
    """Stores a note under an acceptance number."""
    db.execute(_INSERT, (place, day, number, text))
