"""`eshram enter` runs the rules that the settings name, and a block is not told of another block's places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Eshram


@pytest.mark.usefixtures("sample")
def test_a_figure_by_telephone_is_checked_by_the_rules_that_are_on(
    eshram: Eshram, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = ("enter", "gogri, khagaria", "5", "--as-on", "5.12.2021")
    assert "fall" in eshram(*figure).err
    eshram("undo", "--yes")
    settings = home / "eshram.toml"
    settings.write_text('[checks]\noff = ["fall"]\n', encoding="utf-8")
    monkeypatch.setenv("ESHRAM_SETTINGS", str(settings))
    assert "fall" not in eshram(*figure).err


def test_a_block_does_not_miss_the_panchayats_of_another(eshram: Eshram, home: Path) -> None:
    rows = [(block, f"{block} {name}") for block, many in (("Gogri", 6), ("Mansi", 3)) for name in "abcdef"[:many]]
    whole = home / "district 4.12.2021.csv"
    text = "".join(f"{block},{name},10\n" for block, name in rows)
    whole.write_text(f"Block,Panchayat,Registered\n{text}", encoding="utf-8")
    ran = eshram("ingest", whole, "--district", "khagaria", "--yes")
    assert ran.code == 0
    part = home / "gogri 5.12.2021.csv"
    text = "".join(f"{name},{20 + at}\n" for at, (block, name) in enumerate(rows) if block == "Gogri")
    part.write_text(f"Panchayat,Registered\n{text}", encoding="utf-8")
    assert "last return" not in eshram("ingest", part, "--block", "gogri, khagaria").err
    lost = home / "gogri 6.12.2021.csv"
    lost.write_text(f"Panchayat,Registered\n{text.partition(chr(10))[2]}", encoding="utf-8")
    assert "Gogri a" in eshram("ingest", lost, "--block", "gogri, khagaria").err


@pytest.mark.parametrize(("text", "persons"), [(".36 lakh", 36_000), (".75 हजार", 750), ("0.36 lakh", 36_000)])
def test_a_figure_may_begin_with_its_point(eshram: Eshram, text: str, persons: int) -> None:
    assert eshram("enter", "gogri", text, "--as-on", "14.12.2021").code == 0
    assert eshram("target", "set", "gogri", text).code == 0
    row = json.loads(eshram("show", "gogri", "--format", "json").out)
    assert (row["registered"], row["target"]) == (persons, persons)


@pytest.mark.parametrize("text", [".5", "..36 lakh", "138,88,279", "36740.3333333333"])
def test_what_is_no_sure_count_is_refused_as_it_was_typed(eshram: Eshram, text: str) -> None:
    ran = eshram("enter", "gogri", text, "--as-on", "14.12.2021")
    assert ran.code == 2
    assert text[:7] in ran.err
    assert "•" not in ran.err


HUGE = ("enter", "alauli, khagaria", "3600000", "--as-on", "15.12.2021")
"""More persons than the block has."""


def test_a_figure_above_the_population_is_refused_without_a_terminal(eshram: Eshram) -> None:
    ran = eshram(*HUGE)
    assert ran.code == 1
    assert "more than its population: 2,82,127 in the 2011 census" in ran.err
    assert "--anyway" in ran.err
    assert eshram("show", "alauli, khagaria").code != 0
    taken = eshram(*HUGE, "--anyway")
    assert taken.code == 0
    assert "It was stored because you asked for it." in taken.err  # `taken-anyway`
    assert "36,00,000" in taken.out


@pytest.mark.parametrize(("answer", "code"), [(True, 0), (False, 1)])
def test_at_a_terminal_it_is_asked(eshram: Eshram, monkeypatch: pytest.MonkeyPatch, answer: bool, code: int) -> None:
    asked: list[str] = []

    def confirm(text: str, **_: object) -> bool:
        asked.append(text)
        return answer

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.confirm", confirm)
    assert eshram(*HUGE).code == code
    assert asked == ["Is the figure right, and should it be stored?"]


def test_a_new_figure_above_the_count_is_refused(eshram: Eshram) -> None:
    ran = eshram("enter", "alauli, khagaria", "500", "--new", "5000")
    assert ran.code == 1
    assert "The row has 5,000 new registrations in the day, but only 500 in all" in ran.err


def sheet(home: Path, alauli: int) -> Path:
    file = home / "khagaria 15.12.2021.csv"
    file.write_text(f"Block,Registered\nAlauli,{alauli}\nGogri,42650\nMansi,11964\n", encoding="utf-8")
    return file


def test_a_sheet_s_row_above_the_population_is_kept_out_unless_it_is_to_be_taken_anyway(
    eshram: Eshram, home: Path
) -> None:
    ran = eshram("ingest", sheet(home, 3_600_000), "--district", "khagaria")
    assert ran.code == 1
    assert "B2: Alauli has 36,00,000 persons" in ran.err
    assert (
        "Alauli"
        not in eshram("rank", "--district", "khagaria", "--by", "registered", "--format", "csv").out.split("Gogri")[0]
    )
    again = eshram("ingest", sheet(home, 3_600_000), "--district", "khagaria", "--anyway")
    assert again.code == 0
    assert "It was stored because you asked for it." in again.err
    quiet = eshram("ingest", sheet(home, 36_741), "--district", "khagaria")
    assert quiet.code == 0
    assert "more than" not in quiet.err
