"""Figures as on a date and known on a moment, read by index seeks, one place after another.

Current is the last accepted figure for (place, cut, measure, as on) among submissions not undone, both by acceptance
number and up to `known`. A place's registered count is the figure given for all persons. Where a later date has only

- the members of a dimension (channels, departments ...), it is their sum over ONE dimension, each member with its last
  figure: the dimension with the newest figures, on a tie the first of `DIMENSIONS`; unless that sum is lower than the
  figure given before, since it then covers a part only. Basis `cuts`;
- the new persons of each day since, it is the last count and these, as far as no day is missing. Basis `derived`.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from eshram_cli.dimensions import DIMENSIONS
from eshram_cli.ledger.memory import DAYS, Held, Memory, Row

LAST = 2**62
"""An acceptance number after every other: all that the ledger knows."""

STANDS = (
    "coalesce((SELECT u.undone FROM undone u WHERE u.submission = f.submission AND u.act <= ? "
    "ORDER BY u.act DESC LIMIT 1), 0) = 0"
)
"""Whether the submission of `f` was not undone up to the acceptance number given."""

_LAST_FIRST = (
    "SELECT as_on, time, value, quality, submission, row, col, 'given' FROM figures f "
    "WHERE place = ? AND cut = ? AND measure = ? AND as_on <= ? AND submission <= ? "
    f"AND {STANDS} ORDER BY as_on DESC, submission DESC"
)
_BY_DATE = (
    "SELECT as_on, time, value, quality, max(submission), row, col FROM figures f "
    "WHERE place = ? AND cut = ? AND measure = ? AND as_on BETWEEN ? AND ? AND submission <= ? "
    f"AND {STANDS} GROUP BY as_on ORDER BY as_on"
)
_DISTINCT_CUTS = (
    "WITH RECURSIVE found (cut) AS (SELECT min(cut) FROM figures WHERE place = :place AND cut > '' UNION ALL "
    "SELECT (SELECT min(cut) FROM figures WHERE place = :place AND cut > found.cut) FROM found "
    "WHERE found.cut IS NOT NULL) SELECT cut FROM found WHERE cut IS NOT NULL"
)
_PRESENT = (
    "WITH RECURSIVE found (place) AS (SELECT min(place) FROM {table} UNION ALL "
    "SELECT (SELECT min(place) FROM {table} WHERE place > found.place) FROM found WHERE found.place IS NOT NULL) "
    "SELECT place FROM found WHERE place IS NOT NULL"
)
_RECENT = (
    "WITH wanted (place) AS (VALUES {rows}) SELECT wanted.place, as_on, value, submission "
    "FROM wanted CROSS JOIN figures f ON f.place = wanted.place AND f.cut = ? AND f.measure = ? "
    f"AND as_on BETWEEN ? AND ? AND submission <= ? AND {STANDS} ORDER BY submission"
)
_LAST_DAY = (
    "SELECT max((SELECT as_on FROM figures f WHERE place = p.value AND cut = '' AND measure = m.value "
    f"AND submission <= :known AND {STANDS.replace('?', ':known')} ORDER BY as_on DESC LIMIT 1)) "
    """FROM json_each(:places) p, json_each('["registered", "new"]') m"""
)
_WITH_CUTS = (
    "SELECT value FROM json_each(:places) p WHERE EXISTS (SELECT 1 FROM figures WHERE place = p.value AND cut > '')"
)
_SOME = 50
"""So many places are asked for their last day at once; of a country's hundreds mostly the first have the latest."""
_AT_ONCE = 500
_MANY = 200
_DAY = dt.timedelta(days=1)
_ROUGHEST = ("exact", "at least", "about")


class Figure(NamedTuple):
    """One count of one date (ISO), with the cell that it came from; 0 where it comes from several."""

    as_on: str
    time: str | None
    value: int
    quality: str
    submission: int
    row: int
    col: int
    basis: str = "given"


@dataclass(frozen=True, slots=True)
class View:
    """What is read: a connection, a cut, a measure, up to an acceptance number, and what is remembered.

    `back_to`: the first of the days (ISO) that the question is about; what is remembered of a place goes back so far.
    """

    db: sqlite3.Connection
    known: int = LAST
    cut: str = ""
    measure: str = "registered"
    memory: Memory | None = None
    back_to: str = "9999-12-31"

    def of(self, cut: str, measure: str = "registered") -> View:
        """The same knowledge of another cut and measure."""
        return View(self.db, self.known, cut, measure, self.memory, self.back_to)

    @property
    def whole(self) -> bool:
        """Whether the view is of a place's registered persons, the one kind that can be worked out from others."""
        return not self.cut and self.measure == "registered"


def latest(view: View, places: Iterable[str], day: str) -> Iterator[tuple[object, ...]]:
    """A row of `frames.LATEST` for each place that has a figure at or before `day` (ISO)."""
    for place in with_figures(view.db, places):
        figures = last_figures(view, place, day)
        if figures:
            last, before = figures[0], figures[1] if len(figures) > 1 else None
            yield place, view.cut, *_fields(last), last.basis, _new(view, place, last, before), *_earlier(before)


def history(view: View, places: Iterable[str], since: str, until: str) -> Iterator[tuple[object, ...]]:
    """A row of `frames.HISTORY` for each place and date from `since` to `until`, both included (ISO)."""
    for place in with_figures(view.db, places):
        for figure in _dated(view, place, since, until):
            yield place, *_fields(figure), figure.basis


def members(
    view: View, places: Iterable[str], dimension: str | None, day: str, *, with_new: bool
) -> Iterator[tuple[object, ...]]:
    """A row of `frames.MEMBERS` for each place and member of the dimension that has a figure at or before `day`.

    `dimension` None: of every one. A cut of two dimensions is no member of either. The new persons of the day cost as
    much as all the rest.
    """
    start = f"{dimension}=" if dimension else ""
    for place in with_figures(view.db, places):
        for cut in _cuts(view, place):
            if cut.startswith(start) and "|" not in cut:
                of_cut = view.of(cut)
                figures = given_figures(of_cut, place, day, 2 if with_new else 1)
                if figures:
                    last, before = figures[0], figures[1] if len(figures) > 1 else None
                    new = _new(of_cut, place, last, before) if with_new else None
                    yield place, cut, last.as_on, last.value, last.quality, new, *_earlier(before)


def last_date(view: View, places: Iterable[str], bound: str | None) -> str | None:
    """The latest date (ISO) that any figure of the places speaks of, whatever its cut and measure.

    `bound`: the latest of the whole ledger, beyond which nobody needs to look.
    """
    latest, asked = "", with_figures(view.db, places)
    for start in range(0, len(asked), _SOME):
        latest = max([latest, *_last_days(view, asked[start : start + _SOME])])
        if latest and latest == bound:
            break
    return latest or None


Recent = tuple[str, int, int]
"""A date (ISO), persons, and the submission that they come from."""


def recent(view: View, places: Sequence[str], since: str, until: str) -> dict[str, list[Recent]]:
    """The current figures of the dates from `since` to `until` (ISO), as given, by place, latest first."""
    found: dict[str, dict[str, Recent]] = {}
    for start in range(0, len(places), _AT_ONCE):
        some = places[start : start + _AT_ONCE]
        query = _RECENT.format(rows=", ".join(["(?)"] * len(some)))
        bounds = (*some, view.cut, view.measure, since, until, view.known, view.known)
        for place, as_on, value, submission in view.db.execute(query, bounds):
            found.setdefault(place, {})[as_on] = (as_on, value, submission)
    return {place: sorted(dated.values(), reverse=True) for place, dated in found.items()}


def last_figures(view: View, place: str, day: str) -> list[Figure]:
    """The place's last figure at or before `day` and the one of an earlier date before it, as far as there are such."""
    given = given_figures(view, place, day, 2)
    if not view.whole or (given and given[0].as_on == day):
        return given
    summed = _summed(view, place, day, given[0] if given else None)
    return _added(view, place, summed or given, day)


def by_date(view: View, place: str, since: str, until: str) -> list[Figure]:
    """The current figure of each date, oldest first, as given."""
    bounds = (place, view.cut, view.measure, since, until, view.known, view.known)
    return [Figure(*row) for row in view.db.execute(_BY_DATE, bounds)]


def cuts_of(db: sqlite3.Connection, place: str) -> list[str]:
    """The cuts, except the blank one, of which the place ever had a figure, in order; found by seeks."""
    return [row[0] for row in db.execute(_DISTINCT_CUTS, {"place": place})]


def with_figures(db: sqlite3.Connection, places: Iterable[str], table: str = "figures") -> Sequence[str]:
    """The places, each once, in their order; of many (a state's 8,000 panchayats) those that the table knows."""
    distinct = list(dict.fromkeys(places))
    if len(distinct) < _MANY:
        return distinct
    present = {row[0] for row in db.execute(_PRESENT.format(table=table))}
    return [place for place in distinct if place in present]


def given_figures(view: View, place: str, day: str, dates: int) -> list[Figure]:
    """The current figures of the last `dates` dates (at most 2) at or before `day`, latest first."""
    if view.memory is None:
        return [Figure._make(row) for row in _read(view, place, day, day, dates)]
    key = (place, view.cut, view.measure, view.known)
    held = view.memory.series.get(key)
    if held is None or not held.low <= day <= held.high:
        low = min(_shifted(day, -DAYS), view.back_to)
        held = view.memory.series[key] = Held(low, day, _read(view, place, day, low, 2))
    at = bisect_left(held.figures, True, key=lambda row: row[0] <= day)
    return [Figure._make(found) for found in held.figures[at : at + dates]]


def _read(view: View, place: str, day: str, low: str, dates: int) -> list[Row]:
    """The current figures from `day` back to the `dates`-th date at or before `low`."""
    found: list[Row] = []
    last, older = "", 0
    for row in view.db.execute(_LAST_FIRST, (place, view.cut, view.measure, day, view.known, view.known)):
        if row[0] != last:
            last = row[0]
            found.append(row)
            older += last <= low
            if older == dates:
                break
    return found


def _cuts(view: View, place: str) -> list[str]:
    if view.memory is None:
        return cuts_of(view.db, place)
    if place not in view.memory.cuts:
        view.memory.cuts[place] = cuts_of(view.db, place)
    return view.memory.cuts[place]


def _summed(view: View, place: str, day: str, given: Figure | None) -> list[Figure]:
    """The sums over one dimension, last and before, where they are newer than the figure given; else nothing."""
    sums = [(_total([figures[0] for figures in members]), members) for members in _members(view, place, day)]
    if not sums:
        return []
    last, members = max(sums, key=lambda one: one[0].as_on)
    if given and (last.as_on <= given.as_on or last.value < given.value):
        return []
    earlier = [figure for figure in (_sum_before(members, last.as_on), given) if figure]
    return [last, *sorted(earlier, key=lambda figure: figure.as_on, reverse=True)[:1]]


Members = list[list[Figure]]
"""Each member's figures of its last two dates, latest first."""


def _members(view: View, place: str, day: str) -> list[Members]:
    """The members of each dimension that has any with a figure, in the order of `DIMENSIONS`."""
    members: dict[str, Members] = {dimension: [] for dimension in DIMENSIONS}
    for cut in _cuts(view, place):
        dimension, _, _ = cut.partition("=")
        if "|" not in cut and dimension in members and (figures := given_figures(view.of(cut), place, day, 2)):
            members[dimension].append(figures)
    return [found for found in members.values() if found]


def _sum_before(members: Members, day: str) -> Figure | None:
    """The sum of the same members before their figures of `day`, the newest; dated by the oldest that one of these
    replaced, since what came in between may have come ever since. None where a member has its first figure."""
    replaced = [figures[1:] for figures in members if figures[0].as_on == day]
    if not all(replaced):
        return None
    before = [rest[0] for rest in replaced]
    carried = [figures[0] for figures in members if figures[0].as_on != day]
    return _total([*before, *carried])._replace(as_on=min(figure.as_on for figure in before))


def _total(members: list[Figure]) -> Figure:
    newest = max(members, key=lambda figure: (figure.as_on, figure.submission))
    quality = max((figure.quality for figure in members), key=_ROUGHEST.index)
    return Figure(
        newest.as_on,
        newest.time,
        sum(figure.value for figure in members),
        quality,
        newest.submission,
        newest.row if len(members) == 1 else 0,
        newest.col if len(members) == 1 else 0,
        "cuts",
    )


def _added(view: View, place: str, figures: list[Figure], day: str) -> list[Figure]:
    """The figures, with the new of each following day added while no day is missing."""
    if not figures or figures[0].as_on >= day:
        return figures
    last, before = figures[0], figures[1:]
    for new in by_date(view.of(view.cut, "new"), place, _shifted(last.as_on, 1), day):
        if new.as_on != _shifted(last.as_on, 1):
            break
        last, before = new._replace(value=last.value + new.value, basis="derived"), [last]
    return [last, *before]


def _dated(view: View, place: str, since: str, until: str) -> list[Figure]:
    """The current figure of each date; of registered persons also those worked out for dates without a given one."""
    given = by_date(view, place, since, until)
    if not view.whole:
        return given
    known = {figure.as_on for figure in given}
    days = {
        figure.as_on
        for cut, measure in _parts(view, place)
        for figure in _part(view, place, cut, measure, since, until)
    }
    worked = (last_figures(view, place, day) for day in sorted(days - known))
    more = [found[0] for found in worked if found and found[0].as_on not in known and found[0].as_on >= since]
    return sorted([*given, *{figure.as_on: figure for figure in more}.values()], key=lambda figure: figure.as_on)


def _parts(view: View, place: str) -> list[tuple[str, str]]:
    return [("", "new"), *((cut, "registered") for cut in cuts_of(view.db, place) if "|" not in cut)]


def _part(view: View, place: str, cut: str, measure: str, since: str, until: str) -> list[Figure]:
    return by_date(view.of(cut, measure), place, since, until)


def _last_days(view: View, places: Sequence[str]) -> Iterator[str]:
    """The last date of any figure of all persons; of each member of a dimension its own."""
    asked = {"places": json.dumps(places), "known": view.known}
    yield from (row[0] for row in view.db.execute(_LAST_DAY, asked) if row[0])
    for (place,) in view.db.execute(_WITH_CUTS, asked).fetchall():
        for cut in cuts_of(view.db, place):
            for measure in ("registered", "new"):
                for figure in given_figures(view.of(cut, measure), place, "9999-12-31", 1):
                    yield figure.as_on


def _new(view: View, place: str, last: Figure, before: Figure | None) -> int | None:
    """The return's own figure for that date, else the difference from a figure of exactly the day before."""
    if view.measure == "registered":
        own = given_figures(view.of(view.cut, "new"), place, last.as_on, 1)
        if own and own[0].as_on == last.as_on:
            return own[0].value
    if before and before.as_on == _shifted(last.as_on, -1):
        return last.value - before.value
    return None


def _earlier(before: Figure | None) -> tuple[int | None, str | None]:
    return (before.value, before.as_on) if before else (None, None)


def _fields(figure: Figure) -> tuple[object, ...]:
    return (
        figure.as_on,
        figure.time,
        figure.value,
        figure.quality,
        figure.submission,
        figure.row,
        figure.col,
    )


def _shifted(day: str, days: int) -> str:
    return (dt.date.fromisoformat(day) + days * _DAY).isoformat()
