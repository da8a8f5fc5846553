"""The whole course of many places: their counts by day as plain values, read with one seek a place.

What `views.history` answers a figure at a time is here answered in bulk, for what looks at months of many places: a
state's districts since the start of the drive in some milliseconds. The rules are those of `views`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from operator import lt
from typing import NamedTuple

from eshram_cli.dimensions import DIMENSIONS
from eshram_cli.ledger.views import View, cuts_of, last_figures, with_figures

_WANTED = "FROM figures WHERE place = ? AND cut = ? AND measure = ? AND as_on <= ? AND submission <= ?"
_FIGURES = f"SELECT group_concat(as_on), group_concat(value) {_WANTED}"
"""Two texts with commas: one row a place costs a fifth of one row a figure."""
_EACH = f"SELECT as_on, value, submission {_WANTED} ORDER BY as_on, submission"
_LATEST = f"SELECT submission {_WANTED} ORDER BY as_on DESC, submission DESC LIMIT ?"
_OTHERS = (
    "SELECT EXISTS (SELECT 1 FROM figures WHERE place = :place AND cut = '' AND measure = 'new') "
    "OR EXISTS (SELECT 1 FROM figures WHERE place = :place AND cut > '')"
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
    gone = _gone(view)
    for place in with_figures(view.db, places):
        days, counts = _by_day(view, place, "", "registered", until, gone)
        if worked := _worked_out(view, place, until, gone, days):
            both = {**dict(zip(days, counts, strict=True)), **worked}
            days, counts = zip(*sorted(both.items()), strict=True)
        if days:
            yield place, Course(days, counts)


_Figures = tuple[Sequence[str], Sequence[int]]
"""Dates (ISO), oldest first, and the count of each that stands."""


def _by_day(view: View, place: str, cut: str, measure: str, until: str, gone: frozenset[int]) -> _Figures:
    """The figures that stand: of one date the last accepted of those not undone."""
    wanted = (place, cut, measure, until, view.known)
    days, values = view.db.execute(_FIGURES, wanted).fetchone()
    if days is None:
        return (), ()
    days = days.split(",")
    if not gone and all(map(lt, days, days[1:])):
        return days, json.loads(f"[{values}]")
    last = {day: value for day, value, number in view.db.execute(_EACH, wanted) if number not in gone}
    return list(last), list(last.values())


def _worked_out(view: View, place: str, until: str, gone: frozenset[int], known: Sequence[str]) -> dict[str, int]:
    """Counts of the dates that have none given, from members of a dimension and from new persons of the day."""
    if not view.db.execute(_OTHERS, {"place": place}).fetchone()[0]:
        return {}
    parts = [("", "new"), *((cut, "registered") for cut in cuts_of(view.db, place) if _member(cut))]
    days = {day for cut, measure in parts for day in _by_day(view, place, cut, measure, until, gone)[0]}
    found = (last_figures(view, place, day) for day in sorted(days.difference(known)))
    return {figures[0].as_on: figures[0].value for figures in found if figures}


def _member(cut: str) -> bool:
    return "|" not in cut and cut.partition("=")[0] in DIMENSIONS


def name_written(view: View, place: str, until: str) -> str:
    """The place's name in its last return up to `until` (ISO) that wrote one; blank where none of the last ones did."""
    gone = _gone(view)
    wanted = (place, "", "registered", until, view.known, LOOKED_BACK)
    for number in dict.fromkeys(row[0] for row in view.db.execute(_LATEST, wanted)):
        name = None if number in gone else view.db.execute(_WRITTEN, (number, place)).fetchone()[0]
        if name:
            return str(name)
    return ""


def _gone(view: View) -> frozenset[int]:
    """The submissions that are undone."""
    return frozenset(row[0] for row in view.db.execute(_UNDONE, {"known": view.known}))
