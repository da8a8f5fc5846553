"""A ledger put in the place of another, which stays beside it; and one rebuilt from what a damaged one still holds.

An act is brought back whole or not at all, since a sheet of which half is in the ledger would be refused when it is
sent again.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from eshram_cli.errors import EshramError
from eshram_cli.ledger import store, sums
from eshram_cli.ledger.schema import SUMS, VERSION
from eshram_cli.ledger.seal import seal, seal_of
from eshram_cli.problems import Where

_ACROSS = frozenset({"undone", "orders", "origins"})
"""Tables to which an act adds rows about others."""
_ACTS_OF = {"submissions": ("id",), "undone": ("submission", "act"), "origins": ("submission", "merge")}
"""The columns that name acts, where it is not `submission` alone."""
_SHIFT = 64
"""Rows and their checks in one number: no sum of checks reaches so far."""

Rows = dict[tuple[Any, ...], None]


@dataclass(frozen=True)
class Lost:
    """An act that could not be brought back; what it was is blank where that cannot be read either."""

    number: int
    kind: str = ""
    file: str = ""
    sheet: str = ""
    as_on: str | None = None
    who: str = ""


def put_in_place(new: Path, ledger: Path) -> Path | None:
    """Makes the file `new` the ledger. The one that was there stays beside it under the name that is returned.

    The ledger is at no moment missing or half. Raises EshramError: ledger-busy where somebody has it open, and as
    `store.told` does.
    """
    with store.told(ledger):
        if not ledger.exists():
            new.replace(ledger)
            seal(ledger)
            return None
        _close_journal(ledger)
        names = (ledger.with_name(f"{ledger.stem}.replaced-{n}{ledger.suffix}") for n in range(1, 10**6))
        aside = next(name for name in names if not name.exists())
        aside.touch(0o600, exist_ok=False)
        shutil.copyfile(ledger, aside)
        new.chmod(ledger.stat().st_mode & 0o777)
        # What a damaged ledger's journal holds belongs to its file, and must never be read into another.
        for side in ("-wal", "-journal", "-shm"):
            beside = ledger.with_name(ledger.name + side)
            with suppress(FileNotFoundError):
                beside.replace(aside.with_name(aside.name + side))
        seal_of(ledger).unlink(missing_ok=True)
        new.replace(ledger)
        seal(ledger)
        return aside


def rebuild(damaged: Path, new: Path) -> list[Lost]:
    """Adds to the ledger `new`, a copy of the damaged one or an empty one, every act that the damaged one still holds
    whole; returns those that it does not. The damaged one is only read. Raises EshramError."""
    with closing(store.connect(new, create=True, readonly=False)) as db, closing(_opened(damaged)) as source:
        held = {act for (act,) in db.execute("SELECT id FROM submissions")}
        places = [place for (place,) in db.execute("SELECT DISTINCT place FROM figures")]
        columns = {table: sums.columns_of(db, table) for table in (*sums.checked(db), SUMS, "letters")}
        found = {table: _readable(source, table, columns[table], places) for table in columns}
        stored: Counter[tuple[str, int]] = Counter()
        for act, table, rows, checks in found.pop(SUMS):
            stored[table, act] += rows << _SHIFT | checks
        letters = found.pop("letters")
        version = sums.version_of(source) if stored else VERSION
        good = {
            (table, act)
            for table, rows in found.items()
            for act in _agreeing(table, columns[table], version, rows, stored)
        }
        acts = {row[0]: dict(zip(columns["submissions"], row, strict=True)) for row in found["submissions"]}
        told = {act for _, act in stored if act} | {act for act in acts if ("submissions", act) in good}
        # Rows of `undone` stand under the act that was taken back; the undo is whole where all that it did is there.
        torn = {act for table, act in stored.keys() - good if table != "undone"}
        undid: dict[int, bool] = {}
        for submission, act, _ in found["undone"]:
            undid[act] = undid.get(act, True) and ("undone", submission) in good
        all_undone = all(key in good for key in stored if key[0] == "undone")
        whole = {
            act
            for act in told - held - torn
            if ("submissions", act) in good and (acts[act]["kind"] != "undo" or undid.get(act, all_undone))
        }
        with store.told(new), store.transaction(db, "IMMEDIATE"):
            for table, rows in found.items():
                names = _ACTS_OF.get(table, ("submission",) if "submission" in columns[table] else ())
                at = [columns[table].index(name) for name in names]
                there = set(db.execute(f"SELECT {', '.join(columns[table])} FROM {table}").fetchall())
                # Of an act that the copy has, all is there but what later acts said of it.
                wanted = [
                    row
                    for row in rows
                    if row not in there
                    and (table, row[at[0]] if at else 0) in good
                    and {row[one] for one in at} <= held | whole
                    and (not at or table in _ACROSS or row[at[0]] in whole)
                ]
                _insert(db, table, columns[table], wanted)
            mails = {number for (number,) in db.execute("SELECT id FROM mails")}
            kept = {mail for (mail,) in db.execute("SELECT mail FROM letters")}
            _insert(db, "letters", columns["letters"], [row for row in letters if row[0] in mails - kept])
    lost = [Lost(0, "mail")] if {("mails", 0), ("mail_acts", 0)} & (stored.keys() - good) else []
    for act in sorted(told - held - whole):
        # What is left of its line, with whatever a flipped bit made of it, is better than nothing to find a sheet by.
        said = acts.get(act, {})
        lost.append(Lost(act, *(said.get(name, "") for name in ("kind", "file", "sheet", "as_on", "who"))))
    return lost


def same_history(copy: Path, damaged: Path) -> bool:
    """Whether no act of the copy is another one in the damaged ledger, as far as that can be read."""
    with closing(_opened(copy)) as of, closing(_opened(damaged)) as there:
        held = dict(_readable(of, "submissions", ["id", "uid"], ()))
        return all(held.get(act, uid) == uid for act, uid in _readable(there, "submissions", ["id", "uid"], ()))


def _close_journal(ledger: Path) -> None:
    """Takes a ledger out of WAL, which nobody can while another has it open. What is damaged stays as it is."""
    with closing(sqlite3.connect(ledger, timeout=1)) as db:
        try:
            db.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise EshramError("ledger-busy", Where(file=str(ledger))) from error


def _opened(damaged: Path) -> sqlite3.Connection:
    """A connection that reads what it can."""
    db = sqlite3.connect(f"file:{quote(damaged.absolute().as_posix())}?mode=ro", uri=True, isolation_level=None)
    db.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    return db


def _readable(db: sqlite3.Connection, table: str, columns: Collection[str], places: Collection[str]) -> Rows:
    """The rows that can be read: from the front, the back, and place by place where both stop at a damaged page."""
    found: Rows = {}
    query = f"SELECT {', '.join(columns)} FROM main.{table}"
    try:
        keyed = sorted((key, name) for _, name, _, _, _, key in db.execute(f"PRAGMA main.table_info({table})") if key)
        back = ", ".join(f"{name} DESC" for _, name in keyed) or "rowid DESC"
    except store.FAULTS:
        return found
    for ordered in (query, f"{query} ORDER BY {back}"):
        try:
            _read_into(found, db, ordered)
            return found
        except store.FAULTS:
            continue
    if "place" in columns:
        for place in places:
            with suppress(*store.FAULTS):
                _read_into(found, db, f"{query} WHERE place = ?", place)
    return found


def _read_into(found: Rows, db: sqlite3.Connection, query: str, *values: str) -> None:
    """Adds the rows of a query one by one: those before a damaged page are kept where it stops there."""
    for row in db.execute(query, values):
        found[row] = None


def _agreeing(
    table: str, columns: list[str], version: int, rows: Rows, stored: Counter[tuple[str, int]]
) -> Iterator[int]:
    """The acts whose rows in a table are as they were accepted."""
    counted: Counter[int] = Counter()
    named, *others = sums.act_and_others(table, columns, version)
    at = [columns.index(name) for name in others]
    for row in rows:
        counted[row[columns.index(named)] if named else 0] += (1 << _SHIFT) + sums.check([row[one] for one in at])
    for act, total in counted.items():
        if total == stored[table, act]:
            yield act


def _insert(db: sqlite3.Connection, table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * len(columns))
    db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)
