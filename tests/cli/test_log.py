"""`eshram log`: every act with what it was about."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Eshram


@pytest.mark.usefixtures("sample")
def test_acts_without_a_sheet_say_which_place_they_were_about(eshram: Eshram) -> None:
    before = len(json.loads(eshram("log", "--format", "json").out)["rows"])
    assert eshram("enter", "gogri", "42400", "--as-on", "29.12.2021").code == 0
    assert eshram("target", "set", "gogri, khagaria", "50000").code == 0
    rows = json.loads(eshram("log", "--format", "json").out)["rows"]
    assert [(row["kind"], row["place"], row["place_hi"]) for row in rows[before:]] == [
        ("enter", "Gogri", "गोगरी"),
        ("target", "Gogri", "गोगरी"),
    ]
    assert {row["place"] for row in rows[:before]} == {None}, "a sheet has a name of its own"
    assert "Gogri" in eshram("log").out
    assert "गोगरी" in eshram("log", "--lang", "hi").out
