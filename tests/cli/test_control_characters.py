"""Control characters in names and cells are shown as escapes and do nothing, wherever an answer goes."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from eshram_cli.language.text import CONTROLS
from tests.conftest import Eshram

NAME = "a\x1b[31m\u202evsc.csv"
SHOWN = r"a\x1b[31m\u202evsc.csv"
SHEET = "District,Target,Registered\nPat\x1bna,100,50\nGaya\x07,100,60\n"


@pytest.fixture
def odd(home: Path) -> Path:
    """A return whose name and cells hold control characters."""
    path = home / NAME
    try:
        path.write_text(SHEET, encoding="utf-8")
    except OSError:
        pytest.skip("this system's files cannot bear such a name")
    return path


@pytest.mark.parametrize("language", ["en", "hi"])
@pytest.mark.parametrize("form", ["table", "csv", "md", "html"])
def test_people_see_escapes(eshram: Eshram, odd: Path, form: str, language: str) -> None:
    ran = eshram("inspect", odd, "--as-on", "28.12.2021", "--lang", language, "--format", form)
    assert ran.code == 0
    assert not CONTROLS.search(ran.out)
    assert (SHOWN in ran.out.replace("\\\\", "\\").replace("\\[", "[")) is (form != "csv"), "csv names no file"


def test_cells_show_theirs_and_lose_no_figure(eshram: Eshram, odd: Path) -> None:
    ran = eshram("inspect", odd, "--as-on", "28.12.2021")
    assert r"Pat\x1bna" in ran.out
    assert r"Gaya\x07" in ran.out
    assert eshram("ingest", odd, "--as-on", "28.12.2021", "--state", "bihar").code in {0, 1}
    gaya = json.loads(eshram("show", "gaya", "--format", "json").out)
    assert gaya["registered"] == 60


def test_talk_shows_them_too(eshram: Eshram, odd: Path) -> None:
    ran = eshram("inspect", odd)
    assert SHOWN in ran.err
    assert not CONTROLS.search(ran.err)


def test_json_holds_the_text_itself_in_legal_escapes(eshram: Eshram, odd: Path) -> None:
    text = eshram("inspect", odd, "--as-on", "28.12.2021", "--format", "json").out
    assert not CONTROLS.search(text)
    assert json.loads(text)["file"] == NAME


def test_a_workbook_shows_them(eshram: Eshram, odd: Path, home: Path) -> None:
    book = home / "seen.xlsx"
    assert eshram("inspect", odd, "--as-on", "28.12.2021", "-o", book).code == 0
    with ZipFile(book) as parts:
        text = "".join(parts.read(name).decode("utf-8") for name in parts.namelist() if name.endswith(".xml"))
    assert SHOWN in text
    assert not CONTROLS.search(text)


@pytest.mark.parametrize("number", ["9876\x07543210", "98765\x1b43210", "9\u202e876543210"])
def test_a_number_of_a_person_stays_hidden(eshram: Eshram, home: Path, number: str) -> None:
    path = home / "m.csv"
    path.write_text(f"District,Remark,Registered\nPatna,{number},50\nGaya,,60\nSaran,,70\n", encoding="utf-8")
    for form in ("table", "json"):
        ran = eshram("inspect", path, "--as-on", "28.12.2021", "--format", form)
        assert "3210" not in ran.out + ran.err
