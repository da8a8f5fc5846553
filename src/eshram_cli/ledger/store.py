"""The ledger's file: opened, made, guarded. Every fault of SQLite leaves here as a problem with a sentence.

Many may read while one writes (WAL); a second writer waits its turn. A file marked read-only is never written, whoever
asks. A ledger on a medium that cannot be written (a CD, a share without rights) can still be read. Another tool may
have put the ledger in rollback-journal mode: then a reader waits for the writer, and what was broken off is taken back
before anything is shown.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

from eshram_cli.errors import EshramError
from eshram_cli.ledger.schema import APPLICATION, MERGED, OF_PART, VERSION, additions, statements, upgrades
from eshram_cli.problems import Where

WAIT = 30.0
"""Seconds that a writer waits for another one before it says that the ledger is busy."""

_CACHE = 32 * 1024
"""KiB of pages that a writer keeps at hand: a state's figures of a season."""

_CODES = {
    sqlite3.SQLITE_BUSY: "ledger-busy",
    sqlite3.SQLITE_LOCKED: "ledger-busy",
    sqlite3.SQLITE_READONLY: "ledger-readonly",
    sqlite3.SQLITE_PERM: "ledger-readonly",
    sqlite3.SQLITE_FULL: "ledger-full",
    sqlite3.SQLITE_CORRUPT: "ledger-corrupt",
    sqlite3.SQLITE_NOTADB: "not-a-ledger",
    sqlite3.SQLITE_CANTOPEN: "ledger-unopened",
}


def connect(path: Path, *, create: bool, readonly: bool, wait: float = WAIT) -> sqlite3.Connection:
    """A connection to the ledger at `path`. `create` makes a missing one; reading a missing one is `ledger-missing`.

    Raises EshramError: ledger-missing, not-a-ledger, ledger-newer, ledger-readonly, ledger-busy, ledger-corrupt,
    ledger-unfinished, ledger-unopened.
    """
    where = Where(file=str(path))
    with told(path):
        if path.is_dir():
            raise EshramError("not-a-ledger", where)
        empty = not path.exists() or path.stat().st_size == 0
        if empty and (readonly or not create):
            raise EshramError("ledger-missing", where)
        if path.exists() and not readonly and marked_readonly(path):
            raise EshramError("ledger-readonly", where)
        return _read(path, wait) if readonly else _write(path, create, wait)


def in_memory() -> sqlite3.Connection:
    """An empty ledger that leaves nothing behind, for a trial run where there is no ledger yet."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    _make(db)
    return db


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """A copy of the ledger at `path` in a folder that goes away again, as of one moment and found whole.

    The ledger itself is only read, whatever its version, also while others write to it. Raises as `connect` does.
    """
    with tempfile.TemporaryDirectory(prefix="eshram-") as folder, told(path):
        copy = Path(folder) / "copy.db"
        with closing(connect(path, create=False, readonly=True)) as found, closing(sqlite3.connect(copy)) as made:
            made.execute("PRAGMA synchronous = OFF")
            found.backup(made)
            if made.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise EshramError("ledger-corrupt", Where(file=str(path)))
        yield copy


@contextmanager
def told(path: Path | None) -> Iterator[None]:
    """Turns what SQLite and the file system raise inside into problems about the ledger at `path`."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise _problem(error, path) from error


def _problem(error: sqlite3.Error | OSError, path: Path | None) -> EshramError:
    where = Where(file=str(path or ""))
    if isinstance(error, OSError):
        return EshramError("ledger-unopened", where, reason=error.strerror or str(error))
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return EshramError(_CODES.get(code, "ledger-failed"), where, reason=str(error))


@contextmanager
def transaction(db: sqlite3.Connection, kind: str) -> Iterator[None]:
    """All of what is inside or none of it; `kind` is DEFERRED (one view for several reads) or IMMEDIATE (to write)."""
    db.execute(f"BEGIN {kind}")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


class Part:
    """A transaction, or a part of the one that is under way; what goes wrong leaves it as `told` does.

    A part that fails before it writes leaves the other parts as they are. One that fails while it writes, as on a full
    disk, takes all of them back: to undo it alone SQLite would copy each page that it touches, a quarter of the time of
    storing. A class, since a return asks a dozen times.
    """

    __slots__ = ("_before", "_db", "_kind", "_own", "_path")

    def __init__(self, db: sqlite3.Connection, path: Path | None, kind: str) -> None:
        """`kind` as in `transaction`."""
        self._db, self._path, self._kind = db, path, kind
        self._own, self._before = False, 0

    def __enter__(self) -> None:
        self._own, self._before = not self._db.in_transaction, self._db.total_changes
        if self._own:
            self._run(f"BEGIN {self._kind}")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is None:
            if self._own:
                self._run("COMMIT")
            return
        self._take_back()
        if isinstance(error, sqlite3.Error | OSError):
            raise _problem(error, self._path) from error

    def _run(self, statement: str) -> None:
        try:
            self._db.execute(statement)
        except sqlite3.Error as error:
            self._take_back()
            raise _problem(error, self._path) from error

    def _take_back(self) -> None:
        if self._db.in_transaction and (self._own or self._db.total_changes != self._before):
            self._db.execute("ROLLBACK")


def marked_readonly(path: Path) -> bool:
    """Whether nobody may write the file; an administrator's right to do so all the same is not used."""
    return path.stat().st_mode & 0o222 == 0 or not os.access(path, os.W_OK)


def _read(path: Path, wait: float) -> sqlite3.Connection:
    """A lock is waited for, never read past: what another program has not finished is nobody's figure."""
    try:
        return _open_to_read(path, "mode=ro", wait)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK:
            return _read_after_rollback(path, wait)
        beside = [path.with_name(path.name + side) for side in ("-wal", "-journal")]
        at_rest = not any(file.exists() and file.stat().st_size > 0 for file in beside)
        code = error.sqlite_errorcode & 0xFF
        if code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY} and at_rest and not can_be_written(path.parent):
            # A folder that cannot be written has no room for WAL's side files, and nobody can be writing there.
            return _open_to_read(path, "mode=ro&immutable=1", wait)
        raise


def _read_after_rollback(path: Path, wait: float) -> sqlite3.Connection:
    """A program was killed while it wrote: SQLite takes its half away, which needs the right to write."""
    if marked_readonly(path) or not can_be_written(path.parent):
        raise EshramError("ledger-unfinished", Where(file=str(path)))
    _open_to_read(path, "mode=rw", wait).close()
    return _open_to_read(path, "mode=ro", wait)


def can_be_written(folder: Path) -> bool:
    """Whether a file can be made in the folder; Windows tells it in no other way."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _open_to_read(path: Path, how: str, wait: float) -> sqlite3.Connection:
    # A Windows share becomes `file:////server/share`, not a host that SQLite would refuse.
    named = path.absolute().as_posix()
    address = "file://" + quote(named if named.startswith("/") else f"/{named}", safe="/:")
    db = sqlite3.connect(f"{address}?{how}", uri=True, timeout=wait, isolation_level=None)
    try:
        # Who only reads changes nothing: an older ledger is read as if it said what it does not.
        version = _recognise(db, path)
        if version < 2:
            db.execute(f"CREATE TEMP VIEW figures AS SELECT *, {OF_PART} AS part FROM main.figures")
        if version < 3:
            for table in MERGED:
                db.execute(table.replace("CREATE TABLE", "CREATE TEMP TABLE"))
    except BaseException:
        db.close()
        raise
    return db


def _write(path: Path, create: bool, wait: float) -> sqlite3.Connection:
    if create:
        path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path, timeout=wait, isolation_level=None)
    try:
        version, holds = "PRAGMA user_version", "SELECT count(*) FROM sqlite_master"
        if db.execute(version).fetchone()[0] == 0 and not db.execute(holds).fetchone()[0]:
            # Of two programs that start together one makes the ledger and the other finds it made.
            _use_wal(db, wait)
            with transaction(db, "IMMEDIATE"):
                if db.execute(version).fetchone()[0] == 0:
                    _make(db)
        _recognise(db, path)
        if not has_wal(db):
            _use_wal(db, wait)
        _upgrade(db, path)
        _grow(db)
        # An accepted return survives a power cut, not only a crash of the program.
        db.execute("PRAGMA synchronous = FULL")
        db.execute(f"PRAGMA cache_size = -{_CACHE}")
    except BaseException:
        db.close()
        raise
    return db


def has_wal(db: sqlite3.Connection) -> bool:
    """Whether readers of the ledger need not wait for a writer."""
    return bool(db.execute("PRAGMA journal_mode").fetchone()[0] == "wal")


def _use_wal(db: sqlite3.Connection, wait: float) -> None:
    """SQLite does not wait for a lock when it changes the journal, so this does. On some file systems it cannot."""
    until = time.monotonic() + wait
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def take_away(db: sqlite3.Connection, path: Path) -> None:
    """Closes a ledger, and takes its file away where nothing is kept in it and nobody else has it open.

    SQLite gives up the WAL for the last connection alone; one that comes between finds the file moved and is told so.
    """
    with closing(db):
        if any(db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in tables(db)):
            return
        try:
            db.execute("PRAGMA journal_mode = DELETE")
            db.execute("BEGIN EXCLUSIVE")
            path.unlink()
            return
        except (sqlite3.OperationalError, FileNotFoundError):
            return
        except OSError:
            pass  # Windows keeps a file that is open: once more below.
    with suppress(OSError):
        path.unlink()


def _make(db: sqlite3.Connection) -> None:
    for statement in statements():
        db.execute(statement)


def tables(db: sqlite3.Connection) -> set[str]:
    """The names of the tables that the ledger has."""
    return {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _grow(db: sqlite3.Connection) -> None:
    """Adds the tables that came after this ledger was made."""
    if not additions(tables(db)):
        return
    with transaction(db, "IMMEDIATE"):
        for statement in additions(tables(db)):
            db.execute(statement)


def _upgrade(db: sqlite3.Connection, path: Path) -> None:
    """Brings the tables of an older ledger up to date. The ledger as it was stays beside it: `eshram.v1.db`."""
    version = _recognise(db, path)
    if version == VERSION:
        return
    copy = path.with_name(f"{path.stem}.v{version}{path.suffix}")
    half = copy.with_name(f"{copy.name}.half")
    with transaction(db, "IMMEDIATE"):
        if _recognise(db, path) != version:
            return
        # Nobody else writes now, and what a second connection reads is what this one will change.
        half.unlink(missing_ok=True)
        with closing(_open_to_read(path, "mode=ro", WAIT)) as before, closing(sqlite3.connect(half)) as after:
            before.backup(after)
        half.replace(copy)
        for statement in upgrades(version):
            db.execute(statement)


def _recognise(db: sqlite3.Connection, path: Path) -> int:
    """The version of its tables. Raises not-a-ledger, ledger-newer."""
    application, version = (db.execute(f"PRAGMA {key}").fetchone()[0] for key in ("application_id", "user_version"))
    if application != APPLICATION:
        raise EshramError("not-a-ledger", Where(file=str(path)))
    if version > VERSION:
        raise EshramError("ledger-newer", Where(file=str(path)), version=version, known=VERSION)
    return int(version)
