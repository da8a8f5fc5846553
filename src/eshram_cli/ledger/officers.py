"""Officers and the places that they look after, with the dates of transfer. Append-only, undone like any act.

A place has one officer at a time: whoever comes later ends the term of the one before on the day before he comes. Of
two rows for the same officer, place and first day the last accepted is the one in force.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from eshram_cli.ledger.figures import LAST, STANDS
from eshram_cli.ledger.store import tables
from eshram_cli.places.model import PlaceId

_SELECT = (
    "SELECT officer, place, since, until, max(submission) FROM officers f WHERE submission <= ? "
    f"AND {STANDS} GROUP BY place, officer, since ORDER BY place, since, max(submission)"
)
_INSERT = "INSERT INTO officers (place, officer, since, submission, until) VALUES (?, ?, ?, ?, ?)"
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """An officer's time in a place: its first day, and its last one where it is over."""

    officer: str
    place: PlaceId
    since: dt.date
    until: dt.date | None = None


def terms(db: sqlite3.Connection, known: int = LAST) -> list[Term]:
    """Every term, by place and first day, each ended by the next. A ledger made before there were officers has none."""
    if "officers" not in tables(db):
        return []
    rows = [_term(row) for row in db.execute(_SELECT, (known, known))]
    return [term for _, held in groupby(rows, key=lambda term: term.place) for term in _one_after_another(list(held))]


def unknown(db: sqlite3.Connection, rows: Sequence[Term]) -> list[Term]:
    """Those that the ledger does not hold exactly so already, each once."""
    held = set(terms(db)) | {_term(row) for row in db.execute(_SELECT, (LAST, LAST))}
    return [row for row in dict.fromkeys(rows) if row not in held]


def insert(db: sqlite3.Connection, number: int, rows: Iterable[Term]) -> None:
    """Stores terms under an acceptance number."""
    db.executemany(
        _INSERT,
        [
            (row.place, row.officer, row.since.isoformat(), number, row.until.isoformat() if row.until else None)
            for row in rows
        ],
    )


def _one_after_another(held: list[Term]) -> Iterator[Term]:
    """Two that begin on one day: the last accepted has the place."""
    last = {term.since: term for term in held}
    ordered = list(last.values())
    for term, following in pairwise([*ordered, None]):
        if term is not None:
            end = following.since - _DAY if following else None
            yield replace(term, until=min((day for day in (term.until, end) if day), default=None))


def _term(row: tuple[str, str, str, str | None, int]) -> Term:
    officer, place, since, until, _ = row
    last = dt.date.fromisoformat(until) if until else None
    return Term(officer, PlaceId(place), dt.date.fromisoformat(since), last)
