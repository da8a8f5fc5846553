"""Camps: planned, called off, told as held without a figure. What they yielded are figures like any other, by camp.

Rows are added under the acceptance number of their act and are undone with it; of a camp (a place, a day, a site, a
window) the last row in the order of acts is in force, a new plan after it was called off as well. `camp` is the site,
folded; the site as written stands beside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Unpack

from eshram_cli.camps import Camp
from eshram_cli.ledger.accepting import Act, Acting, add_rows
from eshram_cli.ledger.figures import POSITION, STANDS, places_in, with_figures
from eshram_cli.ledger.opened import Opened, limit
from eshram_cli.ledger.receipt import Receipt
from eshram_cli.places.model import PlaceId

_KEY_COLUMNS = ("place", "as_on", "camp", "window")
_KEY = ", ".join(_KEY_COLUMNS)
_OF_PLACE = (
    f"f.place = ? AND f.as_on BETWEEN ? AND ? AND f.submission <= ? AND {STANDS} GROUP BY {_KEY} ORDER BY {_KEY}"
)
_CAMPS = (
    f"SELECT place, as_on, site, window, starts, ends, kind, sponsor, expected, submission, max({POSITION}) "
    f"FROM camps f WHERE {_OF_PLACE}"
)
_CHANGES = f"SELECT {_KEY}, change, why, max({POSITION}) FROM camp_changes f WHERE {_OF_PLACE}"
_FIGURES = (
    "SELECT DISTINCT f.cut, f.as_on FROM figures f WHERE f.place = ? AND f.cut >= 'camp=' AND f.cut < 'camp>' "
    f"AND instr(f.cut, '|') = 0 AND f.submission <= ? AND {STANDS}"
)
_HAS_FIGURES = "SELECT 1 FROM figures WHERE place = ? AND cut >= 'camp=' AND cut < 'camp>' LIMIT 1"
"""One seek a place: a search of a state's year for its camps reads every row."""
_COLUMNS = (*_KEY_COLUMNS, "site", "starts", "ends", "kind", "sponsor", "expected", "row")


class Camps(Opened):
    """The chapter of a ledger about camps."""

    def camps(self, places: Iterable[str], since: dt.date, until: dt.date, *, known: int | None = None) -> list[Camp]:
        """The camps of the places from `since` to `until`, by place, date, site and window, those called off too."""
        with self._reading():
            span = (since.isoformat(), until.isoformat(), limit(known), limit(known))
            found: list[Camp] = []
            for place in with_figures(self._db, places, "camps"):
                changes = {row[:4]: row[4:] for row in self._db.execute(_CHANGES, (place, *span))}
                for at, day, site, window, starts, ends, kind, sponsor, expected, number, position in self._db.execute(
                    _CAMPS, (place, *span)
                ):
                    camp = Camp(
                        at, dt.date.fromisoformat(day), site, window, _time(starts), _time(ends), kind, sponsor,
                        expected, number,
                    )  # fmt: skip
                    change, why, told = changes.get((at, day, camp.key[2], window), ("", "", position))
                    if told > position:
                        camp = replace(camp, cancelled=change == "cancelled", held=change == "held", why=why)
                    found.append(camp)
            return found

    def camp_places(self) -> set[str]:
        """The places that a camp was ever planned in, or that ever had figures by camp."""
        with self._reading():
            told = places_in(self._db, "figures")
            counted = {place for place in told if self._db.execute(_HAS_FIGURES, (place,)).fetchone()}
            return counted | places_in(self._db, "camps")

    def camp_figures(self, places: Iterable[str], *, known: int | None = None) -> list[tuple[PlaceId, str, dt.date]]:
        """Of which places, cuts and days there are figures by camp, in that order."""
        with self._reading():
            return sorted(
                (PlaceId(place), cut, dt.date.fromisoformat(day))
                for place in with_figures(self._db, places)
                for cut, day in self._db.execute(_FIGURES, (place, limit(known), limit(known)))
            )

    def plan_camps(
        self,
        camps: Sequence[Camp],
        *,
        file: str = "",
        source: str = "",
        rows: Sequence[int] = (),
        **by: Unpack[Acting],
    ) -> Receipt:
        """Stores camps, `rows` being those of their sheet; those that are planned just so already are unchanged."""
        days = [camp.as_on for camp in camps] or [dt.date.min]
        with self._writing():
            held = {one.key: one for one in self.camps({camp.place for camp in camps}, min(days), max(days))}
            given = dict(
                zip((camp.key for camp in camps), zip(camps, rows or [0] * len(camps), strict=True), strict=True)
            )
            new = [
                (camp, row)
                for key, (camp, row) in given.items()
                if key not in held
                or held[key].cancelled
                # As it was planned, without what was told of it since.
                or replace(camp, number=0) != replace(held[key], number=0, cancelled=False, held=False, why="")
            ]
            number = None
            if new:
                act = Act("camp", source=source, file=file, **by)
                told = [
                    (*camp.key, camp.site, camp.starts, camp.ends, camp.kind, camp.sponsor, camp.expected, row)
                    for camp, row in new
                ]
                number = add_rows(self._db, act, "camps", _COLUMNS, told, min(camp.as_on for camp, _ in new))
        return Receipt(number, len(new), 0, len(camps) - len(new), 0)

    def change_camps(self, camps: Sequence[Camp], change: str, *, why: str = "", **by: Unpack[Acting]) -> int:
        """Calls camps off (`cancelled`) or says that they were held without a figure (`held`); the act's number."""
        with self._writing():
            act, columns = Act("camp", source=why, **by), (*_KEY_COLUMNS, "change", "why")
            rows = [(*camp.key, change, why) for camp in camps]
            return add_rows(self._db, act, "camp_changes", columns, rows, min(camp.as_on for camp in camps))


def _time(text: str | None) -> dt.time | None:
    return dt.time.fromisoformat(text) if text else None
