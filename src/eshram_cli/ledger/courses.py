"""The whole course of many places: their counts by day as plain values, read with one seek a place.

What `views.history` answers a figure at a time is here answered in bulk, for what looks at months of many places: a
state's districts since the start of the drive in some hundredths of a second. The rules are those of `views`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from eshram_cli.dimensions import DIMENSIONS
from eshram_cli.ledger.views import View, cuts_of, last_figures, with_figures

_FIGURES = (
    "SELECT as_on, value, submission FROM figures WHERE place = ? AND cut = ? AND measure = ? AND as_on <= ? "
    "AND submission <= ? ORDER BY as_on, submission"
)
_UNDONE = (
    "SELECT submission FROM undone u WHERE act <= :known AND undone = 1 AND NOT EXISTS "
    "(SELECT 1 FROM undone v WHERE v.submission = u.submission AND v.act > u.act AND v.act <= :known)"
)
LOOKED_BACK = 30
"""So many last returns are looked through for a name: figures told by telephone bear none."""
_WRITTEN = "SELECT min(written) FROM spellings WHERE submission = ? AND place = ?"


class Course(NamedTuple):
    """A place's counts of registered persons by date (ISO, oldest first); `written`: its name in its last return."""

    days: tuple[str, ...]
    counts: tuple[int, ...]
    written: str


def courses(view: View, places: Iterable[str], until: str) -> Iterator[tuple[str, Course]]:
    """The course up to `until` (ISO) of each place that has any figure up to then."""
    gone = frozenset(row[0] for row in view.db.execute(_UNDONE, {"known": view.known}))
    for place in with_figures(view.db, places):
        given = _by_day(view, place, "", "registered", until, gone)
        worked = _worked_out(view, place, until, gone, frozenset(given))
        days = sorted({**given, **worked}.items()) if worked else list(given.items())
        if days:
            counts = tuple(count for _, (count, _) in days)
            yield place, Course(tuple(day for day, _ in days), counts, _written(view.db, place, given.values()))


_Figures = dict[str, tuple[int, int]]


def _by_day(view: View, place: str, cut: str, measure: str, until: str, gone: frozenset[int]) -> _Figures:
    """By date, oldest first, the count and the submission that stands: of one date the last accepted."""
    rows = view.db.execute(_FIGURES, (place, cut, measure, until, view.known))
    return {day: (value, number) for day, value, number in rows if number not in gone}


def _worked_out(view: View, place: str, until: str, gone: frozenset[int], known: frozenset[str]) -> _Figures:
    """Counts of the dates that have none given, from members of a dimension and from new persons of the day."""
    parts = [("", "new"), *((cut, "registered") for cut in cuts_of(view.db, place) if _member(cut))]
    days = {day for cut, measure in parts for day in _by_day(view, place, cut, measure, until, gone)}
    found = (last_figures(view, place, day) for day in sorted(days - known))
    return {figures[0].as_on: (figures[0].value, figures[0].submission) for figures in found if figures}


def _member(cut: str) -> bool:
    return "|" not in cut and cut.partition("=")[0] in DIMENSIONS


def _written(db: sqlite3.Connection, place: str, figures: Iterable[tuple[int, int]]) -> str:
    """The name in the last return that wrote one; blank where none of the last ones did."""
    latest = dict.fromkeys(number for _, number in reversed(list(figures)))
    for number in list(latest)[:LOOKED_BACK]:
        row = db.execute(_WRITTEN, (number, place)).fetchone()
        if row[0]:
            return str(row[0])
    return ""
