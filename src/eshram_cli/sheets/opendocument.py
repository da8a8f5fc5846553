"""The tables of an OpenDocument text as grids."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Set as AbstractSet
from typing import Any

from eshram_cli.problems import Problem, Where
from eshram_cli.sheets import limits
from eshram_cli.sheets.elements import Elements, local
from eshram_cli.sheets.formats import as_written
from eshram_cli.sheets.loose import LooseSheet
from eshram_cli.sheets.model import Cell, Grid, Span, Unsure
from eshram_cli.sheets.notes import MOST_COLUMNS, MOST_ROWS
from eshram_cli.sheets.source import Content, Source
from eshram_cli.sheets.values import tidy

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
CLOCK = re.compile(r"(-?)PT(\d{1,9})H(\d{1,9})M(\d{1,9})(?:[.,]\d+)?S")
NUMERIC = frozenset({"float", "percentage", "currency"})
TAGS = ("style", "table-column", "table-row", "table")


class OpenDocument:
    """The reader of one document; it counts the cells that it lays out, so that repeats cannot run away."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._left = limits.CELLS
        self._hidden_tables: set[str] = set()
        self._struck: set[str] = set()
        self._raised: set[str] = set()
        self._grids: list[Grid] = []
        self._problems: list[Problem] = []
        self._begin()

    def content(self, xml: bytes) -> Content:
        """All sheets in their order."""
        elements = Elements(xml, *TAGS)
        handlers = {"style": self._style, "table-column": self._columns, "table-row": self._rows, "table": self._table}
        for element in elements:
            handle = handlers.get(local(element))
            if handle:
                handle(element)
        if elements.mended or not self._grids:
            raise self._source.error("file-unreadable")
        return Content(tuple(self._grids), tuple(self._problems))

    def _begin(self) -> None:
        self._sheet = LooseSheet()
        self._row = 0
        self._column = 0

    def _style(self, style: Any) -> None:
        shown = style.find(f"{STYLE}table-properties")
        if shown is not None and shown.get(f"{TABLE}display") == "false":
            self._hidden_tables.add(style.get(f"{STYLE}name", ""))
        letters = style.find(f"{STYLE}text-properties")
        if letters is None:
            return
        lines = (letters.get(f"{STYLE}text-line-through-{name}", "none") for name in ("style", "type"))
        if any(line != "none" for line in lines):
            self._struck.add(style.get(f"{STYLE}name", ""))
        if letters.get(f"{STYLE}text-position", "0").split()[0].lstrip("-+") not in {"0%", "0"}:
            self._raised.add(style.get(f"{STYLE}name", ""))

    def _columns(self, column: Any) -> None:
        count = _repeated(column, "columns")
        if _collapsed(column):
            self._sheet.notes.hide_columns(self._column, self._column + count - 1)
        self._column += count

    def _table(self, table: Any) -> None:
        parent = table.getparent()
        if parent is not None and local(parent) == "spreadsheet":
            where = Where(self._source.file, table.get(f"{TABLE}name", ""))
            hidden = table.get(f"{TABLE}style-name") in self._hidden_tables
            grid, told = self._sheet.finish(where, limits.CELLS, hidden)
            self._grids.append(grid)
            self._problems += told
        self._begin()

    def _rows(self, row: Any) -> None:
        count = min(_repeated(row, "rows"), MOST_ROWS - self._row)
        numbers = range(self._row, self._row + count)
        self._row += count
        column = 0
        filled = False
        for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            repeated = min(_repeated(cell, "columns"), MOST_COLUMNS - column)
            filled |= self._cell(cell, numbers, range(column, column + repeated))
            column += repeated
        # Blank rows down to the end of the sheet are often marked hidden; only rows with figures matter.
        if filled and _collapsed(row):
            self._sheet.notes.hidden_rows.update(numbers)

    def _cell(self, cell: Any, rows: range, columns: range) -> bool:
        """Puts the cell wherever it is repeated; returns whether it holds anything."""
        value, struck = self._shown(cell, _value(cell))
        shown = value
        if isinstance(value, int | float) and not isinstance(value, bool):
            shown = as_written(value, _text(cell))
        error = cell.get(f"{CALC}value-type") == "error"
        empty = cell.get(f"{TABLE}formula") is not None and cell.get(f"{OFFICE}value-type") is None and not error
        self._span(cell, rows.start, columns.start)
        if value is None and not empty:
            return False
        self._left -= len(rows) * len(columns)
        if self._left < 0:
            raise self._source.error("too-many-cells", lakhs=limits.CELLS // 100_000)
        for address in ((row, column) for row in rows for column in columns):
            if error:
                self._sheet.notes.errors[address] = str(value)
            elif empty:
                self._sheet.notes.uncached.add(address)
            elif shown is None:
                self._sheet.notes.unsure[address] = Unsure("format-unsure", str(_text(cell)))
            else:
                self._sheet.put(*address, shown)
            if struck:
                self._sheet.notes.struck.add(address)
        return True

    def _shown(self, cell: Any, value: Cell) -> tuple[Cell, bool]:
        """The value without its raised and struck parts, and whether it is struck out as a whole."""
        if cell.get(f"{TABLE}style-name") in self._struck:
            return value, True
        out = (self._struck, self._struck | self._raised) if self._struck or self._raised else ()
        if not isinstance(value, str) or all(_text(cell, names) == _text(cell) for names in out):
            return value, False
        kept, level = (_text(cell, names) for names in out)
        return level or kept or value, not kept

    def _span(self, cell: Any, row: int, column: int) -> None:
        across, down = _repeated(cell, "columns", "spanned"), _repeated(cell, "rows", "spanned")
        if across * down > 1:
            self._sheet.notes.merges.append(Span(row, column, row + down - 1, column + across - 1))


def _value(cell: Any) -> Cell:
    kind = cell.get(f"{OFFICE}value-type")
    if kind in NUMERIC:
        return _number(cell.get(f"{OFFICE}value", ""))
    if kind == "date":
        return _date(cell.get(f"{OFFICE}date-value", ""))
    if kind == "time":
        return _clock(cell.get(f"{OFFICE}time-value", ""))
    if kind == "boolean":
        return bool(cell.get(f"{OFFICE}boolean-value") == "true")
    return cell.get(f"{OFFICE}string-value") or _text(cell)


def _number(stored: str) -> Cell:
    try:
        return tidy(float(stored))
    except ValueError:
        return stored or None


def _date(stored: str) -> Cell:
    try:
        return tidy(dt.datetime.fromisoformat(stored))
    except ValueError:
        return stored or None


def _clock(stored: str) -> Cell:
    match = CLOCK.fullmatch(stored)
    if not match:
        return stored or None
    hours, minutes, seconds = (int(part) for part in match.groups()[1:])
    return f"{match[1]}{hours:02d}:{minutes:02d}" + (f":{seconds:02d}" if seconds else "")


def _text(cell: Any, without: AbstractSet[str] = frozenset()) -> str | None:
    """The paragraphs, a line each, without the parts in these styles; comments are no part of the cell."""
    lines = (_paragraph(item, without) for item in cell.iterchildren(f"{TEXT}p", f"{TEXT}h"))
    return "\n".join(lines) or None


def _paragraph(element: Any, without: AbstractSet[str]) -> str:
    pieces = [element.text or ""]
    for child in element:
        name = local(child)
        if name == "s":
            count = child.get(f"{TEXT}c", "1")
            pieces.append(" " * (int(count) if count.isdigit() and len(count) < 5 else 1))
        elif name in {"tab", "line-break"}:
            pieces.append("\t" if name == "tab" else "\n")
        elif name != "annotation" and child.get(f"{TEXT}style-name") not in without:
            pieces.append(_paragraph(child, without))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _repeated(element: Any, axis: str, how: str = "repeated") -> int:
    text = element.get(f"{TABLE}number-{axis}-{how}", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _collapsed(element: Any) -> bool:
    return bool(element.get(f"{TABLE}visibility", "visible") != "visible")
