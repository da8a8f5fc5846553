"""A message pasted from a telephone as rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from eshram_cli.errors import EshramError
from eshram_cli.sheets.pasted import is_message
from eshram_cli.sheets.read import book_of, read_book, read_text
from eshram_cli.sheets.source import Source

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
    ("1️⃣ *अलौली* 👉 12,345 🙏", ["अलौली", "12,345"]),
    ("✅ _Alauli_ ➡️ *12,345*", ["Alauli", "12,345"]),
    ("3- Alauli 12,345", ["Alauli", "12,345"]),
    ("Alauli 12,345 (+210)", ["Alauli", "12,345", "(+210)"]),
    ("Alauli 12,345 [+210]", ["Alauli", "12,345", "(+210)"]),
    ("Alauli 12,345 +210", ["Alauli", "12,345", "(+210)"]),
    ("Alauli ~11,345~ 12,345", ["Alauli", "12,345"]),
    ("Alauli ~500", ["Alauli", "~500"]),
    ("Alauli .36 लाख", ["Alauli", ".36 लाख"]),
    ("26/11/21, 6:05\u202fpm - LEO Alauli: Alauli 12,345", ["Alauli", "12,345"]),
    ("26/11/2021, 18:05 - LEO Alauli: *Alauli* - 12,345", ["Alauli", "12,345"]),
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


MESSAGE = """*जिला खगड़िया* 26/11/2021
1️⃣ *अलौली* 👉 31,200 (+210)
2. बेलदौर - 35,100 (आज 150)
7 blocks are to send
👉 चौथम : 38,400
धन्यवाद 🙏"""


@pytest.mark.parametrize("how", ["pasted", "file"])
def test_a_message_is_read_alike_pasted_and_saved(how: str) -> None:
    book = read_text(MESSAGE, "m.txt") if how == "pasted" else book_of(Source("m.txt", MESSAGE.encode()))
    assert book.kind == "text"
    assert [row[:2] for row in book.grids[0].rows if len(row) > 1] == [
        ["अलौली", "31,200"],
        ["बेलदौर", "35,100"],
        ["चौथम", "38,400"],
    ]


def test_every_line_is_echoed_or_named() -> None:
    said = {problem.code: problem.message() for problem in read_text(MESSAGE, "m.txt").problems}
    assert "अलौली 31,200 (+210); बेलदौर 35,100 (आज 150); चौथम 38,400" in said["message-read"]
    assert '4 "7 blocks are to send"' in said["line-not-read"]
    assert '6 "धन्यवाद"' in said["line-without-figure"]


def test_a_message_of_figures_alone_has_nothing_to_name() -> None:
    codes = [problem.code for problem in read_text("26/11/2021\nAlauli 31,200\nGogri 41,800", "m.txt").problems]
    assert codes == ["message-read"]


def test_bare_numbers_that_count_the_lines_go() -> None:
    rows = read_text("1 Alauli 500\n2 Beldaur 600\n3 Gogri 700", "m.txt").grids[0].rows
    assert rows == [["Alauli", "500"], ["Beldaur", "600"], ["Gogri", "700"]]
    rows = read_text("24 Parganas 500\n7 Sisters 600", "m.txt").grids[0].rows
    assert rows == [["24 Parganas", "500"], ["7 Sisters", "600"]]


CHAT = """26/11/21, 6:05 pm - LEO Alauli: Alauli 31,200
26/11/21, 6:07 pm - LEO Gogri: Gogri 41,800
Mansi 48,300"""


def test_an_exported_chat_is_of_the_day_of_its_stamps() -> None:
    (grid,) = read_text(CHAT, "chat.txt").grids
    assert grid.above == ("26.11.2021",)
    assert grid.rows == [["Alauli", "31,200"], ["Gogri", "41,800"], ["Mansi", "48,300"]]
    (grid,) = read_text(f"{CHAT}\nAs on 25.11.2021", "chat.txt").grids
    assert grid.above == ()


def test_an_exported_chat_of_two_days_is_two_sheets() -> None:
    first, second = read_text(f"{CHAT}\n27/11/21, 6:05 pm - LEO Alauli: Alauli 31,900", "chat.txt").grids
    assert (first.sheet, second.sheet) == ("26.11.2021", "27.11.2021")
    assert second.rows == [[], [], [], ["Alauli", "31,900"]]


@pytest.mark.parametrize(
    "text",
    [
        "Khagaria as on 26.11.2021\nBlock,Registered\nअलौली,5\nगोगरी,6",
        "Block, Target, Registered\nAlauli, 78000, 36741\nGogri, 91000, 42650",
        "Alauli,5\nGogri,6",
        '"Alauli", 5\n"Gogri", 6',
    ],
)
def test_a_file_with_commas_between_its_fields_stays_a_table(text: str) -> None:
    book = book_of(Source("t.txt", text.encode()))
    assert book.kind == "csv"
    assert book.problems == ()


def test_nothing_pasted() -> None:
    with pytest.raises(EshramError) as caught:
        read_text(" \n", "stdin")
    assert caught.value.problem.code == "file-empty"


def test_below_a_heading_a_comma_parts_fields_though_it_stands_between_digits(tmp_path: Path) -> None:
    file = tmp_path / "wards.csv"
    file.write_text("Motihari, 14.12.2021\nWard,Registered\nWard 1,120\nWard 2,130\nWard 3,140\n", encoding="utf-8")
    (grid,) = read_book(file).grids
    assert grid.rows[2] == ["Ward 1", "120"]
    message = tmp_path / "message.txt"
    message.write_text("Motihari 14.12.2021\nGogri 1,120\nMansi 1,130\nAlauli 1,140\n", encoding="utf-8")
    (grid,) = read_book(message).grids
    assert grid.rows[1] == ["Gogri", "1,120"]


def test_a_csv_that_a_spreadsheet_filled_up_with_commas_is_no_message() -> None:
    table = '"Progress, in all",,\n(2019 to 2021),,\nYear,All-items,Change\n2019,78.4,4.8\n2020,82.8,5.6\nOffice,,\n'
    assert not is_message(table)
    assert is_message("Progress of today\nGogri, 1,234\nAlauli, 2,345\n")
    assert is_message("Progress of today,\nGogri 1,234\nAlauli 345\n")
