"""ods and fods (LibreOffice), read by our own reader.

calamine tells neither merges nor hidden rows of them, nor number formats and struck-out text, and lays out every
repeated cell. The elements and attributes: OpenDocument 1.3, part 3, chapters 9 and 19.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Set as AbstractSet
from typing import Any

from eshram_cli.problems import Problem, Where
from eshram_cli.sheets import limits
from eshram_cli.sheets.elements import Elements, local, whole_number
from eshram_cli.sheets.formats import as_written
from eshram_cli.sheets.kinds import Kind
from eshram_cli.sheets.loose import MOST_COLUMNS, MOST_ROWS, LooseSheet
from eshram_cli.sheets.model import Cell, Grid, Span, Unsure
from eshram_cli.sheets.source import Content, Source
from eshram_cli.sheets.values import tidy

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
FLAT = b"<office:document "
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
CLOCK = re.compile(r"(-?)PT(\d{1,9})H(\d{1,9})M(\d{1,9})(?:[.,]\d+)?S")
NUMERIC = frozenset({"float", "percentage", "currency"})


def matches(source: Source) -> bool:
    """A zip that calls itself a spreadsheet of OpenDocument, or one flat XML file that does."""
    archive = source.archive
    if archive is None:
        head = source.data[:4096]
        return FLAT in head and MIMETYPE in head
    stated = archive.read("mimetype") if archive.size("mimetype") < 200 else b""
    return stated.strip().startswith(MIMETYPE) or (not stated and "content.xml" in archive)


def read(source: Source) -> Content:
    """All sheets in their order. Errors: password-protected, too-many-cells, sheet-too-sparse, file-unreadable."""
    archive = source.archive
    if archive is not None:
        if "encrypted-package" in archive or b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise source.error("password-protected")
        if "content.xml" not in archive:
            raise source.error("file-unreadable")
    elements = Elements(
        source.data if archive is None else archive.read("content.xml"), "style", "table-column", "table-row", "table"
    )
    reader = _Reader(source)
    hidden: set[str] = set()
    grids: list[Grid] = []
    problems: list[Problem] = []
    for element in elements:
        tag = local(element)
        if tag == "style":
            shown = element.find(f"{STYLE}table-properties")
            if shown is not None and shown.get(f"{TABLE}display") == "false":
                hidden.add(element.get(f"{STYLE}name", ""))
            reader.style(element)
        elif tag == "table-column":
            reader.columns(element)
        elif tag == "table-row":
            reader.rows(element)
        else:
            parent = element.getparent()
            # Another table is a part of a drawing or of a pivot table, and is dropped.
            if parent is not None and local(parent) == "spreadsheet":
                where = Where(source.file, element.get(f"{TABLE}name", ""))
                is_hidden = element.get(f"{TABLE}style-name") in hidden
                grid, told = reader.sheet.finish(where, limits.CELLS, is_hidden)
                grids.append(grid)
                problems += told
            reader.begin()
    if elements.mended or not grids:
        raise source.error("file-unreadable")
    return Content(tuple(grids), tuple(problems))


class _Reader:
    """The sheet being read. The cells of all sheets are counted as they are laid out, so that repeats cannot run
    away."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._left = limits.CELLS
        self._struck: set[str] = set()
        self._raised: set[str] = set()
        self.begin()

    def begin(self) -> None:
        """Begins a sheet."""
        self.sheet = LooseSheet()
        self._row = self._column = 0

    def style(self, style: Any) -> None:
        """Takes a style that strikes its text out or raises it."""
        letters = style.find(f"{STYLE}text-properties")
        if letters is None:
            return
        lines = (letters.get(f"{STYLE}text-line-through-{name}", "none") for name in ("style", "type"))
        if any(line != "none" for line in lines):
            self._struck.add(style.get(f"{STYLE}name", ""))
        if letters.get(f"{STYLE}text-position", "0").split()[0].lstrip("-+") not in {"0%", "0"}:
            self._raised.add(style.get(f"{STYLE}name", ""))

    def columns(self, column: Any) -> None:
        """Takes what is said of a column, or of several alike: whether it is hidden."""
        count = _repeated(column, "columns")
        if _collapsed(column):
            self.sheet.hide_columns(self._column, self._column + count - 1)
        self._column += count

    def rows(self, row: Any) -> None:
        """Takes the cells of a row, or of several alike."""
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
            self.sheet.hidden_rows.update(numbers)

    def _cell(self, cell: Any, rows: range, columns: range) -> bool:
        """Puts the cell wherever it is repeated; returns whether it holds anything."""
        value, struck = self._shown(cell, _value(cell))
        shown = value
        if isinstance(value, int | float) and not isinstance(value, bool):
            shown = as_written(value, _text(cell))
        error = cell.get(f"{CALC}value-type") == "error"
        empty = cell.get(f"{TABLE}formula") is not None and cell.get(f"{OFFICE}value-type") is None and not error
        across, down = _repeated(cell, "columns", "spanned"), _repeated(cell, "rows", "spanned")
        if across * down > 1:
            top, left = rows.start, columns.start
            self.sheet.merges.append(Span(top, left, top + down - 1, left + across - 1))
        if value is None and not empty:
            return False
        self._left -= len(rows) * len(columns)
        if self._left < 0:
            raise self._source.error("too-many-cells", lakhs=limits.CELLS // 100_000)
        for address in ((row, column) for row in rows for column in columns):
            if error:
                self.sheet.errors[address] = str(value)
            elif empty:
                self.sheet.uncached.add(address)
            elif shown is None:
                self.sheet.unsure[address] = Unsure("format-unsure", str(_text(cell)))
            else:
                self.sheet.put(*address, shown)
            if struck:
                self.sheet.struck.add(address)
        return True

    def _shown(self, cell: Any, value: Cell) -> tuple[Cell, bool]:
        """The value without its raised and struck parts, and whether it is struck out as a whole."""
        if cell.get(f"{TABLE}style-name") in self._struck:
            return value, True
        if not isinstance(value, str) or not (self._struck or self._raised):
            return value, False
        kept, level = _text(cell, self._struck), _text(cell, self._struck | self._raised)
        if kept == level == _text(cell):
            return value, False
        return level or kept or value, not kept


def _value(cell: Any) -> Cell:
    """What the cell holds; a number, a date or a time that is none as its text."""
    kind = cell.get(f"{OFFICE}value-type")
    if kind == "boolean":
        return bool(cell.get(f"{OFFICE}boolean-value") == "true")
    if kind == "time":
        stored: str = cell.get(f"{OFFICE}time-value", "")
        clock = CLOCK.fullmatch(stored)
        if clock:
            hours, minutes, seconds = (int(part) for part in clock.groups()[1:])
            return f"{clock[1]}{hours:02d}:{minutes:02d}" + (f":{seconds:02d}" if seconds else "")
    elif kind == "date" or kind in NUMERIC:
        stored = cell.get(f"{OFFICE}{'date-value' if kind == 'date' else 'value'}", "")
        try:
            return tidy(dt.datetime.fromisoformat(stored) if kind == "date" else float(stored))
        except ValueError:
            pass
    else:
        stored = cell.get(f"{OFFICE}string-value") or _text(cell) or ""
    return stored or None


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
    return max(1, whole_number(element.get(f"{TABLE}number-{axis}-{how}"), 1))


def _collapsed(element: Any) -> bool:
    return bool(element.get(f"{TABLE}visibility", "visible") != "visible")


KIND = Kind("ods", matches, read, order=20)
