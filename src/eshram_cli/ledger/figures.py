"""THE question about figures: what the ledger holds of places, days and cuts, as known on a moment.

Current is the last figure for (place, cut, measure, as on) in the order of acts, among submissions not undone and up to
`known`, both by acceptance number. The order of acts is that of acceptance, except in a ledger that took in the acts of
others (see `ordering`). It is read by index seeks: a view that ranks the whole table takes seconds on a state's year.
The answer is one tidy table, `frames.FIGURES`, in the order of place, cut, measure and date. Which of its figures
stands for a place on a day is no matter of the ledger; see `analysis.standing_figures`.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from eshram_cli.dimensions import YIELDS
from eshram_cli.frames import COUNT, DATE, column

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

ALL = ""
"""The cut of all persons."""

LAST = 2**62
"""An acceptance number after every other: all that the ledger knows."""

STANDS = (
    "coalesce((SELECT u.undone FROM undone u WHERE u.submission = f.submission AND u.act <= ? "
    "ORDER BY u.act DESC LIMIT 1), 0) = 0"
)
"""Whether the submission of `f` was not undone up to the acceptance number given."""

POSITION = "coalesce((SELECT o.key FROM orders o WHERE o.submission = f.submission), f.submission)"
"""What the act of `f` is sorted by in the order of acts."""
END = "~"
"""What every act is sorted before."""

_TOLD = "coalesce((SELECT o.key FROM orders o WHERE o.submission = {undo}.act), {undo}.act) <= {up_to}"
STOOD = STANDS.replace(" ORDER BY", f" AND {_TOLD.format(undo='u', up_to='?')} ORDER BY")
"""The same, counting only undos up to a `bound` in the order of acts, which is given behind the number."""

UNDONE_BY = (
    "SELECT u.act FROM undone u WHERE u.submission = s.id AND u.act <= :known AND u.undone > 0 AND NOT EXISTS "
    "(SELECT 1 FROM undone v WHERE v.submission = s.id AND v.act > u.act AND v.act <= :known) LIMIT 1"
)
"""The act that took the submission `s` back and stands itself, up to the acceptance number `:known`; else null."""

APART = 8
"""Days that lie no further apart than a week and a day are read as one span: a day, the day before, the week before."""

_PRESENT = (
    "WITH RECURSIVE found (place) AS (SELECT min(place) FROM {table} UNION ALL "
    "SELECT (SELECT min(place) FROM {table} WHERE place > found.place) FROM found WHERE found.place IS NOT NULL) "
    "SELECT place FROM found WHERE place IS NOT NULL"
)
_HELD = (
    "SELECT asked.value FROM json_each(?) AS asked "
    "WHERE EXISTS (SELECT 1 FROM {table} AS held WHERE held.place = asked.value)"
)
_MANY = 200

_CURRENT = "f.submission <= :known AND f.submission NOT IN (SELECT submission FROM gone)"
_GONE = f"""gone (submission) AS (
        SELECT u.submission FROM undone u
        WHERE u.act <= :known AND {_TOLD.format(undo="u", up_to=":up_to")} AND u.undone > 0 AND NOT EXISTS (
            SELECT 1 FROM undone v WHERE v.submission = u.submission AND v.act > u.act AND v.act <= :known
            AND {_TOLD.format(undo="v", up_to=":up_to")})
        UNION ALL SELECT f.submission FROM (SELECT id AS submission FROM submissions) f
        WHERE :up_to <> '{END}' AND {POSITION} > :up_to)"""
"""The acts that were taken back, and those that come later in the order of acts than is asked for."""
_LAST_BEFORE = (
    "SELECT {what} FROM figures f WHERE f.place = {of}.place AND f.cut = {of}.cut AND f.measure = 'registered' "
    f"AND f.as_on {{bound}} AND {_CURRENT} ORDER BY f.as_on DESC LIMIT 1"
)
_DATED = "f.as_on || f.part"
"""A date (ISO, ten letters) with a 1 behind it where the figure is of a part, else a 0."""
_SERIES = f"""
    WITH RECURSIVE {_GONE},
    found (place, cut) AS (
        SELECT asked.value, (SELECT min(f.cut) FROM figures f WHERE f.place = asked.value) FROM json_each(:places) asked
        UNION ALL
        SELECT place, (SELECT min(f.cut) FROM figures f WHERE f.place = found.place AND f.cut > found.cut)
        FROM found WHERE cut IS NOT NULL),
    series (place, cut) AS (
        SELECT place, cut FROM found
        WHERE cut IS NOT NULL AND instr(cut, '|') = 0
        AND (:cuts IS NULL OR cut IN (SELECT value FROM json_each(:cuts)))),
    spans (since, until) AS (
        SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:spans)),
    carried (place, cut, since, until, last_on) AS (
        SELECT place, cut, since, until, ({_LAST_BEFORE.format(what=_DATED, of="series", bound="<= spans.since")})
        FROM series CROSS JOIN spans),
    pairs (place, cut, since, until, last_on, before) AS (
        SELECT *, ({_LAST_BEFORE.format(what=_DATED, of="carried", bound="< substr(carried.last_on, 1, 10)")})
        FROM carried)
    SELECT place, cut, since, until, substr(last_on, 1, 10), substr(before, 1, 10),
        CASE WHEN '1' IN (substr(last_on, 11), substr(before, 11)) THEN coalesce((
            SELECT min(as_on) FROM (SELECT DISTINCT f.as_on FROM figures f
            WHERE f.place = pairs.place AND f.cut = pairs.cut AND f.measure = 'registered' AND f.part = 0
            AND f.as_on <= pairs.since AND {_CURRENT} ORDER BY f.as_on DESC LIMIT 2)), '') END
    FROM pairs ORDER BY place, cut, since
"""
"""The cuts that each place ever had a figure of, found by one seek each; and for every span of days the dates of the
last two registered figures at or before its first day, which are carried into it. Where one of them is of a part, the
earlier of the last two that are not, or blank for none; else null."""
_FIGURES = f"""
    WITH {_GONE},
    wanted (number, place, cut, measure, since, until) AS (
        SELECT key, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
            json_extract(value, '$[3]'), json_extract(value, '$[4]')
        FROM json_each(:series))
    SELECT json_group_array(number), json_group_array(CAST(julianday(f.as_on) - 2440587.5 AS INT)),
        json_group_array(f.value), json_group_array(CASE f.quality WHEN 'exact' THEN 0 WHEN 'about' THEN 1 ELSE 2 END),
        json_group_array(f.part), json_group_array(f.submission)
    FROM wanted CROSS JOIN figures f
        ON f.place = wanted.place AND f.cut = wanted.cut AND f.measure = wanted.measure
        AND f.as_on BETWEEN wanted.since AND wanted.until AND {_CURRENT}
"""
"""One row of six JSON arrays as long as there are figures: the number of their series, dates (days since 1970), values,
qualities, parts and submissions. A state's year comes in a third of the time that a row a figure takes."""

_QUALITIES = ["exact", "about", "at least"]

Series = tuple[str, str, str, str, str]
"""Place, cut, measure, first and last day (ISO) of the figures that are wanted."""


def figures(
    db: sqlite3.Connection,
    places: Iterable[str],
    days: Collection[dt.date],
    known: int = LAST,
    cuts: Sequence[str] | None = None,
    *,
    first: bool = False,
    up_to: int = LAST,
) -> pd.DataFrame:
    """`frames.FIGURES` of the places: all that says what stands on each of the days.

    Those from the first to the last of days near one another, and of each cut what is carried into them: the last two
    figures before, and the new since. `cuts` None: of all persons and of every member of one dimension. `first`: of
    each date the figure that came first in the order of acts, before any correction, instead of the one that stands.
    `up_to`: a place in the order of acts, from 1; what comes later is as if it had not been told.
    """
    import numpy as np
    import pandas as pd

    last = bound(db, up_to)
    wanted = _wanted(db, places, days, known, cuts, last)
    asked = {"series": json.dumps(wanted), "known": known, "up_to": last}
    arrays = map(json.loads, db.execute(_FIGURES, asked).fetchone())
    series, day, value, quality, part, submission = (np.array(array, np.int64) for array in arrays)
    position = positions(db, submission)
    order = np.lexsort((-position if first else position, day, series))
    # In this order the last of a series and date was told last, and stands; or first, where that is asked.
    stands = np.ones(len(order), dtype=np.bool_)
    stands[:-1] = np.diff(series[order]).astype(np.bool_) | np.diff(day[order]).astype(np.bool_)
    kept = order[stands]
    words = pd.Categorical(_QUALITIES).take(quality[kept])
    place, cut, measure = (pd.Categorical([one[at] for one in wanted]).take(series[kept]) for at in range(3))
    return pd.DataFrame(
        {
            "place": place,
            "as_on": day[kept].astype("datetime64[D]").astype(DATE),
            "cut": cut,
            "measure": measure,
            "value": column(value[kept], COUNT),
            "quality": words,
            "part": column(part[kept], COUNT),
            "submission": column(submission[kept], COUNT),
        },
        copy=False,
    )


def positions(db: sqlite3.Connection, submission: np.ndarray) -> np.ndarray:
    """The places of these acts in the order of acts, from 1; where no ledger was merged, their acceptance numbers."""
    import numpy as np

    ordered = db.execute("SELECT submission FROM orders ORDER BY key").fetchall()
    if not ordered:
        return submission
    position = np.zeros(1 + max(number for (number,) in ordered), np.int64)
    position[[number for (number,) in ordered]] = np.arange(1, 1 + len(ordered))
    told: np.ndarray = position[submission]
    return told


def bound(db: sqlite3.Connection, up_to: int) -> str | int:
    """What the act at that place in the order of acts, from 1, is sorted by; `END` for `LAST`."""
    if up_to == LAST:
        return END
    at = max(up_to - 1, 0)
    found = db.execute("SELECT key FROM orders ORDER BY key LIMIT 1 OFFSET ?", (at,)).fetchone()
    return found[0] if found and up_to else up_to


def places_in(db: sqlite3.Connection, table: str) -> set[str]:
    """Every place that the table has a row of."""
    return {row[0] for row in db.execute(_PRESENT.format(table=table))}


def with_figures(db: sqlite3.Connection, places: Iterable[str], table: str = "figures") -> Sequence[str]:
    """The places, each once, in their order; of many (a state's 8,000 panchayats) those that the table knows."""
    distinct = list(dict.fromkeys(places))
    if len(distinct) < _MANY:
        return distinct
    # By a seek for each place asked: a question of one state does not read the places of all India.
    present = {row[0] for row in db.execute(_HELD.format(table=table), (json.dumps(distinct),))}
    return [place for place in distinct if place in present]


def _wanted(
    db: sqlite3.Connection,
    places: Iterable[str],
    days: Collection[dt.date],
    known: int,
    cuts: Sequence[str] | None,
    up_to: str | int,
) -> list[Series]:
    """Each series with the days of which its figures are read, as few as say what stands on those asked."""
    asked = {
        "places": json.dumps(with_figures(db, places)),
        "spans": json.dumps(list(_spans(days))),
        "cuts": None if cuts is None else json.dumps(list(cuts)),
        "known": known,
        "up_to": up_to,
    }
    found = db.execute(_SERIES, asked).fetchall()
    newest: dict[tuple[str, str], str] = {}
    for place, _, since, _, last_on, _, whole_on in found:
        # A part makes no count that the new could be added to.
        counted_on = last_on if whole_on is None else whole_on
        newest[place, since] = max(newest.get((place, since), ""), counted_on or "")
    spans: list[tuple[str, str, str, str]] = []
    for place, cut, since, until, last_on, before, whole_on in found:
        if cut == ALL:
            # Where no count was given, the new may be added to a sum over channels: it is read from there.
            first = before or last_on or newest[place, since] or since
        elif before is None and cut.partition("=")[0] in YIELDS:
            # What camps tell of their days alone is added up from the first.
            first = ""
        else:
            first = min(filter(None, (before or last_on or since, whole_on)))
        if spans and spans[-1][:2] == (place, cut) and first <= spans[-1][3]:
            spans[-1] = (place, cut, spans[-1][2], until)
        else:
            spans.append((place, cut, first, until))
    return sorted((*one[:2], measure, *one[2:]) for one in spans for measure in ("new", "registered"))


def _spans(days: Collection[dt.date]) -> Iterator[tuple[str, str]]:
    """The first and last days (ISO) of runs of days that are near one another."""
    ordered = sorted(set(days))
    starts = [at for at in range(len(ordered)) if not at or (ordered[at] - ordered[at - 1]).days > APART]
    for start, end in zip(starts, [*starts[1:], len(ordered)], strict=True):
        yield ordered[start].isoformat(), ordered[end - 1].isoformat()
