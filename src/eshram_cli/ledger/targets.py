"""Targets and their versions.

In force on a date is the order with the last `set_on` at or before it; of one day, the last in the order of acts. An
order is a target that was set, loaded or split; one without a date holds from the start of the drive: it stands below
every dated one that came after it and replaces all that came before it. Orders outrank the target columns of returns:
only where no order holds on the date is a return's target in force, chosen by the same rule.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from eshram_cli.frames import frame
from eshram_cli.language.bases import OF_RETURN
from eshram_cli.ledger import frames
from eshram_cli.ledger.figures import END, LAST, POSITION, STANDS, STOOD, bound, with_figures
from eshram_cli.ledger.opened import Opened, limit
from eshram_cli.ledger.receipt import StandingTarget

if TYPE_CHECKING:
    import pandas as pd

    from eshram_cli.returns.model import TargetRecord

_FIELDS = f"cut, value, quality, basis, deadline, set_on, submission, {POSITION}"
_UNDATED = ""
_LAST_DATE = "9999-12-31"
_EVERY = f"SELECT {_FIELDS} FROM targets f WHERE place = ? AND {STANDS} ORDER BY cut, set_on, {POSITION}"
_ALL = (
    "WITH wanted (place, cut) AS (VALUES {rows}) SELECT wanted.place, f.cut, value, quality, basis, deadline, set_on, "
    f"submission, {POSITION} FROM wanted CROSS JOIN targets f ON f.place = wanted.place AND f.cut = wanted.cut "
    f"WHERE submission <= ? AND {POSITION} <= ? AND {STOOD}"
)
_KEYS = 300
_CUTS = "SELECT DISTINCT cut FROM targets WHERE place = ? ORDER BY cut"
_INSERT = (
    "INSERT INTO targets (place, cut, set_on, submission, value, quality, basis, deadline, row, col) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

Row = tuple[str, int, str, str, str | None, str, int, Any]
"""Cut, value, quality, basis, deadline, set on (blank: from the start), submission, what the act is sorted by in the
order of acts."""


class Targets(Opened):
    """The chapter of a ledger about targets."""

    def targets(
        self, places: Iterable[str], as_on: dt.date, *, known: int | None = None, cut: str | None = ""
    ) -> pd.DataFrame:
        """`frames.TARGETS`: the target in force on `as_on` of each place that has one; `cut` None: of every cut."""
        with self._reading():
            keys = [
                (place, one)
                for place in with_figures(self._db, places, "targets")
                for one in ([row[0] for row in self._db.execute(_CUTS, (place,))] if cut is None else (cut,))
            ]
            found = _in_force(self._db, keys, as_on.isoformat(), limit(known))
            return frame([_framed(key[0], found[key]) for key in keys if key in found], frames.TARGETS)

    def targets_on(
        self, places: Iterable[str], days: Iterable[dt.date], *, known: int | None = None, up_to: int | None = None
    ) -> pd.DataFrame:
        """`frames.DATED_TARGETS`: the targets for all persons in force on each of the days. `up_to`: as if nothing had
        been told that comes later in the order of acts."""
        with self._reading():
            keys = [(place, "") for place in with_figures(self._db, places, "targets")]
            versions = _versions(self._db, keys, limit(known), bound(self._db, limit(up_to)))
            # Another one is in force only from a day on which one was set.
            steps = {
                place: [(since, row) for since in sorted({row[5] for row in each}) if (row := _picked(each, since))]
                for (place, _), each in versions.items()
            }
            rows = [
                (day, *_framed(place, row))
                for day in (day.isoformat() for day in days)
                for place, changes in steps.items()
                if (row := next((row for since, row in reversed(changes) if since <= day), None))
            ]
            return frame(rows, frames.DATED_TARGETS)

    def target_versions(self, places: Iterable[str]) -> pd.DataFrame:
        """`frames.TARGETS`: every target of the places that was not undone, by place, cut, date set and acceptance."""
        with self._reading():
            asked = with_figures(self._db, places, "targets")
            rows = [_framed(place, row) for place in asked for row in self._db.execute(_EVERY, (place, LAST))]
            return frame(rows, frames.TARGETS)

    def standing_targets(
        self, keys: Iterable[tuple[str, str]], as_on: dt.date, *, known: int | None = None
    ) -> dict[tuple[str, str], StandingTarget]:
        """The target in force on that day of each place and cut that has one."""
        with self._reading():
            found = _in_force(self._db, set(keys), as_on.isoformat(), limit(known))
        return {key: StandingTarget(row[1], _is_order(row), row[6]) for key, row in found.items()}


def differing(
    db: sqlite3.Connection,
    rows: Sequence[TargetRecord],
    set_on: str,
    basis: str | None,
    deadline: str | None,
) -> list[TargetRecord]:
    """Those that say something else than the target in force, each place and cut once.

    `basis` None: a return's column, of which only the number counts, and which changes nothing where an order holds.
    """
    once: dict[tuple[str, str], TargetRecord] = {(row.place, row.cut): row for row in rows}
    found = _in_force(db, once, set_on or _LAST_DATE)
    changed = []
    for key, row in once.items():
        held = found.get(key)
        same = held is not None and held[1:3] == (row.value, row.quality)
        if basis is None:
            same = same or _is_order(held)
        elif same and held is not None:
            # One without a date is to hold on every date: a target that holds from some day on does not say the same.
            dated = set_on == _UNDATED and held[5] != _UNDATED
            same = not dated and held[3] == basis and deadline in (None, held[4])
        if not same:
            changed.append(row)
    return changed


def insert(
    db: sqlite3.Connection,
    submission: int,
    rows: Sequence[TargetRecord],
    set_on: str,
    basis: str,
    deadline: str | None,
) -> None:
    """Stores targets. Without a deadline of its own, a new number keeps the deadline of the target that it replaces;
    one without a date replaces the latest of all."""
    replaced = _in_force(db, [(row.place, row.cut) for row in rows], set_on or _LAST_DATE)
    for row in rows:
        held = replaced.get((row.place, row.cut))
        until = deadline or (held[4] if held else None)
        values = (row.place, row.cut, set_on, submission, row.value, row.quality, basis, until, row.row, row.column)
        db.execute(_INSERT, values)


def iso(day: dt.date | None) -> str:
    """The day as stored; blank for "from the start of the drive"."""
    return day.isoformat() if day else ""


def _in_force(
    db: sqlite3.Connection, keys: Collection[tuple[str, str]], day: str, known: int = LAST
) -> Mapping[tuple[str, str], Row]:
    """The targets in force of the places and cuts on a day; all of them with a few statements."""
    found = ((key, _picked(rows, day)) for key, rows in _versions(db, keys, known).items())
    return {key: row for key, row in found if row is not None}


def _versions(
    db: sqlite3.Connection, keys: Collection[tuple[str, str]], known: int, up_to: str | int = END
) -> Mapping[tuple[str, str], list[Row]]:
    """Every version of the targets that stands, by place and cut."""
    wanted = list(keys)
    versions: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for start in range(0, len(wanted), _KEYS):
        some = wanted[start : start + _KEYS]
        query = _ALL.format(rows=", ".join(["(?, ?)"] * len(some)))
        for place, *fields in db.execute(query, (*chain.from_iterable(some), known, up_to, known, up_to)):
            versions[place, fields[0]].append(tuple(fields))
    return versions


def _picked(rows: Sequence[Row], day: str) -> Row | None:
    """Of all versions of one target the one in force on the day."""
    held = [row for row in rows if row[5] <= day]
    held = list(filter(_is_order, held)) or held
    undated = max((row for row in held if row[5] == _UNDATED), key=itemgetter(7), default=None)
    dated = [row for row in held if row[5] != _UNDATED and (undated is None or row[7] >= undated[7])]
    return max(dated, key=itemgetter(5, 7), default=undated)


def _is_order(row: Row | None) -> bool:
    """Whether the target was set, loaded or split, and did not stand in a return."""
    return row is not None and row[3] != OF_RETURN


def _framed(place: str, row: Row) -> tuple[object, ...]:
    cut, value, quality, basis, deadline, set_on, submission, _ = row
    return place, cut, value, quality, basis, deadline, set_on or None, submission
