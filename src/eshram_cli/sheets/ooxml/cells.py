"""The cells of a sheet's XML, walked through by lxml: what calamine does not tell of them, and their values where it
cannot read the sheet, because its XML is broken or it is too thinly filled.

Some government portals write cell references that do not exist (`A@3`); Excel repairs them by position, and so do we.
Nothing is laid out as a rectangle, so a cell at XFD1048576 costs no more than one at B2.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cached_property
from typing import Any

from lxml import etree

from eshram_cli.sheets.archive import Archive
from eshram_cli.sheets.elements import Elements, local, whole_number
from eshram_cli.sheets.loose import MOST_COLUMNS, MOST_ROWS, Address, LooseSheet, Mixed
from eshram_cli.sheets.model import Cell, Span
from eshram_cli.sheets.ooxml.parts import Workbook
from eshram_cli.sheets.ooxml.styles import MARKS, looks, mixed, mixed_texts
from eshram_cli.sheets.values import moment, tidy

ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
TELLING = (b"hidden=", b"<f", b'"e"', *MARKS)
"""Without one of these, a telling style or a mixed text, calamine tells all of a sheet."""
NO_VALUE = "#N/A"
"""What an error is called that the file does not name."""
FORMULAS_AND_ERRORS: Callable[[Any], Any] = etree.XPath("*[@t = 'e' or *[local-name() = 'f']]")


class CellReader:
    """The reader of one workbook's sheets; its shared strings and styles are read once, when first needed."""

    def __init__(self, archive: Archive, book: Workbook) -> None:
        self._archive = archive
        self._book = book
        self._looks = looks(archive.read(book.styles))
        self._mixed = mixed_texts(archive.read(book.strings))
        self._telling = {*self._looks.fonts, *self._looks.formats, *self._looks.struck}
        self._inline = True
        self.lost = False
        """Whether a cell named a shared text that is not there."""

    def may_differ(self, style: int, kind: str, stored: str | None) -> bool:
        """Whether the cell may show another thing than it holds: by its style, or by a part of its text."""
        return style in self._telling or (kind == "s" and whole_number(stored, -1) in self._mixed)

    def is_number(self, style: int) -> bool:
        """Whether a number of the style is shown as that number, and is no date."""
        return style not in self._looks.dates and style not in self._telling

    def has_more(self, xml: bytes) -> bool:
        """Whether the sheet may hold what calamine does not tell."""
        return self._looks.telling or bool(self._mixed) or any(mark in xml for mark in TELLING)

    def sheet(self, xml: bytes, *, values: bool) -> LooseSheet:
        """One sheet: what is noticed of its cells, with `values` their values too."""
        found = LooseSheet()
        row = -1
        self._inline = any(mark in xml for mark in MARKS)
        every = values or self._looks.telling or self._mixed or self._inline
        events = Elements(xml, "row", "col", "mergeCell")
        for element in events:
            tag = local(element)
            hidden = element.get("hidden") in {"1", "true"}
            if tag == "mergeCell":
                if match := RANGE.fullmatch(element.get("ref", "")):
                    left, top, right, bottom = match.groups()
                    found.merges.append(Span(int(top) - 1, column_number(left), int(bottom) - 1, column_number(right)))
            elif tag == "col":
                if hidden:
                    found.hide_columns(whole_number(element.get("min"), 1) - 1, whole_number(element.get("max"), 0) - 1)
            else:
                at = whole_number(element.get("r"), row + 2) - 1
                row = at if 0 <= at < MOST_ROWS else row + 1
                if hidden:
                    found.hidden_rows.add(row)
                column = -1
                for cell in element.iterchildren("{*}c") if every else FORMULAS_AND_ERRORS(element):
                    column = _place(cell.get("r"), column, found)
                    if column < MOST_COLUMNS and row < MOST_ROWS:
                        self._keep(cell, (row, column), found, values)
        found.mended = events.mended or self.lost
        return found

    def _keep(self, cell: Any, address: Address, found: LooseSheet, values: bool) -> None:
        kind, stored, style = cell.get("t", "n"), cell.findtext("{*}v"), whole_number(cell.get("s"), 0)
        if style in self._looks.fonts:
            found.fonts[address] = self._looks.fonts[style]
        if style in self._looks.formats:
            found.formats[address] = self._looks.formats[style]
        if style in self._looks.struck:
            found.struck.add(address)
        text: Mixed | None = None
        if kind == "s":
            text = self._mixed.get(whole_number(stored, -1)) if self._mixed else None
        elif kind == "inlineStr" and self._inline and (inside := cell.find("{*}is")) is not None:
            text = mixed(inside)
        found.note_mixed(address, text)
        if kind == "e":
            found.errors[address] = stored or NO_VALUE
        elif self.is_uncached(kind, stored) and cell.find("{*}f") is not None:
            found.uncached.add(address)
        elif values and kind == "inlineStr":
            found.put(*address, text_of(cell.find("{*}is")) or None)
        elif values:
            found.put(*address, self.value(kind, stored, style))

    def is_uncached(self, kind: str, stored: str | None) -> bool:
        """Whether such a cell holds no value, if it is one of a formula."""
        # A formula whose result is the empty text is stored as text with an empty value: that is a value.
        return stored is None or (kind != "str" and (not stored or (self._book.calculates and stored == "0")))

    def value(self, kind: str, stored: str | None, style: int) -> Cell:
        """What a cell of the kind (its `t`) holds; a number or a date that is none as its text."""
        if not stored:
            return None
        if kind == "s":
            index = whole_number(stored, -1)
            known = 0 <= index < len(self._strings)
            self.lost |= not known
            return (self._strings[index] or None) if known else None
        value: str | bool | float | dt.datetime = unescape(stored)
        try:
            if kind == "b":
                value = stored.strip() in {"1", "true"}
            elif kind == "d":
                value = dt.datetime.fromisoformat(stored)
            elif kind != "str":
                value = float(stored)
        except ValueError:
            return stored
        if isinstance(value, float) and style in self._looks.dates:
            return moment(value, self._book.epoch_1904)
        return tidy(value)

    @cached_property
    def _strings(self) -> list[str]:
        return [text_of(item) for item in Elements(self._archive.read(self._book.strings), "si")]


def _place(address: str | None, before: int, found: LooseSheet) -> int:
    """A cell's column: as its address says; after its neighbour where it has none or a broken one."""
    if address is None:
        return before + 1
    match = ADDRESS.fullmatch(address)
    column = column_number(match[1]) if match else MOST_COLUMNS
    if column < MOST_COLUMNS:
        return column
    found.displaced += 1
    return before + 1


def column_number(letters: str) -> int:
    """A column's number from 0: A is 0, XFD 16,383."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found - 1


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
