"""`eshram enter` runs the rules that the settings name, and a block is not told of another block's places."""

from __future__ import annotations

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
