"""Which places returned anything for which date, and when that first arrived. Carried figures are not returns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from eshram_cli.ledger.figures import POSITION, STANDS, with_figures
from eshram_cli.ledger.opened import Opened, date_of, limit

_FIRST = (
    f"SELECT as_on, min({POSITION}), submission FROM figures f WHERE place = ? AND cut = ? AND measure = ? "
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
_LATEST = (
    "SELECT max(as_on) FROM (SELECT id AS submission, as_on FROM submissions WHERE kind IN ('return', 'enter')) f "
    f"WHERE submission <= ? AND {STANDS}"
)
_BEGUN = (
    f"SELECT received_at FROM (SELECT id AS submission, received_at FROM submissions) f ORDER BY {POSITION} LIMIT 1"
)

Arrivals = dict[str, dict[dt.date, dt.datetime]]
"""By place and date the moment at which a return of that date first arrived."""


class Returned(Opened):
    """The chapter of a ledger about who returned when."""

    def returned(self, places: Iterable[str], since: dt.date, until: dt.date, *, known: int | None = None) -> Arrivals:
        """By place and date, from `since` to `until`, when anything that it returned itself first arrived."""
        span = (since.isoformat(), until.isoformat(), limit(known), limit(known))
        received: dict[int, dt.datetime] = {}
        found: Arrivals = {}
        with self._reading():
            for place in with_figures(self._db, places):
                first: dict[str, tuple[Any, int]] = {}
                for series in self._series(place):
                    for day, *told in self._db.execute(_FIRST, (*series, *span)):
                        position, number = told
                        first[day] = min((position, number), first.get(day, (position, number)))
                for number in {number for _, number in first.values()} - received.keys():
                    row = self._db.execute("SELECT received_at FROM submissions WHERE id = ?", (number,)).fetchone()
                    received[number] = dt.datetime.fromisoformat(row[0])
                found[place] = {dt.date.fromisoformat(day): received[number] for day, (_, number) in first.items()}
        return found

    def first_date(self, places: Iterable[str], *, known: int | None = None) -> dt.date | None:
        """The earliest date that the figures of the places speak of; None where there are none."""
        with self._reading():
            asked = with_figures(self._db, places)
            day = min((day for place in asked for day in self._end_dates(place, limit(known), "ASC")), default=None)
        return date_of(day)

    def latest_date(self, places: Iterable[str] | None = None, *, known: int | None = None) -> dt.date | None:
        """The latest date that the figures of the places (None: of all) speak of; None where there are none."""
        with self._reading():
            latest = bound = self._db.execute(_LATEST, (limit(known), limit(known))).fetchone()[0]
            if places is not None:
                latest = ""
                for place in with_figures(self._db, places):
                    latest = max([latest, *self._end_dates(place, limit(known), "DESC")])
                    # Nobody needs to look beyond the latest of the whole ledger.
                    if latest and latest == bound:
                        break
        return date_of(latest)

    def begun(self) -> dt.datetime | None:
        """When the first act was received; None while the ledger is empty."""
        with self._reading():
            row = self._db.execute(_BEGUN).fetchone()
        return dt.datetime.fromisoformat(row[0]) if row else None

    def _end_dates(self, place: str, known: int, order: str) -> Iterator[str]:
        """The first (ASC) or last (DESC) date of each cut and measure of the place."""
        for series in self._series(place):
            for row in self._db.execute(_DATES.format(order=order), (*series, known, known)):
                yield row[0]

    def _series(self, place: str) -> list[tuple[str, str, str]]:
        """The place with every cut and measure of which it ever had a figure, the blank cut too; found by seeks."""
        cuts = self._db.execute(_CUTS, {"place": place}).fetchall()
        return [(place, cut, measure) for (cut,) in cuts for measure in ("registered", "new")]
