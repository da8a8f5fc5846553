"""The workbook that goes back to an office: its own sheets, the bad cells red with a comment, and a list in front."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from eshram_cli.language.words import tr
from eshram_cli.problems import Language, Problem, Severity
from eshram_cli.reports.workbooks.packing import pack
from eshram_cli.sheets.copying import Copy
from eshram_cli.sheets.marks import AUTHOR, LIST
from eshram_cli.sheets.rebuilding import cell_at, cells_of, put, tab_names

RED = {Severity.error: "FFFF7C80", Severity.warning: "FFFFC7CE"}
"""Red for what kept a figure out, pale red for what wants a look; what is only told bears no colour."""

COLUMNS = (("number", 6), ("sheet", 18), ("cell", 10), ("message", 44), ("message", 44), ("hint", 40), ("hint", 40))
LANGUAGES = (Language.en, Language.hi)
HEAD = 5
"""The row of the list's heading; above it the mark, the file, and what to do."""

COMMENTS = 4
"""So many problems of one cell are told in its comment; the list has all."""

FACE = "Calibri"
THIN = Side(style="thin", color="FFBFBFBF")
GRID = Border(THIN, THIN, THIN, THIN)
CENTRE = Alignment(horizontal="center", vertical="top")
WRAP = Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True)
class Bad:
    """A problem with the tab and cell (from 1) of the copy where it is shown; blank where it is of the whole."""

    problem: Problem
    tab: str = ""
    row: int = 0
    column: int = 0

    @property
    def address(self) -> str:
        """As a spreadsheet writes it; blank for a whole sheet."""
        return f"{get_column_letter(self.column)}{self.row}" if self.row else ""


def to_mend(copy: Copy, file: str, problems: Sequence[Problem]) -> bytes:
    """The marked copy of `file`: errors and warnings listed sheet by sheet, row by row, each once; notes left out."""
    bad = [_placed(copy, problem) for problem in _worth_telling(problems)]
    order = {tab: number for number, tab in enumerate(copy.workbook.sheetnames)}
    bad.sort(key=lambda one: (order.get(one.tab, -1), one.row, one.column, one.problem.code))
    _mark(copy.workbook, bad)
    _list(copy.workbook, file, bad)
    return pack(copy.workbook, copy.results)


def _worth_telling(problems: Sequence[Problem]) -> list[Problem]:
    found: dict[str, Problem] = {}
    for problem in problems:
        if problem.severity is not Severity.note:
            found.setdefault(problem.line(), problem)
    return list(found.values())


def _placed(copy: Copy, problem: Problem) -> Bad:
    where = problem.where
    tab = copy.tabs.get(where.sheet, "")
    if not tab or not (where.row or where.column):
        return Bad(problem, tab)
    sheet = copy.workbook[tab]
    row = (where.row or 1) + copy.lowered.get(where.sheet, 0)
    return Bad(problem, tab, *_anchor(sheet, row, where.column or _first_filled(sheet, row)))


def _first_filled(sheet: Worksheet, row: int) -> int:
    return next((cell.column for cell in cells_of(sheet) if cell.row == row and cell.value is not None), 1)


def _anchor(sheet: Worksheet, row: int, column: int) -> tuple[int, int]:
    """The cell that shows: of a merged range its first."""
    if isinstance(sheet.cell(row, column), MergedCell):
        for span in sheet.merged_cells.ranges:
            if (row, column) in set(span.cells):
                return span.min_row, span.min_col
    return row, column


def _mark(workbook: Workbook, bad: Sequence[Bad]) -> None:
    cells: dict[tuple[str, int, int], list[Problem]] = defaultdict(list)
    for one in bad:
        if one.row:
            cells[one.tab, one.row, one.column].append(one.problem)
    for (tab, row, column), problems in cells.items():
        cell = cell_at(workbook[tab], row, column)
        worst = min((problem.severity for problem in problems), key=list(Severity).index)
        cell.fill = PatternFill("solid", start_color=RED[worst], end_color=RED[worst])
        cell.protection = Protection(locked=False)
        cell.comment = _comment(problems, cell.comment)


def _comment(problems: Sequence[Problem], own: Comment | None) -> Comment:
    """What is wrong and what to do, Hindi first; below it the office's own comment."""
    parts = [part for problem in problems[:COMMENTS] for part in map(problem_text, (problem,) * 2, reversed(LANGUAGES))]
    text = "\n\n".join([*parts, *([own.text] if own is not None else [])])
    lines = sum(1 + len(line) // 46 for line in text.splitlines())
    return Comment(text, AUTHOR, height=30 + 18 * lines, width=380)


def problem_text(problem: Problem, language: Language) -> str:
    """`Error: MESSAGE` and below it `What to do: HINT`, in one language."""
    told = f"{tr(f'severity-{problem.severity}', language).capitalize()}: {problem.message(language)}"
    return f"{told}\n{tr('column-hint', language)}: {problem.hint(language)}"


def _list(workbook: Workbook, file: str, bad: Sequence[Bad]) -> None:
    taken = list(workbook.sheetnames)
    title = tab_names([*taken, " - ".join(tr("mend-tab", language) for language in LANGUAGES)])[-1]
    sheet = workbook.create_sheet(title, 0)
    workbook.active = 0
    for other in workbook.worksheets[1:]:
        other.sheet_view.tabSelected = False
    _head(sheet, file, len(bad))
    for number, one in enumerate(bad, start=1):
        _line(sheet, HEAD + number, number, one)
    _page(sheet, HEAD + len(bad))


def _head(sheet: Worksheet, file: str, count: int) -> None:
    put(cell_at(sheet, 1, 1), LIST)
    cell_at(sheet, 1, 1).font = Font(name=FACE, bold=True, size=14)
    for row, key in ((2, "mend-file"), (3, "mend-how")):
        words = {"file": file, "count": count}
        put(cell_at(sheet, row, 1), "\n".join(tr(key, language, **words) for language in reversed(LANGUAGES)))
        cell_at(sheet, row, 1).alignment = WRAP
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(COLUMNS))
        sheet.row_dimensions[row].height = 34
    for column, (key, width) in enumerate(COLUMNS, start=1):
        cell = cell_at(sheet, HEAD, column)
        put(cell, _heading(key, column))
        cell.font, cell.border = Font(name=FACE, bold=True), GRID
        cell.fill = PatternFill("solid", start_color="FFD9E2F3", end_color="FFD9E2F3")
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[HEAD].height = 34


def _heading(key: str, column: int) -> str:
    """A short heading in both languages; of the sentences, each column's own."""
    if key in {"message", "hint"}:
        return tr(f"column-{key}", LANGUAGES[column % 2])
    return "\n".join(tr(f"column-{key}", language) for language in reversed(LANGUAGES))


def _line(sheet: Worksheet, row: int, number: int, one: Bad) -> None:
    said = [text(language) for text in (one.problem.message, one.problem.hint) for language in LANGUAGES]
    values: list[Any] = [number, one.tab or one.problem.where.sheet, one.address, *said]
    for column, value in enumerate(values, start=1):
        cell = cell_at(sheet, row, column)
        put(cell, value)
        cell.alignment, cell.border = CENTRE if column in {1, 3} else WRAP, GRID
    colour = RED[one.problem.severity]
    cell_at(sheet, row, 3).fill = PatternFill("solid", start_color=colour, end_color=colour)
    if one.tab:
        _link(cell_at(sheet, row, 3), one)
    longest = max((len(text) / width for text, (_, width) in zip(said, COLUMNS[3:], strict=True)), default=1.0)
    sheet.row_dimensions[row].height = 16 * (1 + int(longest * 1.1))


def _link(cell: Cell, one: Bad) -> None:
    tab = one.tab.replace("'", "''")
    address = one.address or "A1"
    if not one.address:
        put(cell, "–")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{tab}'!{address}", display=address)
    cell.font = Font(name=FACE, color="FF1F3864", underline="single", bold=True)


def _page(sheet: Worksheet, last: int) -> None:
    sheet.freeze_panes = f"A{HEAD + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    sheet.print_area = f"A1:{get_column_letter(len(COLUMNS))}{last}"
