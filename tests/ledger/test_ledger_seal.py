"""Who has looked through a ledger leaves its seal, so that the next question need not; never of what it did not see."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from eshram_cli.errors import EshramError
from eshram_cli.ledger import seal, store, sums
from eshram_cli.ledger.ledger import Ledger
from tests.conftest import Eshram

RANK = ("rank", "--state", "bihar")
ENTER = ("enter", "patna", "960000", "--as-on", "29.12.2021", "--anyway")


@pytest.fixture
def ledger(sample: Path) -> Path:
    """The sample's ledger, copied without its seal."""
    seal.seal_of(sample).unlink()
    return sample


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry for each time that a ledger is looked through."""
    times: list[str] = []
    whole = sums.whole

    def counted(db: sqlite3.Connection) -> bool:
        times.append("looked")
        return whole(db)

    monkeypatch.setattr(sums, "whole", counted)
    return times


def damaged(path: Path) -> None:
    """A letter in the name of a sheet becomes another."""
    data = bytearray(path.read_bytes())
    data[data.index("मोतिहारी".encode()) + 2] ^= 1
    path.write_bytes(data)


def test_the_first_question_seals_what_it_found_whole(eshram: Eshram, ledger: Path, looked: list[str]) -> None:
    first = eshram(*RANK)
    assert (first.code, len(looked)) == (0, 1)
    assert seal.agrees(ledger)
    assert seal.seal_of(ledger).stat().st_mode == ledger.stat().st_mode
    assert eshram(*RANK) == first
    assert eshram(*ENTER).code == 0
    assert eshram(*RANK).code == 0
    assert len(looked) == 1


def test_a_damaged_ledger_is_not_sealed(eshram: Eshram, ledger: Path) -> None:
    damaged(ledger)
    for _ in range(2):
        assert eshram(*RANK).code == 4
        assert not seal.seal_of(ledger).exists()


def test_what_goes_bad_while_it_is_looked_through_is_not_sealed(
    eshram: Eshram, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    must_be_whole = store.must_be_whole
    before = ledger.stat()

    def looked_through(db: store.Connection, path: Path) -> None:
        must_be_whole(db, path)
        damaged(path)  # Behind SQLite's back, as a disk does it: even the file's time stays.
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    monkeypatch.setattr(store, "must_be_whole", looked_through)
    eshram(*RANK)
    monkeypatch.undo()
    assert seal.seal_of(ledger).exists()
    assert not seal.agrees(ledger)


def test_who_writes_meanwhile_is_not_sealed_over(eshram: Eshram, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    must_be_whole = store.must_be_whole

    def looked_through(db: store.Connection, path: Path) -> None:
        must_be_whole(db, path)
        with closing(sqlite3.connect(path)) as other:
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        os.utime(path)

    monkeypatch.setattr(store, "must_be_whole", looked_through)
    with Ledger.open(ledger, create=False, readonly=True):
        assert not seal.seal_of(ledger).exists()


def test_what_a_killed_program_left_beside_the_file_is_not_sealed(
    eshram: Eshram, ledger: Path, home: Path, looked: list[str]
) -> None:
    """The file alone is not the ledger then."""
    left = home / "left.db"
    with closing(sqlite3.connect(ledger)) as writer:
        writer.execute("PRAGMA wal_autocheckpoint = 0")
        writer.execute("CREATE TABLE IF NOT EXISTS letters_of_nobody (id)")
        for side in ("", "-wal"):
            shutil.copy(f"{ledger}{side}", f"{left}{side}")
    assert Path(f"{left}-wal").stat().st_size > 0
    for times in (1, 2):
        with Ledger.open(left, create=False, readonly=True):
            assert len(looked) == times
    assert not seal.seal_of(left).exists()


def test_nothing_is_left_beside_the_ledger_of_others(ledger: Path) -> None:
    with store.copied(ledger) as copy:
        assert seal.agrees(copy)
    assert not seal.seal_of(ledger).exists()


def test_where_no_file_can_be_made_the_question_is_answered_all_the_same(
    eshram: Eshram, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "refused")

    monkeypatch.setattr(seal, "put_beside", refused)
    assert eshram(*RANK).code == 0
    assert not seal.seal_of(ledger).exists()


def test_a_ledger_that_is_damaged_later_is_found_out(eshram: Eshram, ledger: Path) -> None:
    assert eshram(*RANK).code == 0
    damaged(ledger)
    ran = eshram(*RANK)
    assert (ran.code, ran.out) == (4, "")
    with pytest.raises(EshramError) as found:
        Ledger.open(ledger, create=False, readonly=True)
    assert found.value.problem.code == "ledger-corrupt"
