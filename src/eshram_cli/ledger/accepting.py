"""How a return enters the ledger: compared with what stands, then stored whole, in one transaction, or not at all.

- The same figures as a submission that still stands change nothing (`already-in`).
- The same figures as a submission that was corrected since change nothing either: the very same file is a plain
  repetition (`corrected-since`, a warning), another file is refused (`older-return`, an error). `again` takes them.
- A figure with an earlier time of the same day than the one that stands is refused (`older-time`); a later time is an
  update, not a restatement.
- Two rows of one return for the same place, date and cut: the later time stands, else the lower row (`given-twice`).
- Everything else is stored, confirmations too. Targets that say what is in force already are not stored again, nor are
  those of a place whose target was set, loaded or split: orders outrank returns.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from eshram_cli.language.bases import OF_RETURN
from eshram_cli.ledger import targets
from eshram_cli.ledger.memory import Memory
from eshram_cli.ledger.receipt import Receipt, Restatement
from eshram_cli.ledger.views import LAST, STANDS
from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Problem, Where

if TYPE_CHECKING:
    from eshram_cli.returns.model import Return, TargetRecord

Key = tuple[str, str, str, str]
"""place, cut, measure, as on (ISO): what a figure is of."""

Given = tuple[str, str, str, str, str, int, int, int, str]
"""A key, then time (ISO, blank where none), row, column, value, quality."""

_TIME: Final = 4
_ROW: Final = 5
_COLUMN: Final = 6
_VALUE: Final = 7

Standing = tuple[str | None, int, str, int]
"""time, value, quality, submission of the figure that stands."""

Series = tuple[str, str, str]
"""place, cut, measure: what a row of figures in time is of."""

_AT_ONCE = 100
"""Series asked for at once; SQLite has statements prepared for a sheet's worth of them."""

_CURRENT = (
    "WITH wanted (n, place, cut, measure, since, until) AS (VALUES {rows}) "
    "SELECT n, as_on, time, value, quality, max(submission) FROM wanted CROSS JOIN figures f "
    "ON f.place = wanted.place AND f.cut = wanted.cut AND f.measure = wanted.measure "
    f"AND f.as_on BETWEEN since AND until AND {STANDS} GROUP BY n, as_on"
)
_ENDS = (
    "WITH wanted (place, cut, measure) AS (VALUES {rows}) SELECT place, cut, measure, "
    "(SELECT max(as_on) FROM figures f "
    "WHERE f.place = wanted.place AND f.cut = wanted.cut AND f.measure = wanted.measure) FROM wanted"
)
_TWINS = (
    "SELECT f.submission, f.content_sha FROM "
    "(SELECT id AS submission, content_sha FROM submissions WHERE figures_sha = ? AND kind IN ('return', 'enter')) f "
    f"WHERE {STANDS} ORDER BY f.submission"
)
_SUBMISSION = (
    "INSERT INTO submissions (uid, kind, file, sheet, content_sha, figures_sha, received_at, as_on, who, source, "
    "tool_version, accepted, rejected) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_FIGURE = (
    "INSERT INTO figures (place, cut, measure, as_on, submission, time, value, quality, row, col) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SPELLING = "INSERT INTO spellings (submission, place, written) VALUES (?, ?, ?)"


@dataclass(frozen=True)
class Act:
    """Who stores what, when and how: what a submission says of itself beside its figures."""

    kind: str
    who: str
    received_at: dt.datetime
    tool_version: str
    source: str = ""
    file: str = ""
    sheet: str = ""
    content_sha: str = ""


@dataclass
class Weighed:
    """A return held against the ledger: what to store, what became of each row, what to tell."""

    stored: list[Given] = field(default_factory=list)
    accepted: set[int] = field(default_factory=set)
    unchanged: set[int] = field(default_factory=set)
    rejected: set[int] = field(default_factory=set)
    changes: list[Restatement] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def accept(
    db: sqlite3.Connection,
    ret: Return,
    act: Act,
    *,
    again: bool,
    dry_run: bool,
    ends: Ends | None = None,
    memory: Memory | None = None,
) -> Receipt:
    """Weighs the return and stores it. The caller holds the transaction; `memory` is of this moment."""
    given = figures_of(ret)
    sha = figures_sha(given, ret.targets)
    standing = current(db, given, ends)
    twins = db.execute(_TWINS, (sha, LAST)).fetchall() if given else []
    if twins and _stands(given, standing):
        return _nothing(ret, given, Problem("already-in", _where(ret), {"number": twins[-1][0]}), ret.rejected)
    if twins and not again:
        return _older(ret, given, standing, twins)
    weighed = _weigh(ret, given, standing, again)
    new_targets = _weigh_targets(db, ret, weighed, memory)
    number = None if dry_run else _store(db, ret, act, weighed, new_targets, sha)
    if new_targets and memory is not None:
        memory.forget()
    return _receipt(ret, weighed, number)


def figures_of(ret: Return) -> list[Given]:
    """The return's figures in the order of the ledger's key; of one key the last is the one that stands."""
    day = {as_on: as_on.isoformat() for as_on in ret.days}
    return sorted(
        [
            (place, cut, measure, day[as_on], time.isoformat() if time else "", row, column, value, quality)
            for place, as_on, value, row, column, time, cut, measure, quality, _ in ret.records
        ]
    )


def figures_sha(given: Sequence[Given], stated: Iterable[TargetRecord]) -> str:
    """SHA-256 of what the return says, whatever its layout: keys, times, values, qualities, targets."""
    lines = sorted([f"{p}\t{c}\t{m}\t{d}\t{t}\t{value}\t{quality}" for p, c, m, d, t, _, _, value, quality in given])
    lines += sorted(f"{row.place}\t{row.cut}\ttarget\t{row.value}\t{row.quality}" for row in stated)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def current(db: sqlite3.Connection, given: Sequence[Given], ends: Ends | None = None) -> dict[Key, Standing]:
    """The figures that stand for the keys given, one range a place, cut and measure, many at once."""
    standing: dict[Key, Standing] = {}
    spans = _spans(given)
    wanted = list(spans) if ends is None else ends.reached(db, spans)
    for some, rows in _in_parts(wanted, 6):
        bounds = [value for number, series in enumerate(some) for value in (number, *series, *spans[series])]
        for number, as_on, time, value, quality, submission in db.execute(_CURRENT.format(rows=rows), (*bounds, LAST)):
            standing[(*some[number], as_on)] = (time, value, quality, submission)
    return standing


def _in_parts(wanted: Sequence[Series], width: int) -> Iterator[tuple[Sequence[Series], str]]:
    """The series a hundred at a time, with the places in a statement for `width` values of each."""
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        yield some, ", ".join([f"({', '.join('?' * width)})"] * len(some))


def _spans(given: Sequence[Given]) -> dict[Series, tuple[str, str]]:
    """The first and last date of each series; `given` is in the ledger's order."""
    spans: dict[Series, tuple[str, str]] = {}
    for row in given:
        series, day = row[:3], row[3]
        spans[series] = (spans[series][0], day) if series in spans else (day, day)
    return spans


class Ends:
    """The last date of each series in the ledger, while nobody else can write: for `Ledger.together` alone.

    A return of a later day, as each of a folder's is, needs no seek to know that nothing stands against it. Rows are
    never removed, so that a date seen once stays.
    """

    def __init__(self) -> None:
        self._last: dict[Series, str] = {}

    def reached(self, db: sqlite3.Connection, spans: Mapping[Series, tuple[str, str]]) -> list[Series]:
        """The series that have a figure, standing or not, on their first date or later.

        The figures asked about are taken as stored from then on: where they are refused, a seek more is the price.
        """
        unseen = [series for series in spans if series not in self._last]
        for some, rows in _in_parts(unseen, 3):
            found = db.execute(_ENDS.format(rows=rows), [value for series in some for value in series])
            self._last.update(((place, cut, measure), last or "") for place, cut, measure, last in found)
        reached = []
        for series, (first, last) in spans.items():
            end = self._last[series]
            if first <= end:
                reached.append(series)
            if last > end:
                self._last[series] = last
        return reached


def add_submission(
    db: sqlite3.Connection, act: Act, *, as_on: str | None = None, accepted: int, rejected: int = 0, sha: str = ""
) -> int:
    """One more act in the ledger; its acceptance number."""
    moment = act.received_at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    named = (uuid.uuid4().hex, act.kind, act.file, act.sheet, act.content_sha, sha, moment, as_on)
    cursor = db.execute(_SUBMISSION, (*named, act.who, act.source, act.tool_version, accepted, rejected))
    return int(cursor.lastrowid or 0)


def _stands(given: Sequence[Given], standing: dict[Key, Standing]) -> bool:
    last = {row[:4]: row for row in given}
    return all(_same(row, standing.get(key)) for key, row in last.items())


def _same(row: Given, stands: Standing | None) -> bool:
    return stands is not None and stands[1:3] == row[_VALUE:]


def _older(ret: Return, given: list[Given], standing: dict[Key, Standing], twins: list[tuple[int, str]]) -> Receipt:
    by = max(standing[row[:4]][3] for row in given if row[:4] in standing and not _same(row, standing[row[:4]]))
    words = {"number": twins[-1][0], "by": by}
    if ret.sha256 and any(sha == ret.sha256 for _, sha in twins):
        return _nothing(ret, given, Problem("corrected-since", _where(ret), words), ret.rejected)
    rows = {row[_ROW] for row in given} | {row.row for row in ret.targets}
    problem = Problem("older-return", _where(ret), words)
    return Receipt(None, 0, ret.rejected + len(rows), 0, 0, (), (problem,))


def _nothing(ret: Return, given: list[Given], problem: Problem, rejected: int) -> Receipt:
    rows = {row[_ROW] for row in given} | {row.row for row in ret.targets}
    return Receipt(None, 0, rejected, len(rows), 0, (), (problem,))


def _weigh(ret: Return, given: list[Given], standing: dict[Key, Standing], again: bool) -> Weighed:
    weighed = Weighed()
    last = {row[:4]: row for row in given}
    if len(last) < len(given):
        _twice(ret, given, last, weighed)
    weighed.stored = [row for key, row in last.items() if key not in standing]
    weighed.accepted = {row[_ROW] for row in weighed.stored}
    for key in standing.keys() & last.keys():
        _against(ret, last[key], standing[key], weighed, again)
    weighed.changes.sort(key=lambda change: (change.row, change.column))
    weighed.problems.sort(key=lambda problem: (problem.where.row or 0, problem.where.column or 0))
    return weighed


def _twice(ret: Return, given: list[Given], last: dict[Key, Given], weighed: Weighed) -> None:
    """Rows of one return that speak of the same place, date and cut: one of them stands, the others are told."""
    for row in given:
        stands = last[row[:4]]
        if stands is row:
            continue
        if stands[_VALUE:] == row[_VALUE:]:
            weighed.unchanged.add(row[_ROW])
        else:
            weighed.rejected.add(row[_ROW])
            where = _where(ret, row[_ROW], row[_COLUMN])
            weighed.problems.append(Problem("given-twice", where, {"row": stands[_ROW]}))


def _against(ret: Return, row: Given, stands: Standing, weighed: Weighed, again: bool) -> None:
    time, value, _, number = stands
    if _same(row, stands):
        weighed.unchanged.add(row[_ROW])
    elif time and row[_TIME] and row[_TIME] < time and not again:
        weighed.rejected.add(row[_ROW])
        words = {"time": row[_TIME][:5], "later": time[:5], "number": number}
        weighed.problems.append(Problem("older-time", _where(ret, row[_ROW], row[_COLUMN]), words))
        return
    else:
        weighed.accepted.add(row[_ROW])
        later = bool(time and row[_TIME] and row[_TIME] > time)
        if value != row[_VALUE] and not later:
            weighed.changes.append(_restatement(row, value))
    weighed.stored.append(row)


def _restatement(row: Given, old: int) -> Restatement:
    place, cut, measure, as_on, _, line, column, value, _ = row
    return Restatement(PlaceId(place), dt.date.fromisoformat(as_on), cut, measure, old, value, line, column)


def _weigh_targets(db: sqlite3.Connection, ret: Return, weighed: Weighed, memory: Memory | None) -> list[TargetRecord]:
    if not ret.targets:
        return []
    new = targets.differing(db, ret.targets, _set_on(ret), None, None, memory)
    weighed.accepted |= {row.row for row in new}
    weighed.unchanged |= {row.row for row in ret.targets}
    return new


def _set_on(ret: Return) -> str:
    """A return's targets hold from the date that it speaks of."""
    return targets.iso(ret.last_day)


def _store(
    db: sqlite3.Connection, ret: Return, act: Act, weighed: Weighed, new_targets: list[TargetRecord], sha: str
) -> int | None:
    if not weighed.stored and not new_targets:
        return None
    rejected = ret.rejected + len(weighed.rejected - weighed.accepted - weighed.unchanged)
    as_on = max((row[3] for row in weighed.stored), default="") or _set_on(ret) or None
    spellings = _spellings(ret)
    number = add_submission(db, act, as_on=as_on, accepted=len(weighed.accepted), rejected=rejected, sha=sha)
    db.executemany(_FIGURE, _figure_rows(weighed.stored, number))
    db.executemany(_SPELLING, [(number, place, written) for place, written in spellings])
    if new_targets:
        targets.insert(db, number, new_targets, _set_on(ret), OF_RETURN, None)
    return number


def _figure_rows(stored: list[Given], number: int) -> Iterator[tuple[object, ...]]:
    for place, cut, measure, as_on, time, row, column, value, quality in stored:
        yield place, cut, measure, as_on, number, time or None, value, quality, row, column


def _spellings(ret: Return) -> list[tuple[str, str]]:
    return sorted({(record.place, record.written) for record in ret.records if record.written})


def _receipt(ret: Return, weighed: Weighed, number: int | None) -> Receipt:
    unchanged = weighed.unchanged - weighed.accepted
    rejected = weighed.rejected - weighed.accepted - unchanged
    return Receipt(
        number,
        len(weighed.accepted),
        ret.rejected + len(rejected),
        len(unchanged),
        len({change.row for change in weighed.changes}),
        tuple(weighed.changes),
        tuple(weighed.problems),
    )


def _where(ret: Return, row: int | None = None, column: int | None = None) -> Where:
    return Where(ret.file, ret.sheet, row or None, column or None)
