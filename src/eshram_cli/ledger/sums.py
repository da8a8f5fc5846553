"""That the ledger still says what was accepted: what each act added to each table, counted and summed up.

`sums` holds for an act and a table how many rows it added and the sum of their checks (CRC-32 of a row's columns), a
line for each transaction that added some. A bit that flipped in a row, a page that was lost with rows of an act, a row
that no eshram wrote: the sums no longer agree, and the act is named. Rows of no act (mails) stand under act 0.

The number of the act is not in the check, since the sum stands under it: so an act that another ledger takes in, where
it gets another number, brings its sums along. Ledgers of version 4 had it in the check.

The rows are counted where SQLite adds them, by triggers of the writer's own connection, so that whoever adds a table
need not think of it. The sums go into the same transaction as their rows.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from eshram_cli.ledger.schema import LOOSE, SUMS, tables

Added = tuple[str, int]
"""A table, and the act that added rows to it; 0 where they belong to no act."""

_ADD = "INSERT INTO sums (submission, content, rows, checks) VALUES (?, ?, ?, ?)"
_NUMBERED = 4
"""The version of ledgers in which a row's check had the number of its act."""
_STORED = "SELECT content, submission, sum(rows), sum(checks) FROM sums GROUP BY content, submission"


class Tally:
    """The rows that a transaction has added so far."""

    def __init__(self) -> None:
        """None yet."""
        self._sums: dict[Added, tuple[int, int]] = {}
        self.rows = 0
        """How many there were, those of earlier transactions included."""

    def listen(self, db: sqlite3.Connection) -> None:
        """From now on counts every row that this connection adds."""
        db.create_function("tally", -1, self._add)
        for table in checked(db):
            db.execute(_trigger(db, table))

    @contextmanager
    def told_apart(self, db: sqlite3.Connection, table: str) -> Iterator[Callable[[int, int, int], None]]:
        """Inside, rows that are added to the table are not counted one by one: who adds them tells for each act how
        many they are, and the sum of their checks."""

        def tell(act: int, rows: int, checks: int) -> None:
            """So many rows of the act were added, and this is the sum of their checks."""
            before = self._sums.get((table, act), (0, 0))
            self._sums[table, act] = before[0] + rows, before[1] + checks
            self.rows += rows

        # Within the transaction, which brings the trigger back where it fails. A ledger in memory has none.
        listens = db.execute("SELECT 1 FROM temp.sqlite_master WHERE name = ?", (f"tally_{table}",)).fetchone()
        if listens:
            db.execute(f"DROP TRIGGER temp.tally_{table}")
        yield tell if listens else lambda *_: None
        if listens:
            db.execute(_trigger(db, table))

    def store(self, db: sqlite3.Connection) -> None:
        """Writes the sums, in the transaction that is under way."""
        if self._sums:
            db.executemany(_ADD, ((act, table, *counted) for (table, act), counted in self._sums.items()))
            self._sums.clear()

    def forget(self) -> None:
        """The rows were taken back."""
        self._sums.clear()

    def _add(self, table: str, act: int, *row: object) -> None:
        rows, checks = self._sums.get((table, act), (0, 0))
        self._sums[table, act] = rows + 1, checks + check(row)
        self.rows += 1


def _trigger(db: sqlite3.Connection, table: str) -> str:
    named = act_and_others(table, columns_of(db, table), version_of(db))
    act, *others = (f"new.{column}" if column else "0" for column in named)
    return (
        f"CREATE TEMP TRIGGER tally_{table} AFTER INSERT ON main.{table} "
        f"BEGIN SELECT tally('{table}', {act}, {', '.join(others)}); END"
    )


def summed(db: sqlite3.Connection) -> dict[Added, tuple[int, int]]:
    """By table and act the number of rows that the ledger has, and the sum of their checks."""
    found: dict[Added, tuple[int, int]] = {}
    # What a flipped bit made of a name need not be text any more; it is to be counted all the same.
    db.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    try:
        for table in checked(db):
            named, *others = act_and_others(table, columns_of(db, table), version_of(db))
            for act, *row in db.execute(f"SELECT {named or 0}, {', '.join(others)} FROM main.{table}"):
                rows, checks = found.get((table, act), (0, 0))
                found[table, act] = rows + 1, checks + check(row)
    finally:
        db.text_factory = str
    return found


def fill(db: sqlite3.Connection) -> None:
    """Writes the sums of all rows of a ledger that has none yet."""
    db.executemany(_ADD, ((act, table, *counted) for (table, act), counted in summed(db).items()))


def differing(db: sqlite3.Connection) -> set[Added]:
    """The tables and acts of which rows are not as they were accepted. Raises sqlite3.Error where nothing can be read.

    In one view of the ledger: another writer's act is seen whole or not at all.
    """
    stored = {(table, act): (rows, checks) for table, act, rows, checks in db.execute(_STORED)}
    return {key for key, _ in stored.items() ^ summed(db).items()}


def whole(db: sqlite3.Connection) -> bool:
    """Whether SQLite finds its pages in order, and every act has the rows that it was accepted with."""
    in_order = db.execute("PRAGMA main.integrity_check(1)").fetchone() == ("ok",)
    return in_order and not (SUMS in tables(db) and differing(db))


def checked(db: sqlite3.Connection) -> list[str]:
    """The tables whose rows stay once they were added."""
    return sorted(one for one in tables(db) if one not in LOOSE and one != SUMS and not one.startswith("sqlite_"))


def columns_of(db: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table, in its order."""
    return [name for _, name, *_ in db.execute(f"PRAGMA main.table_info({table})")]


def act_and_others(table: str, columns: Sequence[str], version: int) -> list[str]:
    """First the column where a row says which act added it, "" where none did; then those of which its check is made
    in ledgers of the version."""
    act = "id" if table == "submissions" else "submission" if "submission" in columns else ""
    return [act, *(column for column in columns if column != act or version <= _NUMBERED)]


def version_of(db: sqlite3.Connection) -> int:
    """The version of the ledger's tables."""
    return int(db.execute("PRAGMA main.user_version").fetchone()[0])


def check(row: Iterable[object]) -> int:
    """The check of one row."""
    return zlib.crc32("\x1f".join(map(str, row)).encode("utf-8", "surrogateescape"))


def checks_of(begun: Iterable[object], rows: Iterable[str]) -> int:
    """The sum of the checks of rows whose first columns are the same; `rows` are their others, parted by `\x1f`."""
    start = zlib.crc32("\x1f".join([*map(str, begun), ""]).encode("utf-8", "surrogateescape"))
    return sum([zlib.crc32(row.encode(), start) for row in rows])
