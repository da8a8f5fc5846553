"""What a sheet shows is what it says: units in number formats, marks of footnotes, what is struck out or hidden."""

from __future__ import annotations

import struct
from collections.abc import Callable

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from eshram_cli.language.numerals import Count, read_count
from eshram_cli.sheets.formats import as_shown, as_written, changes
from eshram_cli.sheets.model import Book

Read = Callable[[bytes], Book]
Number = int | float

SHOWN: list[tuple[str, Number, int | None]] = [
    ('0 "लाख"', 9, 900_000),
    ('0.0 "lakh"', 9.4, 940_000),
    ("0\\K", 37, 37_000),
    ('0"हजार"', 37, 37_000),
    ('0"000"', 37, 37_000),
    ('#,##0",000"', 1_234, 1_234_000),
    ("0 [$लाख]", 9, 900_000),
    ('General" lakh"', 3, 300_000),
    ('[>=100]0 "लाख";0 "हजार"', 9, 9_000),
    ('0.0,"K"', 36_741, 36_741),
    ('0.00"L"', 9, None),
    ("0,", 36_741, None),
    ("0.0,,", 9_400_000, None),
    (";;;", 36_741, None),
    ("00\\.00", 988, None),
    ('0"000"', 37.5, None),
]
"""A format, what the cell holds, and the count that the sheet says; None where that is not sure."""


@pytest.mark.parametrize(("code", "number", "count"), SHOWN)
def test_a_format_that_shows_another_number(code: str, number: Number, count: int | None) -> None:
    assert changes(code)
    assert said(as_shown(number, code)) == count


def said(cell: object) -> int | None:
    found = None if cell is None else read_count(cell)
    return found.value if isinstance(found, Count) else None


@pytest.mark.parametrize(
    "code",
    [
        "General",
        "0",
        "0.00",
        "#,##0",
        "#,###",
        "0,000",
        "0.00%",
        '0"%"',
        "[>=10000000]##\\,##\\,##\\,##0;[>=100000]##\\,##\\,##0;##,##0",
        '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)',
        "[$-4000439]0",
        "[$₹-hi-IN] #,##0",
        '"₹" #,##0.00',
        '0 "persons"',
        '0" श्रमिक"',
        '"No. "0',
        "0.00E+00",
        "# ?/?",
        "[Red]0",
        "dd/mm/yyyy",
        'd "day"',
        "@",
        '0;-0;"-"',
    ],
)
def test_a_format_that_only_groups_or_adds_a_word(code: str) -> None:
    assert not changes(code)
    assert [as_shown(number, code) for number in (36_741, 9.4, 0)] == [36_741, 9.4, 0]


@pytest.mark.parametrize(
    ("number", "written", "count"),
    [
        (37, "37K", 37_000),
        (9, "9 लाख", 900_000),
        (37, "37,000", 37_000),
        (37, "37000", 37_000),
        (36_741, "36.7K", 36_741),
        (940_000, "9.4 लाख", 940_000),
        (36_741, "37", None),
        (36_741, "36,741", 36_741),
        (36_741, "###", 36_741),
        (36_741, "3.67E+04", 36_741),
        (36_741, "36.741", 36_741),
        (36_741, "36741 persons", 36_741),
        (0, "-", 0),
    ],
)
def test_a_text_that_is_shown_beside_its_number(number: Number, written: str, count: int | None) -> None:
    assert said(as_written(number, written)) == count


def test_formats_of_excel(read: Read, workbook: Callable[[Callable[[Worksheet], object]], bytes]) -> None:
    def fill(sheet: Worksheet) -> None:
        for row, (code, number, _) in enumerate(SHOWN, start=1):
            sheet.cell(row, 1, number).number_format = code
        sheet.cell(len(SHOWN) + 1, 1, 36_741).number_format = "[>=100000]##\\,##\\,##0;##,##0"

    grid = read(workbook(fill)).grids[0]
    assert [said(row[0]) for row in grid.rows] == [*(count for _, _, count in SHOWN), 36_741]
    unsure = {row for row, (code, _, count) in enumerate(SHOWN) if count is None and code != '0.00"L"'}
    assert {row for row, _ in grid.unsure} == unsure


def test_struck_and_raised_parts_of_excel(
    read: Read, workbook: Callable[[Callable[[Worksheet], object]], bytes]
) -> None:
    out, up, plain = InlineFont(strike=True), InlineFont(vertAlign="superscript"), InlineFont(b=True)

    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = CellRichText(TextBlock(out, "36"), TextBlock(plain, "37641"))
        sheet["A2"] = CellRichText("Alauli", TextBlock(up, "2"))
        sheet["A3"] = CellRichText("36741", TextBlock(up, "1"))
        sheet["A4"] = CellRichText(TextBlock(plain, "24"), TextBlock(plain, "903"))
        sheet["A5"] = CellRichText(TextBlock(out, "367"), TextBlock(out, "41"))
        sheet["A6"] = 21_877
        sheet["A6"].font = Font(strike=True)
        sheet["A7"] = 42_650

    grid = read(workbook(fill)).grids[0]
    assert [row[0] for row in grid.rows] == ["37641", "Alauli", "36741", "24903", "36741", 21_877, 42_650]
    assert grid.struck == {(4, 0), (5, 0)}


def test_parts_of_shared_texts_of_excel(read: Read, sheet_xml: Callable[..., bytes]) -> None:
    strings = (
        "<si><r><rPr><strike/></rPr><t>36</t></r><r><t>37641</t></r></si>"
        '<si><r><rPr><strike val="0"/></rPr><t>36</t></r><r><t>741</t></r></si>'
        '<si><r><t>36741</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>*1</t></r></si>'
    )
    row = "".join(f'<c r="{column}1" t="s"><v>{at}</v></c>' for at, column in enumerate("ABC"))
    assert read(sheet_xml(f'<row r="1">{row}</row>', strings=strings)).grids[0].rows == [["37641", "36741", "36741"]]


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def font(flags: int = 0, script: int = 0) -> bytes:
    return record(0x0031, struct.pack("<HHHHH", 200, flags, 8, 400, script) + bytes(4) + b"\x05\x00Arial")


def test_formats_and_fonts_of_old_excel(read: Read, xls: Callable[..., bytes]) -> None:
    code = '0 "लाख"'
    form = record(0x041E, struct.pack("<HHB", 164, len(code), 1) + code.encode("utf-16-le"))
    styles = [(0, 0), (0, 164), (1, 0)]
    xfs = b"".join(record(0x00E0, struct.pack("<HH", *style) + bytes(16)) for style in styles)
    text = b"3637641"
    sst = struct.pack("<II", 1, 1) + struct.pack("<HBH", len(text), 8, 2) + text + struct.pack("<HHHH", 0, 1, 2, 0)
    globals_ = font() + font(flags=8) + font(script=1) + form + xfs + record(0x00FC, sst)
    numbers = [(0, 9.0, 1), (1, 36_741.0, 2), (2, 24_903.0, 0)]
    cells = b"".join(record(0x0203, struct.pack("<HHHd", row, 0, style, value)) for row, value, style in numbers)
    several = struct.pack("<HH", 3, 0) + b"".join(struct.pack("<HI", 1, value << 2 | 2) for value in (7, 8))
    cells += record(0x00BD, several + struct.pack("<H", 1))
    cells += record(0x00FD, struct.pack("<HHHI", 4, 0, 0, 0))
    grid = read(xls(cells, globals_=globals_)).grids[0]
    assert [row[0] for row in grid.rows] == ["9 लाख", 36_741, 24_903, "7 लाख", "37641"]
    assert grid.rows[3][1] == "8 लाख"
    assert grid.struck == {(1, 0)}


def test_formats_of_libreoffice(read: Read, ods: Callable[..., bytes]) -> None:
    styles = (
        '<style:style style:name="out"><style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="up"><style:text-properties style:text-position="super 58%"/></style:style>'
        '<style:style style:name="flat"><style:text-properties style:text-position="0% 100%" '
        'style:text-line-through-style="none"/></style:style>'
    )

    def number(value: Number, shown: str, style: str = "flat") -> str:
        return (
            f'<table:table-row><table:table-cell table:style-name="{style}" office:value-type="float" '
            f'office:value="{value}"><text:p>{shown}</text:p></table:table-cell></table:table-row>'
        )

    def text(parts: str) -> str:
        return (
            '<table:table-row><table:table-cell office:value-type="string">'
            f"<text:p>{parts}</text:p></table:table-cell></table:table-row>"
        )

    rows = number(37, "37K") + number(36741, "37") + number(36741, "36,741") + number(24903, "24,903", "out")
    rows += text('<text:span text:style-name="out">36</text:span>37641')
    rows += text('36741<text:span text:style-name="up">1</text:span>')
    rows += text('<text:span text:style-name="flat">Alauli</text:span>')
    grid = read(ods(rows, styles=styles)).grids[0]
    assert [row[0] if row else None for row in grid.rows] == ["37K", None, 36741, 24903, "37641", "36741", "Alauli"]
    assert grid.unsure == {(1, 0): ("format-unsure", "37")}
    assert grid.struck == {(3, 0)}


def test_formats_of_xml_spreadsheets(read: Read) -> None:
    text = """<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
      xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles>
      <Style ss:ID="k"><NumberFormat ss:Format="0&quot;K&quot;"/></Style>
      <Style ss:ID="out"><Font ss:StrikeThrough="1"/></Style></Styles><Worksheet ss:Name="S"><Table><Row>
      <Cell ss:StyleID="k"><Data ss:Type="Number">37</Data></Cell>
      <Cell ss:StyleID="out"><Data ss:Type="Number">21877</Data></Cell>
      <Cell><Data ss:Type="String"><S>36</S>37641<Sup>1</Sup></Data></Cell>
      <Cell><Data ss:Type="Number">42650</Data></Cell></Row></Table></Worksheet></Workbook>"""
    grid = read(text.encode()).grids[0]
    assert grid.rows == [["37K", 21877, "37641", 42650]]
    assert grid.struck == {(0, 1)}


PAGE = """<html><head><style>.key, #note {display: none} @media print {.shown {display:none}}
  .menu .shown {display:none}</style></head><body><p hidden>old</p><p>Khagaria</p><table>
  <tr><th>Block<sup>1</sup></th><th style="display:none">key</th><th>Registered</th></tr>
  <tr><td><span class="key">1</span>Alauli</td><td style="display:none">7</td>
  <td class="shown">36741<sup>*2</sup></td></tr>
  <tr><td>Beldaur</td><td style="display:none">7</td><td><del>24</del> <s>903</s>24903</td></tr>
  <tr style="text-decoration: line-through"><td>Gogri</td><td style="display:none">7</td><td>42650</td></tr>
  <tr><td>Mansi<b id="note">see below</b></td><td style="display:none">7</td><td><del>11964</del></td></tr>
  <tr class="d-none d-md-table-row"><td>Chautham</td><td style="display:none">7</td><td><sup>21877</sup></td></tr>
  <tr hidden><td>Parbatta</td><td hidden>7</td><td>33019</td></tr></table></body></html>"""


def test_what_a_browser_shows(read: Read) -> None:
    grid = read(PAGE.encode()).grids[0]
    assert grid.above == ("Khagaria",)
    assert grid.rows == [
        ["Block", "Registered"],
        ["Alauli", "36741"],
        ["Beldaur", "24903"],
        ["Gogri", "42650"],
        ["Mansi", "11964"],
        ["Chautham", "21877"],
        ["Parbatta", "33019"],
    ]
    assert grid.struck == {(3, 0), (3, 1), (4, 1)}
    assert grid.hidden_rows == {6}


def test_a_clean_page_is_read_as_it_is(read: Read) -> None:
    page = "<table><tr><td>Block</td><td>Registered</td></tr><tr><td>Alauli</td><td style='color:red'>36741</td></tr>"
    grid = read(page.encode()).grids[0]
    assert grid.rows == [["Block", "Registered"], ["Alauli", "36741"]]
    assert not grid.struck
    assert not grid.hidden_rows


def test_binary_workbooks(read: Read, xlsb: Callable[..., bytes]) -> None:
    def cell(column: int, style: int, value: float) -> tuple[int, bytes]:
        return 5, struct.pack("<IId", column, style, value)

    def text(word: str) -> bytes:
        return struct.pack("<I", len(word)) + word.encode("utf-16-le")

    fonts = [(43, struct.pack("<HH", 200, flags) + bytes(20)) for flags in (0, 8)]
    xfs = [(47, struct.pack("<HHH", 0, form, face) + bytes(10)) for form, face in ((0, 0), (164, 0), (0, 1))]
    forms = [(615, struct.pack("<I", 1)), (44, struct.pack("<H", 164) + text('0"K"')), (616, b"")]
    styles = [*forms, *fonts, (617, struct.pack("<I", len(xfs))), *xfs, (618, b"")]
    records = [(0, struct.pack("<IIHBBI", 0, 0, 300, 0, 0, 0)), cell(0, 1, 37), cell(1, 2, 21_877), cell(2, 0, 42_650)]
    grid = read(xlsb(records, styles=styles)).grids[0]
    assert grid.rows == [["37K", 21_877, 42_650]]
    assert grid.struck == {(0, 1)}
