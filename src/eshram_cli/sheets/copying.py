"""A file as a workbook that may be written on: the office's own one where it is xlsx, else rebuilt from its cells."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.comments import Comment
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import to_excel

from eshram_cli.errors import EshramError
from eshram_cli.language.personal import without_numbers
from eshram_cli.problems import Where
from eshram_cli.sheets.kinds.encrypted import decrypted
from eshram_cli.sheets.marks import AUTHOR, FORM, LIST
from eshram_cli.sheets.model import Book, Cell
from eshram_cli.sheets.names import shown_name
from eshram_cli.sheets.rebuilding import cells_of, put, rebuild, tab_names
from eshram_cli.sheets.source import Source, load

MOST_CELLS = 400_000
"""A workbook of so many cells takes a minute to copy; a longer table is mended where it is made."""

MOST_XML = 48 << 20
"""Bytes of sheet XML, beyond which a workbook is rebuilt from its values instead."""

HEADERS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")

Mask = Callable[[str, int, int, Cell], Cell]
"""From a sheet's name, a row and column from 0 and its cell to what a copy may show of it."""

Stored = str | int | float | bool


@dataclass(frozen=True)
class Copy:
    """A copy in memory. By the name of a grid: the tab that holds it, and how many rows were put above it.

    `results` are the stored results of formulas by tab and address (from 1), which openpyxl does not keep.
    """

    workbook: Workbook
    tabs: Mapping[str, str]
    lowered: Mapping[str, int]
    results: Mapping[str, Mapping[tuple[int, int], Stored]] = field(default_factory=dict)


def copy_book(path: Path, book: Book, mask: Mask, *, plain: bool = False, password: str | None = None) -> Copy:
    """The file that `book` was read from, to be marked. Numbers of persons are masked, formulas stay. `password` opens
    the file as it did before; the copy has none.

    `plain`: rebuilt from its cells whatever its kind, for a workbook that cannot be written again as it is.
    Raises EshramError: mark-too-large, mark-changed (the file is another by now), and those of reading the bytes.
    """
    if sum(len(row) for grid in book.grids for row in grid.rows) > MOST_CELLS:
        raise EshramError("mark-too-large", Where(book.file), lakhs=MOST_CELLS // 100_000)
    source = load(path, book.file, password)
    if source.sha256 != book.sha256:
        raise EshramError("mark-changed", Where(book.file))
    if book.kind == "xlsx" and source.archive is None:
        source = source.unwrapped(decrypted(source))
    own = _loaded(source) if book.kind == "xlsx" and not plain else None
    if own is None or not all(grid.sheet in own.sheetnames for grid in book.grids):
        names = tab_names([grid.sheet or shown_name(path.name).split(".")[0] for grid in book.grids])
        tabs = {grid.sheet: name for grid, name in zip(book.grids, names, strict=True)}
        return Copy(rebuild(book, names, mask), tabs, {grid.sheet: len(grid.above) for grid in book.grids})
    _clean(own, mask)
    tabs = {grid.sheet: grid.sheet for grid in book.grids}
    results: dict[str, dict[tuple[int, int], Stored]] = {}
    for grid in book.grids:
        stored = results[grid.sheet] = {}
        for cell in cells_of(own[grid.sheet]):
            value = grid.at(cell.row - 1, cell.column - 1) if cell.data_type == "f" else None
            if isinstance(value, dt.date):
                stored[cell.row, cell.column] = float(to_excel(value))  # type: ignore[no-untyped-call]
            elif value is not None:
                stored[cell.row, cell.column] = value
    return Copy(own, tabs, dict.fromkeys(tabs, 0), results)


def _loaded(source: Source) -> Workbook | None:
    """The office's workbook; None where openpyxl cannot hold it, since a cell that is only coloured weighs as much as a
    count, or cannot follow it, as with cell references that do not exist."""
    archive = source.archive
    if archive is None:
        return None
    if sum(archive.size(name) for name in archive.names if name.startswith("xl/worksheets/")) > MOST_XML:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(source.data), keep_links=False)
    except Exception:  # openpyxl breaks in many ways on what other programs write
        return None


def _clean(workbook: Workbook, mask: Mask) -> None:
    """Takes out what an earlier marking put in, and what a copy must not hand on: persons, cached tables, authors."""
    for sheet in workbook.worksheets:
        if str(sheet["A1"].value).startswith(LIST):
            workbook.remove(sheet)
            continue
        sheet._pivots = []  # type: ignore[attr-defined]  # they keep copies of the cells they were made from
        for cell in cells_of(sheet):
            _clean_cell(sheet.title, cell, mask)
        for margin in (getattr(sheet, name) for name in HEADERS):
            for part in (margin.left, margin.center, margin.right):
                if part.text:
                    part.text = mask(sheet.title, -1, -1, part.text)
    workbook.template = False
    kept = [item for item in workbook.custom_doc_props.props if item.name == FORM]  # type: ignore[attr-defined]
    workbook.custom_doc_props.props = kept  # type: ignore[attr-defined]
    title = without_numbers(workbook.properties.title or "") or None
    workbook.properties = DocumentProperties(creator=AUTHOR, title=title)


def _clean_cell(tab: str, cell: SheetCell, mask: Mask) -> None:
    if cell.comment is not None and cell.comment.author == AUTHOR:
        cell.comment, cell.fill = None, PatternFill()
    row, column = cell.row - 1, cell.column - 1
    if cell.comment is not None:
        cell.comment = Comment(str(mask(tab, row, column, cell.comment.text)), cell.comment.author)
    value = cell.value
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        shown = mask(tab, row, column, value)
        if shown != value or (cell.data_type == "s" and isinstance(value, str)):
            put(cell, shown)
    if cell.hyperlink is not None and mask(tab, row, column, cell.hyperlink.target) != cell.hyperlink.target:
        cell.hyperlink = None
