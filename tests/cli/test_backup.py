"""`eshram backup`, `eshram restore` and `eshram doctor --repair`: copies, and what a damaged ledger gives back."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

from eshram_cli.jobs.clock import today
from eshram_cli.ledger.copies import copies, thin_out
from eshram_cli.ledger.ledger import Ledger
from tests.conftest import Eshram

ENTER = ("enter", "patna", "700000", "--as-on", "28.12.2021", "--anyway")


def acts(path: Path) -> list[int]:
    with Ledger.open(path, create=False, readonly=True) as ledger:
        return [act.number for act in ledger.log()]


def spoil(path: Path, text: bytes) -> None:
    """Flips a bit of every place where the file holds these bytes, in front of their last one."""
    data = bytearray(path.read_bytes())
    at = data.find(text)
    assert at > 0
    while at > 0:
        data[at + len(text) - 1] ^= 1
        at = data.find(text, at)
    path.write_bytes(data)


@pytest.fixture
def daily(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESHRAM_BACKUP_DAILY", "true")


@pytest.mark.usefixtures("daily")
def test_before_the_first_write_of_a_day_the_ledger_is_copied(eshram: Eshram, sample: Path) -> None:
    folder = sample.with_name("eshram-copies")
    assert eshram("rank", "--state", "bihar").code == 0
    assert not folder.exists()
    before = acts(sample)
    eshram(*ENTER)
    eshram("note", "add", "patna", "phone", "--as-on", "28.12.2021")
    (copy,) = copies(sample, folder)
    assert (acts(copy.path), copy.day) == (before, today())


@pytest.mark.usefixtures("daily")
def test_a_copy_that_cannot_be_made_is_told_and_stops_nothing(eshram: Eshram, sample: Path) -> None:
    sample.with_name("eshram-copies").write_text("in the way", encoding="utf-8")
    ran = eshram(*ENTER)
    assert ran.code == 0
    assert "The ledger could not be copied today" in ran.err  # `backup-failed`


@pytest.mark.usefixtures("daily")
def test_without_room_for_a_copy_that_is_told(eshram: Eshram, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(sample.parent)._replace(free=1000)
    monkeypatch.setattr("eshram_cli.jobs.daily_copy.shutil.disk_usage", lambda _: usage)
    assert "not enough room on the disk for today's copy" in eshram(*ENTER).err  # `backup-no-room`
    assert not sample.with_name("eshram-copies").exists()


def test_seven_days_and_four_weeks_are_kept(tmp_path: Path) -> None:
    ledger, folder = tmp_path / "eshram.db", tmp_path / "eshram-copies"
    folder.mkdir()
    first = dt.date(2021, 11, 1)
    for number in range(60):
        (folder / f"eshram-{first + dt.timedelta(days=number)}.db").touch()
    (folder / "eshram-somebody.db").touch()
    thin_out(ledger, folder)
    assert [f"{copy.day:%d.%m}" for copy in copies(ledger, folder)] == [
        "05.12", "12.12", "19.12", "23.12",
        "24.12", "25.12", "26.12", "27.12", "28.12", "29.12", "30.12",
    ]  # fmt: skip
    assert (folder / "eshram-somebody.db").exists()


def test_a_copy_is_asked_for(eshram: Eshram, sample: Path, home: Path) -> None:
    assert "There is no copy of the ledger yet" in eshram("doctor").err  # `backup-missing`
    found = json.loads(eshram("backup", home / "mine.db", "--format", "json").out)
    assert (found["made"], found["rows"]) == (str(home / "mine.db"), [])
    assert acts(home / "mine.db") == acts(sample)
    eshram("backup")
    (line,) = json.loads(eshram("backup", "--list", "--format", "json").out)["rows"]
    assert line["acts"] == len(acts(sample))
    assert eshram("backup", sample).code == 4  # `backup-itself`


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_ledgers_copies_and_what_lies_beside_them_are_their_makers_alone(eshram: Eshram, home: Path) -> None:
    before = os.umask(0)
    try:
        eshram(*ENTER)
        eshram("backup")
        with Ledger.open(home / "eshram.db") as ledger:
            ledger._db.execute("BEGIN IMMEDIATE")
            files = [file for file in home.rglob("eshram*") if file.is_file()]
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in files}
    finally:
        os.umask(before)
    assert {"eshram.db", "eshram.db-wal", "eshram.db-shm", "eshram.db-seal"} < modes.keys()
    assert set(modes.values()) == {0o600}


def test_a_copy_is_put_back_and_what_it_lacks_is_named(eshram: Eshram, sample: Path, home: Path) -> None:
    eshram("backup")
    before = eshram("rank", "--state", "bihar").out
    eshram(*ENTER)
    assert eshram("restore").code == 2  # `restore-unasked`
    assert eshram("rank", "--state", "bihar").out != before
    done = json.loads(eshram("restore", "--yes", "--format", "json").out)
    assert [(one["kind"], one["as_on"]) for one in done["rows"]] == [("enter", "2021-12-28")]
    assert eshram("rank", "--state", "bihar").out == before
    assert len(acts(Path(done["aside"]))) == len(acts(sample)) + 1
    assert eshram("restore", home / "none.db", "--yes").code == 4  # `backup-none`
    assert eshram("restore", sample, "--yes").code == 4


def test_a_ledger_that_somebody_has_open_is_not_replaced(eshram: Eshram, sample: Path) -> None:
    eshram("backup")
    with Ledger.open(sample, create=False, readonly=True):
        ran = eshram("restore", "--yes")
    assert (ran.code, "Another program is still writing to this ledger" in ran.err) == (4, True)


def test_a_damaged_ledger_is_rebuilt_from_the_copy_and_what_is_left(eshram: Eshram, sample: Path) -> None:
    eshram("backup")
    for place in ("patna", "siwan", "gaya"):
        eshram("enter", place, "390000", "--as-on", "30.12.2021", "--anyway", "--from", f"phone {place}")
    last = acts(sample)[-1]
    spoil(sample, b"phone siwan")
    assert eshram("rank", "--state", "bihar").code == 4
    done = eshram("doctor", "--repair", "--format", "json")
    assert done.code == 1
    found = json.loads(done.out)
    assert [(one["number"], one["kind"]) for one in found["rows"]] == [(last - 1, "enter")]
    assert acts(sample)[-2:] == [last - 2, last]
    shown = json.loads(eshram("show", "gaya", "--format", "json").out)
    assert (shown["registered"], shown["as_on"]) == (390000, "2021-12-30")
    assert eshram("doctor", "--repair").out.startswith("What was checked")


def test_without_a_copy_all_that_is_whole_is_kept_and_the_file_that_is_not_is_named(
    eshram: Eshram, sample: Path
) -> None:
    eshram("undo", "20", "--yes")
    before = acts(sample)
    with Ledger.open(sample, create=False, readonly=True) as ledger:
        file = ledger.log()[20].file
    data = bytearray(sample.read_bytes())
    at = data.rfind(file.encode())
    data[at + len(file.encode()) - 6] ^= 1
    sample.write_bytes(data)
    found = json.loads(eshram("doctor", "--repair", "--format", "json").out)
    (lost,) = found["rows"]
    assert lost["number"] == 21
    assert acts(sample) == [number for number in before if number != 21]
    assert eshram("log").code == 0


def test_a_ledger_with_a_lost_page_gives_back_the_acts_that_do_not_lie_on_it(eshram: Eshram, sample: Path) -> None:
    eshram("backup")
    before = eshram("rank", "--state", "bihar").out
    data = bytearray(sample.read_bytes())
    for number in range(5, len(data) // 4096):
        data[number * 4096 : (number + 1) * 4096] = bytes(4096)
    sample.write_bytes(data)
    found = eshram("doctor", "--repair", "--format", "json")
    assert (found.code, json.loads(found.out)["rows"]) == (0, [])
    assert eshram("rank", "--state", "bihar").out == before
