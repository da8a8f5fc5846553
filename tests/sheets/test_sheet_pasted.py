"""A message pasted from a telephone as rows."""

from __future__ import annotations

import pytest

from eshram_cli.errors import EshramError
from eshram_cli.sheets.read import read_text

LINES = [
    ("Alauli 12,345", ["Alauli", "12,345"]),
    ("अलौली - 12,345", ["अलौली", "12,345"]),
    ("*Alauli* – 12345", ["Alauli", "12345"]),
    ("2) Gogri: ९८,७६५ (new 210)", ["Gogri", "९८,७६५", "(new 210)"]),
    ("अलौली 12,345 210", ["अलौली", "12,345", "210"]),
    ("Parbatta-5,000", ["Parbatta", "5,000"]),
    ("• Beldaur .... 1.22 लाख", ["Beldaur", "1.22 लाख"]),
    ("चौथम : दो लाख सात हजार 528", ["चौथम", "दो लाख सात हजार 528"]),
    ("बेलदौर लगभग 25,000", ["बेलदौर", "लगभग 25,000"]),
    ("Beldaur more than 25,000", ["Beldaur", "more than 25,000"]),
    ("अलौली पाँच सौ", ["अलौली", "पाँच सौ"]),
    ("Report of day one", ["Report of day one"]),
    ("Gogri 42,500 approx", ["Gogri", "42,500 approx"]),
    ("गोगरी 33 हजार 100", ["गोगरी", "33 हजार 100"]),
    ("Ward 3 Gogri 500", ["Ward 3 Gogri", "500"]),
    ("7 blocks are to send today", ["7 blocks are to send today"]),
    ("Total = 1,16,124", ["Total", "1,16,124"]),
    ("Mansi -", ["Mansi", "-"]),
    ("Khagaria: nil", ["Khagaria", "nil"]),
    ("[28/12/21, 6:45:12 pm] BDO Mansi: Mansi 4567", ["Mansi", "4567"]),
    ("खगड़िया जिला 04.12.2021 तक", ["खगड़िया जिला 04.12.2021 तक"]),
    ("दिनांक 28 दिसम्बर 2021", ["दिनांक 28 दिसम्बर 2021"]),
    ("As on December 28, 2021", ["As on December 28, 2021"]),
    ("Note: please send soon", ["Note: please send soon"]),
    ("", []),
]


@pytest.mark.parametrize(("line", "row"), LINES)
def test_one_line(line: str, row: list[str]) -> None:
    assert read_text(f"{line}\nGogri 5", "message").grids[0].rows == [row, ["Gogri", "5"]]


def test_rows_keep_the_number_of_their_line() -> None:
    book = read_text("Khagaria\r\n\r\nAlauli 5\r\n\r\n", "message")
    assert book.grids[0].rows == [["Khagaria"], [], ["Alauli", "5"]]
    assert (book.kind, book.file, str(book.grids[0].where(2, 1))) == ("text", "message", "message, B3")


def test_the_number_of_a_sender_is_not_kept() -> None:
    rows = read_text("28/12/2021, 18:45 - +91 98765 43210: Khagaria 4,567", "message").grids[0].rows
    assert rows == [["Khagaria", "4,567"]]


@pytest.mark.parametrize(
    "text", ["Block\tCount\nAlauli\t5", "Block,Count\nAlauli,5", "Block|Count\nAlauli|5", "Block;Count\nAlauli;5"]
)
def test_a_pasted_table_stays_a_table(text: str) -> None:
    assert read_text(text, "stdin").grids[0].rows == [["Block", "Count"], ["Alauli", "5"]]


def test_nothing_pasted() -> None:
    with pytest.raises(EshramError) as caught:
        read_text(" \n", "stdin")
    assert caught.value.problem.code == "file-empty"
