"""A workbook built from the cells of a file of another kind: csv, xls, ods, a saved web page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from eshram_cli.sheets.model import Book, Cell, Grid

FORMULA = tuple("=+-@\t\r")
"""What Excel takes for the beginning of a formula when such a text is edited."""

FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31
NARROWEST, WIDEST = 7, 42
FIGURE = re.compile(r"0|[1-9][0-9]{0,8}")
"""A count as a text file holds it. As a number, it can be added up in the workbook."""

ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
NOT_KNOWN = "#N/A"
"""What stands for a formula without a result: a blank would read as "nothing to report"."""

DAY, MOMENT = "dd.mm.yyyy", "dd.mm.yyyy hh:mm"


def put(cell: SheetCell, value: Cell) -> None:
    """Sets the cell. A text stays a text, whatever it begins with: it is never run as a formula, now or when edited."""
    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub(" ", value)
        cell.value = text
        cell.data_type = "s"
        if text.startswith(FORMULA):
            cell.quotePrefix = True
    else:
        cell.value = value


def cell_at(sheet: Worksheet, row: int, column: int) -> SheetCell:
    """The cell (from 1), which must not lie inside a merged range."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, SheetCell):
        raise TypeError(f"{cell.coordinate} lies inside a merged range")
    return cell


def cells_of(sheet: Worksheet) -> list[SheetCell]:
    """The cells that the sheet holds, row by row; `iter_rows` would make all the blank ones up to a stray cell too."""
    held = sorted(sheet._cells.items())
    return [cell for _, cell in held if isinstance(cell, SheetCell)]


def tab_names(wanted: Sequence[str]) -> list[str]:
    """Names as Excel allows them: up to 31 characters, some forbidden, none twice, whatever the case."""
    names: list[str] = []
    for text in wanted:
        plain = FORBIDDEN.sub(" ", ILLEGAL_CHARACTERS_RE.sub(" ", text)).strip().strip("'")[:LONGEST_NAME] or "Sheet"
        name, number = plain, 2
        while name.casefold() in {known.casefold() for known in names}:
            name, number = f"{plain[: LONGEST_NAME - 5]} ({number})", number + 1
        names.append(name)
    return names


def rebuild(book: Book, names: Sequence[str], mask: Callable[[str, int, int, Cell], Cell]) -> Workbook:
    """A workbook with one sheet a grid, under these names: its values, merges, hidden parts and legacy fonts."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for grid, name in zip(book.grids, names, strict=True):
        sheet = workbook.create_sheet(name)
        if grid.hidden and len(book.grids) > 1:
            sheet.sheet_state = "hidden"
        _fill(sheet, grid, mask)
    return workbook


def _fill(sheet: Worksheet, grid: Grid, mask: Callable[[str, int, int, Cell], Cell]) -> None:
    """Puts the grid below the lines that stood above it. Widths are by the contents; titles may run over."""
    down = len(grid.above) + 1
    for number, line in enumerate(grid.above, start=1):
        put(cell_at(sheet, number, 1), mask(grid.sheet, -1, -1, line))
    widths: dict[int, int] = {}
    for row, cells in enumerate(grid.rows):
        filled = [(column, value) for column, value in enumerate(cells) if value is not None]
        for column, value in filled:
            cell, shown = cell_at(sheet, row + down, column + 1), mask(grid.sheet, row, column, value)
            put(cell, int(shown) if isinstance(shown, str) and FIGURE.fullmatch(shown) else shown)
            if isinstance(shown, dt.date):
                cell.number_format = MOMENT if isinstance(shown, dt.datetime) else DAY
            if len(filled) > 1:
                widths[column] = max(widths.get(column, NARROWEST), len(str(value)) + 2)
    for (row, column), text in {**dict.fromkeys(grid.uncached, NOT_KNOWN), **grid.errors}.items():
        put(cell_at(sheet, row + down, column + 1), text)
        if text in ERRORS:
            cell_at(sheet, row + down, column + 1).data_type = "e"
    for (row, column), font in grid.fonts.items():
        cell_at(sheet, row + down, column + 1).font = Font(name=font)
    for span in grid.merges:
        sheet.merge_cells(
            start_row=span.top + down, start_column=span.left + 1, end_row=span.bottom + down, end_column=span.right + 1
        )
    for row in grid.hidden_rows:
        sheet.row_dimensions[row + down].hidden = True
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column + 1)].width = min(width, WIDEST)
    for column in grid.hidden_columns:
        sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
