"""Sheets whose Hindi was saved in the wrong encoding: read as they were meant, and told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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
