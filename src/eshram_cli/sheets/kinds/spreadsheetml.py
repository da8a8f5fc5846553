"""XML Spreadsheet 2003, which report servers write under the name .xls."""

from __future__ import annotations

import datetime as dt
from typing import Any

from eshram_cli.problems import Problem, Where
from eshram_cli.sheets import limits
from eshram_cli.sheets.elements import Elements, local
from eshram_cli.sheets.formats import changes
from eshram_cli.sheets.kinds import Kind
from eshram_cli.sheets.loose import LooseSheet
from eshram_cli.sheets.model import Cell, Grid, Span
from eshram_cli.sheets.notes import MOST_COLUMNS, MOST_ROWS
from eshram_cli.sheets.source import Content, Source
from eshram_cli.sheets.values import tidy

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
SS = f"{{{NAMESPACE}}}"


def matches(source: Source) -> bool:
    """XML that names the vocabulary, in whatever encoding."""
    head = source.data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    return head.startswith(b"<") and NAMESPACE.encode() in head and b"<html" not in head.lower()


def read(source: Source) -> Content:
    """All worksheets. Errors: file-unreadable, sheet-too-sparse."""
    reader = _Reader(source)
    handlers = {"Style": reader.style, "Column": reader.column, "Row": reader.row, "Worksheet": reader.worksheet}
    elements = Elements(source.data, *handlers)
    for element in elements:
        handle = handlers.get(local(element))
        if handle:
            handle(element)
    if not reader.grids:
        raise source.error("file-unreadable")
    if elements.mended:
        reader.problems.append(Problem("sheet-mended", source.where))
    return Content(tuple(reader.grids), tuple(reader.problems))


class _Reader:
    """One workbook on its way."""

    def __init__(self, source: Source) -> None:
        self.grids: list[Grid] = []
        self.problems: list[Problem] = []
        self._source = source
        self._left = limits.CELLS
        self._formats: dict[str, str] = {}
        self._struck: set[str] = set()
        self._begin()

    def _begin(self) -> None:
        self._sheet = LooseSheet()
        self._next_row = self._next_column = 0

    def style(self, style: Any) -> None:
        """Takes a style that may show another number, or strikes its text out."""
        number, font = style.find(f"{SS}NumberFormat"), style.find(f"{SS}Font")
        code = number.get(f"{SS}Format", "") if number is not None else ""
        if changes(code):
            self._formats[style.get(f"{SS}ID", "")] = code
        if font is not None and _number(font, "StrikeThrough", 0):
            self._struck.add(style.get(f"{SS}ID", ""))

    def column(self, column: Any) -> None:
        """Takes what is said of a column, or of several alike: whether it is hidden."""
        first = _number(column, "Index", self._next_column + 1) - 1
        self._next_column = first + 1 + _number(column, "Span", 0)
        if _number(column, "Hidden", 0):
            self._sheet.notes.hide_columns(first, self._next_column - 1)

    def row(self, row: Any) -> None:
        """Takes the cells of a row."""
        number = _number(row, "Index", self._next_row + 1) - 1
        self._next_row = number + 1 + _number(row, "Span", 0)
        if not 0 <= number < MOST_ROWS:
            return
        if _number(row, "Hidden", 0):
            self._sheet.notes.hidden_rows.add(number)
        column = 0
        for cell in row.iterchildren(f"{SS}Cell"):
            column = _number(cell, "Index", column + 1) - 1
            across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
            if across or down:
                self._sheet.notes.merges.append(Span(number, column, number + down, column + across))
            if 0 <= column < MOST_COLUMNS:
                self._cell(cell, number, column)
            column += 1 + across

    def worksheet(self, worksheet: Any) -> None:
        """Ends a sheet: its cells become a grid."""
        where = Where(self._source.file, worksheet.get(f"{SS}Name", ""))
        hidden = "Hidden" in (worksheet.findtext(".//{*}Visible") or "")
        grid, told = self._sheet.finish(where, self._left, hidden)
        self._left -= sum(map(len, grid.rows))
        self.grids.append(grid)
        self.problems += told
        self._begin()

    def _cell(self, cell: Any, row: int, column: int) -> None:
        data = cell.find(f"{SS}Data")
        text, struck = ("", False) if data is None else _text(data)
        style = cell.get(f"{SS}StyleID")
        if style in self._formats:
            self._sheet.notes.formats[row, column] = self._formats[style]
        if text and (struck or style in self._struck):
            self._sheet.notes.struck.add((row, column))
        kind = "" if data is None else data.get(f"{SS}Type", "String")
        if kind == "Error":
            self._sheet.notes.errors[row, column] = text or "#N/A"
        elif cell.get(f"{SS}Formula") and not text and kind != "String":
            self._sheet.notes.uncached.add((row, column))
        else:
            self._sheet.put(row, column, _value(kind, text))


def _text(data: Any) -> tuple[str, bool]:
    """A cell's text without its raised and struck parts, and whether all of it is struck out."""
    whole = "".join(data.itertext())
    for tags in (("S", "Del"), ("Sup", "Sub")):
        for part in [part for part in data.iterdescendants() if local(part) in tags]:
            part.clear(keep_tail=True)
        left = "".join(data.itertext())
        if whole.strip() and not left.strip():
            return whole, "S" in tags
        whole = left
    return whole, False


def _value(kind: str, text: str) -> Cell:
    try:
        if kind == "Number":
            return tidy(float(text))
        if kind == "DateTime":
            return tidy(dt.datetime.fromisoformat(text))
    except ValueError:
        return text or None
    return text == "1" if kind == "Boolean" else text or None


def _number(element: Any, name: str, otherwise: int) -> int:
    text = element.get(f"{SS}{name}", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else otherwise


KIND = Kind("xml", matches, read, order=30)
