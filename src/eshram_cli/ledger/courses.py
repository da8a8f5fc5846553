"""The whole course of many places: their counts by day as plain values, read with one seek a place.

What `views.history` answers a figure at a time is here answered in bulk, for what looks at months of many places: a
state's districts since the start of the drive in some milliseconds. The rules are those of `views`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from operator import lt
from typing import Any, NamedTuple

from eshram_cli.dimensions import DIMENSIONS
from eshram_cli.ledger.views import View, cuts_of, last_figures, with_figures

_OF = "cut = :cut AND measure = :measure AND as_on <= :until AND submission <= :known"
_AMONG = "place IN (SELECT value FROM json_each(:places))"
_FIGURES = (
    f"SELECT place, group_concat(as_on), group_concat(value) FROM figures WHERE {_AMONG} AND {_OF} GROUP BY place"
)
"""Two texts with commas: one row a place costs a fifth of one row a figure, and one question a tenth of one a place."""
_EACH = (
    f"SELECT place, as_on, value, submission FROM figures WHERE {_AMONG} AND {_OF} ORDER BY place, as_on, submission"
)
_BEARING = "SELECT j.value FROM json_each(:places) j WHERE EXISTS (SELECT 1 FROM figures WHERE place = j.value AND {})"
_LATEST = (
    f"SELECT submission FROM figures WHERE place = :place AND {_OF} ORDER BY as_on DESC, submission DESC LIMIT :most"
)
_UNDONE = (
    "SELECT submission FROM undone u WHERE act <= :known AND undone = 1 AND NOT EXISTS "
    "(SELECT 1 FROM undone v WHERE v.submission = u.submission AND v.act > u.act AND v.act <= :known)"
)
LOOKED_BACK = 30
"""The returns of so many last figures are looked through for a name: figures told by telephone bear none."""
_WRITTEN = "SELECT min(written) FROM spellings WHERE submission = ? AND place = ?"


class Course(NamedTuple):
    """A place's counts of registered persons by date (ISO, oldest first)."""

    days: Sequence[str]
    counts: Sequence[int]


def courses(view: View, places: Iterable[str], until: str) -> Iterator[tuple[str, Course]]:
    """The course up to `until` (ISO) of each place that has any figure up to then."""
    asked = with_figures(view.db, places)
    reader = _Reader(view, until, _gone(view))
    given = reader.by_day(asked, "", "registered")
    others = reader.other_days(asked)
    for place in asked:
        days, counts = given.get(place, ((), ()))
        if missing := others.get(place, set()).difference(days):
            found = (last_figures(view, place, day) for day in sorted(missing))
            worked = {figures[0].as_on: figures[0].value for figures in found if figures}
            both = {**dict(zip(days, counts, strict=True)), **worked}
            days, counts = zip(*sorted(both.items()), strict=True) if both else ((), ())
        if days:
            yield place, Course(days, counts)


_Figures = tuple[Sequence[str], Sequence[int]]
"""Dates (ISO), oldest first, and the count of each that stands."""


class _Reader(NamedTuple):
    """Figures of many places up to a day, as known; `gone` are the submissions undone."""

    view: View
    until: str
    gone: frozenset[int]

    def by_day(self, places: Sequence[str], cut: str, measure: str) -> dict[str, _Figures]:
        """The figures that stand, of each place that has any: of one date the last accepted of those not undone."""
        found: dict[str, _Figures] = {}
        doubtful = []
        for place, dates, values in self._asked(_FIGURES, places, cut, measure):
            days = dates.split(",")
            if not self.gone and all(map(lt, days, days[1:])):
                found[place] = days, json.loads(f"[{values}]")
            else:
                doubtful.append(place)
        return found | self._last_accepted(doubtful, cut, measure)

    def _last_accepted(self, places: Sequence[str], cut: str, measure: str) -> dict[str, _Figures]:
        """The same of places with several figures of one date, looked at one by one."""
        last: dict[str, dict[str, int]] = {}
        for place, day, value, number in self._asked(_EACH, places, cut, measure) if places else ():
            if number not in self.gone:
                last.setdefault(place, {})[day] = value
        return {place: (list(figures), list(figures.values())) for place, figures in last.items()}

    def other_days(self, places: Sequence[str]) -> dict[str, set[str]]:
        """The dates of which a place has new persons of the day, or members of a dimension; a count of all may be
        worked out of these."""
        days: dict[str, set[str]] = {}
        for place, (found, _) in self.by_day(self._bearing(places, "cut = '' AND measure = 'new'"), "", "new").items():
            days.setdefault(place, set()).update(found)
        for place in self._bearing(places, "cut > ''"):
            for cut in filter(_member, cuts_of(self.view.db, place)):
                found, _ = self.by_day([place], cut, "registered").get(place, ((), ()))
                days.setdefault(place, set()).update(found)
        return days

    def _bearing(self, places: Sequence[str], what: str) -> list[str]:
        """The places that ever had such figures."""
        return [row[0] for row in self.view.db.execute(_BEARING.format(what), {"places": json.dumps(places)})]

    def _asked(self, question: str, places: Sequence[str], cut: str, measure: str) -> Iterator[tuple[Any, ...]]:
        words = {"cut": cut, "measure": measure, "until": self.until, "known": self.view.known}
        return self.view.db.execute(question, {"places": json.dumps(places), **words})


def _member(cut: str) -> bool:
    return "|" not in cut and cut.partition("=")[0] in DIMENSIONS


def name_written(view: View, place: str, until: str) -> str:
    """The place's name in its last return up to `until` (ISO) that wrote one; blank where none of the last ones did."""
    gone = _gone(view)
    wanted = {"place": place, "cut": "", "measure": "registered", "until": until, "known": view.known}
    for number in dict.fromkeys(row[0] for row in view.db.execute(_LATEST, {**wanted, "most": LOOKED_BACK})):
        name = None if number in gone else view.db.execute(_WRITTEN, (number, place)).fetchone()[0]
        if name:
            return str(name)
    return ""


def _gone(view: View) -> frozenset[int]:
    """The submissions that are undone."""
    return frozenset(row[0] for row in view.db.execute(_UNDONE, {"known": view.known}))
