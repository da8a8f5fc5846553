"""XML Spreadsheet 2003, which report servers write under the name .xls. No library in use reads it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from eshram_cli.problems import Problem, Where
from eshram_cli.sheets import limits
from eshram_cli.sheets.elements import Elements, local, whole_number
from eshram_cli.sheets.formats import changes
from eshram_cli.sheets.kinds import Kind
from eshram_cli.sheets.loose import MOST_COLUMNS, MOST_ROWS, LooseSheet
from eshram_cli.sheets.model import Cell, Grid, Span
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
    elements = Elements(source.data, "Style", "Column", "Row", "Worksheet")
    formats: dict[str, str] = {}
    struck: set[str] = set()
    grids: list[Grid] = []
    problems: list[Problem] = []
    left = limits.CELLS
    sheet, next_row, next_column = LooseSheet(), 0, 0
    for element in elements:
        tag = local(element)
        if tag == "Style":
            # A style that may show another number, or strikes its text out.
            number, font = element.find(f"{SS}NumberFormat"), element.find(f"{SS}Font")
            code = number.get(f"{SS}Format", "") if number is not None else ""
            if changes(code):
                formats[element.get(f"{SS}ID", "")] = code
            if font is not None and _number(font, "StrikeThrough", 0):
                struck.add(element.get(f"{SS}ID", ""))
        elif tag == "Column":
            first = _number(element, "Index", next_column + 1) - 1
            next_column = first + 1 + _number(element, "Span", 0)
            if _number(element, "Hidden", 0):
                sheet.hide_columns(first, next_column - 1)
        elif tag == "Row":
            row = _number(element, "Index", next_row + 1) - 1
            next_row = row + 1 + _number(element, "Span", 0)
            if 0 <= row < MOST_ROWS:
                _read_row(element, row, sheet, formats, struck)
        else:
            hidden = "Hidden" in (element.findtext(".//{*}Visible") or "")
            grid, told = sheet.finish(Where(source.file, element.get(f"{SS}Name", "")), left, hidden)
            left -= sum(map(len, grid.rows))
            grids.append(grid)
            problems += told
            sheet, next_row, next_column = LooseSheet(), 0, 0
    if not grids:
        raise source.error("file-unreadable")
    if elements.mended:
        problems.append(Problem("sheet-mended", source.where))
    return Content(tuple(grids), tuple(problems))


def _read_row(row: Any, number: int, sheet: LooseSheet, formats: dict[str, str], struck: set[str]) -> None:
    if _number(row, "Hidden", 0):
        sheet.hidden_rows.add(number)
    following = 0
    for cell in row.iterchildren(f"{SS}Cell"):
        column = _number(cell, "Index", following + 1) - 1
        across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
        if across or down:
            sheet.merges.append(Span(number, column, number + down, column + across))
        following = column + 1 + across
        if not 0 <= column < MOST_COLUMNS:
            continue
        address, style, data = (number, column), cell.get(f"{SS}StyleID"), cell.find(f"{SS}Data")
        text, struck_out = ("", False) if data is None else _text(data)
        kind = "" if data is None else data.get(f"{SS}Type", "String")
        if style in formats:
            sheet.formats[address] = formats[style]
        if text and (struck_out or style in struck):
            sheet.struck.add(address)
        if kind == "Error":
            sheet.errors[address] = text or "#N/A"
        elif cell.get(f"{SS}Formula") and not text and kind != "String":
            sheet.uncached.add(address)
        else:
            sheet.put(*address, _value(kind, text))


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
    return whole_number(element.get(f"{SS}{name}"), otherwise)


KIND = Kind("xml", matches, read, order=30)
