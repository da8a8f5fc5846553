"""xls, Excel 5 to 2003, read whole by xlrd, which also tells hidden rows, errors, fonts and number formats."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from itertools import pairwise

import xlrd
from xlrd.book import Book
from xlrd.sheet import Sheet

from eshram_cli.problems import Where
from eshram_cli.sheets import limits
from eshram_cli.sheets.formats import changes
from eshram_cli.sheets.kinds import Kind, kind_of
from eshram_cli.sheets.kinds.encrypted import decrypted
from eshram_cli.sheets.loose import LooseSheet, legacy, mixed_parts
from eshram_cli.sheets.model import Cell, Grid, Run, Span
from eshram_cli.sheets.source import Content, Source
from eshram_cli.sheets.values import moment, shorten, tidy
from eshram_cli.timelimit import look_at_clock

STREAMS = ("Workbook", "Book")
LINK = re.compile(rb"\xb8\x01(?=.{10}\xd0\xc9\xea\x79\xf9\xba\xce\x11\x8c\x82\x00\xaa\x00\x4b\xa9\x0b)", re.DOTALL)
"""The number of a hyperlink's record, by the id that each bears. xlrd would make an entry for each cell of its range,
four thousand million for one link, and refuses books for links that it cannot follow. It skips what is no known record.
"""
NO_RECORD = b"\xff\xff"


def matches(source: Source) -> bool:
    """An OLE file with a workbook stream."""
    return source.ole is not None and any(map(source.ole.exists, STREAMS))


def read(source: Source) -> Content:
    """All worksheets. Errors: password-protected, password-wrong, too-many-cells, file-unreadable, file-too-slow."""
    if source.ole is None:
        raise source.error("file-unreadable")
    try:
        stream = source.ole.openstream(next(filter(source.ole.exists, STREAMS))).read()
        # xlrd gets the stream alone: where a chain of sectors bites its tail, its own reader of OLE files never ends.
        book = xlrd.open_workbook(
            file_contents=LINK.sub(NO_RECORD, stream),
            logfile=io.StringIO(),
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
        )
    except Exception as error:  # on damaged content xlrd also fails where it indexes, unpacks and asserts
        if "encrypted" not in str(error):
            raise source.error("file-unreadable") from error
        inner = source.unwrapped(decrypted(source))
        return replace(kind_of(inner).read(inner), locked=source.password is not None)
    grids: list[Grid] = []
    left = limits.CELLS
    for number in range(book.nsheets):
        look_at_clock()
        try:
            sheet = book.sheet_by_index(number)
        except Exception as error:  # as above
            raise source.error("file-unreadable") from error
        left -= sum(map(sheet.row_len, range(sheet.nrows)))
        if left < 0:
            raise source.error("too-many-cells", lakhs=limits.CELLS // 100_000)
        grids.append(_grid(source.file, book, sheet))
        book.unload_sheet(number)
    return Content(tuple(grids))


def _grid(file: str, book: Book, sheet: Sheet) -> Grid:
    """The sheet's values with what is noticed of them."""
    found = LooseSheet()
    found.hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    found.hidden_columns = {column for column, info in sheet.colinfo_map.items() if info.hidden}
    found.merges = [Span(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    fonts = [book.font_list[style.font_index] for style in book.xf_list]
    codes = [book.format_map[style.format_key].format_str for style in book.xf_list]
    faces = {number: font.name for number, font in enumerate(fonts) if legacy(font.name)}
    struck = {number for number, font in enumerate(fonts) if font.struck_out}
    telling = {number: code for number, code in enumerate(codes) if changes(code)}
    rows: list[list[Cell]] = []
    for row in range(sheet.nrows):
        look_at_clock()
        cells: list[Cell] = []
        for column, (kind, value) in enumerate(zip(sheet.row_types(row), sheet.row_values(row), strict=True)):
            style = sheet.cell_xf_index(row, column) if kind != xlrd.XL_CELL_EMPTY else -1
            if style in faces:
                found.fonts[row, column] = faces[style]
            if style in struck:
                found.struck.add((row, column))
            if style in telling:
                found.formats[row, column] = telling[style]
            if kind == xlrd.XL_CELL_ERROR:
                found.errors[row, column] = xlrd.error_text_from_code.get(value, "#N/A")
                cells.append(None)
            elif kind == xlrd.XL_CELL_DATE:
                lasts = "[h" in codes[style].lower()
                cells.append(tidy(dt.timedelta(days=value)) if lasts else moment(value, book.datemode == 1))
            else:
                cells.append(bool(value) if kind == xlrd.XL_CELL_BOOLEAN else tidy(value))
        while cells and cells[-1] is None:
            cells.pop()
        rows.append(cells)
    for address, changed in sheet.rich_text_runlist_map.items():
        # `changed` says from which letter on which font is used; before the first change it is the cell's.
        text = str(sheet.cell_value(*address))
        parts = []
        for (start, number), (end, _) in pairwise([(0, None), *changed, (len(text), None)]):
            font = None if number is None else book.font_list[number]
            if start < end:
                run = Run(text[start:end], font.name if font else "")
                parts.append((run, bool(font and font.struck_out), bool(font and font.escapement)))
        found.note_mixed(address, mixed_parts(parts))
    return found.grid(Where(file, sheet.name), shorten(rows), hidden=sheet.visibility != 0)


KIND = Kind("xls", matches, read, order=20)
