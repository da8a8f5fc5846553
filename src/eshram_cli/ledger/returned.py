"""Which places returned anything for which date, and when that first arrived. Carried figures are not returns."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator

from eshram_cli.ledger.figures import LAST, STANDS, with_figures

_FIRST = (
    "SELECT as_on, min(submission) FROM figures f WHERE place = ? AND cut = ? AND measure = ? "
    f"AND as_on BETWEEN ? AND ? AND submission <= ? AND {STANDS} GROUP BY as_on"
)
_DATES = (
    "SELECT as_on FROM figures f WHERE place = ? AND cut = ? AND measure = ? AND submission <= ? "
    f"AND {STANDS} ORDER BY as_on {{order}} LIMIT 1"
)
_CUTS = (
    "WITH RECURSIVE found (cut) AS (SELECT min(cut) FROM figures WHERE place = :place UNION ALL "
    "SELECT (SELECT min(cut) FROM figures WHERE place = :place AND cut > found.cut) FROM found "
    "WHERE found.cut IS NOT NULL) SELECT cut FROM found WHERE cut IS NOT NULL"
)
_RECEIVED = "SELECT received_at FROM submissions WHERE id = ?"
_BEGUN = "SELECT received_at FROM submissions ORDER BY id LIMIT 1"
_MEASURES = ("registered", "new")


Arrivals = dict[str, dict[dt.date, dt.datetime]]
"""By place and date the moment at which a return of that date first arrived."""


def returned(db: sqlite3.Connection, places: Iterable[str], since: str, until: str, known: int = LAST) -> Arrivals:
    """The dates from `since` to `until` (ISO) for which each place has any figure that stands."""
    moments: dict[int, dt.datetime] = {}
    days: dict[str, dt.date] = {}
    found: Arrivals = {}
    for place in with_figures(db, places):
        mine = found.setdefault(place, {})
        for day, number in _first(db, place, since, until, known).items():
            if day not in days:
                days[day] = dt.date.fromisoformat(day)
            if number not in moments:
                moments[number] = _received(db, number)
            mine[days[day]] = moments[number]
    return found


def first_date(db: sqlite3.Connection, places: Iterable[str], known: int = LAST) -> str | None:
    """The earliest date (ISO) that any figure of the places speaks of, whatever its cut and measure."""
    return min((day for place in with_figures(db, places) for day in _ends(db, place, known, "ASC")), default=None)


def last_date(db: sqlite3.Connection, places: Iterable[str], known: int, bound: str | None) -> str | None:
    """The latest date (ISO) that any figure of the places speaks of, whatever its cut and measure.

    `bound`: the latest of the whole ledger, beyond which nobody needs to look.
    """
    latest = ""
    for place in with_figures(db, places):
        latest = max([latest, *_ends(db, place, known, "DESC")])
        if latest and latest == bound:
            break
    return latest or None


def begun(db: sqlite3.Connection) -> dt.datetime | None:
    """When the first act of the ledger was received; None while it is empty."""
    row = db.execute(_BEGUN).fetchone()
    return dt.datetime.fromisoformat(row[0]) if row else None


def _first(db: sqlite3.Connection, place: str, since: str, until: str, known: int) -> dict[str, int]:
    """The first standing submission of each date, whichever its cut and measure."""
    first: dict[str, int] = {}
    for cut in _cuts(db, place):
        for measure in _MEASURES:
            bounds = (place, cut, measure, since, until, known, known)
            for day, number in db.execute(_FIRST, bounds):
                first[day] = min(number, first.get(day, number))
    return first


def _ends(db: sqlite3.Connection, place: str, known: int, order: str) -> Iterator[str]:
    """The first (ASC) or last (DESC) date of each cut and measure of the place."""
    for cut in _cuts(db, place):
        for measure in _MEASURES:
            for row in db.execute(_DATES.format(order=order), (place, cut, measure, known, known)):
                yield row[0]


def _cuts(db: sqlite3.Connection, place: str) -> list[str]:
    """Every cut of which the place ever had a figure, the blank one too; found by seeks."""
    return [row[0] for row in db.execute(_CUTS, {"place": place})]


def _received(db: sqlite3.Connection, number: int) -> dt.datetime:
    return dt.datetime.fromisoformat(db.execute(_RECEIVED, (number,)).fetchone()[0])
