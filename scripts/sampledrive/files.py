"""Figures to bytes: workbooks, delimited text and one picture, the same bytes on every run.

A workbook's dates of creation and change and the time stamps in its zip directory are those of the sheet's own evening,
not of the run.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | None
Row = list[Value]

LAKH = r"[>=10000000]##\,##\,##\,##0;[>=100000]##\,##\,##0;##,##0"
THIN = Side(style="thin", color="FF808080")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
EVENING = dt.time(19, 40)


@dataclass(frozen=True)
class Page:
    """One sheet of a workbook. `heading` and `last` are rows from 1: the table's heading rows and its last row.

    `merges` are ranges as `A1:F1`; `fractions` are columns from 1 that hold 0.3704 and show 37.04%.
    """

    name: str
    rows: list[Row]
    heading: tuple[int, int]
    last: int
    merges: tuple[str, ...] = ()
    fractions: tuple[int, ...] = ()


@dataclass(frozen=True)
class Plain:
    """A delimited text: rows of text, the delimiter and the encoding that the office's program wrote."""

    rows: list[Row]
    delimiter: str = ","
    encoding: str = "utf-8"


def workbook(pages: Sequence[Page], day: dt.date, empty: str = "") -> bytes:
    """An xlsx of the pages, saved on the evening of `day`; `empty` names one more sheet, left blank."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        _draw(book.create_sheet(page.name), page)
    if empty:
        book.create_sheet(empty)
    book.properties.creator = "Labour office"
    book.properties.created = dt.datetime.combine(day, EVENING)
    stream = io.BytesIO()
    book.save(stream)
    return _settle(stream.getvalue(), day)


def _draw(sheet: Worksheet, page: Page) -> None:
    for values in page.rows:
        sheet.append(values)
    for span in page.merges:
        sheet.merge_cells(span)
    for number, cells in enumerate(sheet.iter_rows(min_row=1, max_row=len(page.rows)), 1):
        for column, cell in enumerate(cells, 1):
            _dress(cell, number, column, page)
    _fit(sheet, page)
    sheet.page_setup.fitToHeight = 0
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _dress(cell: Cell | MergedCell, row: int, column: int, page: Page) -> None:
    first, last_heading = page.heading
    cell.font = Font(name="Nirmala UI", size=14 if row == 1 else 11, bold=row <= last_heading or row == page.last)
    if row <= last_heading:
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=row >= first)
    elif row > page.last:
        return
    if row >= first:
        cell.border = GRID
    if isinstance(cell.value, int):
        cell.number_format = LAKH
    if isinstance(cell.value, float):
        cell.number_format = "0.00%" if column in page.fractions else "0.00"


def _fit(sheet: Worksheet, page: Page) -> None:
    """Columns as wide as their longest cell of data, within reason."""
    data = page.rows[page.heading[1] : page.last]
    for column in range(max(len(row) for row in data)):
        width = max(len(_brief(row[column])) for row in data if column < len(row) and row[column] is not None)
        sheet.column_dimensions[get_column_letter(column + 1)].width = min(max(width + 4, 11), 30)


def _brief(value: Value) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _settle(raw: bytes, day: dt.date) -> bytes:
    """The same workbook with every time stamp set to the evening of `day`."""
    stamp = dt.datetime.combine(day, EVENING)
    settled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + _iso(stamp), content)
            entry = zipfile.ZipInfo(name, stamp.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Else the zip would name the system that it was made on.
            entry.create_system = 0
            target.writestr(entry, content, compresslevel=9)
    return settled.getvalue()


def _iso(stamp: dt.datetime) -> bytes:
    return stamp.strftime("%Y-%m-%dT%H:%M:%SZ").encode("ascii")


def delimited(plain: Plain) -> bytes:
    """The text's bytes, lines ending in CR LF as Excel ends them; None is an empty field."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=plain.delimiter, lineterminator="\r\n").writerows(plain.rows)
    return stream.getvalue().encode(plain.encoding)


def picture(width: int = 320, height: int = 180) -> bytes:
    """A PNG such as people drop among the sheets: four bands of grey and no text."""
    rows = b"".join(b"\0" + bytes([60 + 45 * (4 * y // height)]) * width for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
