"""An answer as a workbook: each table on a sheet of its own, what it says beside them on the last.

A sheet of figures is one Excel table from column A with one line of headings, so that it can be sorted, filtered and
pivoted at once. Numbers are numbers in lakh grouping, dates are dates, a text never becomes a formula. A total stands
below the table and is no part of it. Two workbooks of the same answer are equal byte by byte.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from eshram_cli.reports.document import Document, Kind, Phrase, Table, Value
from eshram_cli.reports.formats import Format
from eshram_cli.reports.look import Look, say, told
from eshram_cli.reports.people import Shown, fact_text, viewed
from eshram_cli.reports.registry import document_of
from eshram_cli.reports.width import columns
from eshram_cli.reports.workbooks.packing import pack
from eshram_cli.sheets.rebuilding import DAY, MOMENT, cell_at, put, tab_names

LAKH = r"[>=10000000]##\,##\,##\,##0;[>=100000]##\,##\,##0;##,##0"
CRORES, LAKHS, INTERNATIONAL = r"##\,##\,##\,##0", r"##\,##\,##0", "#,##0"
SIGNED = {"lakh": r"[>=10000000]+##\,##\,##\,##0;[>=100000]+##\,##\,##0;+##,##0", "international": "+#,##0"}
PLAIN = {Kind.percent: "0.00", Kind.move: "+0;-0;0"}
HEADING = PatternFill("solid", start_color="FFD9E2F3", end_color="FFD9E2F3")
"""Programs that do not know Excel's tables show their headings by it."""
CALIBRI = "Calibri"
BOLD = Font(name=CALIBRI, bold=True)
"""A font without a name is one with serifs to LibreOffice."""
NARROWEST, WIDEST = 7, 44
"""Widths of columns, in characters."""


def render(result: object, look: Look) -> bytes:
    """The workbook's bytes. A word of the tool's own is in the look's language; figures are never in letters."""
    book, document = Workbook(), document_of(result)
    book.remove(book.worksheets[0])
    tables = list(_tables(document, look))
    *tabs, about = tab_names([*(title for _, title in tables), told("sheet-about", look)])
    for number, ((table, _), tab) in enumerate(zip(tables, tabs, strict=True), start=1):
        fill(book.create_sheet(tab), table, shown_columns(table, look), number, look)
    _about(book.create_sheet(about), document, look)
    return pack(book)


FORMAT = Format(render, binary=True)


def _tables(document: Document, look: Look) -> Iterable[tuple[Table, str]]:
    """The tables that people read, then what CSV holds where that is another one; or those made for a workbook."""
    for table in document.sheets or document.tables:
        yield table, say(table.title, look) or told("sheet-table", look)
    if document.sheets:
        return
    data = document.csv_table if document.data or document.tables else None
    if data and data.rows and all(data.rows is not table.rows and data != table for table in document.tables):
        yield data, told("sheet-data", look)


def shown_columns(table: Table, look: Look) -> list[Shown]:
    """The columns of a table of which anything is known; all where nothing is."""
    columns_of = viewed(table, look)
    return [item for item in columns_of if not item.blank] or columns_of


def fill(
    sheet: Worksheet,
    table: Table,
    shown: Sequence[Shown],
    number: int,
    look: Look,
    *,
    top: int = 1,
    unknown: Callable[[Shown, bool], str] = lambda *_: "",
) -> None:
    """Write a table into a sheet, its headings in the row `top`, as Excel's table of that number.

    `unknown` says what a cell holds that has no value, of a column and whether it is the total's.
    """
    for at, (item, heading) in enumerate(zip(shown, _headings(shown), strict=True), start=1):
        put(cell_at(sheet, top, at), heading)
        head = cell_at(sheet, top, at)
        head.font, head.fill = BOLD, HEADING
        side = "left" if item.column.kind.left else "right"
        head.alignment = Alignment(horizontal=side, vertical="top", wrap_text=True)
        for row, (value, text) in enumerate(zip(item.values, item.cells, strict=True), start=top + 1):
            _put(cell_at(sheet, row, at), value, text, item.column.kind, look, unknown(item, False))
        if table.total is not None:
            total = cell_at(sheet, top + len(table.rows) + 1, at)
            _put(total, item.total_value, item.total or "", item.column.kind, look, unknown(item, True))
            total.font = BOLD
        sheet.column_dimensions[get_column_letter(at)].width = _width(item, heading)
    # Excel has no table without a row below its headings.
    corner = f"{get_column_letter(len(shown))}{max(len(table.rows), 1) + top}"
    excel = ExcelTable(id=number, displayName=f"Table{number}", ref=f"A{top}:{corner}")
    excel.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
    sheet.add_table(excel)
    names = [at for at, item in enumerate(shown[:4], start=1) if item.column.kind is Kind.place]
    sheet.freeze_panes = f"{get_column_letter(names[0] + 1 if names else 1)}{top + 1}"
    sheet.print_title_rows = f"{top}:{top}"
    printed(sheet, landscape=len(shown) > 6)


def printed(sheet: Worksheet, *, landscape: bool) -> None:
    """On A4, as many pages long as it takes and one wide."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _about(sheet: Worksheet, document: Document, look: Look) -> None:
    """Title, date, facts and notes, one a line; a fact's name in the first column and its value in the second."""
    lines: list[tuple[str, str]] = [(say(text, look), "") for text in (document.title, document.subtitle)]
    lines += [(say(Phrase(fact.heading_key), look), fact_text(fact, look)) for fact in document.facts]
    below = [text for table in document.tables for text in table.below]
    lines += [(say(text, look), "") for text in (*document.lead, *below, *document.notes)]
    for at, (text, value) in enumerate((line for line in lines if line[0]), start=1):
        put(cell_at(sheet, at, 1), text)
        if value:
            put(cell_at(sheet, at, 2), value)
        cell_at(sheet, at, 1).alignment = Alignment(wrap_text=True, vertical="top")
    if document.title:
        sheet["A1"].font = BOLD
    sheet.column_dimensions["A"].width = 2 * WIDEST
    sheet.column_dimensions["B"].width = WIDEST


def _headings(shown: Sequence[Shown]) -> list[str]:
    """No two columns of an Excel table may bear one heading, whatever their case, and none may be blank."""
    made: list[str] = []
    for item in shown:
        heading, number = item.heading or item.column.key, 1
        while heading.casefold() in {one.casefold() for one in made}:
            number += 1
            heading = f"{item.heading} {number}"
        made.append(heading)
    return made


def _width(item: Shown, heading: str) -> float:
    longest = max(map(columns, [*item.cells, item.total or "", *heading.split()]), default=0)
    return float(min(max(longest + 3, NARROWEST), WIDEST))


def _put(cell: Cell, value: Value, text: str, kind: Kind, look: Look, unknown: str) -> None:
    """A word as people read it, a number and a date as what they are."""
    if value is None or value == "":
        if unknown:
            put(cell, unknown)
            cell.alignment = Alignment(horizontal="left" if kind.left else "right")
    elif isinstance(value, str | bool):
        put(cell, text)
    elif isinstance(value, dt.datetime):
        local = value.astimezone(ZoneInfo("Asia/Kolkata")) if value.tzinfo else value
        cell.value, cell.number_format = local.replace(tzinfo=None), MOMENT
    elif isinstance(value, dt.date):
        cell.value, cell.number_format = value, DAY
    else:
        # More places behind the point than a figure has read as a person's number where the sheet is taken in again.
        cell.value = round(value, 4) if isinstance(value, float) else value
        cell.number_format = _number_format(value, kind, look)


def _number_format(value: float, kind: Kind, look: Look) -> str:
    """As the tables write it. A format has room for two steps of lakh grouping, so a negative number bears its own."""
    if kind is Kind.rate and abs(value) < 10 and not float(value).is_integer():
        return "0.0"
    if kind not in {Kind.count, Kind.days, Kind.gain, Kind.rate}:
        return PLAIN.get(kind, "General")
    if kind is Kind.gain and value > 0:
        return SIGNED[look.numbers]
    if look.numbers == "lakh" and value > 0:
        return LAKH
    if look.numbers == "lakh" and value <= -100_000:
        return CRORES if value <= -10_000_000 else LAKHS
    return INTERNATIONAL
