"""Files that stop other readers or the whole computer: refused or read, at once, with one clear line."""

from __future__ import annotations

import gzip
import os
import struct
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from eshram_cli.sheets import limits
from eshram_cli.sheets.calamine import quiet
from eshram_cli.sheets.model import Book

Read = Callable[[bytes], Book]
Refusal = Callable[[bytes], str]
MakeXml = Callable[..., bytes]


def cell(address: str, value: int = 1) -> str:
    row = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{address}"><v>{value}</v></c></row>'


def test_a_stray_cell_at_the_end_of_the_sheet_is_left_out_and_said(read: Read, sheet_xml: MakeXml) -> None:
    """6 KB that end a process which lays out the rectangle from A1 to XFD1048576."""
    book = read(sheet_xml(cell("A1") + cell("B2", 5) + cell("XFD1048576")))
    assert book.grids[0].rows == [[1], [None, 5]]
    assert [(problem.code, problem.where.cell) for problem in book.problems] == [("cells-far-off", "XFD1048576")]


def test_a_stray_cell_far_to_the_right_is_left_out(read: Read, sheet_xml: MakeXml) -> None:
    rows = "".join(cell(f"A{row}") for row in range(1, 500)) + cell("XFD500")
    book = read(sheet_xml(rows))
    assert len(book.grids[0].rows) == 499
    assert book.problems[0].where.cell == "XFD500"


def test_a_second_table_far_below_is_read(read: Read, sheet_xml: MakeXml) -> None:
    rows = "".join(cell(f"A{row}") for row in [*range(1, 40), *range(900_000, 900_040)])
    book = read(sheet_xml(rows.replace("A900000", "E900000")))
    assert (len(book.grids[0].rows), book.problems) == (900_039, ())


def test_cells_strewn_everywhere_are_refused(refusal: Refusal, sheet_xml: MakeXml) -> None:
    assert refusal(sheet_xml("".join(cell(f"XFD{row}") for row in range(1, 1_000_000, 1000)))) == "sheet-too-sparse"


def test_a_lying_dimension_does_no_harm(read: Read, sheet_xml: MakeXml) -> None:
    assert read(sheet_xml(cell("B2"), head='<dimension ref="A1:XFD1048576"/>')).grids[0].rows == [[], [None, 1]]


def test_a_far_cell_hidden_behind_quotes_or_a_prefix_is_seen(read: Read, sheet_xml: MakeXml) -> None:
    """Other spellings of the same XML must not slip past the guard."""
    far = "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
    assert read(sheet_xml(cell("A1") + far)).problems[0].code == "cells-far-off"
    prefixed = far.replace("<c", '<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"')
    read(sheet_xml(cell("A1") + prefixed.replace("</c", "</x:c")))


def test_one_long_text_in_many_cells_is_not_copied(read: Read, sheet_xml: MakeXml) -> None:
    row = '<row r="1">' + '<c t="s" r="A1"><v>0</v></c>' * 40_000 + "</row>"
    book = read(sheet_xml(row, strings=f"<si><t>{'क' * 30_000}</t></si>"))
    assert len(str(book.grids[0].at(0, 0))) == 30_000


def test_a_zip_bomb_is_refused(refusal: Refusal, zipped: Callable[..., bytes]) -> None:
    assert refusal(zipped({"xl/worksheets/sheet1.xml": b" " * (40 << 20)})) == "zip-bomb"


def test_a_directory_that_lies_about_its_sizes_is_refused(refusal: Refusal, zipped: Callable[..., bytes]) -> None:
    data = bytearray(zipped({"xl/workbook.xml": b" " * (4 << 20)}))
    struct.pack_into("<I", data, data.rindex(b"PK\x01\x02") + 24, 1000)
    assert refusal(bytes(data)) == "file-unreadable"


def test_too_many_parts_are_refused(refusal: Refusal, zipped: Callable[..., bytes]) -> None:
    assert refusal(zipped({f"xl/worksheets/s{n}.xml": b"" for n in range(limits.ARCHIVE_PARTS + 1)})) == "zip-bomb"


def test_too_many_cells_are_refused(refusal: Refusal, sheet_xml: MakeXml, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CELLS", 100)
    assert refusal(sheet_xml("".join(cell(f"A{row}") for row in range(1, 102)))) == "too-many-cells"
    assert refusal(b"a,b\n" * 60) == "too-many-cells"


def test_a_gzip_bomb_is_refused(refusal: Refusal) -> None:
    assert refusal(gzip.compress(b"0," * (20 << 20))) == "zip-bomb"
    assert refusal(gzip.compress(gzip.compress(gzip.compress(b"a,b")))) == "zip-bomb"


def test_a_cut_gzip_is_refused(refusal: Refusal) -> None:
    assert refusal(gzip.compress(b"place,count\nAlauli,5\n" * 99)[:-9]) == "file-unreadable"


def test_repeated_cells_of_an_ods_are_refused(refusal: Refusal, ods: Callable[..., bytes]) -> None:
    value = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{value}</table:table-row>'
    assert refusal(ods(row)) == "too-many-cells"


def test_spans_of_a_web_page_do_not_run_away(read: Read) -> None:
    cells = "<td colspan=99999999 rowspan=99999999>1</td><td colspan=1000>2</td>"
    assert read(f"<table><tr>{cells}</tr></table>".encode()).grids[0].at(0, 1000) == "2"


def test_far_cells_of_old_and_binary_workbooks_are_refused(
    refusal: Refusal, xls: Callable[..., bytes], xlsb: Any
) -> None:
    far = struct.pack("<HHHHHd", 0x0203, 14, 65_535, 255, 0, 1.0)
    assert refusal(xls(far)) == "sheet-too-sparse"
    row = (0, struct.pack("<IIHBB", 1_048_575, 0, 300, 0, 0))
    assert refusal(xlsb([row, (5, struct.pack("<IId", 16_383, 0, 1.0))])) == "sheet-too-sparse"


def test_a_broken_old_workbook_prints_nothing(refusal: Refusal, xls: Callable[..., bytes], capfd: Any) -> None:
    """A book without a beginning, a record cut short: xlrd would print reports of its own."""
    number = struct.pack("<HHHHHd", 0x0203, 14, 0, 0, 0, 1.0)
    good = xls(number)
    for part, damaged in ((struct.pack("<HH", 0x0809, 16), bytes(4)), (number[:4], struct.pack("<HH", 0x0203, 4))):
        assert refusal(good.replace(part, damaged)) == "file-unreadable"
    assert capfd.readouterr() == ("", "")


def test_a_link_over_a_whole_sheet_costs_nothing(read: Read, xls: Callable[..., bytes]) -> None:
    """Of each cell in its range xlrd would keep an entry: four thousand million."""
    kind = bytes.fromhex("d0c9ea79f9bace118c8200aa004ba90b")
    body = struct.pack("<HHHH16sII", 0, 65_535, 0, 65_535, kind, 2, 0)
    link = struct.pack("<HH", 0x01B8, len(body)) + body
    number = struct.pack("<HHHHHd", 0x0203, 14, 0, 0, 0, 1.0)
    assert read(xls(number + link)).grids[0].rows == [[1]]


def test_standard_error_comes_back_after_several_threads(capfd: Any) -> None:
    """Sheets are read by several threads; the last one out opens standard error again."""
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(_write_quietly, range(40)))
    os.write(2, b"heard")
    assert capfd.readouterr().err == "heard"


def _write_quietly(_: int) -> None:
    with quiet():
        os.write(2, b"panic")
