"""The counts given next to a date: what the rules at the door hold a return against.

Rows and no frames: a folder of 500 sheets asks for the last and the next count of each place 500 times. Only counts of
all persons that a return gave itself are counts here; where something newer was given of a place, channels or the new
persons of a day, what stands for it is worked out from `figures`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eshram_cli.ledger.figures import LAST, POSITION, STANDS
from eshram_cli.ledger.opened import Opened
from eshram_cli.places.model import PlaceId

_GIVEN = (
    "SELECT as_on, value, submission FROM figures f WHERE place = ? AND cut = '' AND measure = 'registered' "
    f"AND as_on BETWEEN ? AND ? AND {STANDS} "
)
_LAST = _GIVEN + f"ORDER BY as_on DESC, {POSITION} DESC LIMIT 1"
_NEXT = _GIVEN + f"ORDER BY as_on, {POSITION} DESC LIMIT 1"
_EACH = _GIVEN + f"ORDER BY as_on DESC, {POSITION} DESC"
_NEWER = (
    "WITH RECURSIVE cuts (cut) AS (SELECT min(cut) FROM figures WHERE place = :place UNION ALL "
    "SELECT (SELECT min(cut) FROM figures WHERE place = :place AND cut > cuts.cut) FROM cuts WHERE cut IS NOT NULL) "
    "SELECT 1 FROM cuts CROSS JOIN (VALUES ('new'), ('registered')) CROSS JOIN figures f ON f.place = :place "
    "AND f.cut = cuts.cut AND f.measure = column1 AND f.as_on > :after AND f.as_on <= :until "
    f"WHERE instr(cuts.cut, '|') = 0 AND {STANDS.replace('?', ':known')} LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Given:
    """A count of all persons that a return gave: its date, the persons, the acceptance number."""

    as_on: dt.date
    value: int
    submission: int


class Neighbours(Opened):
    """The chapter of a ledger about the counts next to a date."""

    def last_counts(self, places: Iterable[PlaceId], until: dt.date) -> dict[PlaceId, Given]:
        """Of each place the last count of all persons that was given for a date up to `until`, if there is one."""
        with self._reading():
            rows = (
                (place, self._db.execute(_LAST, (place, "", until.isoformat(), LAST)).fetchone()) for place in places
            )
            return {place: _given(row) for place, row in rows if row}

    def next_counts(self, places: Iterable[PlaceId], after: dt.date) -> dict[PlaceId, Given]:
        """Of each place the first count of all persons that was given for a date after that day, a year on at most."""
        span = ((after + dt.timedelta(days=1)).isoformat(), (after + dt.timedelta(days=365)).isoformat())
        with self._reading():
            rows = ((place, self._db.execute(_NEXT, (place, *span, LAST)).fetchone()) for place in places)
            return {place: _given(row) for place, row in rows if row}

    def counts_between(self, place: PlaceId, since: dt.date, until: dt.date) -> list[Given]:
        """The counts of all persons that were given for a place's dates from one to the other, the latest first."""
        once: dict[dt.date, Given] = {}
        with self._reading():
            for row in self._db.execute(_EACH, (place, since.isoformat(), until.isoformat(), LAST)):
                given = _given(row)
                once.setdefault(given.as_on, given)
        return list(once.values())

    def with_newer(self, places: Iterable[PlaceId], last: Mapping[PlaceId, Given], until: dt.date) -> list[PlaceId]:
        """The places of which something newer than the count in `last`, if any, was given up to `until`: channels,
        departments, or the new persons of a day."""
        asked = {"until": until.isoformat(), "known": LAST}
        dated = ((place, last[place].as_on.isoformat() if place in last else "") for place in places)
        with self._reading():
            return [
                place
                for place, on in dated
                if self._db.execute(_NEWER, {**asked, "place": place, "after": on}).fetchone()
            ]


def _given(row: tuple[str, int, int]) -> Given:
    return Given(dt.date.fromisoformat(row[0]), row[1], row[2])
