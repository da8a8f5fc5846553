"""Opening a ledger: what is one, what is not, and what is said then."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from eshram_cli.errors import EshramError
from eshram_cli.ledger import store, sums
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.ledger.network import network_problem
from eshram_cli.ledger.schema import APPLICATION, VERSION
from eshram_cli.ledger.seal import seal_of
from eshram_cli.ledger.store import marked_readonly
from tests.ledger.conftest import Office, day

MOUNTS = """proc /proc proc rw 0 0
/dev/sda1 / ext4 rw 0 0
server:/export /mnt/district nfs4 rw 0 0
//nas/data /mnt/with\\040space cifs rw 0 0
"""


def refused(path: Path, *, readonly: bool = False, wait: float = 30.0) -> str:
    """The code with which opening stops; always one for exit code 4, told with the file's name."""
    with pytest.raises(EshramError) as stopped, Ledger.open(path, readonly=readonly, wait=wait):
        pass
    assert stopped.value.exit_code == 4
    assert str(stopped.value).startswith(str(path))
    return stopped.value.problem.code


def statement(path: Path, sql: str) -> None:
    db = sqlite3.connect(path)
    db.execute(sql)
    db.commit()
    db.close()


def test_a_missing_ledger_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new folder, 50% #1" / "बही.db"
    Ledger.open(path).close()
    Ledger.open(path, readonly=True).close()
    db = sqlite3.connect(path)
    marks = [db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version", "journal_mode")]
    db.close()
    assert marks == [APPLICATION, VERSION, "wal"]


def test_reading_a_missing_ledger_makes_nothing(path: Path) -> None:
    assert refused(path, readonly=True) == "ledger-missing"
    assert list(path.parent.iterdir()) == []


def test_an_empty_file_is_no_ledger_to_read_and_becomes_one_to_write(path: Path) -> None:
    path.touch()
    assert refused(path, readonly=True) == "ledger-missing"
    with Ledger.open(path) as ledger:
        assert ledger.log() == []


@pytest.mark.parametrize("readonly", [True, False])
def test_a_file_that_is_no_database(path: Path, readonly: bool) -> None:
    path.write_text("serial,block,registered\n" * 100, encoding="utf-8")
    before = path.read_bytes()
    assert refused(path, readonly=readonly) == "not-a-ledger"
    assert path.read_bytes() == before


@pytest.mark.parametrize("readonly", [True, False])
def test_a_database_of_something_else(path: Path, readonly: bool) -> None:
    statement(path, "CREATE TABLE songs (name)")
    before = path.read_bytes()
    assert refused(path, readonly=readonly) == "not-a-ledger"
    assert path.read_bytes() == before


def test_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path) == "not-a-ledger"


@pytest.mark.parametrize("readonly", [True, False])
def test_a_ledger_of_a_newer_program(path: Path, office: Office, readonly: bool) -> None:
    office.ledger.close()
    statement(path, f"PRAGMA user_version = {VERSION + 1}")
    assert refused(path, readonly=readonly) == "ledger-newer"


def test_a_ledger_marked_read_only_is_read_and_never_written(path: Path, office: Office) -> None:
    office.send("raxaul 4 200")
    office.ledger.close()
    path.chmod(0o444)
    assert marked_readonly(path)
    assert refused(path) == "ledger-readonly"
    with Ledger.open(path, readonly=True) as ledger:
        assert len(ledger.log()) == 1
    path.chmod(0o644)


def test_a_ledger_opened_to_read_refuses_to_store(path: Path, office: Office) -> None:
    with Ledger.open(path, readonly=True) as reader, pytest.raises(EshramError) as stopped:
        type(office)(reader).send("raxaul 4 200")
    assert stopped.value.problem.code == "ledger-readonly"


def test_a_place_where_no_ledger_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refused(tmp_path / "file" / "eshram.db") == "ledger-unopened"


def test_another_writer_that_does_not_finish(path: Path, office: Office) -> None:
    office.send("raxaul 4 200")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Ledger.open(path, wait=0.05) as ledger, pytest.raises(EshramError) as stopped:
        type(office)(ledger).send("raxaul 5 210")
    assert stopped.value.problem.code == "ledger-busy"
    with Ledger.open(path, readonly=True, wait=0.05) as reader:
        assert len(reader.log()) == 1
    other.close()


def test_a_damaged_ledger(path: Path, office: Office) -> None:
    for number in range(1, 29):
        office.send(", ".join(f"block{place} {number} {place}" for place in range(60)))
    office.ledger.close()
    damaged = bytearray(path.read_bytes())
    damaged[4096:] = b"\xff" * (len(damaged) - 4096)
    path.write_bytes(damaged)
    assert refused(path, readonly=True) == "ledger-corrupt"
    assert refused(path) == "ledger-corrupt"


def test_a_full_disk_stores_nothing(office: Office) -> None:
    db = office.ledger._db
    db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(EshramError) as stopped:
        office.send(", ".join(f"block{place} 4 {place}" for place in range(2000)))
    assert stopped.value.problem.code == "ledger-full"
    assert office.ledger.log() == []


def test_a_ledger_without_its_tables(path: Path, office: Office) -> None:
    statement(path, "DROP TABLE aliases")
    with pytest.raises(EshramError) as stopped:
        office.ledger.aliases()
    assert (stopped.value.problem.code, stopped.value.exit_code) == ("ledger-failed", 4)


def with_code(code: int) -> sqlite3.OperationalError:
    """As SQLite raises it."""
    error = sqlite3.OperationalError("made by a test")
    error.sqlite_errorcode = code
    return error


@pytest.fixture
def on_a_cd(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder in which nothing can be made, so that SQLite has no room for a log."""
    opened = store._open_to_read

    def without_room(file: Path, how: str, wait: float) -> sqlite3.Connection:
        if how == "mode=ro":
            raise with_code(sqlite3.SQLITE_CANTOPEN)
        return opened(file, how, wait)

    monkeypatch.setattr(store, "_open_to_read", without_room)
    monkeypatch.setattr(store, "can_be_written", lambda _: False)


@pytest.mark.usefixtures("on_a_cd")
def test_a_ledger_where_nothing_can_be_written_is_read_if_no_log_is_pending(path: Path, office: Office) -> None:
    office.send("raxaul 4 200")
    assert refused(path, readonly=True) == "ledger-unopened"
    office.ledger.close()
    with Ledger.open(path, readonly=True) as ledger:
        assert len(ledger.log()) == 1
    path.with_name(path.name + "-journal").write_bytes(b"half of a writing")
    assert refused(path, readonly=True) == "ledger-unopened"


def half_written(path: Path, office: Office) -> sqlite3.Connection:
    """The ledger in rollback-journal mode, half of another tool's writing in its file: every count is 9."""
    office.send(", ".join(f"block{number} 4 {1000 + number}" for number in range(400)))
    office.ledger.close()
    other = sqlite3.connect(path, isolation_level=None)
    assert other.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    other.execute("PRAGMA cache_size = 1")
    other.execute("BEGIN")
    for (trigger,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        other.execute(f"DROP TRIGGER {trigger}")
    other.execute("UPDATE figures SET value = 9")
    assert path.with_name(path.name + "-journal").stat().st_size > 0
    return other


def test_what_another_tool_has_not_finished_is_never_shown(path: Path, office: Office) -> None:
    other = half_written(path, office)
    assert refused(path, readonly=True, wait=0.05) == "ledger-busy"
    other.execute("ROLLBACK")
    other.close()
    with Ledger.open(path, readonly=True, wait=0.05) as ledger:
        assert type(office)(ledger).count("block7", 4) == 1007


@pytest.fixture
def broken_off(path: Path, office: Office) -> Path:
    """A copy of a ledger and of its journal, as a writer leaves them that was killed."""
    other = half_written(path, office)
    copy = path.with_name("copy.db")
    for side in ("", "-journal"):
        copy.with_name(copy.name + side).write_bytes(path.with_name(path.name + side).read_bytes())
    other.close()
    return copy


def test_what_a_killed_writer_left_is_taken_back_before_anything_is_read(broken_off: Path, office: Office) -> None:
    with Ledger.open(broken_off, readonly=True) as ledger:
        assert type(office)(ledger).count("block7", 4) == 1007


@pytest.mark.parametrize("marked", [True, False])
def test_what_cannot_be_taken_back_is_not_shown(
    broken_off: Path, marked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if marked:
        broken_off.chmod(0o444)
    else:
        monkeypatch.setattr(store, "can_be_written", lambda _: False)
    before = broken_off.read_bytes()
    assert refused(broken_off, readonly=True) == "ledger-unfinished"
    assert broken_off.read_bytes() == before
    broken_off.chmod(0o644)


def test_a_writer_sets_the_log_again_so_that_readers_need_not_wait(path: Path, office: Office) -> None:
    half_written(path, office).close()
    with Ledger.open(path) as ledger:
        assert ledger.warnings == []
        type(office)(ledger).send("raxaul 4 200")
    assert sqlite3.connect(path).execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_writer_says_where_no_log_can_be_kept(path: Path, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    half_written(path, office).close()
    monkeypatch.setattr(store, "_use_wal", lambda *_: None)
    with Ledger.open(path) as ledger:
        assert [problem.code for problem in ledger.warnings] == ["ledger-not-wal"]
        type(office)(ledger).send("raxaul 4 200")


def test_a_new_ledger_waits_for_another_program_that_is_making_it(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.2, lambda: other.execute("ROLLBACK")).start()
    with Ledger.open(path, wait=20) as ledger:
        assert ledger.log() == []
    other.close()


def test_a_new_ledger_does_not_wait_for_ever(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert refused(path, wait=0.05) == "ledger-busy"
    other.close()


def test_a_ledger_in_memory_leaves_nothing_behind(tmp_path: Path) -> None:
    with Ledger.in_memory() as ledger:
        assert (ledger.log(), ledger.warnings) == ([], [])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "shared"),
    [
        ("/mnt/district/eshram.db", True),
        ("/mnt/with space/eshram.db", True),
        ("/mnt/districts/eshram.db", False),
        ("/home/office/eshram.db", False),
        ("\\\\server\\share\\eshram.db", True),
    ],
)
def test_a_network_share_is_warned_of(path: str, shared: bool) -> None:
    problem = network_problem(Path(path), MOUNTS)
    assert (problem.code if problem else None) == ("ledger-on-network" if shared else None)


def test_a_ledger_on_this_computer_is_not_warned_of(office: Office) -> None:
    assert office.ledger.warnings == []


OLD_FIGURES = """CREATE TABLE figures (
    place TEXT NOT NULL, cut TEXT NOT NULL, measure TEXT NOT NULL, as_on TEXT NOT NULL, submission INTEGER NOT NULL,
    time TEXT, value INTEGER NOT NULL, quality TEXT NOT NULL, row INTEGER NOT NULL, col INTEGER NOT NULL,
    PRIMARY KEY (place, cut, measure, as_on, submission)) WITHOUT ROWID"""


@pytest.fixture
def old(office: Office, path: Path) -> Path:
    """A ledger as version 1 left it: it does not say which figures are of a part."""
    office.send("turkaulia 4 100")
    office.send("turkaulia 5 60 cut=department:labour")
    office.send("turkaulia 5 70 cut=channel:csc")
    office.ledger.close()
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("ALTER TABLE figures RENAME TO new_figures")
    db.execute(OLD_FIGURES)
    columns = "place, cut, measure, as_on, submission, time, value, quality, row, col"
    db.execute(f"INSERT INTO figures ({columns}) SELECT {columns} FROM new_figures")
    for name in ("figures_no_update", "figures_no_delete"):
        db.execute(f"DROP TRIGGER {name}")
    db.execute("DROP TABLE new_figures")
    db.execute("CREATE TRIGGER figures_no_update BEFORE UPDATE ON figures BEGIN SELECT RAISE(ABORT, 'no'); END")
    db.execute("CREATE TRIGGER figures_no_delete BEFORE DELETE ON figures BEGIN SELECT RAISE(ABORT, 'no'); END")
    for name in ("origins", "orders", "sums"):
        db.execute(f"DROP TABLE {name}")
    db.execute("PRAGMA user_version = 1")
    db.close()
    return path


def parts(ledger: Ledger) -> list[tuple[str, int, int]]:
    table = ledger.figures(["turkaulia"], [day(5)])
    return list(zip(table["cut"].tolist(), table["value"].tolist(), table["part"].tolist(), strict=True))


PARTS = [("", 100, 0), ("channel=csc", 70, 0), ("department=labour", 60, 1)]


def test_an_older_ledger_is_read_as_it_is(old: Path) -> None:
    before = old.read_bytes()
    with Ledger.open(old, readonly=True) as ledger:
        assert parts(ledger) == PARTS
    assert old.read_bytes() == before


def test_an_older_ledger_is_copied_and_brought_up_to_date_before_it_is_written(old: Path) -> None:
    with Ledger.open(old) as ledger:
        assert parts(ledger) == PARTS
    copy = old.with_name(f"{old.stem}.v1{old.suffix}")
    assert sorted(one.name for one in old.parent.iterdir()) == sorted([old.name, copy.name, f"{old.name}-seal"])
    assert sqlite3.connect(copy).execute("PRAGMA user_version").fetchone() == (1,)
    with Ledger.open(copy, readonly=True) as ledger:
        assert parts(ledger) == PARTS
    copied = sqlite3.connect(copy).execute("SELECT * FROM figures").fetchall()
    assert copied == [(*row[:10],) for row in sqlite3.connect(old).execute("SELECT * FROM figures")]
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        statement(old, "UPDATE figures SET value = 1")
    with Ledger.open(old) as ledger:
        assert parts(ledger) == PARTS


def test_what_stops_the_update_leaves_the_ledger_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old.read_bytes()
    monkeypatch.setattr(
        store, "upgrades", lambda _: ["ALTER TABLE figures ADD COLUMN part", "UPDATE nothing SET a = 1"]
    )
    assert refused(old) == "ledger-failed"
    assert old.read_bytes() == before
    monkeypatch.undo()
    with Ledger.open(old) as ledger:
        assert parts(ledger) == PARTS


@pytest.fixture
def second(office: Office, path: Path) -> Path:
    """A ledger as version 2 left it: it knows nothing of other ledgers."""
    office.send("turkaulia 4 100")
    office.send("turkaulia 4 110")
    office.ledger.close()
    db = sqlite3.connect(path, isolation_level=None)
    for name in ("origins", "orders", "sums"):
        db.execute(f"DROP TABLE {name}")
    db.execute("PRAGMA user_version = 2")
    db.close()
    return path


def test_a_ledger_of_the_second_version_is_read_as_it_is_and_copied_before_it_is_written(second: Path) -> None:
    before = second.read_bytes()
    with Ledger.open(second, readonly=True) as ledger:
        assert Office(ledger).count("turkaulia", 4) == 110
        assert Office(ledger).count("turkaulia", 4, known=1) == 100
    assert second.read_bytes() == before
    with Ledger.open(second) as ledger:
        Office(ledger).undo(2)
        assert Office(ledger).count("turkaulia", 4) == 100
    with Ledger.open(second.with_name("eshram.v2.db"), readonly=True) as copy:
        assert Office(copy).count("turkaulia", 4) == 110


@pytest.fixture
def fourth(office: Office, path: Path) -> Path:
    """A ledger as version 4 left it: the check of each row has the number of its act."""
    office.send("turkaulia 4 100")
    office.send("turkaulia 4 110")
    office.ledger.close()
    db = sqlite3.connect(path, isolation_level=None)
    made = db.execute("SELECT sql FROM sqlite_master WHERE name = 'sums'").fetchone()[0]
    db.execute("DROP TABLE sums")
    db.execute(made)
    db.execute("PRAGMA user_version = 4")
    sums.fill(db)
    db.close()
    seal_of(path).unlink()
    return path


def test_a_ledger_of_the_fourth_version_is_held_against_its_own_sums_before_it_gets_new_ones(fourth: Path) -> None:
    with Ledger.open(fourth, readonly=True) as ledger:
        assert Office(ledger).count("turkaulia", 4) == 110
    with Ledger.open(fourth) as ledger:
        ledger.must_be_whole()
        assert Office(ledger).count("turkaulia", 4) == 110
    copy = fourth.with_name("eshram.v4.db")
    with Ledger.open(copy, readonly=True) as ledger:
        assert Office(ledger).count("turkaulia", 4) == 110
    seal_of(copy).unlink()
    damage(copy)
    assert refused(copy) == "ledger-corrupt"


def damage(path: Path) -> None:
    """Another count than was accepted."""
    statement(path, "DROP TRIGGER figures_no_update")
    statement(path, "UPDATE figures SET value = value + 1 WHERE submission = 1")
