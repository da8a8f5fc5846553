"""The whole course of many places: their counts by day as plain values, read with one seek a place.

What `views.history` answers a figure at a time is here answered in bulk, for what looks at months of many places: a
state's districts since the start of the drive in some milliseconds. The rules are those of `views`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from eshram_cli.dimensions import DIMENSIONS
from eshram_cli.ledger.views import View, cuts_of, with_figures

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Counts = npt.NDArray[np.int64]

_OF = "cut = :cut AND measure = :measure AND as_on <= :until AND submission <= :known"
_NOT_GONE = "submission NOT IN (SELECT value FROM json_each(:gone))"
_FIGURES = (
    "SELECT j.value, (SELECT group_concat(as_on) || ' ' || group_concat(value) "
    f"FROM figures WHERE place = j.value AND {_OF} AND {{}}) FROM json_each(:places) j"
)
"""Texts with commas: one row a place costs a fifth of one row a figure, and one question a tenth of one a place.

A place's figures are read along the key of the table: by date, and of one date as they were accepted.
"""
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
    counts: Counts


def courses(view: View, places: Iterable[str], until: str) -> Iterator[tuple[str, Course]]:
    """The course up to `until` (ISO) of each place that has any figure up to then."""
    asked = with_figures(view.db, places)
    reader = _Reader(view, until, _gone(view), _Standing())
    given = reader.by_day(asked, "", "registered")
    new, members = reader.new(asked), reader.members(asked)
    for place in asked:
        course = given.get(place)
        if place in new or place in members:
            course = _completed(course, new.get(place), list(members.get(place, {}).values()))
        if course:
            yield place, course


def _completed(given: Course | None, new: Course | None, dimensions: Sequence[Sequence[Course]]) -> Course | None:
    """The course with the counts of other days that can be worked out of the new persons of each day, or of the members
    of the dimensions."""
    parts = [course for members in dimensions for course in members] + ([new] if new else [])
    days = set().union(*(part.days for part in parts)).difference(given.days if given else ())
    if not days:
        return given
    from eshram_cli.ledger.sums import worked_out

    worked = worked_out(given, new, dimensions, sorted(days))
    return _with(given, worked) if worked else given


def _with(course: Course | None, worked: Mapping[str, int]) -> Course:
    """The course with counts that were worked out for other days."""
    import numpy as np

    given = zip(course.days, course.counts.tolist(), strict=True) if course else ()
    both = dict(sorted([*given, *worked.items()]))
    return Course(tuple(both), np.array(list(both.values()), dtype=np.int64))


class _Reader(NamedTuple):
    """Figures of many places up to a day, as known, without those of the submissions that are `gone`; `standing` says
    which of them stand."""

    view: View
    until: str
    gone: frozenset[int]
    standing: _Standing

    def by_day(self, places: Sequence[str], cut: str, measure: str) -> dict[str, Course]:
        """The figures that stand, of each place that has any: of one date the last accepted of those not undone."""
        if not places:
            return {}
        lists = {"places": json.dumps(places), "gone": json.dumps(list(self.gone))}
        words = {"cut": cut, "measure": measure, "until": self.until, "known": self.view.known}
        rows = self.view.db.execute(_FIGURES.format(_NOT_GONE if self.gone else "TRUE"), lists | words)
        told = ((place, *text.split(" ")) for place, text in rows if text)
        stands = ((place, self.standing[dates], values) for place, dates, values in told)
        return {place: Course(stand.days, stand.of(values)) for place, stand, values in stands}

    def new(self, places: Sequence[str]) -> dict[str, Course]:
        """The new persons of each day, of each place that has any."""
        return self.by_day(self._bearing(places, "cut = '' AND measure = 'new'"), "", "new")

    def members(self, places: Sequence[str]) -> dict[str, dict[str, list[Course]]]:
        """The courses of the members of each dimension, in the order of `DIMENSIONS`, of each place that has any."""
        bearing: dict[str, list[str]] = {}
        for place in self._bearing(places, "cut > ''"):
            for cut in filter(_member, cuts_of(self.view.db, place)):
                bearing.setdefault(cut, []).append(place)
        found: dict[str, dict[str, list[Course]]] = {}
        for cut in sorted(bearing, key=lambda cut: DIMENSIONS.index(_dimension(cut))):
            for place, course in self.by_day(bearing[cut], cut, "registered").items():
                found.setdefault(place, {}).setdefault(_dimension(cut), []).append(course)
        return found

    def _bearing(self, places: Sequence[str], what: str) -> list[str]:
        """The places that ever had such figures."""
        return [row[0] for row in self.view.db.execute(_BEARING.format(what), {"places": json.dumps(places)})]


class _Stand(NamedTuple):
    """The days of which a place has a figure that stands, oldest first, and where each is among its figures; None where
    these are all of them in the same order."""

    days: tuple[str, ...]
    at: list[int] | None

    def of(self, values: str) -> Counts:
        """Of the place's values, a text with commas, those that stand."""
        import numpy as np

        # Three times as fast as numbers of Python's own, of which a state's half year has ten thousand.
        every = np.fromstring(values, dtype=np.int64, sep=",")
        return every if self.at is None else every[self.at]


class _Standing(dict[str, _Stand]):
    """By the dates of a place's figures, a text with commas, which of them stand: of each date the last.

    Worked out once for all places that have the same: those of a state are mostly told of in the same returns.
    """

    def __missing__(self, text: str) -> _Stand:
        dates = text.split(",")
        last = {day: at for at, day in enumerate(dates)}
        at = list(last.values())
        self[text] = _Stand(tuple(last), None if at == list(range(len(dates))) else at)
        return self[text]


def _member(cut: str) -> bool:
    return "|" not in cut and _dimension(cut) in DIMENSIONS


def _dimension(cut: str) -> str:
    return cut.partition("=")[0]


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
