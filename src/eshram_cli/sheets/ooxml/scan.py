"""A sheet's XML looked over before it is read, by regular expressions: some 0.05 ms for a block's return.

It finds how large the sheet is, so that calamine is never given one that ends the process, and what calamine does not
tell: hidden rows and columns, formulas without a value, errors, merges. What it cannot follow it marks as `odd`; such a
sheet is read by `careful`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from eshram_cli.sheets.model import Span
from eshram_cli.sheets.notes import Address, Notes

STEP = 4 << 20
"""Bytes looked at in one go, so that the addresses found take little memory."""

USUAL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
CELL = re.compile(rb'<c\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
TAG = re.compile(rb"<c[\s/>]")
FOREIGN = re.compile(rb":c[\s/>]")
ROW = re.compile(rb"<row\b([^>]*)>")
COLUMN = re.compile(rb"<col\b([^>]*)>")
MERGE = re.compile(rb'<mergeCell\b[^>]*?\bref="([^"]*)"')
RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
ERROR = re.compile(rb'<c ([^>]*\bt="e"[^>]*)>(?:<f\b[^>]*(?:/>|>[^<]*</f>))?\s*<v>([^<]*)</v>')
FORMULA = re.compile(
    rb"<c ([^>]*)>\s*<f\b[^>]*(?:/>|>[^<]*</f>)\s*(<v>([^<]*)</v>|<v\s*/>)?"
    rb"\s*</c>"
)
ADDRESS = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
FIRST = re.compile(rb'\bmin="([0-9]{1,5})"')
LAST = re.compile(rb'\bmax="([0-9]{1,5})"')
NUMBER = re.compile(rb'\br="([0-9]{1,7})"')
STYLE = re.compile(rb'\bs="([0-9]+)"')
ZERO = frozenset({b"", b"0"})


@dataclass
class Scan(Notes):
    """What a sheet's XML holds; `odd` where some cell bears no address that can be followed."""

    odd: bool = False


def scan(xml: bytes, calculates: bool = False) -> Scan:
    """Looks over a sheet.

    With `calculates` a formula's stored 0 counts as no value: programs that do not compute write it for all of them.
    """
    found = Scan()
    plain = _extent(xml, found)
    found.odd = not plain or b"\0" in xml[:64] or FOREIGN.search(xml) is not None
    if b"hidden=" in xml:
        _hidden(xml, found)
    if b"<mergeCell " in xml:
        found.merges = [span for text in MERGE.findall(xml) for span in reference(text.decode("ascii", "replace"))]
    if b't="e"' in xml:
        found.errors = {address(head): value.decode("ascii", "replace") for head, value in ERROR.findall(xml)}
    if b"<f" in xml:
        found.uncached = set(_uncached(xml, calculates)) - found.errors.keys()
    return found


def column_number(letters: bytes) -> int:
    """A column's number from 0: A is 0, XFD 16,383."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def reference(text: str) -> list[Span]:
    """A range such as `A1:C2`, in a list; an empty list where it is none."""
    match = RANGE.fullmatch(text)
    if not match:
        return []
    left, right = column_number(match[1].encode()), column_number(match[3].encode())
    return [Span(int(match[2]) - 1, left, int(match[4]) - 1, right)]


def styled(xml: bytes, styles: dict[int, str]) -> dict[Address, str]:
    """The cells that bear one of these styles, with the style's word."""
    found: dict[Address, str] = {}
    for match in re.finditer(rb"<c ([^>]*)>", xml):
        style = STYLE.search(match[1])
        if style and int(style[1]) in styles and ADDRESS.search(match[1]):
            found[address(match[1])] = styles[int(style[1])]
    return found


def _extent(xml: bytes, found: Scan) -> bool:
    """Sets the count of cells, the last row and column; returns whether every cell bears an address."""
    plain, columns, rows = True, set[bytes](), set[bytes]()
    for piece in _pieces(xml):
        cells = piece.count(b"<c ")
        pairs = USUAL.findall(piece)
        if len(pairs) != cells or len(pairs) != piece.count(b"<c") - piece.count(b"<col"):
            cells = len(TAG.findall(piece))
            pairs = CELL.findall(piece)
        plain = plain and len(pairs) == cells
        found.cells += cells
        if pairs:
            letters, numbers = zip(*pairs, strict=True)
            columns.update(letters)
            rows = {max({*rows, *numbers}, key=int)}
    found.right = max(map(column_number, columns), default=-1)
    found.bottom = max(map(int, rows), default=0) - 1
    return plain


def _pieces(xml: bytes) -> Iterator[bytes]:
    """The XML in steps that end before a cell's tag."""
    start = 0
    while start < len(xml):
        end = xml.find(b"<c", start + STEP) if start + STEP < len(xml) else -1
        yield xml[start:] if end < 0 else xml[start:end]
        start = len(xml) if end < 0 else end


def _hidden(xml: bytes, found: Scan) -> None:
    for head in ROW.findall(xml):
        number = NUMBER.search(head)
        if HIDDEN.search(head) and number:
            found.hidden_rows.add(int(number[1]) - 1)
    for head in COLUMN.findall(xml):
        first, last = FIRST.search(head), LAST.search(head)
        if HIDDEN.search(head) and first and last:
            found.hide_columns(int(first[1]) - 1, int(last[1]) - 1)


def _uncached(xml: bytes, calculates: bool) -> Iterator[Address]:
    for head, stored, value in FORMULA.findall(xml):
        # A formula whose result is the empty text is stored as text with an empty value: that is a value.
        text = b't="str"' in head and stored
        if not text and (not value or (calculates and value in ZERO)):
            yield address(head)


def address(head: bytes) -> Address:
    """The row and column that a cell's tag names; -1 for none."""
    found = ADDRESS.search(head)
    return (int(found[2]) - 1, column_number(found[1])) if found else (-1, -1)
