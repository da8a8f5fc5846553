"""Sheets whose Hindi was saved in the wrong encoding: read as they were meant, and told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from eshram_cli.errors import EshramError

Read = Callable[..., Any]
SHEET = "जिला खगड़िया दिनांक 04.12.2021\nप्रखंड|कुल निबंधन\nअलौली|50\nगोगरी|60\nयोग|110"


def spoiled(text: str) -> str:
    pieces = (bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())
    return "".join(pieces).replace("\x85", "…")


def miscoded(text: str) -> str:
    return "\n".join("|".join(map(spoiled, line.split("|"))) for line in text.split("\n"))


def test_a_miscoded_sheet_is_read_as_it_was_meant(read: Read) -> None:
    said = read(miscoded(SHEET))
    assert said.records == ["Alauli registered 50", "Gogri registered 60"]
    (note,) = said.first.problems
    assert note.code == "miscoded"
    assert '"जिला खगड़िया दिनांक 04.12.2021" (6 cells)' in note.message()


def test_letters_that_were_lost_are_told(read: Read) -> None:
    said = read(
        miscoded("नोट\n") + "Block|Registered\nAlauli|50\nGogri|60".replace("Block", "à¤œà?"),
        within="d202",
        as_on="2021-12-04",
    )
    assert "miscoded-lost A2" in said.problems


def test_question_marks_for_letters_refuse_the_sheet_and_say_how_to_save_it(read: Read) -> None:
    with pytest.raises(EshramError) as refused:
        read("???? ?????? 14.12.2021\n??????|???????\n?????|120\n??????|190", within="d202", as_on="2021-12-14")
    assert refused.value.problem.code == "letters-lost"
    assert "CSV UTF-8" in str(refused.value)


def test_names_of_question_marks_are_told(read: Read) -> None:
    said = read("Block|Registered\n?????|120\n??????|190", within="d202", as_on="2021-12-14")
    assert said.records == []
    assert said.problems[0] == "letters-lost A2"


def test_question_marks_beside_names_that_were_kept_are_told(read: Read) -> None:
    table = "Block|Registered|Remark\nGogri|120|?????\nAlauli|190|??? ????"
    said = read(table, within="d202", as_on="2021-12-14")
    assert said.records == ["Gogri registered 120", "Alauli registered 190"]
    assert said.problems == ["letters-lost C2"]


def test_a_question_mark_of_a_person_is_quiet(read: Read) -> None:
    said = read("Block|Registered|Remark\nGogri|120|why?\nAlauli|190|???", within="d202", as_on="2021-12-14")
    assert said.problems == []
