"""csv and its kin: which bytes are text, what parts the fields, and what is kept."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eshram_cli.errors import EshramError
from eshram_cli.sheets.model import Book, Cell
from eshram_cli.sheets.read import book_of
from eshram_cli.sheets.source import Source

Read = Callable[[bytes], Book]
Refusal = Callable[[bytes], str]
Rows = list[list[Cell]]

TABLE = "प्रखंड,निबंधन\nअलौली,12345\nगोगरी,\n"
READ: Rows = [["प्रखंड", "निबंधन"], ["अलौली", "12345"], ["गोगरी", None]]


def rows(read: Read, text: str) -> Rows:
    return read(text.encode()).grids[0].rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"])
def test_every_encoding_of_hindi(read: Read, encoding: str) -> None:
    assert read(TABLE.encode(encoding)).grids[0].rows == READ


def test_big_endian_mark(read: Read) -> None:
    assert read(codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be")).grids[0].rows == READ


def test_cp1252_keeps_the_hard_space(read: Read) -> None:
    """A portal of Andhra Pradesh writes 0xA0, which is no UTF-8."""
    assert read(b"Class,Count\nMotor\xa0Cab,5\n").grids[0].rows[1] == ["Motor\u00a0Cab", "5"]


def test_utf7_quotes_and_plain_plus_signs(read: Read) -> None:
    """`+ACI-` is a quotation mark; a name with a plus sign is no UTF-7."""
    assert rows(read, "+ACI-Block+ACI-,+ACI-a,b+ACI-\n1,2") == [["Block", "a,b"], ["1", "2"]]
    assert rows(read, "Block,Grade\nAlauli,A+ABC-\n") == [["Block", "Grade"], ["Alauli", "A+ABC-"]]


def test_one_broken_byte_does_not_turn_hindi_into_mojibake(read: Read) -> None:
    data = (TABLE * 20).encode()
    book = read(data[:-20] + b"\xff" + data[-20:])
    assert book.grids[0].rows[0] == READ[0]
    assert [problem.code for problem in book.problems] == ["text-damaged"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_parts_the_lines_alike(read: Read, delimiter: str) -> None:
    """Indian grouping puts commas into every number of a file that is parted otherwise."""
    table = [["Block", "Target", "Registered"], ["Alauli", '"1,23,456"', '"98,765"'], ["Gogri", '"2,00,000"', '"5"']]
    text = "Report of 04.12.2021; Khagaria\n" + "\n".join(delimiter.join(row) for row in table)
    assert rows(read, text)[2] == ["Alauli", "1,23,456", "98,765"]


def test_unquoted_grouping_beside_tabs(read: Read) -> None:
    assert rows(read, "Alauli\t1,23,456\nGogri\t2,34,567\n") == [["Alauli", "1,23,456"], ["Gogri", "2,34,567"]]


def test_a_separator_line_is_obeyed_and_left_out(read: Read) -> None:
    assert rows(read, "sep=;\nAlauli;1,5\n") == [["Alauli", "1,5"]]


def test_spaces_after_commas_do_not_break_quotes(read: Read) -> None:
    assert rows(read, '"a", "Nicobar, South", 5\n"b", "c", 6') == [["a", "Nicobar, South", "5"], ["b", "c", "6"]]


def test_a_comma_before_a_closing_quote_leaves_the_spaces_of_other_fields(read: Read) -> None:
    assert rows(read, 'a,b,c\n, y,", "\n') == [["a", "b", "c"], [None, " y", ", "]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(read: Read, end: str) -> None:
    assert rows(read, f'a,"b\n1"{end}c,d{end}') == [["a", "b\n1"], ["c", "d"]]


def test_ragged_rows_and_padded_titles(read: Read) -> None:
    assert rows(read, "Title,,\na,b,c\n1\n1,2,3,4\n\n\n") == [
        ["Title", None, None],
        ["a", "b", "c"],
        ["1"],
        ["1", "2", "3", "4"],
    ]


def test_text_is_kept_as_it_stands(read: Read) -> None:
    """Codes keep their zeros, numbers their writing, names their spaces."""
    assert rows(read, "001, Alauli ,1e5\n") == [["001", " Alauli ", "1e5"]]


@pytest.mark.parametrize("text", ['a,b\n"Alauli,5\nGogri,6\n', 'a,b\n"Alauli,5\n' + "Gogri,6\n" * 9 + '"Mansi,7\n'])
def test_an_unclosed_quote_does_not_swallow_rows(read: Read, text: str) -> None:
    book = read(text.encode())
    assert len(book.grids[0].rows) == text.count("\n")
    assert book.grids[0].rows[1] == ["Alauli", "5"]
    assert [problem.code for problem in book.problems] == ["quotes-unclosed"]


def test_empty_and_binary_are_refused(refusal: Refusal) -> None:
    assert refusal(b" \r\n\t\n") == "file-empty"
    assert refusal(b"\x00\x01\x02\x03" * 30) == "not-a-sheet"
    assert refusal(bytes(range(256)) * 4) == "not-a-sheet"
    assert refusal(b"Patna,50\x01\x02\x03\n") == "not-a-sheet", "many control characters"
    assert refusal(b"Patna,50,\xe9\x1b\nGaya,60,\n") == "not-a-sheet", "any bytes may be cp1252"


def test_a_text_with_a_few_control_characters_in_cells_is_read(read: Read) -> None:
    book = read(b"District,Target,Registered\nPat\x1bna,100,50\nGaya\x07,100,50\n")
    assert [row[0] for row in book.grids[0].rows] == ["District", "Pat\x1bna", "Gaya\x07"]


def test_gzip_is_read_by_content(read: Read) -> None:
    book = read(gzip.compress(TABLE.encode()))
    assert (book.kind, book.grids[0].rows) == ("csv.gz", READ)


FIELD = st.text(st.sampled_from('अआकि़\u094d,;|\t"\n 019ab-.+'), max_size=6)
ENCODINGS = ["utf-8-sig", "utf-16", "utf-8"]


@given(st.lists(st.lists(FIELD, min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from(ENCODINGS))
@example([["", "", "a"]], "utf-16")
def test_what_a_program_wrote_is_read_back(table: list[list[str]], encoding: str) -> None:
    """Under a heading that shows the delimiter, every field of every row comes back."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["place", "date", "count"]] * (len(table) * 5) + table)
    grid = book_of(Source("x", out.getvalue().encode(encoding))).grids[0]
    for number, row in enumerate(table, start=len(table) * 5):
        assert [grid.at(number, column) or "" for column in range(3)] == row


@given(st.binary(max_size=400))
@example(b"PK\x03\x04")
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
@example(b"\x1f\x8b\x08\x00")
@example(b"<html><table><td>")
@example(b"+ACI")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        book = book_of(Source("x", data))
    except EshramError as error:
        assert str(error)
    else:
        assert book.grids


def test_a_long_table_is_read_whole(shared: Path) -> None:
    """232,117 rows of 14 states under their heading."""
    data = (shared / "reference" / "drive" / "district_daily_dev.csv.gz").read_bytes()
    book = book_of(Source("drive", data))
    assert len(book.grids[0].rows) == 232_118
