"""Places and spellings that the ledger has learned or loaded. The last accepted row of a place is the one in force."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence

from eshram_cli.ledger.figures import LAST, STANDS
from eshram_cli.places.model import Level, Place, PlaceId

_FIELDS = "id, level, name, parent, name_hi, code, since, until, population"
_PLACES = f"SELECT {_FIELDS}, max(submission) FROM places f WHERE submission <= ? AND {STANDS} GROUP BY id ORDER BY id"
_ALIASES = f"SELECT DISTINCT place, written FROM aliases f WHERE submission <= ? AND {STANDS} ORDER BY place, written"
_INSERT = f"INSERT INTO places ({_FIELDS}, submission) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def places(db: sqlite3.Connection, known: int = LAST) -> list[Place]:
    """Every place learned, in order of id."""
    return [_place(row) for row in db.execute(_PLACES, (known, known))]


def aliases(db: sqlite3.Connection, known: int = LAST) -> list[tuple[PlaceId, str]]:
    """Every spelling learned, with its place."""
    return [(PlaceId(place), written) for place, written in db.execute(_ALIASES, (known, known))]


def unknown(db: sqlite3.Connection, rows: Sequence[Place]) -> list[Place]:
    """Those that the ledger does not hold exactly so already."""
    held = set(places(db))
    return [row for row in dict.fromkeys(rows) if row not in held]


def insert_places(db: sqlite3.Connection, number: int, rows: Sequence[Place]) -> None:
    """Stores places under an acceptance number."""
    db.executemany(_INSERT, [(*_row(place), number) for place in rows])


def insert_alias(db: sqlite3.Connection, number: int, place: PlaceId, written: str) -> None:
    """Stores one more spelling of a place."""
    db.execute("INSERT INTO aliases (place, written, submission) VALUES (?, ?, ?)", (place, written, number))


def _row(place: Place) -> tuple[object, ...]:
    since, until = (day.isoformat() if day else None for day in (place.since, place.until))
    named = (place.id, int(place.level), place.name, place.parent, place.name_hi)
    return (*named, place.code, since, until, place.population)


def _place(row: tuple[str, int, str, str | None, str, int | None, str | None, str | None, int | None, int]) -> Place:
    id_, level, name, parent, name_hi, code, since, until, population, _ = row
    return Place(
        PlaceId(id_),
        Level(level),
        name,
        PlaceId(parent) if parent else None,
        name_hi,
        code,
        dt.date.fromisoformat(since) if since else None,
        dt.date.fromisoformat(until) if until else None,
        population,
    )
