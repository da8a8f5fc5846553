"""xlsx and xlsm: values by calamine once it is known how far a sheet reaches; what calamine does not tell, and all of a
sheet that it cannot read, by `ooxml.cells`."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from python_calamine import CalamineWorkbook

from eshram_cli.problems import Problem, Where
from eshram_cli.sheets import limits
from eshram_cli.sheets.archive import Archive
from eshram_cli.sheets.calamine import Unreadable, open_workbook, sheet_by_name
from eshram_cli.sheets.kinds import Kind
from eshram_cli.sheets.loose import LooseSheet
from eshram_cli.sheets.marks import FORM
from eshram_cli.sheets.model import Cell, Grid, Span
from eshram_cli.sheets.ooxml.cells import CellReader, column_number
from eshram_cli.sheets.ooxml.parts import SheetPart, own_property, workbook
from eshram_cli.sheets.source import Content, Source

STRING_BYTES = 1 << 30
"""calamine copies a shared text into each cell that shows it; beyond this our reader shares it instead."""

STEP = 4 << 20
"""Bytes looked at in one go, so that the addresses found take little memory."""

USUAL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
CELL = re.compile(rb'<c\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
TAG = re.compile(rb"<c[\s/>]")
FOREIGN = re.compile(rb":c[\s/>]")


def matches(source: Source) -> bool:
    """A zip that holds sheets in Excel's XML."""
    return source.archive is not None and holds_sheets(source.archive)


def holds_sheets(archive: Archive) -> bool:
    """Whether the zip holds them."""
    return "xl/workbook.bin" not in archive and "xl/workbook.xml" in archive


def read(source: Source) -> Content:
    """All worksheets in their order. Errors: file-unreadable, zip-bomb, too-many-cells, sheet-too-sparse."""
    archive = source.archive
    if archive is None:
        raise source.error("file-unreadable")
    reader = WorkbookReader(source, archive)
    grids = tuple(reader.grid(sheet) for sheet in reader.book.sheets)
    return Content(grids, tuple(reader.problems), form=own_property(archive, FORM))


class WorkbookReader:
    """One workbook on its way: how many cells may still be read, and what was noticed."""

    def __init__(self, source: Source, archive: Archive) -> None:
        self.book = workbook(archive, source.error("file-unreadable"))
        self.problems: list[Problem] = []
        self._source = source
        self._archive = archive
        self._budget = limits.CELLS
        self.cells = CellReader(archive, self.book)

    def grid(self, sheet: SheetPart) -> Grid:
        """A sheet: its values by calamine where that may lay it out and does not give up, else by ours with what had to
        be mended told as problems. Raises `too-many-cells`."""
        xml = self._archive.read(sheet.part)
        where = Where(self._source.file, sheet.name)
        values = self._values(sheet, xml)
        if values is None:
            grid, told = self.cells.sheet(xml, values=True).finish(where, self._budget, sheet.hidden)
            self.problems += told
        else:
            rows, merges = values
            more = self.cells.has_more(xml)
            seen = self.cells.sheet(xml, values=False) if more else LooseSheet(merges=merges)
            if seen.mended:
                self.problems.append(Problem("sheet-mended", where))
            grid = seen.grid(where, rows, sheet.hidden)
        self._budget -= sum(map(len, grid.rows))
        return grid

    def _values(self, sheet: SheetPart, xml: bytes) -> tuple[list[list[Cell]], list[Span]] | None:
        """The cells and merges by calamine; None where it may not lay the sheet out, or gives up."""
        size = extent(xml)
        if size.cells > self._budget:
            raise self._source.error("too-many-cells", lakhs=limits.CELLS // 100_000)
        filled = size.area <= max(limits.DENSE_CELLS, size.cells * limits.DENSE_SHARE)
        dense = filled and size.area <= self._budget and size.cells * self._longest <= STRING_BYTES
        if size.odd or not dense or not xml:
            return None
        if not size.cells:
            return [], []
        try:
            return None if self._calamine is None else sheet_by_name(self._source, self._calamine, sheet.name)
        except Unreadable:
            return None

    @cached_property
    def _calamine(self) -> CalamineWorkbook | None:
        # What calamine reads on opening is unpacked once before, so that no part is larger than the directory says.
        self._archive.verify("xl/workbook", "xl/_rels/", "xl/worksheets/_rels/", "xl/sharedstrings", "xl/styles")
        try:
            return open_workbook(self._source)
        except Unreadable:
            return None

    @cached_property
    def _longest(self) -> int:
        """No shared text is longer, in bytes of XML."""
        size = self._archive.size(self.book.strings)
        if size <= limits.TEXT_CHARS:
            return size
        return max(map(len, self._archive.read(self.book.strings).split(b"<si")))


class Extent(NamedTuple):
    """The count of cells and the area of the rectangle from A1 on; `odd` where some cell bears no address that can be
    followed."""

    cells: int
    area: int
    odd: bool


def extent(xml: bytes) -> Extent:
    """How far a sheet reaches, found in its XML by regular expressions in some .05 ms for a block's return, before
    calamine is given it: it ends the process on a sheet that is too large.

    No library tells it without laying the cells out or walking through all of them, and what a sheet says itself
    (`dimension`) may be wrong.
    """
    plain, count, columns, rows = True, 0, set[bytes](), set[bytes]()
    start = 0
    while start < len(xml):
        # A step ends before a cell's tag.
        end = xml.find(b"<c", start + STEP) if start + STEP < len(xml) else -1
        piece = xml[start:] if end < 0 else xml[start:end]
        start = len(xml) if end < 0 else end
        cells = piece.count(b"<c ")
        pairs = USUAL.findall(piece)
        if len(pairs) != cells or len(pairs) != piece.count(b"<c") - piece.count(b"<col"):
            cells = len(TAG.findall(piece))
            pairs = CELL.findall(piece)
        plain = plain and len(pairs) == cells
        count += cells
        if pairs:
            letters, numbers = zip(*pairs, strict=True)
            columns.update(letters)
            rows = {max({*rows, *numbers}, key=int)}
    right = max((column_number(letters.decode()) for letters in columns), default=-1)
    bottom = max(map(int, rows), default=0) - 1
    odd = not plain or b"\0" in xml[:64] or FOREIGN.search(xml) is not None
    return Extent(count, (bottom + 1) * (right + 1), odd)


KIND = Kind("xlsx", matches, read, order=20)
