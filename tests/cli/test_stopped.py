"""Ctrl-C: one line says what the command had stored by then."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conftest import Eshram

DAY = "Bihar, as on 29.12.2021\nDistrict,Registered\nPatna,970100\nGaya,551200\n"


def stop(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("language", "told"), [("en", "Stopped. Nothing was stored.\n"), ("hi", "काम रोका गया। कुछ भी दर्ज नहीं हुआ।\n")]
)
def test_stopped_while_it_waits_for_a_message(
    eshram: Eshram, monkeypatch: pytest.MonkeyPatch, language: str, told: str
) -> None:
    before = eshram("log", "--format", "csv").out
    monkeypatch.setattr(sys.stdin, "read", stop, raising=False)
    ran = eshram("ingest", "-", "--state", "bihar", "--lang", language, "--quiet")
    assert (ran.code, ran.out, ran.err) == (130, "", told)
    assert eshram("log", "--format", "csv").out == before


@pytest.mark.usefixtures("sample")
def test_stopped_after_it_has_stored(eshram: Eshram, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sheet = tmp_path / "29.csv"
    sheet.write_text(DAY, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("eshram_cli.reports.output.write", stop)
        ran = eshram("ingest", str(sheet))
    last = eshram("log", "--format", "csv").out.splitlines()[-1].split(",")[0]
    assert ran.code == 130
    assert f"Stopped. 1 act was stored before that (first #{last}, last #{last})." in ran.err
    assert eshram("undo", last).code == 0


def test_stopped_where_there_is_no_ledger(eshram: Eshram, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("eshram_cli.jobs.intake.ingest.expand", stop)
    ran = eshram("ingest", str(tmp_path))
    assert (ran.code, ran.err) == (130, "Stopped. Nothing was stored.\n")
    assert not (tmp_path / "eshram.db").exists()
