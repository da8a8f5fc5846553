"""Bounds of every reader: small files that would eat the machine end in one clear line, and their clean twins are read.

The same cases in full size, with their time and memory, are in `benchmarks/hostile.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from eshram_cli.errors import EshramError
from eshram_cli.problems import Language
from eshram_cli.sheets import limits
from eshram_cli.sheets.kinds import html
from eshram_cli.sheets.kinds.csv_ import longest_line
from eshram_cli.sheets.model import Book
from eshram_cli.sheets.read import read_text
from eshram_cli.timelimit import look_at_clock, time_limit

Read = Callable[[bytes], Book]
Refusal = Callable[[bytes], str]
MakeXml = Callable[..., bytes]
PAGE = "<html><body><p>As on 04.12.2021</p><table><tr><td>Block</td><td>Registered</td></tr>{}</table></body></html>"


def strewn(first: int, count: int) -> str:
    """A small table, and so many cells at the far end of the sheet."""
    table = "".join(
        f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="B{row}"><v>2</v></c></row>' for row in range(1, 41)
    )
    far = (f'<row r="{first + at}"><c r="XFD{first + at}"><v>7</v></c></row>' for at in range(count))
    return table + "".join(far)


def test_a_few_stray_cells_are_left_out_and_the_table_is_read(read: Read, sheet_xml: MakeXml) -> None:
    book = read(sheet_xml(strewn(1_000_000, 19)))
    assert len(book.grids[0].rows) == 40
    assert [problem.code for problem in book.problems] == ["cells-far-off"]


def test_a_table_with_many_stray_cells_is_refused_before_it_is_laid_out(refusal: Refusal, sheet_xml: MakeXml) -> None:
    """Forty cells at XFD1000000 are 16 thousand million cells as a rectangle."""
    assert refusal(sheet_xml(strewn(1_000_000, 40))) == "sheet-too-sparse"


def test_a_stray_cell_far_to_the_right_of_a_small_table_is_left_out(read: Read, sheet_xml: MakeXml) -> None:
    book = read(sheet_xml(strewn(50, 1)))
    assert max(map(len, book.grids[0].rows)) == 2
    assert [(problem.code, problem.where.cell) for problem in book.problems] == [("cells-far-off", "XFD50")]


@pytest.mark.parametrize("columns", [limits.COLUMNS, limits.COLUMNS + 1])
def test_a_text_file_has_so_many_columns_and_no_more(read: Read, refusal: Refusal, columns: int) -> None:
    data = ("\n".join([",".join(["7"] * columns)] * 3) + "\n").encode()
    if columns > limits.COLUMNS:
        assert refusal(data) == "too-many-columns"
    else:
        assert len(read(data).grids[0].rows[0]) == columns


def test_a_page_has_so_many_columns_and_no_more(refusal: Refusal) -> None:
    spans = "<tr><td colspan=1000 rowspan=65000>1</td></tr>" * 4
    assert refusal(PAGE.format(spans).encode()) == "too-many-columns"


@pytest.mark.parametrize("filler", ["x", "Raxaul 4200 ", "क"])
def test_a_line_without_end_is_no_table(
    read: Read, refusal: Refusal, filler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LINE_BYTES", 5_000)
    assert refusal(f"Block,Registered\nRaxaul,{filler * 5_000}\n".encode()) == "line-too-long"
    assert len(read(f"Block,Registered\nRaxaul,{filler * 100}\n".encode()).grids[0].rows) == 2


@pytest.mark.parametrize(
    ("data", "longest"),
    [(b"", 0), (b"abc", 3), (b"a\nabcd\n", 4), (b"a\nabcd", 4), (b"ab\rabcd\rab", 4), (b"a\r\nab\r\n", 3)],
)
def test_the_longest_line_is_found_in_the_bytes(data: bytes, longest: int) -> None:
    assert longest_line(data) == longest


@pytest.mark.parametrize("inside", ["&amp;" * 40_000, "a<br>" * 40_000, "x" * 40_000])
def test_a_cell_longer_than_any_spreadsheet_holds_is_refused(refusal: Refusal, read: Read, inside: str) -> None:
    assert refusal(PAGE.format(f"<tr><td>{inside}</td><td>5</td></tr>").encode()) == "cell-too-long"
    short = PAGE.format(f"<tr><td>{inside[:5_000]}</td><td>5</td></tr>").encode()
    assert len(read(short).grids[0].rows) == 2


def test_a_page_larger_than_memory_can_hold_is_refused(
    read: Read, refusal: Refusal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "PAGE_CHARS", 5_000)
    rows = "<tr><td>Raxaul</td><td>4200</td></tr>"
    assert refusal(PAGE.format(rows * 1_000).encode()) == "too-large"
    assert len(read(PAGE.format(rows * 50).encode()).grids[0].rows) == 51


def test_digits_without_end_stand_as_dots(read: Read) -> None:
    """A computer takes a number of more digits than it can hold for infinite, or refuses to read it."""
    book = read(f"Block,Registered\nRaxaul,{'9' * 5_000}\nAdapur,{'8' * 40}\nWard {'3' * 4_500},7\n".encode())
    assert book.grids[0].rows[1:] == [["Raxaul", "•" * 20], ["Adapur", "8" * 40], [f"Ward {'•' * 20}", "7"]]


@pytest.mark.parametrize("stored", ["9" * 309, "1E400", "-1E400"])
def test_a_number_that_is_infinite_to_a_computer_is_a_text(read: Read, sheet_xml: MakeXml, stored: str) -> None:
    cells = read(sheet_xml(f'<row r="1"><c r="A1"><v>{stored}</v></c><c r="B1"><v>7</v></c></row>')).grids[0].rows[0]
    assert (type(cells[0]), cells[1]) == (str, 7)


def test_a_pasted_text_has_the_same_bounds() -> None:
    assert len(read_text("Raxaul 4200\nAdapur 4300\n", "-").grids[0].rows) == 2
    with pytest.raises(EshramError) as stopped:
        read_text("Raxaul\t" + "x" * 40_000 + "\n", "-")
    assert stopped.value.problem.code == "cell-too-long"


@pytest.fixture
def spent(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that the processor is taken to have worked, without a pause."""
    seconds = [100.0]
    for clock in ("thread_time", "monotonic"):
        monkeypatch.setattr(f"eshram_cli.timelimit.time.{clock}", lambda: seconds[0])
    return seconds


@pytest.mark.parametrize(("size", "allowed"), [(0, 10), (1 << 20, 10), (31 << 20, 70)])
def test_a_file_has_its_time_and_a_large_one_has_more(spent: list[float], size: int, allowed: float) -> None:
    with time_limit("slow.csv", size):
        spent[0] += allowed
        look_at_clock()
        spent[0] += 1
        with pytest.raises(EshramError) as stopped:
            look_at_clock()
    assert str(stopped.value).startswith("slow.csv: Reading this file takes far too long")
    assert stopped.value.problem.code == "file-too-slow"
    assert stopped.value.problem.line(Language.hi).endswith("।")
    look_at_clock()


@pytest.mark.parametrize("data", [PAGE.format("<tr><td>Raxaul</td><td>5</td></tr>").encode(), None])
def test_readers_look_at_the_clock(
    read: Read, sheet_xml: MakeXml, spent: list[float], data: bytes | None, monkeypatch: Any
) -> None:
    broken = data or sheet_xml('<row r="1"><c r="A@1"><v>1</v></c></row>')
    with time_limit("slow.xls", 0):
        read(broken)
        spent[0] += 11
        with pytest.raises(EshramError, match="far too long"):
            read(broken)
