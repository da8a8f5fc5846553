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


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(("answer", "left"), [(False, None), (True, 32)])
def test_at_a_terminal_an_undo_names_the_act_and_asks(
    eshram: Eshram, monkeypatch: pytest.MonkeyPatch, answer: bool, left: int | None
) -> None:
    """The act of Rajasthan is the 30th; what is not agreed to is not done."""
    asked: list[str] = []

    def confirm(text: str, *, err: bool) -> bool:
        assert err, "stdout is for answers"
        asked.append(text)
        return answer

    monkeypatch.setattr("eshram_cli.cli.undo.at_a_terminal", lambda: True)
    monkeypatch.setattr("typer.confirm", confirm)
    ran = eshram("undo", "30")
    assert ran.code == 0
    assert "Act 30: return, राजस्थान जिलेवार 10-02-2022.xlsx, " in ran.err
    assert asked == ["Take back act 30?"]
    (row,) = (row for row in json.loads(eshram("log", "--format", "json").out)["rows"] if row["number"] == 30)
    assert row["undone"] == left


@pytest.mark.usefixtures("sample")
def test_an_undo_in_a_script_names_the_act_and_does_not_ask(eshram: Eshram) -> None:
    ran = eshram("undo", "31", "--lang", "hi")
    assert ran.err.startswith("क्रिया 31: प्रतिवेदन, Bilaspur e-Shram 12.02.2022.xlsx, ")
    assert "क्रिया 31 वापस ली गई।" in ran.err
    assert eshram("undo", "99").code == 2
