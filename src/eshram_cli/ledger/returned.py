"""Which places returned anything for which date, and when that first arrived. Carried figures are not returns."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator

from eshram_cli.ledger.views import STANDS, View, cuts_of, with_figures

_FIRST = (
    "SELECT as_on, min(submission) FROM figures f WHERE place = ? AND cut = ? AND measure = ? "
    f"AND as_on BETWEEN ? AND ? AND submission <= ? AND {STANDS} GROUP BY as_on"
)
_EARLIEST = (
    "SELECT as_on FROM figures f WHERE place = ? AND cut = ? AND measure = ? AND submission <= ? "
    f"AND {STANDS} ORDER BY as_on LIMIT 1"
)
_RECEIVED = "SELECT received_at FROM submissions WHERE id = ?"
_BEGUN = "SELECT received_at FROM submissions ORDER BY id LIMIT 1"
_MEASURES = ("registered", "new")


Arrivals = dict[str, dict[dt.date, dt.datetime]]
"""By place and date the moment at which a return of that date first arrived."""


def returned(view: View, places: Iterable[str], since: str, until: str) -> Arrivals:
    """The dates from `since` to `until` (ISO) for which each place has any figure that stands."""
    moments: dict[int, dt.datetime] = {}
    days: dict[str, dt.date] = {}
    found: Arrivals = {}
    for place in with_figures(view.db, places):
        mine = found.setdefault(place, {})
        for day, number in _first(view, place, since, until).items():
            if day not in days:
                days[day] = dt.date.fromisoformat(day)
            if number not in moments:
                moments[number] = _received(view.db, number)
            mine[days[day]] = moments[number]
    return found


def first_date(view: View, places: Iterable[str]) -> str | None:
    """The earliest date (ISO) that any figure of the places speaks of."""
    return min((day for place in with_figures(view.db, places) for day in _earliest(view, place)), default=None)


def begun(db: sqlite3.Connection) -> dt.datetime | None:
    """When the first act of the ledger was received; None while it is empty."""
    row = db.execute(_BEGUN).fetchone()
    return dt.datetime.fromisoformat(row[0]) if row else None


def _first(view: View, place: str, since: str, until: str) -> dict[str, int]:
    """The first standing submission of each date, whichever its cut and measure."""
    first: dict[str, int] = {}
    for cut in ("", *cuts_of(view.db, place)):
        for measure in _MEASURES:
            bounds = (place, cut, measure, since, until, view.known, view.known)
            for day, number in view.db.execute(_FIRST, bounds):
                first[day] = min(number, first.get(day, number))
    return first


def _earliest(view: View, place: str) -> Iterator[str]:
    for cut in ("", *cuts_of(view.db, place)):
        for measure in _MEASURES:
            for row in view.db.execute(_EARLIEST, (place, cut, measure, view.known, view.known)):
                yield row[0]


def _received(db: sqlite3.Connection, number: int) -> dt.datetime:
    return dt.datetime.fromisoformat(db.execute(_RECEIVED, (number,)).fetchone()[0])
