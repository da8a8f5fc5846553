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
