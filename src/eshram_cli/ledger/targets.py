"""Targets and their versions.

In force on a date is the order with the last `set_on` at or before it; of one day, the last accepted. An order is a
target that was set, loaded or split; one without a date holds from the start of the drive: it stands below every dated
one accepted after it and replaces all accepted before it. Orders outrank the target columns of returns: only where no
order holds on the date is a return's target in force, chosen by the same rule.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from eshram_cli.language.bases import OF_RETURN
from eshram_cli.ledger.figures import LAST, STANDS, with_figures

if TYPE_CHECKING:
    from eshram_cli.returns.model import TargetRecord

_FIELDS = "cut, value, quality, basis, deadline, set_on, submission"
_UNDATED = ""
_LAST_DATE = "9999-12-31"
_VERSIONS = (
    f"SELECT {_FIELDS} FROM targets f WHERE place = ? AND submission <= ? AND {STANDS} ORDER BY cut, set_on, submission"
)
_ALL = (
    "WITH wanted (place, cut) AS (VALUES {rows}) SELECT wanted.place, f.cut, value, quality, basis, deadline, set_on, "
    "submission FROM wanted CROSS JOIN targets f ON f.place = wanted.place AND f.cut = wanted.cut "
    f"WHERE submission <= ? AND {STANDS}"
)
_KEYS = 300
_CUTS = "SELECT DISTINCT cut FROM targets WHERE place = ?"
_INSERT = (
    "INSERT INTO targets (place, cut, set_on, submission, value, quality, basis, deadline, row, col) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

Row = tuple[str, int, str, str, str | None, str, int]


def in_force(
    db: sqlite3.Connection, places: Iterable[str], day: str, known: int = LAST, cut: str | None = ""
) -> Iterator[tuple[object, ...]]:
    """A row of `frames.TARGETS` for each place with a target on that day (ISO); `cut` None asks for every cut's."""
    asked = with_figures(db, places, "targets")
    keys = [(place, one) for place in asked for one in (_cuts(db, place) if cut is None else (cut,))]
    found = standing(db, keys, day, known)
    for key in keys:
        if key in found:
            yield _framed(key[0], found[key])


def on_days(
    db: sqlite3.Connection, places: Iterable[str], days: Iterable[str], known: int = LAST
) -> Iterator[tuple[object, ...]]:
    """A row of `frames.DATED_TARGETS` for each day (ISO) and place with a target for all persons in force on it."""
    keys = [(place, "") for place in with_figures(db, places, "targets")]
    versions = _versions(db, keys, known)
    for day in days:
        for (place, _), rows in versions.items():
            if row := _picked(rows, day):
                yield day, *_framed(place, row)


def versions(db: sqlite3.Connection, places: Iterable[str], known: int = LAST) -> Iterator[tuple[object, ...]]:
    """Every target that stands, in the order of cut, date set and acceptance."""
    for place in with_figures(db, places, "targets"):
        for row in db.execute(_VERSIONS, (place, known, known)):
            yield _framed(place, row)


def current(db: sqlite3.Connection, place: str, cut: str, day: str, known: int = LAST) -> Row | None:
    """The target in force: cut, value, quality, basis, deadline, set on (blank: from the start), submission."""
    return standing(db, [(place, cut)], day, known).get((place, cut))


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
    found = standing(db, once, set_on or _LAST_DATE)
    if basis is None:
        once = {key: row for key, row in once.items() if not is_order(found.get(key))}
    return [row for key, row in once.items() if not _same(found.get(key), row, set_on, basis, deadline)]


def is_order(row: Row | None) -> bool:
    """Whether the target was set, loaded or split, and did not stand in a return."""
    return row is not None and row[3] != OF_RETURN


def standing(
    db: sqlite3.Connection, keys: Collection[tuple[str, str]], day: str, known: int = LAST
) -> Mapping[tuple[str, str], Row]:
    """The targets in force of the places and cuts, as `current` has each; all of them with a few statements."""
    found = ((key, _picked(rows, day)) for key, rows in _versions(db, keys, known).items())
    return {key: row for key, row in found if row is not None}


def _versions(
    db: sqlite3.Connection, keys: Collection[tuple[str, str]], known: int
) -> Mapping[tuple[str, str], list[Row]]:
    """Every version of the targets that stands, by place and cut."""
    versions: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for place, *fields in _all(db, list(keys), known):
        versions[place, fields[0]].append(tuple(fields))
    return versions


def _picked(rows: Sequence[Row], day: str) -> Row | None:
    """Of all versions of one target the one in force on the day."""
    held = [row for row in rows if row[5] <= day]
    held = list(filter(is_order, held)) or held
    undated = max((row for row in held if row[5] == _UNDATED), key=itemgetter(6), default=None)
    first = undated[6] if undated else 0
    dated = [row for row in held if row[5] != _UNDATED and row[6] >= first]
    return max(dated, key=itemgetter(5, 6), default=undated)


def _all(db: sqlite3.Connection, keys: Sequence[tuple[str, str]], known: int) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(keys), _KEYS):
        some = keys[start : start + _KEYS]
        query = _ALL.format(rows=", ".join(["(?, ?)"] * len(some)))
        yield from db.execute(query, (*(value for key in some for value in key), known, known))


def insert(
    db: sqlite3.Connection,
    submission: int,
    rows: Sequence[TargetRecord],
    set_on: str,
    basis: str,
    deadline: str | None,
) -> None:
    """Stores targets. Without a deadline of its own, a new number keeps the deadline of the target that it replaces."""
    replaced = [_replaced(db, row, set_on) for row in rows]
    deadlines = [deadline or (found[4] if found else None) for found in replaced]
    db.executemany(
        _INSERT,
        [
            (row.place, row.cut, set_on, submission, row.value, row.quality, basis, until, row.row, row.column)
            for row, until in zip(rows, deadlines, strict=True)
        ],
    )


def _replaced(db: sqlite3.Connection, row: TargetRecord, set_on: str) -> Row | None:
    """The target that the row would take the place of; without a date, the latest of all."""
    return current(db, row.place, row.cut, set_on or _LAST_DATE)


def iso(day: dt.date | None) -> str:
    """The day as stored; blank for "from the start of the drive"."""
    return day.isoformat() if day else ""


def _same(found: Row | None, row: TargetRecord, set_on: str, basis: str | None, deadline: str | None) -> bool:
    if found is None or found[1:3] != (row.value, row.quality):
        return False
    if basis is None:
        return True
    # A target without a date is to hold on every date, so one that holds from some day on does not say the same.
    dated = set_on == _UNDATED and found[5] != _UNDATED
    return not dated and found[3] == basis and deadline in (None, found[4])


def _cuts(db: sqlite3.Connection, place: str) -> list[str]:
    return sorted(row[0] for row in db.execute(_CUTS, (place,)))


def _framed(place: str, row: Row) -> tuple[object, ...]:
    cut, value, quality, basis, deadline, set_on, submission = row
    return place, cut, value, quality, basis, deadline, set_on or None, submission
