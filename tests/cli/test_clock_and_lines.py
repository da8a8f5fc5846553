"""A clock that is far off is told once; a line break never reaches a table of schedules or the head of a mail."""

from __future__ import annotations

import datetime as dt
import os
import stat
import sys
from pathlib import Path

import pytest

from eshram_cli.errors import EshramError
from eshram_cli.jobs import clock
from eshram_cli.saving import save
from tests.conftest import SAMPLE_DATA, Eshram

INSTALL = ("schedule", "install", "--daily", "20:00", "--state", "bihar", "--with", "cron", "--print")
ENTER = ("enter", "patna", "700000", "--as-on", "28.12.2021", "--anyway", "--lang", "en")


def set_clock(monkeypatch: pytest.MonkeyPatch, year: int) -> None:
    monkeypatch.setattr(clock, "now", lambda: dt.datetime(year, 12, 30, tzinfo=dt.UTC))


def test_a_clock_of_2011_is_told_once_and_stores_nothing(
    eshram: Eshram, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, 2011)
    ran = eshram("ingest", SAMPLE_DATA)
    assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
    assert "says 30.12.2011, before the drive began" in ran.err  # `clock-early`
    assert "before the drive began" in eshram("doctor").err


def test_a_clock_set_back_before_the_last_act_is_told(
    eshram: Eshram, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, 2022)
    assert eshram(*ENTER).err.count("The clock of this computer says 30.12.2022, but") == 1  # `clock-back`
    assert "30.12.2022, but the last act" in eshram("doctor").err


def test_a_clock_of_2099_is_told(eshram: Eshram, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, 2099)
    assert eshram(*ENTER).err.count("says 30.12.2099; the last act") == 1  # `clock-ahead`


@pytest.mark.parametrize("letter", ["\n", "\r", "\x1b", "\u2028"])
def test_a_line_break_in_the_ledgers_path_stops_every_command(
    eshram: Eshram, home: Path, monkeypatch: pytest.MonkeyPatch, letter: str
) -> None:
    monkeypatch.setenv("ESHRAM_LEDGER", str(home / f"a{letter}* * * * * evil.db"))
    for command in (INSTALL, ENTER, ("rank",)):
        ran = eshram(*command)
        assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("name", ["FROM", "USER", "HOST"])
def test_a_line_break_in_the_senders_address_is_refused(
    eshram: Eshram, home: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(f"ESHRAM_SMTP_{name}", "dlo@example.gov.in\nBcc: all@example.com")
    ran = eshram("config", "show")
    assert (ran.code, f"ESHRAM_SMTP_{name}" in ran.err, ran.err.count("\n")) == (4, True, 1)


def test_a_line_break_in_what_a_schedule_carries_is_refused(
    eshram: Eshram, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESHRAM_SETTINGS", str(home / "a\n* * * * * evil.toml"))
    ran = eshram(*INSTALL)
    assert (ran.code, ran.out) == (4, ""), ran.err
    assert "No schedule can be made with" in ran.err  # `schedule-line`


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes and links")
def test_a_file_keeps_its_rights_and_a_planted_link_is_not_followed(home: Path) -> None:
    out, other = home / "rank.csv", home / "other.txt"
    other.write_text("mine", encoding="utf-8")
    (home / f".{out.name}.{os.getpid()}.part").symlink_to(other)
    out.write_text("old", encoding="utf-8")
    out.chmod(0o600)
    save(out, "new")
    assert (out.read_text(encoding="utf-8"), stat.S_IMODE(out.stat().st_mode)) == ("new", 0o600)
    assert other.read_text(encoding="utf-8") == "mine"


def test_a_full_disk_is_told_as_such(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("eshram_cli.saving.put_beside", full)
    with pytest.raises(EshramError) as stopped:
        save(home / "rank.csv", "new")
    assert (stopped.value.problem.code, stopped.value.exit_code) == ("output-full", 4)
