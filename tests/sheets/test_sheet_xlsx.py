"""xlsx: every cell under its own address, and what calamine does not tell."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font

from eshram_cli.errors import EshramError
from eshram_cli.sheets.model import Book, Span

MOMENT = dt.datetime(2021, 12, 4, 18, 30)  # noqa: DTZ001  a sheet's times have no zone

Read = Callable[[bytes], Book]
MakeWorkbook = Callable[[Callable[[Any], object]], bytes]
MakeXml = Callable[..., bytes]


def codes(book: Book) -> list[str]:
    return [problem.code for problem in book.problems]


def test_addresses_are_the_sheets_own(read: Read, workbook: MakeWorkbook) -> None:
    """A table that starts at C4 stays there; blank rows at the end go."""

    def fill(sheet: Any) -> None:
        sheet["C4"], sheet["D4"], sheet["D5"] = "प्रखंड", "निबंधन", 12345
        sheet["A9"] = ""

    book = read(workbook(fill))
    assert book.kind == "xlsx"
    assert book.grids[0].rows == [[], [], [], [None, None, "प्रखंड", "निबंधन"], [None, None, None, 12345]]
    assert str(book.grids[0].where(4, 3)) == 'return.dat, sheet "Sheet", D5'


def test_values_keep_their_type(read: Read, workbook: MakeWorkbook) -> None:
    values = [" kept  as is ", 1, 1.5, True, dt.date(2021, 12, 4), MOMENT, dt.time(18, 5)]
    rows = read(workbook(lambda sheet: sheet.append(values))).grids[0].rows
    assert rows == [[*values[:6], "18:05"]]
    assert [type(cell) for cell in rows[0]] == [str, int, float, bool, dt.date, dt.datetime, str]


def test_hidden_parts_and_merges(read: Read, workbook: MakeWorkbook) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["जिला खगड़िया", None, None])
        sheet.append(["a", "b", "c"])
        sheet.append([1, 2, 3])
        sheet.merge_cells("A1:C1")
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True
        other = sheet.parent.create_sheet("छिपी")
        other["A1"] = 1
        other.sheet_state = "veryHidden"

    first, second = read(workbook(fill)).grids
    assert first.merges == (Span(0, 0, 0, 2),)
    assert first.hidden_rows == {2}
    assert first.hidden_columns == {1}
    assert not first.hidden
    assert (second.sheet, second.hidden) == ("छिपी", True)


def test_formula_without_a_value_is_no_zero(read: Read, workbook: MakeWorkbook) -> None:
    def fill(sheet: Any) -> None:
        sheet.append([1, 2, "=A1+B1"])

    grid = read(workbook(fill)).grids[0]
    assert grid.rows == [[1, 2, None]]
    assert grid.uncached == {(0, 2)}


def test_zero_of_a_writer_that_does_not_compute_is_no_value(read: Read, sheet_xml: MakeXml) -> None:
    """XlsxWriter stores 0 for every formula and asks Excel to compute on opening; Excel's own zeros count."""
    row = '<row r="1"><c r="A1"><f>SUM(B1:B9)</f><v>0</v></c><c r="B1"><f>2+3</f><v>5</v></c></row>'
    unsure = read(sheet_xml(row, book='<calcPr fullCalcOnLoad="1"/>')).grids[0]
    sure = read(sheet_xml(row)).grids[0]
    assert unsure.rows == [[None, 5]]
    assert unsure.uncached == {(0, 0)}
    assert (sure.rows, sure.uncached) == ([[0, 5]], frozenset())


def test_a_formula_that_gives_empty_text_has_a_value(read: Read, sheet_xml: MakeXml) -> None:
    row = '<row r="1"><c r="A1" t="str"><f>IF(B1="","",B1)</f><v></v></c><c r="C1"><v>1</v></c></row>'
    assert read(sheet_xml(row)).grids[0].uncached == frozenset()


def test_errors_are_named(read: Read, sheet_xml: MakeXml) -> None:
    cells = '<c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C1"><v>3</v></c>'
    grid = read(sheet_xml(f'<row r="1">{cells}</row>')).grids[0]
    assert grid.rows == [[None, None, 3]]
    assert grid.errors == {(0, 0): "#N/A", (0, 1): "#DIV/0!"}


def test_merges_are_cut_to_the_table(read: Read, sheet_xml: MakeXml) -> None:
    """A title merged over all 16,384 columns must not become 16,384 headings."""
    tail = '<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="A9:B9"/></mergeCells>'
    row = '<row r="1"><c r="A1" t="str"><v>Title</v></c></row><row r="2"><c r="C2"><v>3</v></c></row>'
    assert read(sheet_xml(row, tail=tail)).grids[0].merges == (Span(0, 0, 0, 2),)


def test_columns_hidden_to_the_end_are_cut_to_the_table(read: Read, sheet_xml: MakeXml) -> None:
    head = '<cols><col min="2" max="16384" hidden="1"/></cols>'
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row>'
    assert read(sheet_xml(row, head=head)).grids[0].hidden_columns == {1, 2}


def test_an_address_that_does_not_exist_is_read_by_position(read: Read, sheet_xml: MakeXml) -> None:
    """A real UDISE+ export has the cell `A@3`; other readers refuse the file."""
    row = '<row r="3"><c r="A3"><v>1</v></c><c r="A@3"><v>2</v></c><c r="C3" t="inlineStr"><is><t>x</t></is></c></row>'
    book = read(sheet_xml(row))
    assert book.grids[0].rows == [[], [], [1, 2, "x"]]
    assert codes(book) == ["cells-misaddressed"]
    assert "1" in book.problems[0].message()


def test_cells_without_addresses_are_read_in_order(read: Read, sheet_xml: MakeXml) -> None:
    """Allowed by the standard, and written by some portals."""
    rows = '<row><c t="s"><v>0</v></c><c><v>5</v></c></row><row><c><v>7</v></c><c t="b"><v>1</v></c></row>'
    book = read(sheet_xml(rows, strings="<si><r><t>अल</t></r><r><t>ौली</t></r><rPh><t>x</t></rPh></si>"))
    assert book.grids[0].rows == [["अलौली", 5], [7, True]]
    assert book.problems == ()


def test_the_careful_reader_agrees_with_calamine(
    read: Read, workbook: MakeWorkbook, zipped: Callable[..., bytes]
) -> None:
    """The same workbook with and without addresses gives the same cells, dates and merges included."""

    def fill(sheet: Any) -> None:
        sheet.append(["नाम", 1.0, 2.25, dt.date(2021, 12, 28), MOMENT, dt.time(9, 0), False])
        sheet.append(["=1+1", "  x ", -3, 10**14, "a\nb", "1", None])
        sheet.append(["merged"])
        sheet.merge_cells("A3:B3")
        sheet.row_dimensions[2].hidden = True

    data = workbook(fill)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    bare = {name: re.sub(rb'<c r="[A-Z]+\d+"', b"<c", part) for name, part in parts.items()}
    quick, careful = read(data).grids[0], read(zipped(bare)).grids[0]
    assert [[careful.at(row, column) for column in range(7)] for row in range(4)] == [
        [quick.at(row, column) for column in range(7)] for row in range(4)
    ]
    assert (careful.merges, careful.hidden_rows) == (quick.merges, quick.hidden_rows)
    assert careful.uncached == quick.uncached


def test_what_a_careful_reader_meets(read: Read, sheet_xml: MakeXml) -> None:
    """Hidden columns, dates as text, a number that is none, a shared text that is missing, escaped characters."""
    cells = (
        '<c t="d"><v>2021-12-04T00:00:00</v></c><c t="d"><v>Saturday</v></c><c><v>46,4O1</v></c>'
        '<c t="str"><v>a_x000A_b</v></c><c t="e"><v>#REF!</v></c><c><f>1+1</f></c><c t="s"><v>7</v></c>'
    )
    head = '<cols><col min="2" max="2" hidden="1"/></cols>'
    book = read(sheet_xml(f"<row>{cells}</row>", head=head))
    grid = book.grids[0]
    assert grid.rows == [[dt.date(2021, 12, 4), "Saturday", "46,4O1", "a\nb", None, None]]
    assert grid.hidden_columns == {1}
    assert grid.errors == {(0, 4): "#REF!"}
    assert grid.uncached == {(0, 5)}
    assert codes(book) == ["sheet-mended"]


def test_a_total_row_of_formulas_without_values_is_a_row(read: Read, sheet_xml: MakeXml) -> None:
    rows = '<row r="1"><c r="A1"><v>5</v></c></row><row r="3"><c r="B3"><f>SUM(A1:A2)</f></c></row>'
    assert read(sheet_xml(rows)).grids[0].rows == [[5], [], [None, None]]


def test_durations_are_text(read: Read, workbook: MakeWorkbook) -> None:
    values = [dt.timedelta(hours=30, minutes=5), dt.time(6, 5, 4)]
    assert read(workbook(lambda sheet: sheet.append(values))).grids[0].rows == [["30:05:00", "06:05:04"]]


def test_a_workbook_that_lacks_its_list_of_sheets(read: Read, zipped: Callable[..., bytes]) -> None:
    with pytest.raises(EshramError, match="damaged"):
        read(zipped({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": b"<worksheet/>"}))


def test_a_sheet_whose_part_is_missing_says_so(read: Read, sheet_xml: MakeXml, zipped: Callable[..., bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(sheet_xml(""))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if "sheet1" not in name}
    assert codes(read(zipped(parts))) == ["sheet-mended"]


def test_a_damaged_sheet_says_so(read: Read, sheet_xml: MakeXml) -> None:
    book = read(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</c></row>'))
    assert book.grids[0].rows[0] == [1]
    assert "sheet-mended" in codes(book)


def test_a_legacy_hindi_font_is_noticed(read: Read, workbook: MakeWorkbook) -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["B1"] = "iz[k.M", "Block"
        sheet["A1"].font = Font(name="Kruti Dev 010")

    assert read(workbook(fill)).grids[0].fonts == {(0, 0): "Kruti Dev 010"}


def test_an_empty_workbook_has_an_empty_grid(read: Read, workbook: MakeWorkbook) -> None:
    assert [grid.rows for grid in read(workbook(lambda _: None)).grids] == [[]]


@given(
    st.lists(
        st.lists(
            st.one_of(
                st.none(), st.integers(-(10**9), 10**9), st.booleans(), st.text("अabक़ ़1,.-\n", min_size=1, max_size=8)
            ),
            max_size=5,
        ),
        max_size=6,
    )
)
def test_any_table_is_read_back(read: Read, workbook: MakeWorkbook, rows: list[list[Any]]) -> None:
    def fill(sheet: Any) -> None:
        for row in rows:
            sheet.append([f"'{cell}" if isinstance(cell, str) else cell for cell in row] or [None])

    written = [[f"'{cell}" if isinstance(cell, str) else cell for cell in row] for row in rows]
    found = read(workbook(fill)).grids[0]
    assert all(found.at(r, c) == cell for r, row in enumerate(written) for c, cell in enumerate(row))
    assert sum(cell is not None for row in found.rows for cell in row) == sum(
        cell is not None for row in written for cell in row
    )
