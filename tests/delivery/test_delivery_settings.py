"""`config` and `doctor`: what is set, from where, what is wrong; never a password."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

import pytest

from eshram_cli.errors import EshramError
from eshram_cli.jobs.machine import doctor
from eshram_cli.settings import load_settings
from tests.conftest import Eshram
from tests.delivery.conftest import PASSWORD, Post


def test_the_file_written_out_explains_everything_and_changes_nothing(eshram, home) -> None:  # type: ignore[no-untyped-def]
    before = json.loads(eshram("config", "show", "--format", "json").out)["rows"]
    assert eshram("config", "init").code == 0
    after = json.loads(eshram("config", "show", "--format", "json").out)["rows"]
    assert [(row["name"], row["value"]) for row in after] == [(row["name"], row["value"]) for row in before]
    assert eshram("config", "check").code == 0
    text = (home / "settings.toml").read_text(encoding="utf-8")
    explained = text.replace('"', "")
    for row in before:
        _table, _, key = row["name"].rpartition(".")
        assert f"# {key} =" in explained or key == "password", key
    again = eshram("config", "init")
    assert (again.code, "already" in again.err) == (4, True)  # `settings-exists`
    assert eshram("config", "init", "--force").code == 0


def test_each_value_names_its_source(eshram, home, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    (home / "settings.toml").write_text(
        'place = "bihar"\nnumbers = "lakh"\n[smtp]\nhost = "a"\nport = 25\n'
        '[profiles.test.smtp]\nhost = "b"\nuser = "dlo"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("ESHRAM_PROFILE", "test")
    monkeypatch.setenv("ESHRAM_SMTP_PASSWORD", PASSWORD)
    monkeypatch.setenv("ESHRAM_SMTP_USER", "other")
    ran = eshram("config", "show", "--format", "json", "--numbers", "international")
    rows = {row["name"]: (row["value"], row["source"]) for row in json.loads(ran.out)["rows"]}
    assert rows["place"] == ("bihar", "file")
    assert rows["smtp.host"] == ("b", "profile test")
    assert rows["smtp.port"] == ("25", "file")
    assert rows["smtp.user"] == ("other", "environment")
    assert rows["numbers"] == ("international", "option")
    assert rows["lang"] == ("en", "default")
    assert rows["smtp.password"] == (None, "environment") or rows["smtp.password"] == ("", "environment")
    assert PASSWORD not in ran.out + ran.err


@pytest.mark.parametrize(
    "text", ['[smtp]\npassword = "naya sal"', 'password = "naya sal"', '[profiles.a.smtp]\nPassword="naya sal"']
)
def test_a_password_in_the_file_stops_every_command(text: str, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(EshramError) as stopped:
        load_settings({}, {"ESHRAM_SETTINGS": str(file)})
    assert (stopped.value.problem.code, stopped.value.exit_code) == ("settings-password", 4)
    assert "naya sal" not in str(stopped.value)


def test_an_unknown_profile_names_those_there_are(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[profiles.office]\nlang = "hi"', encoding="utf-8")
    assert load_settings({}, {"ESHRAM_SETTINGS": str(file), "ESHRAM_PROFILE": "office"}).lang == "hi"
    with pytest.raises(EshramError) as stopped:
        load_settings({}, {"ESHRAM_SETTINGS": str(file), "ESHRAM_PROFILE": "home"})
    assert stopped.value.problem.code == "settings-profile"
    assert "office" in str(stopped.value)


def test_check_tells_all_that_is_wrong_at_once(eshram, home, settings_text) -> None:  # type: ignore[no-untyped-def]
    people = 'bihr = ["a@nic.in"]\nbihar = ["a@gmail.com", "not one"]'
    settings_text(1, people, top=f"inbox = '{home / 'gone'}'")
    (home / "secret").chmod(0o644)
    ran = eshram("config", "check")
    assert ran.code == 4
    wanted = [
        "bihr",
        "a@gmail.com",
        '"not one"',
        "Other users can read the password file",
        "setting inbox",
    ]  # `settings-path`
    if os.name == "nt":
        wanted.remove("Other users can read the password file")
    assert [text for text in wanted if text not in ran.err] == []


def states(ran) -> dict[str, str]:  # type: ignore[no-untyped-def]
    return {row["what"]: row["state"] for row in json.loads(ran.out)["findings"]}


def test_a_good_pc_is_good(eshram, sample, post: Post, settings_text) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, 'bihar = ["a@nic.in"]')
    eshram("backup")
    ran = eshram("doctor", "--format", "json")
    assert ran.code == 0, ran.out
    assert {state for what, state in states(ran).items() if what not in {"fonts", "charts"}} == {"ok"}
    assert (post.taken, post.logins) == ([], 1)
    text = eshram("doctor").out
    assert "Mail server" in text and "good" in text


def test_what_fails_is_told_with_what_to_do(eshram, home, post: Post, settings_text, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, password="wrong")  # noqa: S106
    (home / "eshram.db").write_text("no ledger", encoding="utf-8")
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(doctor, "LOW", 2**80)
    ran = eshram("doctor", "--format", "json")
    assert ran.code == 1
    found = states(ran)
    assert {found[name] for name in ("ledger", "disk", "smtp")} == {"error"}
    assert found["terminal"] == "warning"
    codes = {row["problem"]["code"] for row in json.loads(ran.out)["findings"] if row["problem"]}
    assert {"not-a-ledger", "disk-full", "terminal-narrow", "smtp-login"} <= codes


def test_the_size_of_the_ledger_is_told_and_of_a_large_one_what_a_lake_is_for(
    eshram: Eshram, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = json.loads(eshram("doctor", "--format", "json").out)["findings"]
    found = next(one for one in told if one["what"] == "size")
    with closing(sqlite3.connect(sample)) as db:
        figures = db.execute("SELECT count(*) FROM figures").fetchone()[0]
    assert (found["state"], found["found"]) == ("ok", f"{figures}, {sample.stat().st_size / 2**20:.0f} MB")
    assert found["problem"] is None
    monkeypatch.setattr(doctor, "MANY", figures)
    assert "A lake would not be faster here" in eshram("doctor").err
    assert [
        one["problem"]["code"]
        for one in json.loads(eshram("doctor", "--format", "json").out)["findings"]
        if one["what"] == "size"
    ] == ["lake-use"]
    assert eshram("doctor", "--quiet").err == ""


def test_a_pc_without_the_zone_or_the_right_to_write(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    def no_zone(name: str) -> None:
        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr(doctor, "ZoneInfo", no_zone)
    monkeypatch.setattr(doctor, "can_be_written", lambda folder: False)
    settings = load_settings({})
    found = {one.problem.code for one in doctor.diagnose(settings, lambda: None, network=False).findings if one.problem}
    assert {"zone-missing", "disk-readonly"} <= found


def test_the_settings_file_may_be_written_elsewhere(eshram: Eshram, home: Path) -> None:
    there = home / "elsewhere.toml"
    ran = eshram("config", "init", "-o", there)
    assert (ran.code, ran.out) == (0, "")
    assert str(there) in ran.err
    assert "[smtp]" in there.read_text(encoding="utf-8")
    assert eshram("config", "init", "-o", there).code == 4
