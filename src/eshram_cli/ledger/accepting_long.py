"""How a long table enters the ledger: as any return does (see `accepting`), place by place, in one transaction.

The figures come in the order of the ledger's key, so that its tree grows at one end of each place. They are summed here
in place of the triggers that count single rows (see `sums`).
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np

from eshram_cli.dimensions import is_part
from eshram_cli.language.bases import OF_RETURN
from eshram_cli.ledger import sums, targets
from eshram_cli.ledger.accepting import (
    FIGURE,
    SPELLING,
    TWINS,
    Act,
    Given,
    Key,
    Standing,
    Weighed,
    add_submission,
    current,
    figures_of,
    weigh,
)
from eshram_cli.ledger.figures import LAST
from eshram_cli.ledger.receipt import Receipt, Restatement
from eshram_cli.problems import Problem, Where

if TYPE_CHECKING:
    from eshram_cli.ledger.store import Connection
    from eshram_cli.returns.long_tables import LongReturn

Row = tuple[Any, ...]
Told = Callable[[str, int, int], None]
"""Told the stage of a long piece of work, "reading" (KB) or "storing" (figures), how much is done, and of how much."""

_KNOWN = "SELECT 1 FROM figures WHERE place = ? LIMIT 1"


def accept_long(
    db: Connection, long: LongReturn, act: Act, *, again: bool, dry_run: bool, told: Told | None = None
) -> Receipt:
    """Weighs the table and stores it. The caller holds the transaction."""
    ret, size = long.ret, long.size
    # Rows that state a target and no figure.
    stating = np.array([target.row for target in long.targets], dtype=np.int32)
    alone = set(stating[~np.isin(stating, long.rows)].tolist())
    rows = size + len(alone)
    sha = _sha(long)
    where = Where(ret.file, ret.sheet)
    twins: list[tuple[int, str]] = db.execute(TWINS, (sha, LAST)).fetchall() if size else []
    known = [at for at, place in enumerate(long.places) if db.execute(_KNOWN, (place,)).fetchone()]
    still: set[int] = set()
    same, by = len(known) == len(long.places), 0
    changes: list[Restatement] = []
    for place in known:
        given, standing = _held(db, long, place)
        weighed: Weighed = weigh(ret, given, standing, again)
        still |= weighed.unchanged - weighed.accepted
        changes += weighed.changes
        differing = [held for key, figure in given if (held := standing.get(key)) and not held.says(figure)]
        same = same and not differing and len(standing) >= len(given)
        by = max([by, *(held.submission for held in differing)])
    if twins and (same or not again):
        number = twins[-1][0]
        if same:
            return Receipt(None, 0, ret.rejected, rows, 0, (), (Problem("already-in", where, {"number": number}),))
        words = {"number": number, "by": by}
        if any(content == ret.sha256 for _, content in twins):
            return Receipt(None, 0, ret.rejected, rows, 0, (), (Problem("corrected-since", where, words),))
        return Receipt(None, 0, ret.rejected + rows, 0, 0, (), (Problem("older-return", where, words),))
    set_on = targets.iso(ret.last_day)
    new_targets = targets.differing(db, long.targets, set_on, None, None) if long.targets else []
    # A row is accepted for its target too, and stays as it was where both say what is known.
    still = (still | alone) - {target.row for target in new_targets}
    accepted, unchanged = rows - len(still), len(still)
    stored: int | None = None
    if (size or new_targets) and not dry_run:
        last = max((day for at, day in enumerate(long.days) if long.rows[:, :, at].any()), default=None)
        as_on = targets.iso(last) or set_on
        stored = number = add_submission(db, act, as_on=as_on, accepted=accepted, rejected=ret.rejected, sha=sha)
        with db.tally.told_apart(db, "figures") as tell:
            figures, done = sum(len(days) for _, _, days in _series(long)), 0
            for some in _rows(long, number):
                db.executemany(FIGURE, some)
                # The columns of `figures` from the date on but the act's number, as `sums.check` joins them.
                rest = (
                    f"{day}\x1fNone\x1f{value}\x1f{quality}\x1f{row}\x1f{column}\x1f{part}"
                    for _, _, _, day, _, _, value, quality, row, column, part in some
                )
                tell(number, len(some), sums.checks_of(some[0][:3], rest))
                done += len(some)
                if told is not None:
                    told("storing", done, figures)
        spellings = [
            (number, place, written)
            for at, place in enumerate(long.places)
            for which, written in enumerate(long.written[at])
            if written and (long.rows[:, at] > 0)[long.spelt[:, at] == which].any()
        ]
        db.executemany(SPELLING, sorted(set(spellings)))
        if new_targets:
            targets.insert(db, number, new_targets, set_on, OF_RETURN, None)
    changes.sort(key=lambda change: (change.row, change.column))
    restated = len({change.row for change in changes})
    return Receipt(stored, accepted, ret.rejected, unchanged, restated, tuple(changes))


def _held(db: sqlite3.Connection, long: LongReturn, place: int) -> tuple[Given, dict[Key, Standing]]:
    """The figures of a place, and those that stand for it in the ledger."""
    some = long.some([(place, day) for day in range(len(long.days))])
    given = figures_of(some)
    return given, current(db, given)


def _series(long: LongReturn) -> Iterator[tuple[int, int, np.ndarray]]:
    """Each place and column with the days on which it has a figure, in the order of the ledger's key."""
    for place in range(len(long.places)):
        for column in range(len(long.counts)):
            held = long.rows[long.kinds[column], place] > 0
            days = ((long.values[column, place] >= 0) & held).nonzero()[0]
            if len(days):
                yield place, column, days


def _rows(long: LongReturn, number: int) -> Iterator[list[Row]]:
    """The rows of the ledger, those of a place and cut together."""
    dates = [day.isoformat() for day in long.days]
    for place, column, days in _series(long):
        one, at = long.counts[column], days.tolist()
        yield list(
            zip(
                repeat(long.places[place]),
                repeat(one.cut),
                repeat(one.measure),
                [dates[day] for day in at],
                repeat(number),
                repeat(None),
                long.values[column, place, days].tolist(),
                [long.qualities.get((column, place, day), "exact") for day in at]
                if long.qualities
                else repeat("exact"),
                long.rows[long.kinds[column], place, days].tolist(),
                repeat(one.column),
                long.parts[column, place, days].tolist() if long.parts is not None else repeat(0),
                strict=False,
            )
        )


def _sha(long: LongReturn) -> str:
    """As `accepting.figures_sha`, whose lines come in the order of the key."""
    sha, between = hashlib.sha256(), ""
    for rows in _rows(long, 0):
        cut = str(rows[0][1])
        natural = is_part(cut)
        lines = [
            f"{place}\t{cut}\t{measure}\t{day}\t\t{value}\t{quality}" + ("\tall" if natural > part else "")
            for place, _, measure, day, _, _, value, quality, _, _, part in rows
        ]
        sha.update((between + "\n".join(lines)).encode())
        between = "\n"
    stated = sorted(f"{one.place}\t{one.cut}\ttarget\t{one.value}\t{one.quality}" for one in long.targets)
    sha.update("".join(between + line for line in stated).encode())
    return sha.hexdigest()
