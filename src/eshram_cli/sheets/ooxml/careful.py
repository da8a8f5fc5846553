"""A workbook read by lxml, cell by cell: for sheets whose XML is broken and for those too thinly filled for calamine.

Some government portals write cell references that do not exist (`A@3`); Excel repairs them by position, and so do we.
Nothing is laid out as a rectangle, so a cell at XFD1048576 costs no more than one at B2.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property
from typing import Any

from eshram_cli.sheets.archive import Archive
from eshram_cli.sheets.elements import Elements, local
from eshram_cli.sheets.loose import LooseSheet
from eshram_cli.sheets.model import Cell
from eshram_cli.sheets.notes import MOST_COLUMNS, MOST_ROWS
from eshram_cli.sheets.ooxml.parts import Workbook
from eshram_cli.sheets.ooxml.scan import column_number, reference
from eshram_cli.sheets.ooxml.styles import date_styles
from eshram_cli.sheets.values import moment, tidy

ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Careful:
    """The reader of one workbook; its shared strings and styles are read once, when first needed."""

    def __init__(self, archive: Archive, book: Workbook) -> None:
        self._archive = archive
        self._book = book
        self._lost = False

    def sheet(self, xml: bytes) -> LooseSheet:
        """One sheet from its XML."""
        found = LooseSheet()
        row = -1
        events = Elements(xml, "row", "col", "mergeCell")
        for element in events:
            tag = local(element)
            if tag == "row":
                row = self._row(element, row, found)
            elif tag == "mergeCell":
                found.notes.merges += reference(element.get("ref", ""))
            elif _true(element.get("hidden")):
                first, last = _number(element.get("min"), 1), _number(element.get("max"), 0)
                found.notes.hide_columns(first - 1, last - 1)
        found.mended = events.mended or self._lost
        return found

    def _row(self, element: Any, before: int, found: LooseSheet) -> int:
        number = _number(element.get("r"), before + 2) - 1
        row = number if 0 <= number < MOST_ROWS else before + 1
        if _true(element.get("hidden")):
            found.notes.hidden_rows.add(row)
        column = -1
        for cell in element.iterchildren("{*}c"):
            column = self._place(cell.get("r"), column, found)
            if column < MOST_COLUMNS and row < MOST_ROWS:
                self._keep(cell, (row, column), found)
        return row

    def _place(self, address: str | None, before: int, found: LooseSheet) -> int:
        """The cell's column: as its address says; after its neighbour where it has none or a broken one."""
        if address is None:
            return before + 1
        match = ADDRESS.fullmatch(address)
        column = column_number(match[1].encode()) if match else MOST_COLUMNS
        if column < MOST_COLUMNS:
            return column
        found.displaced += 1
        return before + 1

    def _keep(self, cell: Any, address: tuple[int, int], found: LooseSheet) -> None:
        value = self._value(cell)
        stored = cell.findtext("{*}v")
        formula = cell.find("{*}f") is not None
        if cell.get("t") == "e":
            found.notes.errors[address] = stored or "#N/A"
        elif formula and (_blank(stored, cell.get("t")) or (self._book.calculates and stored == "0")):
            found.notes.uncached.add(address)
        elif value is not None:
            found.put(*address, value)

    def _value(self, cell: Any) -> Cell:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return text_of(cell.find("{*}is")) or None
        stored = cell.findtext("{*}v")
        if not stored:
            return None
        if kind == "s":
            return self._string(stored)
        if kind in {"str", "e", "d"}:
            return _date_text(stored) if kind == "d" else unescape(stored)
        return stored.strip() in {"1", "true"} if kind == "b" else self._numeric(stored, cell.get("s", "0"))

    def _string(self, stored: str) -> Cell:
        index = _number(stored, -1)
        if 0 <= index < len(self._strings):
            return self._strings[index] or None
        self._lost = True
        return None

    def _numeric(self, stored: str, style: str) -> Cell:
        try:
            number = float(stored)
        except ValueError:
            return stored
        if style.isdigit() and int(style) in self._dates:
            return moment(number, self._book.epoch_1904)
        return tidy(number)

    @cached_property
    def _strings(self) -> list[str]:
        return [text_of(item) for item in Elements(self._archive.read(self._book.strings), "si")]

    @cached_property
    def _dates(self) -> frozenset[int]:
        return date_styles(self._archive.read(self._book.styles))


def text_of(element: Any) -> str:
    """A string item's text, its runs joined, phonetic hints left out."""
    if element is None:
        return ""
    runs = [*element.iterfind("{*}t"), *element.iterfind("{*}r/{*}t")]
    return unescape("".join(run.text or "" for run in runs))


def unescape(text: str) -> str:
    """`_x000D_` as the character that it stands for; line ends as `\\n`."""
    if "_x" in text:
        text = ESCAPE.sub(lambda match: chr(int(match[1], 16)), text).encode("utf-8", "replace").decode()
    return text.replace("\r\n", "\n")


def _date_text(stored: str) -> Cell:
    try:
        return tidy(dt.datetime.fromisoformat(stored))
    except ValueError:
        return stored


def _blank(stored: str | None, kind: str | None) -> bool:
    """No value; but a formula whose result is the empty text is stored as text with an empty value."""
    return stored is None or (not stored and kind != "str")


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def _true(text: str | None) -> bool:
    return text in {"1", "true"}
