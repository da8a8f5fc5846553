"""The soak in its short form; `python -m tests.soak --full` runs it for an hour."""

from __future__ import annotations

import shutil
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import SAMPLE_DATA, Eshram
from tests.soak import fuzz

if sys.platform != "win32":
    from tests.soak import crowd, kills

ENTER = ("enter", "patna", "960000", "--as-on", "29.12.2021", "--anyway")
posix = pytest.mark.skipif(sys.platform == "win32", reason="the soak forks, which Windows cannot")


@posix
def test_killed_commands_leave_all_or_nothing(home: Path, sample_ledger: Path) -> None:
    told = kills.killed(home, sample_ledger, 4, seed=1, names=("enter", "undo", "restore", "migrate"))
    assert sum(told.values()) == 4


@posix
def test_writers_and_readers_all_succeed(sample: Path) -> None:
    told = crowd.crowd(sample, writers=6, readers=2, seconds=0)
    assert told == {("write", 0): 6, ("read", 0): 2}


@posix
def test_a_full_disk_is_told_and_halves_nothing(eshram: Eshram, home: Path, sample_ledger: Path) -> None:
    with crowd.SmallDisk(home / "small", 700) as reason:
        if reason:
            pytest.skip(f"no small file system can be mounted here: {reason}")
        ledger = home / "small" / "eshram.db"
        shutil.copy(sample_ledger, ledger)
        with suppress(OSError), (home / "small" / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(bytes(4096))
        ran = eshram(*ENTER, "--ledger", ledger)
        assert (ran.code, "The disk is full" in ran.err, ran.err.count("\n")) == (4, True, 1), ran.err
        ran = eshram("rank", "--state", "bihar", "--ledger", sample_ledger, "-o", home / "small" / "rank.xlsx")
        assert (ran.code, "disk is full" in ran.err) == (4, True), ran.err  # `output-full`
        assert not [file for file in (home / "small").iterdir() if file.suffix == ".part"]
        (home / "small" / "filler").unlink()
        assert crowd.stored(ledger) == crowd.stored(sample_ledger)
        assert eshram(*ENTER, "--ledger", ledger).code == 0


def test_numerals_dates_and_settings_of_nonsense(home: Path) -> None:
    assert sum(fuzz.words(900, 1, home).values()) == 900


def test_spoiled_and_garbled_books(home: Path) -> None:
    assert sum(fuzz.books(40, 1, home, SAMPLE_DATA).values()) == 40


@pytest.mark.long
def test_spoiled_sheets(eshram: Eshram, home: Path) -> None:
    told = fuzz.files(12, 1, home, SAMPLE_DATA, lambda *words: eshram(*words).code)
    assert sum(told.values()) == 12
