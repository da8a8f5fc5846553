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
from typing import TYPE_CHECKING, NotRequired, TypedDict

from eshram_cli.dimensions import is_part
from eshram_cli.language.bases import OF_RETURN
from eshram_cli.ledger import targets
from eshram_cli.ledger.figures import LAST, POSITION, STANDS
from eshram_cli.ledger.ordering import put_last
from eshram_cli.ledger.receipt import Receipt, Restatement
from eshram_cli.problems import Problem, Where

if TYPE_CHECKING:
    from eshram_cli.returns.model import Figure, Return, TargetRecord

Key = tuple[str, str, str, str]
"""place, cut, measure, as on (ISO): what a figure is of."""

Series = tuple[str, str, str]
"""place, cut, measure: what a row of figures in time is of."""

Given = list[tuple[Key, "Figure"]]
"""A return's figures in the order of the ledger's key, of one key by time, row and column: the last of them stands."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The figure that stands for a key; `time` as the ledger writes it, None where there is none."""

    time: str | None
    value: int
    quality: str
    submission: int

    def says(self, figure: Figure) -> bool:
        """Whether it is the same figure."""
        return (self.value, self.quality) == (figure.value, figure.quality)


_AT_ONCE = 100
"""Series asked for at once; SQLite has statements prepared for a sheet's worth of them."""

_CURRENT = (
    "WITH wanted (n, place, cut, measure, since, until) AS (VALUES {rows}) "
    f"SELECT n, as_on, time, value, quality, submission, max({POSITION}) FROM wanted CROSS JOIN figures f "
    "ON f.place = wanted.place AND f.cut = wanted.cut AND f.measure = wanted.measure "
    f"AND f.as_on BETWEEN since AND until AND {STANDS} GROUP BY n, as_on"
)
_ENDS = (
    "WITH wanted (place, cut, measure) AS (VALUES {rows}) SELECT place, cut, measure, "
    "(SELECT max(as_on) FROM figures f "
    "WHERE f.place = wanted.place AND f.cut = wanted.cut AND f.measure = wanted.measure) FROM wanted"
)
TWINS = (
    "SELECT f.submission, f.content_sha FROM "
    "(SELECT id AS submission, content_sha FROM submissions WHERE figures_sha = ? AND kind IN ('return', 'enter')) f "
    f"WHERE {STANDS} ORDER BY f.submission"
)
_SUBMISSION = (
    "INSERT INTO submissions (uid, kind, file, sheet, content_sha, figures_sha, received_at, as_on, who, source, "
    "tool_version, accepted, rejected) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
FIGURE = (
    "INSERT INTO figures (place, cut, measure, as_on, submission, time, value, quality, row, col, part) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
SPELLING = "INSERT INTO spellings (submission, place, written) VALUES (?, ?, ?)"


class Acting(TypedDict):
    """Who acts, when, and with which version of the tool."""

    who: str
    received_at: dt.datetime
    tool_version: NotRequired[str]


@dataclass(frozen=True)
class Act:
    """Who stores what, when and how: what a submission says of itself beside its rows."""

    kind: str
    who: str
    received_at: dt.datetime
    tool_version: str = ""
    source: str = ""
    file: str = ""
    sheet: str = ""
    content_sha: str = ""


@dataclass
class Weighed:
    """A return held against the ledger: what to store, what became of each row, what to tell."""

    stored: Given = field(default_factory=list)
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
) -> Receipt:
    """Weighs the return and stores it. The caller holds the transaction."""
    given = figures_of(ret)
    last = dict(given)
    sha = figures_sha(given, ret.targets)
    standing = current(db, given, ends)
    twins: list[tuple[int, str]] = db.execute(TWINS, (sha, LAST)).fetchall() if given else []
    stands = all(key in standing and standing[key].says(figure) for key, figure in last.items())
    if twins and (stands or not again):
        rows = len({figure.row for figure in ret.figures} | {target.row for target in ret.targets})
        words = {"number": twins[-1][0]}
        if stands:
            return Receipt(None, 0, ret.rejected, rows, 0, (), (Problem("already-in", _where(ret), words),))
        differing = [held for key, figure in given if (held := standing.get(key)) and not held.says(figure)]
        words["by"] = max(held.submission for held in differing)
        if ret.sha256 and any(content == ret.sha256 for _, content in twins):
            return Receipt(None, 0, ret.rejected, rows, 0, (), (Problem("corrected-since", _where(ret), words),))
        return Receipt(None, 0, ret.rejected + rows, 0, 0, (), (Problem("older-return", _where(ret), words),))
    weighed = weigh(ret, given, standing, again)
    set_on = targets.iso(ret.last_day)
    new_targets = targets.differing(db, ret.targets, set_on, None, None) if ret.targets else []
    weighed.accepted |= {target.row for target in new_targets}
    weighed.unchanged |= {target.row for target in ret.targets}
    unchanged = weighed.unchanged - weighed.accepted
    rejected = ret.rejected + len(weighed.rejected - weighed.accepted - unchanged)
    number = None
    if (weighed.stored or new_targets) and not dry_run:
        # A return's targets hold from the date that it speaks of.
        as_on = max((key[3] for key, _ in weighed.stored), default="") or set_on or None
        spellings = sorted({(figure.place, figure.written) for figure in ret.figures if figure.written})
        number = add_submission(db, act, as_on=as_on, accepted=len(weighed.accepted), rejected=rejected, sha=sha)
        rows_of = (
            (*key, number, _time(one) or None, one.value, one.quality, one.row, one.column, one.of_part)
            for key, one in weighed.stored
        )
        db.executemany(FIGURE, rows_of)
        db.executemany(SPELLING, [(number, place, written) for place, written in spellings])
        if new_targets:
            targets.insert(db, number, new_targets, set_on, OF_RETURN, None)
    restated = len({change.row for change in weighed.changes})
    told = tuple(weighed.changes), tuple(weighed.problems)
    return Receipt(number, len(weighed.accepted), rejected, len(unchanged), restated, *told)


def figures_of(ret: Return) -> Given:
    """The return's figures with their keys, in the order of the ledger. The total of a part is not kept: no count."""
    days = {day: day.isoformat() for day in ret.days}
    kept = (one for one in ret.figures if one.cut or not one.part)
    given = [((one.place, one.cut, one.measure, days[one.as_on]), one) for one in kept]
    return sorted(given, key=lambda pair: (pair[0], _time(pair[1]), pair[1].row, pair[1].column))


def figures_sha(given: Given, stated: Iterable[TargetRecord]) -> str:
    """SHA-256 of what the return says, whatever its layout: keys, times, values, qualities, targets; and that
    departments are all of them, which only the sheet's own word can say."""
    lines = sorted(
        "\t".join((*key, _time(one), str(one.value), one.quality, *(["all"] if is_part(one.cut) > one.of_part else [])))
        for key, one in given
    )
    lines += sorted(f"{row.place}\t{row.cut}\ttarget\t{row.value}\t{row.quality}" for row in stated)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _time(figure: Figure) -> str:
    return figure.time.isoformat() if figure.time else ""


def current(db: sqlite3.Connection, given: Given, ends: Ends | None = None) -> dict[Key, Standing]:
    """The figures that stand for the keys given, one range a place, cut and measure, many at once."""
    spans: dict[Series, tuple[str, str]] = {}
    for (place, cut, measure, day), _ in given:
        spans[place, cut, measure] = (spans.get((place, cut, measure), (day, day))[0], day)
    standing: dict[Key, Standing] = {}
    wanted = list(spans) if ends is None else ends.reached(db, spans)
    for some, rows in _in_parts(wanted, 6):
        bounds = [value for number, series in enumerate(some) for value in (number, *series, *spans[series])]
        for number, as_on, *found, _ in db.execute(_CURRENT.format(rows=rows), (*bounds, LAST)):
            standing[(*some[number], as_on)] = Standing(*found)
    return standing


def _in_parts(wanted: Sequence[Series], width: int) -> Iterator[tuple[Sequence[Series], str]]:
    """The series a hundred at a time, with the places in a statement for `width` values of each."""
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        yield some, ", ".join([f"({', '.join('?' * width)})"] * len(some))


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
    uid = uuid.uuid4().hex
    named = (uid, act.kind, act.file, act.sheet, act.content_sha, sha, moment, as_on)
    cursor = db.execute(_SUBMISSION, (*named, act.who, act.source, act.tool_version, accepted, rejected))
    number = int(cursor.lastrowid or 0)
    put_last(db, number, uid, moment)
    return number


def add_rows(
    db: sqlite3.Connection,
    act: Act,
    table: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    as_on: dt.date | None = None,
) -> int:
    """One more act with the rows that it adds to a table; its acceptance number, which stands as `submission` in each.
    Dates are stored as ISO writes them, hours as 16:30."""
    number = add_submission(db, act, as_on=as_on.isoformat() if as_on else None, accepted=len(rows))
    insert = f"INSERT INTO {table} ({', '.join(columns)}, submission) VALUES ({'?, ' * len(columns)}?)"
    db.executemany(insert, ([*map(_stored, row), number] for row in rows))
    return number


def _stored(value: object) -> object:
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, dt.date) else value


def weigh(ret: Return, given: Given, standing: Mapping[Key, Standing], again: bool) -> Weighed:
    """What becomes of each figure: a first one is stored, the same again, an update or a restatement too; an earlier
    time of the same day is refused."""
    weighed = Weighed()
    last = dict(given)
    for key, figure in given:
        stands = last[key]
        # Rows of one return that speak of the same place, date and cut: one of them stands, the others are told.
        if stands is figure:
            continue
        if (stands.value, stands.quality) == (figure.value, figure.quality):
            weighed.unchanged.add(figure.row)
        else:
            weighed.rejected.add(figure.row)
            weighed.problems.append(Problem("given-twice", _where(ret, figure), {"row": stands.row}))
    cells: set[tuple[int, int]] = set()
    for key, figure in last.items():
        held = standing.get(key)
        # One cell may say the figure of a place and of its officer; what becomes of it is told once.
        first = not figure.row or (figure.row, figure.column) not in cells
        cells.add((figure.row, figure.column))
        if held is not None and held.says(figure):
            weighed.unchanged.add(figure.row)
        elif held is not None:
            time, new_time = held.time or "", _time(figure)
            if time and new_time and new_time < time and not again:
                weighed.rejected.add(figure.row)
                words = {"time": new_time[:5], "later": time[:5], "number": held.submission}
                if first:
                    weighed.problems.append(Problem("older-time", _where(ret, figure), words))
                continue
            weighed.accepted.add(figure.row)
            if first and held.value != figure.value and not (time and new_time > time):
                change = (figure.place, figure.as_on, figure.cut, figure.measure, held.value, figure.value)
                weighed.changes.append(Restatement(*change, figure.row, figure.column))
        else:
            weighed.accepted.add(figure.row)
        weighed.stored.append((key, figure))
    weighed.changes.sort(key=lambda change: (change.row, change.column))
    weighed.problems.sort(key=lambda problem: (problem.where.row or 0, problem.where.column or 0))
    return weighed


def _where(ret: Return, figure: Figure | None = None) -> Where:
    if figure is None:
        return Where(ret.file, ret.sheet)
    return Where(ret.file, ret.sheet, figure.row or None, figure.column or None)
