"""The ledger's file: opened, made, guarded. Every fault of SQLite leaves here as a problem with a sentence.

A ledger is found whole before it answers and before it is written to (see `seal` and `sums`): a damaged one does
neither. A new one, which will hold recipients and mails, is its maker's alone until he gives rights to others.

Many may read while one writes (WAL); a second writer waits its turn. A file marked read-only is never written, whoever
asks. A ledger on a medium that cannot be written (a CD, a share without rights) can still be read. Another tool may
have put the ledger in rollback-journal mode: then a reader waits for the writer, and what was broken off is taken back
before anything is shown.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

from eshram_cli.errors import EshramError
from eshram_cli.ledger import sums
from eshram_cli.ledger.schema import (
    APPLICATION,
    MERGED,
    OF_PART,
    SUMMED,
    SUMS,
    VERSION,
    additions,
    later,
    statements,
    tables,
    upgrades,
)
from eshram_cli.ledger.seal import Seal, agrees, at_rest, is_cut, measure, seal, seal_of
from eshram_cli.problems import Where
from eshram_cli.saving import FULL

WAIT = 30.0
"""Seconds that a writer waits for another one before it says that the ledger is busy."""

_CACHE = 32 * 1024
"""KiB of pages that a writer keeps at hand: a state's figures of a season."""

_FULL = 64 * 1024
"""Bytes of free disk with which SQLite cannot even make the files that it needs beside a ledger."""

FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises; the second where a damaged ledger's own bytes stand in the words of the first."""

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


class Connection(sqlite3.Connection):
    """A connection to a ledger, which counts what it adds, and seals the file when it lets go of it."""

    path: Path | None = None
    """The file of a ledger; None in memory, and until the ledger was found whole."""
    unsealed = False
    """Whether this connection has changed the file, or found it without a seal that agrees, and may seal it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """As of sqlite3."""
        super().__init__(*arguments, **options)
        self.tally = sums.Tally()

    def begin(self, kind: str) -> None:
        """A transaction begins."""
        self.tally.forget()
        self.execute(f"BEGIN {kind}")

    def keep(self) -> None:
        """The transaction ends, and what it added is kept, with its sums."""
        self.tally.store(self)
        self.execute("COMMIT")

    def take_back(self) -> None:
        """The transaction ends, if it has not yet, and nothing of it is kept."""
        self.tally.forget()
        if self.in_transaction:
            self.execute("ROLLBACK")

    def close(self) -> None:
        """Lets go of the file."""
        unsealed = self.unsealed or self.total_changes > 0
        path, self.path = self.path, None
        super().close()
        _OPEN.pop(self, None)
        if path is not None and unsealed and not _is_open(path) and path.exists():
            seal(path)


_OPEN: weakref.WeakKeyDictionary[Connection, Path] = weakref.WeakKeyDictionary()
"""The ledgers that this program has open. Where one is, its bytes are not read past SQLite: POSIX takes from a program
all its locks on a file when it closes it anywhere."""


def _is_open(path: Path) -> bool:
    return any(one.exists() and path.exists() and one.samefile(path) for one in _OPEN.values())


def connect(path: Path, *, create: bool, readonly: bool, wait: float = WAIT, own: bool = True) -> Connection:
    """A connection to the ledger at `path`. `create` makes a missing one; reading a missing one is `ledger-missing`.
    `own` false: a ledger of others, beside which nothing is left.

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
        sealed, measured = _is_open(path), None
        if not empty and not sealed:
            if is_cut(path):
                raise EshramError("ledger-corrupt", where)
            sealed = agrees(path)
            if readonly and own and not sealed and at_rest(path):
                measured = measure(path)
        return _read(path, wait, sealed, measured) if readonly else _write(path, create, wait, sealed)


def in_memory() -> Connection:
    """An empty ledger that leaves nothing behind, for a trial run where there is no ledger yet."""
    db = sqlite3.connect(":memory:", isolation_level=None, factory=Connection)
    _make(db)
    return db


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """A copy of the ledger at `path` in a folder that goes away again, as of one moment and found whole.

    The ledger itself is only read, whatever its version, also while others write to it. Raises as `connect` does.
    """
    with tempfile.TemporaryDirectory(prefix="eshram-") as folder, told(path):
        copy = Path(folder) / "copy.db"
        with (
            closing(connect(path, create=False, readonly=True, own=False)) as found,
            closing(sqlite3.connect(copy)) as made,
        ):
            made.execute("PRAGMA synchronous = OFF")
            found.backup(made)
            has_sums = _recognise(found, path) >= SUMMED
        if has_sums:
            # It was found whole when it was opened.
            seal(copy)
        yield copy


@contextmanager
def told(path: Path | None) -> Iterator[None]:
    """Turns what SQLite and the file system raise inside into problems about the ledger at `path`."""
    try:
        yield
    except (*FAULTS, OSError) as error:
        raise _problem(error, path) from error


def _problem(error: sqlite3.Error | UnicodeDecodeError | OSError, path: Path | None) -> EshramError:
    where = Where(file=str(path or ""))
    if isinstance(error, UnicodeDecodeError):
        return EshramError("ledger-corrupt", where)
    if isinstance(error, OSError):
        full = error.errno in FULL
        return EshramError("ledger-full" if full else "ledger-unopened", where, reason=error.strerror or str(error))
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_IOERR and path is not None and _is_full(path):
        # SQLite tells a disk without room for a file of its own as one that cannot be read.
        return EshramError("ledger-full", where)
    return EshramError(_CODES.get(code, "ledger-failed"), where, reason=str(error))


def _is_full(path: Path) -> bool:
    with suppress(OSError):
        return shutil.disk_usage(path.absolute().parent).free < _FULL
    return False


@contextmanager
def transaction(db: Connection, kind: str) -> Iterator[None]:
    """All of what is inside or none of it; `kind` is DEFERRED (one view for several reads) or IMMEDIATE (to write)."""
    db.begin(kind)
    try:
        yield
        db.keep()
    except BaseException:
        db.take_back()
        raise


class Part:
    """A transaction, or a part of the one that is under way; what goes wrong leaves it as `told` does.

    A part that fails before it writes leaves the other parts as they are. One that fails while it writes, as on a full
    disk, takes all of them back: to undo it alone SQLite would copy each page that it touches, a quarter of the time of
    storing. A class, since a return asks a dozen times.
    """

    __slots__ = ("_before", "_db", "_kind", "_own", "_path")

    def __init__(self, db: Connection, path: Path | None, kind: str) -> None:
        """`kind` as in `transaction`."""
        self._db, self._path, self._kind = db, path, kind
        self._own, self._before = False, (0, 0)

    def __enter__(self) -> None:
        self._own, self._before = not self._db.in_transaction, (self._db.total_changes, self._db.tally.rows)
        if self._own:
            self._run(lambda: self._db.begin(self._kind))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is None:
            if self._own:
                self._run(self._db.keep)
            return
        self._take_back()
        if isinstance(error, sqlite3.Error | UnicodeDecodeError | OSError):
            raise _problem(error, self._path) from error

    def _run(self, step: Callable[[], None]) -> None:
        try:
            step()
        except sqlite3.Error as error:
            self._take_back()
            raise _problem(error, self._path) from error

    def _take_back(self) -> None:
        if self._own or (self._db.total_changes, self._db.tally.rows) != self._before:
            self._db.take_back()


def marked_readonly(path: Path) -> bool:
    """Whether nobody may write the file; an administrator's right to do so all the same is not used."""
    return path.stat().st_mode & 0o222 == 0 or not os.access(path, os.W_OK)


def _read(path: Path, wait: float, sealed: bool, measured: Seal | None) -> Connection:
    """The ledger found whole, to be asked; sealed as it was `measured` before, so that the next one finds it so."""
    db = _opened_to_read(path, wait)
    try:
        if not sealed and _recognise(db, path) >= SUMMED:
            must_be_whole(db, path)
            if measured and at_rest(path):
                seal(path, measured)
    except BaseException:
        db.close()
        raise
    return db


def must_be_whole(db: Connection, path: Path) -> None:
    """Raises ledger-corrupt where a row is not as it was accepted. In one view: what others store meanwhile is not
    seen."""
    try:
        with nullcontext() if db.in_transaction else transaction(db, "DEFERRED"):
            whole = sums.whole(db)
    except FAULTS as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY}:
            raise
        whole = False
    if not whole:
        raise EshramError("ledger-corrupt", Where(file=str(path)))


def _opened_to_read(path: Path, wait: float) -> Connection:
    """A lock is waited for, never read past: what another program has not finished is nobody's figure."""
    try:
        return _open_to_read(path, "mode=ro", wait)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK:
            return _read_after_rollback(path, wait)
        code = error.sqlite_errorcode & 0xFF
        unwritable = code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY} and not can_be_written(path.parent)
        if unwritable and at_rest(path):
            # A folder that cannot be written has no room for WAL's side files, and nobody can be writing there.
            return _open_to_read(path, "mode=ro&immutable=1", wait)
        raise


def _read_after_rollback(path: Path, wait: float) -> Connection:
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


def _open_to_read(path: Path, how: str, wait: float) -> Connection:
    # A Windows share becomes `file:////server/share`, not a host that SQLite would refuse.
    named = path.absolute().as_posix()
    address = "file://" + quote(named if named.startswith("/") else f"/{named}", safe="/:")
    db = sqlite3.connect(f"{address}?{how}", uri=True, timeout=wait, isolation_level=None, factory=Connection)
    _OPEN[db] = path
    try:
        # Who only reads changes nothing: an older ledger is read as if it said what it does not.
        version = _recognise(db, path)
        if version < 2:
            db.execute(f"CREATE TEMP VIEW figures AS SELECT *, {OF_PART} AS part FROM main.figures")
        for table in (*later(tables(db)), *(MERGED if version < 3 else ())):
            db.execute(table.replace("CREATE TABLE", "CREATE TEMP TABLE"))
    except BaseException:
        db.close()
        raise
    return db


def _write(path: Path, create: bool, wait: float, sealed: bool) -> Connection:
    if create:
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            # SQLite gives the files that it makes beside a ledger the rights of the ledger.
            path.touch(0o600, exist_ok=False)
    db = sqlite3.connect(path, timeout=wait, isolation_level=None, factory=Connection)
    _OPEN[db] = path
    try:
        version, holds = "PRAGMA user_version", "SELECT count(*) FROM sqlite_master"
        if db.execute(version).fetchone()[0] == 0 and not db.execute(holds).fetchone()[0]:
            # Of two programs that start together one makes the ledger and the other finds it made.
            _use_wal(db, wait)
            with transaction(db, "IMMEDIATE"):
                if db.execute(version).fetchone()[0] == 0:
                    _make(db)
        _recognise(db, path)
        if not sealed:
            must_be_whole(db, path)
        # From here on it is known to be whole, so it may be sealed.
        db.path, db.unsealed = path, not sealed
        if not has_wal(db):
            _use_wal(db, wait)
        _upgrade(db, path)
        if later(tables(db)):
            with transaction(db, "IMMEDIATE"):
                for statement in additions(tables(db)):
                    db.execute(statement)
        db.tally.listen(db)
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


def take_away(db: Connection, path: Path) -> None:
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
            seal_of(path).unlink(missing_ok=True)
            return
        except (sqlite3.OperationalError, FileNotFoundError):
            return
        except OSError:
            pass  # Windows keeps a file that is open: once more below.
    with suppress(OSError):
        seal_of(path).unlink(missing_ok=True)
        path.unlink()


def _make(db: sqlite3.Connection) -> None:
    for statement in statements():
        db.execute(statement)


def _upgrade(db: Connection, path: Path) -> None:
    """Brings the tables of an older ledger up to date. The ledger as it was stays beside it: `eshram.v1.db`."""
    version = _recognise(db, path)
    if version == VERSION:
        return
    copy = path.with_name(f"{path.stem}.v{version}{path.suffix}")
    half = copy.with_name(f".{os.urandom(8).hex()}.part")
    with transaction(db, "IMMEDIATE"):
        if _recognise(db, path) != version:
            return
        # Nobody else writes now, and what a second connection reads is what this one will change.
        half.touch(0o600, exist_ok=False)
        try:
            with closing(_open_to_read(path, "mode=ro", WAIT)) as before, closing(sqlite3.connect(half)) as after:
                before.backup(after)
            half.replace(copy)
        finally:
            half.unlink(missing_ok=True)
        for statement in upgrades(version):
            db.execute(statement)
        sums.fill(db)


def _recognise(db: sqlite3.Connection, path: Path) -> int:
    """The version of its tables. Raises not-a-ledger, ledger-newer."""
    application, version = (db.execute(f"PRAGMA {key}").fetchone()[0] for key in ("application_id", "user_version"))
    if application != APPLICATION or version < 1:
        raise EshramError("not-a-ledger", Where(file=str(path)))
    if version < SUMMED and SUMS in tables(db):
        # Its head says something else than it did.
        raise EshramError("ledger-corrupt", Where(file=str(path)))
    if version > VERSION:
        raise EshramError("ledger-newer", Where(file=str(path)), version=version, known=VERSION)
    return int(version)
