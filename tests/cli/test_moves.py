"""An undo and a correction say which ranks they move."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eshram_cli.jobs.questions.moves import undo_moves
from eshram_cli.jobs.session import writing
from tests.conftest import Eshram


def districts(home: Path, siwan: int) -> Path:
    """A sheet of three districts, of one day."""
    path = home / f"bihar-{siwan}.csv"
    rows = f"District,Total registered as on 28.12.2021\nSiwan,{siwan}\nGaya,4000\nSaran,3000\n"
    path.write_text(rows, encoding="utf-8")
    return path


def test_a_correction_and_its_undo_say_which_ranks_move(eshram: Eshram, home: Path) -> None:
    first = eshram("ingest", districts(home, 5000), "--state", "bihar")
    assert "Ranks within" not in first.err
    corrected = eshram("ingest", districts(home, 3500), "--state", "bihar")
    assert "Ranks within Bihar: Gaya 2 to 1, Siwan 1 to 2." in corrected.err
    number = json.loads(eshram("log", "--format", "json").out)["rows"][-1]["number"]
    with writing(home / "eshram.db") as session:
        [(within, moves)] = undo_moves(session, number).items()
        assert within.name == "Bihar"
        assert [(row.place, was, row.rank) for row, was in moves] == [("Siwan", 2, 1), ("Gaya", 1, 2)]
    assert json.loads(eshram("log", "--format", "json").out)["rows"][-1]["number"] == number, "nothing was stored"
    undone = eshram("undo", str(number), "--lang", "hi")
    assert "में क्रम: " in undone.err and "2 से 1" in undone.err
    again = eshram("undo", str(number + 1))
    assert "Gaya 2 to 1, Siwan 1 to 2" in again.err, "an undo that is undone moves them back"


@pytest.mark.usefixtures("sample")
def test_an_act_without_figures_moves_nothing(eshram: Eshram) -> None:
    assert eshram("note", "add", "portal slow", "--state", "bihar").code == 0
    number = json.loads(eshram("log", "--format", "json").out)["rows"][-1]["number"]
    assert "Ranks within" not in eshram("undo", str(number)).err
