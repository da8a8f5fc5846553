"""xlsx and xlsm: values by calamine, after each sheet's XML was looked over; what calamine cannot read, carefully."""

from __future__ import annotations

from functools import cached_property

from python_calamine import CalamineWorkbook

from eshram_cli.problems import Problem, Where
from eshram_cli.sheets import limits
from eshram_cli.sheets.archive import Archive
from eshram_cli.sheets.calamine import Unreadable, open_workbook, rows_by_name
from eshram_cli.sheets.kinds import Kind
from eshram_cli.sheets.marks import FORM
from eshram_cli.sheets.model import Cell, Grid
from eshram_cli.sheets.ooxml.careful import Careful
from eshram_cli.sheets.ooxml.parts import SheetPart, Workbook, own_property, workbook
from eshram_cli.sheets.ooxml.runs import cell_runs, cell_texts, shared_runs, shared_texts
from eshram_cli.sheets.ooxml.scan import Scan, scan, styled
from eshram_cli.sheets.ooxml.styles import legacy_fonts, struck_styles, telling_formats
from eshram_cli.sheets.source import Content, Source

STRING_BYTES = 1 << 30
"""calamine copies a shared text into each cell that shows it; beyond this the careful reader shares it instead."""


def matches(source: Source) -> bool:
    """A zip that holds sheets in Excel's XML."""
    archive = source.archive
    return archive is not None and "xl/workbook.bin" not in archive and "xl/workbook.xml" in archive


def read(source: Source) -> Content:
    """All worksheets in their order. Errors: file-unreadable, zip-bomb, too-many-cells, sheet-too-sparse."""
    archive = source.archive
    if archive is None:
        raise source.error("file-unreadable")
    reader = _Reader(source, archive)
    grids = tuple(reader.grid(sheet) for sheet in reader.book.sheets)
    return Content(grids, tuple(reader.problems), form=own_property(archive, FORM))


class _Reader:
    """One workbook on its way: how many cells may still be read, and what was noticed."""

    def __init__(self, source: Source, archive: Archive) -> None:
        self.book: Workbook = workbook(archive, source.error("file-unreadable"))
        self.problems: list[Problem] = []
        self._source = source
        self._archive = archive
        self._budget = limits.CELLS
        self._careful = Careful(archive, self.book)
        styles, strings = archive.read(self.book.styles), archive.read(self.book.strings)
        self._legacy, self._formats, self._struck = legacy_fonts(styles), telling_formats(styles), struck_styles(styles)
        self._runs, self._texts = shared_runs(strings), shared_texts(strings)

    def grid(self, sheet: SheetPart) -> Grid:
        """The cells of a sheet. Raises `too-many-cells`."""
        xml = self._archive.read(sheet.part)
        found = scan(xml, self.book.calculates)
        if found.cells > self._budget:
            raise self._source.error("too-many-cells", lakhs=limits.CELLS // 100_000)
        found.fonts = styled(xml, self._legacy) if self._legacy else {}
        found.runs = cell_runs(xml, self._runs)
        found.formats = styled(xml, self._formats) if self._formats else {}
        texts = cell_texts(xml, self._texts)
        found.texts = {address: text for address, text in texts.items() if text}
        struck = styled(xml, self._struck) if self._struck else {}
        found.struck = {*struck, *(address for address, text in texts.items() if not text)}
        rows = self._quick(sheet, xml, found) if self._dense(found) else None
        file = self._source.file
        grid = self._slow(sheet, xml, found) if rows is None else found.grid(file, sheet.name, rows, sheet.hidden)
        self._budget -= sum(map(len, grid.rows))
        return grid

    def _dense(self, found: Scan) -> bool:
        """Whether calamine may lay the sheet out as a rectangle."""
        filled = found.area <= max(limits.DENSE_CELLS, found.cells * limits.DENSE_SHARE)
        return not found.odd and filled and found.area <= self._budget and found.cells * self._longest <= STRING_BYTES

    def _quick(self, sheet: SheetPart, xml: bytes, found: Scan) -> list[list[Cell]] | None:
        """By calamine; None where it gives up."""
        if not found.cells and xml:
            return []
        workbook = self._calamine
        if workbook is None or not xml:
            return None
        try:
            return rows_by_name(self._source, workbook, sheet.name)
        except Unreadable:
            return None

    def _slow(self, sheet: SheetPart, xml: bytes, found: Scan) -> Grid:
        """By the careful reader, what it had to mend told as problems."""
        loose = self._careful.sheet(xml)
        for name in ("fonts", "runs", "formats", "texts", "struck"):
            setattr(loose.notes, name, getattr(found, name))
        grid, told = loose.finish(Where(self._source.file, sheet.name), self._budget, sheet.hidden)
        self.problems += told
        return grid

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


KIND = Kind("xlsx", matches, read, order=20)
