"""The other kinds of file: old Excel, binary Excel, LibreOffice, web pages, and what is no sheet at all."""

from __future__ import annotations

import contextlib
import random
import struct
import sys
import types
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from eshram_cli.errors import EshramError
from eshram_cli.sheets.model import Book, Span
from eshram_cli.sheets.read import book_of
from eshram_cli.sheets.source import Source

Read = Callable[[bytes], Book]
Refusal = Callable[[bytes], str]
Compound = Callable[[Mapping[str, bytes]], bytes]


def biff(kind: int, *values: int, tail: bytes = b"") -> bytes:
    body = struct.pack(f"<{len(values)}H", *values) + tail
    return struct.pack("<HH", kind, len(body)) + body


def biff_label(row: int, column: int, text: str, style: int = 0) -> bytes:
    return biff(0x0204, row, column, style, len(text), tail=b"\x01" + text.encode("utf-16-le"))


def biff_number(row: int, column: int, value: float) -> bytes:
    return biff(0x0203, row, column, 0, tail=struct.pack("<d", value))


def test_old_excel(read: Read, xls: Callable[..., bytes]) -> None:
    hidden_row = biff(0x0208, 2, 0, 2, 255, 0, 0, 0x20, 0)
    hidden_column = biff(0x007D, 1, 1, 2560, 0, 1, 0)
    error = biff(0x0205, 2, 0, 0, tail=bytes([42, 1]))
    values = biff_label(1, 0, "प्रखंड") + biff_number(1, 1, 9.5) + error + biff_number(2, 1, 12345)
    grid = read(xls(hidden_column + hidden_row + values)).grids[0]
    assert grid.rows == [[], ["प्रखंड", 9.5], [None, 12345]]
    assert grid.hidden_rows == {2}
    assert grid.hidden_columns == {1}
    assert grid.errors == {(2, 0): "#N/A"}


def test_old_excel_in_a_legacy_font(read: Read, xls: Callable[..., bytes]) -> None:
    def font(name: str) -> bytes:
        return biff(0x0031, 200, 0, 8, 400, 0, tail=bytes(4) + bytes([len(name), 0]) + name.encode())

    styles = font("Arial") + font("Kruti Dev 010") + biff(0x00E0, 0, *[0] * 9) + biff(0x00E0, 1, *[0] * 9)
    grid = read(xls(biff_label(0, 0, "iz[k.M", style=1) + biff_label(0, 1, "Block"), globals_=styles)).grids[0]
    assert grid.fonts == {(0, 0): "Kruti Dev 010"}


def test_hidden_sheet_of_old_excel(read: Read, xls: Callable[..., bytes]) -> None:
    assert read(xls(biff_number(0, 0, 1), hidden=True)).grids[0].hidden


def test_binary_workbook(read: Read, xlsb: Callable[..., bytes]) -> None:
    def row(number: int, hidden: int = 0) -> tuple[int, bytes]:
        return 0, struct.pack("<IIHBBI", number, 0, 300, 0, hidden, 0)

    def cell(column: int, kind: int, body: bytes) -> tuple[int, bytes]:
        return kind, struct.pack("<II", column, 0) + body

    text = struct.pack("<I", 6) + "प्रखंड".encode("utf-16-le")
    records = [row(0), cell(0, 6, text), row(2, 0x10), cell(1, 5, struct.pack("<d", 12345)), cell(2, 3, b"\x07")]
    book = read(xlsb(records))
    grid = book.grids[0]
    assert (book.kind, grid.sheet) == ("xlsb", "S")
    assert grid.rows == [["प्रखंड", None, None], [None, None, None], [None, 12345, None]]
    assert grid.hidden_rows == {2}
    assert grid.errors == {(2, 2): "#DIV/0!"}


def test_libreoffice(read: Read, ods: Callable[..., bytes]) -> None:
    head = (
        '<table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>जिला<text:s/>१</text:p>'
    )
    rows = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        f"<table:table-row>{head}</table:table-cell><table:covered-table-cell/></table:table-row>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="9"/>'
        '</table:table-row><table:table-row table:visibility="collapse">'
        '<table:table-cell office:value-type="date" office:date-value="2021-12-04"/>'
        '<table:table-cell office:value-type="float" office:value="12345"><text:p>12,345</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=1+1"/>'
        '<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#REF!</text:p>'
        "</table:table-cell>"
        '<table:table-cell office:value-type="time" office:time-value="PT18H05M00S"/>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
        '</table:table-row><table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    )
    hidden = '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>'
    grid = read(ods(rows, styles=hidden)).grids[0]
    assert grid.rows[0] == ["जिला १"]
    assert [str(cell) for cell in grid.rows[3]] == ["2021-12-04", "12345", "None", "None", "18:05", "True"]
    assert (len(grid.rows), grid.hidden, grid.merges) == (4, True, (Span(0, 0, 0, 1),))
    assert grid.hidden_rows == {3}
    assert grid.hidden_columns == {1}
    assert grid.uncached == {(3, 2)}
    assert grid.errors == {(3, 3): "#REF!"}


def test_flat_libreoffice(read: Read) -> None:
    """One XML file; a figure repeated down, a text with a comment, a number without its value."""
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    kind = 'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"'
    rows = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" '
        'office:value-type="float" office:value="5"/><table:table-cell office:value-type="string">'
        "<office:annotation><text:p>why</text:p></office:annotation><text:p>a<text:tab/>b<text:span>c</text:span></text:p>"
        '<text:p>d</text:p></table:table-cell><table:table-cell office:value-type="float"/></table:table-row>'
    )
    text = (
        f"<office:document {spaces} {kind}><office:body><office:spreadsheet><table:table>{rows}</table:table>"
        "</office:spreadsheet></office:body></office:document>"
    )
    assert read(text.encode()).grids[0].rows == [[5, 5, "a\tbc\nd"]] * 2


def test_damaged_libreoffice(refusal: Refusal, zipped: Callable[..., bytes]) -> None:
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    assert refusal(zipped({"mimetype": mimetype})) == "file-unreadable"
    assert refusal(zipped({"mimetype": mimetype, "content.xml": b"<office"})) == "file-unreadable"


def test_libreoffice_under_a_password(refusal: Refusal, ods: Callable[..., bytes]) -> None:
    assert refusal(ods("", manifest="<manifest:encryption-data/>")) == "password-protected"


def test_web_page_under_the_name_xls(read: Read) -> None:
    """The place and the date stand before the table: kept, but no row of it."""
    page = """Prices of Durg from 21-Nov-2021<div><script>var x = "<td>";</script><table>
      <tr style="display:none"><th colspan=2>Place</th><th rowspan='2'>Count</th></tr>
      <tr><th>Block</th><th>Code</th></tr>
      <tr><td> <span>Durg</span>\n  Town<br>A</td><td>001</td><td>1,257&nbsp;</td></tr></table></div>"""
    book = read(page.encode())
    grid = book.grids[0]
    assert (book.kind, grid.above) == ("html", ("Prices of Durg from 21-Nov-2021",))
    assert grid.rows == [["Place", None, "Count"], ["Block", "Code"], ["Durg Town\nA", "001", "1,257\u00a0"]]
    assert grid.merges == (Span(0, 0, 0, 1), Span(0, 2, 1, 2))
    assert grid.hidden_rows == {0}


@pytest.mark.parametrize("cell", ["<td />", "<td rowspan='1' />", '<TD class="a/b"/>', "<td\n/>"])
def test_a_cell_that_closes_at_once_is_open_as_in_a_browser(read: Read, cell: str) -> None:
    names = f"<tr>{cell}<span>Alauli</span></td>{cell}<span>5</span></td>{cell}</td></tr>"
    page = f"<html><body><table><tr>{cell}Block</td>{cell}Registered<br/>so far</td>{cell}</td></tr>{names}</table>"
    rows = [["Block", "Registered\nso far"], ["Alauli", "5"]]
    assert read(page.encode()).grids[0].rows == rows


def test_empty_cells_that_close_at_once_stay_empty(read: Read) -> None:
    page = "<html><body><table><tr><td/><td>Alauli</td><td/><td>5</td></tr></table>"
    assert read(page.encode()).grids[0].rows == [[None, "Alauli", None, "5"]]


def test_tables_inside_a_layout_table(read: Read) -> None:
    inner = "<table><tr><td>a</td></tr></table>"
    page = f"<html><table><tr><td>Khagaria {inner}</td><td>Saran {inner}</td></tr></table></html>"
    grids = read(page.encode("utf-16")).grids
    assert [(grid.sheet, grid.above, grid.rows) for grid in grids] == [
        ("Table 1", ("Khagaria",), [["a"]]),
        ("Table 2", ("Saran",), [["a"]]),
    ]


def test_web_page_in_one_file(read: Read) -> None:
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n"
    part = "--B\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    table = "<html><table><tr><td>Alauli</td><td x=3D1>5</td></tr></table></html>\n"
    book = read((head + part + table + "--B--\n").encode())
    assert (book.kind, book.grids[0].rows) == ("mhtml", [["Alauli", "5"]])


def test_xml_spreadsheet_2003(read: Read) -> None:
    def cell(kind: str, text: str, more: str = "") -> str:
        return f'<Cell {more}><Data ss:Type="{kind}">{text}</Data></Cell>'

    rows = (
        '<Column ss:Index="2" ss:Hidden="1"/><Row ss:Index="2">'
        + cell("String", "प्रखंड", 'ss:MergeAcross="1"')
        + cell("Number", "12345")
        + '</Row><Row ss:Hidden="1">'
        + cell("DateTime", "2021-12-04T00:00:00.000", 'ss:Index="2"')
        + cell("Error", "#N/A")
        + '<Cell ss:Formula="=1"/></Row>'
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    text = (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="Dec"><Table>'
        f"{rows}</Table></Worksheet></Workbook>"
    )
    book = read(text.encode())
    grid = book.grids[0]
    assert (book.kind, grid.sheet, grid.merges) == ("xml", "Dec", (Span(1, 0, 1, 1),))
    assert grid.hidden_rows == {2}
    assert grid.hidden_columns == {1}
    shown = [[str(cell) for cell in row] for row in grid.rows]
    assert shown == [[], ["प्रखंड", "None", "12345"], ["None", "2021-12-04", "None", "None"]]
    assert grid.errors == {(2, 2): "#N/A"}
    assert grid.uncached == {(2, 3)}


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "a picture"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"MZ" + bytes(80), "a program"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a picture"),
        (b"\0\0\0\x20ftypmp42" + bytes(20), "a video or sound file"),
        (b"SQLite format 3\0" + bytes(90), "a database"),
        (b"<!DOCTYPE html><html><body>Please log in</body></html>", "a web page without a table"),
    ],
)
def test_strangers_are_called_by_their_name(data: bytes, what: str) -> None:
    with pytest.raises(EshramError) as caught:
        book_of(Source("bihar.xlsx", data))
    assert caught.value.problem.code == "not-a-sheet"
    assert str(caught.value).startswith(f"bihar.xlsx: In spite of its name this is {what}, not a sheet")


def test_other_zips_are_called_by_their_name(read: Read, zipped: Callable[..., bytes]) -> None:
    for parts, what in [({"word/document.xml": b""}, "a Word document"), ({"a.csv": b"1"}, "a zip archive")]:
        with pytest.raises(EshramError, match=what):
            read(zipped(parts))


def test_words_that_begin_like_a_magic_number(read: Read) -> None:
    """A list that starts with "BM College" is no bitmap."""
    assert read(b"BM College,5\nMZ Ward,6\n").grids[0].rows[0] == ["BM College", "5"]


def test_other_compound_files(refusal: Refusal, compound: Compound) -> None:
    assert refusal(compound({"WordDocument": b"x"})) == "not-a-sheet"


def test_password_is_asked_for(refusal: Refusal, compound: Compound, xls: Callable[..., bytes]) -> None:
    assert refusal(compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y"})) == "password-protected"
    assert refusal(xls(b"", globals_=biff(0x002F, 1, tail=bytes(52)))) == "password-protected"


def test_password_opens_the_file(compound: Compound, sheet_xml: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The decrypting library is an extra; here a stand-in with its interface."""
    inside = sheet_xml('<row r="1"><c r="A1"><v>5</v></c></row>')

    class OfficeFile:
        def __init__(self, file: Any) -> None:
            assert b"E\0n\0c\0r\0y" in file.read()

        def load_key(self, *, password: str) -> None:
            if password not in {"khagaria"}:
                raise ValueError("wrong")

        def decrypt(self, out: Any) -> None:
            out.write(inside)

    stand_in = types.ModuleType("msoffcrypto")
    stand_in.__dict__["OfficeFile"] = OfficeFile
    monkeypatch.setitem(sys.modules, "msoffcrypto", stand_in)
    locked = compound({"EncryptedPackage": b"y"})
    assert book_of(Source("x", locked, "khagaria")).grids[0].rows == [[5]]
    for password, code in [("patna", "password-wrong"), (None, "password-protected")]:
        with pytest.raises(EshramError) as caught:
            book_of(Source("x", locked, password))
        assert caught.value.problem.code == code


def test_password_without_the_extra(compound: Compound, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msoffcrypto", None)
    with pytest.raises(EshramError) as caught:
        book_of(Source("x", compound({"EncryptedPackage": b"y"}), "khagaria"))
    assert caught.value.problem.code == "password-extra"


def test_an_encrypted_zip_is_refused(refusal: Refusal, zipped: Callable[..., bytes]) -> None:
    data = bytearray(zipped({"xl/worksheets/sheet1.xml": b"x"}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == "password-protected"


def test_damaged_workbooks_are_refused_or_say_so(
    xls: Callable[..., bytes], sheet_xml: Any, xlsb: Any, ods: Any
) -> None:
    """Four kinds with bytes changed and ends cut off: refused, or read; never another exception."""
    chance = random.Random(2021)  # noqa: S311  the same damage every time
    row = '<row r="1"><c r="A1"><v>5</v></c></row>'
    for data in (xls(biff_number(0, 0, 5)), sheet_xml(row), xlsb([]), ods("<table:table-row/>")):
        for _ in range(60):
            broken = bytearray(data[: chance.randrange(8, len(data))] if chance.random() < 0.2 else data)
            for _ in range(chance.choice([1, 5, 50])):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            with contextlib.suppress(EshramError):
                book_of(Source("x", bytes(broken)))


def test_a_small_table_of_words_stands_above_the_next_one(read: Read) -> None:
    page = (
        "<table><tr><td><table><tr><td>State : Bihar</td><td>District : Khagaria</td></tr></table></td></tr>"
        "<tr><td><table><tr><td>Block</td><td>Registered</td></tr><tr><td>Gogri</td><td>5</td></tr></table></td></tr></table>"
    )
    assert [grid.above for grid in read(page.encode()).grids] == [(), ("State : Bihar District : Khagaria",)]
