"""A blank form as a workbook: places filled in and locked, figures and date to be typed, totals computed.

It bears its fingerprint as a property of the workbook, as a hidden name, and in full in its hidden first column: so
what comes back is read without a question (`returns/profiles.py`). The same form gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from eshram_cli.drive import DRIVE_START
from eshram_cli.language.words import tr
from eshram_cli.places.model import Place
from eshram_cli.problems import Language
from eshram_cli.reports.workbooks.packing import pack
from eshram_cli.returns.model import MAX_PERSONS
from eshram_cli.returns.profiles import (
    HIDDEN,
    NAME,
    NAME_HI,
    OTHER,
    PARENT,
    SUM,
    TOTAL,
    Form,
    FormColumn,
    both_names,
)
from eshram_cli.sheets.marks import AUTHOR, FORM
from eshram_cli.sheets.rebuilding import DAY, cell_at, put

HEAD = 6
"""The row of the heading; above it the title, the place, the date and how to fill the form."""

DATE = (3, 4)
"""Row and column of the date: beside its label, which stands in the columns before it."""

REMARKS = ("form-remark-portal", "form-remark-no-camp", "form-remark-holiday", "form-remark-corrected")
SERIAL, CODE, REMARK = "serial", "code", "remark"
WIDTHS = {SERIAL: 6.0, PARENT: 20.0, NAME_HI: 20.0, NAME: 22.0, CODE: 9.0, REMARK: 22.0}
COUNT_WIDTH = 16.0
FACE = "Calibri"

THIN = Side(style="thin", color="FF7F7F7F")
BOX = Border(THIN, THIN, THIN, THIN)
HEADING = PatternFill("solid", start_color="FFD9E2F3", end_color="FFD9E2F3")
ENTRY = PatternFill("solid", start_color="FFFFF9DB", end_color="FFFFF9DB")
COMPUTED = PatternFill("solid", start_color="FFEDEDED", end_color="FFEDEDED")
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(vertical="center", wrap_text=True)
INSET = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
FIGURE = Alignment(horizontal="right", vertical="center", indent=1)
OPEN = Protection(locked=False)
LAKH = r"[>=10000000]##\,##\,##\,##0;[>=100000]##\,##\,##0;##,##0"


@dataclass(frozen=True)
class Blank:
    """What a form is made of: the place it is about with those above it, the places of its rows each with its parent
    (None where all have the same), the channels whose figures it asks for (none: only the count), its date if known."""

    within: Place
    above: Sequence[Place]
    level_key: str
    rows: Sequence[tuple[Place, Place | None]]
    channels: Sequence[str] = ()
    as_on: dt.date | None = None


@dataclass(frozen=True)
class _Asked:
    """A column before it has its index: what it is for, its role in the form, its heading in both languages."""

    kind: str
    role: str
    heading: str


def form_of(blank: Blank) -> Form:
    """The form that the workbook bears."""
    first = HIDDEN + 1
    columns = tuple(FormColumn(first + at, one.heading, one.role) for at, one in enumerate(_asked(blank)))
    places = tuple(place.id for place, _ in blank.rows)
    row, column = DATE
    return Form(blank.within.id, blank.rows[0][0].level, columns, places, HEAD - row, column)


def template(blank: Blank) -> bytes:
    """The workbook's file."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = tr("form-tab", Language.en)
    form, asked = form_of(blank), _asked(blank)
    last = HEAD + len(blank.rows)
    _top(sheet, blank, len(asked) + 1)
    _headings(sheet, form, asked)
    for number, (place, parent) in enumerate(blank.rows, start=1):
        _row(sheet, HEAD + number, number, place, parent, asked)
    _total(sheet, last + 1, asked)
    _validate(sheet, asked, last)
    _page(sheet, last + 1, len(asked) + 1)
    _sign(workbook, sheet, form, last + 1)
    return pack(workbook)


def _asked(blank: Blank) -> list[_Asked]:
    """The columns from left to right."""
    level = f"level-{blank.level_key}"
    asked = [_Asked(SERIAL, OTHER, _both("form-serial"))]
    if any(parent for _, parent in blank.rows):
        parent = next(parent for _, parent in blank.rows if parent)
        asked.append(_Asked(PARENT, PARENT, _both(f"level-{parent.level.name}")))
    asked += [
        _Asked(NAME_HI, NAME_HI, tr(level, Language.hi)),
        _Asked(NAME, NAME, tr(level, Language.en).capitalize()),
        _Asked(CODE, OTHER, _both("form-code")),
    ]
    for channel in blank.channels:
        names = {language: tr(f"channel-{channel}", language) for language in Language}
        heading = "\n".join(tr("form-channel", language, channel=names[language]) for language in reversed(Language))
        asked.append(_Asked("count", f"registered:channel:{channel}", heading))
    asked.append(_Asked("sum", SUM, _both("form-registered")) if blank.channels else _count("registered"))
    return [*asked, _count("new"), _Asked(REMARK, OTHER, _both("form-remark"))]


def _count(role: str) -> _Asked:
    return _Asked("count", role, _both(f"form-{role}"))


def _both(key: str) -> str:
    """The words in both languages, Hindi over English."""
    english = tr(key, Language.en)
    return f"{tr(key, Language.hi)}\n{english[:1].upper()}{english[1:]}"


def _top(sheet: Worksheet, blank: Blank, width: int) -> None:
    """Title, place, date and how to fill, each across the form."""
    levels = [place for place in (blank.within, *blank.above) if place.parent is not None] or [blank.within]
    hindi = ", ".join(place.name_hi or place.name for place in levels)
    english = ", ".join(place.name for place in levels)
    for row, text in ((1, _line("form-title")), (2, f"{hindi} / {english}"), (4, _both("form-how"))):
        cell = cell_at(sheet, row, HIDDEN + 1)
        put(cell, text)
        cell.alignment = CENTRE if row < 4 else LEFT
        cell.font = Font(name=FACE, bold=row < 4, size=14 if row == 1 else 12 if row == 2 else 10)
        sheet.merge_cells(start_row=row, start_column=HIDDEN + 1, end_row=row, end_column=width)
    row, column = DATE
    label = cell_at(sheet, row, HIDDEN + 1)
    put(label, _line("form-date"))
    label.font, label.alignment = Font(name=FACE, bold=True), LEFT
    sheet.merge_cells(start_row=row, start_column=HIDDEN + 1, end_row=row, end_column=column - 1)
    date = cell_at(sheet, row, column)
    date.value, date.number_format = blank.as_on, DAY
    date.fill, date.border, date.protection, date.alignment = ENTRY, BOX, OPEN, CENTRE
    for number, height in ((1, 24), (2, 22), (3, 22), (4, 46), (5, 6), (HEAD, 92 if blank.channels else 62)):
        sheet.row_dimensions[number].height = height


def _line(key: str) -> str:
    return " / ".join(tr(key, language) for language in reversed(Language))


def _headings(sheet: Worksheet, form: Form, asked: Sequence[_Asked]) -> None:
    for column, one in zip(form.columns, asked, strict=True):
        cell = cell_at(sheet, HEAD, column.index)
        put(cell, one.heading)
        cell.font, cell.fill, cell.border, cell.alignment = Font(name=FACE, bold=True), HEADING, BOX, CENTRE
        sheet.column_dimensions[get_column_letter(column.index)].width = WIDTHS.get(one.kind, COUNT_WIDTH)


def _row(sheet: Worksheet, row: int, number: int, place: Place, parent: Place | None, asked: Sequence[_Asked]) -> None:
    known: dict[str, str | int | None] = {
        SERIAL: number,
        PARENT: both_names(parent) if parent else None,
        NAME_HI: place.name_hi or place.name,
        NAME: place.name,
        CODE: place.code,
    }
    put(cell_at(sheet, row, HIDDEN), place.id)
    for column, one in enumerate(asked, start=HIDDEN + 1):
        cell = cell_at(sheet, row, column)
        cell.border, cell.alignment = BOX, CENTRE if one.kind in {SERIAL, CODE} else INSET
        if one.kind in known:
            put(cell, known[one.kind])
        elif one.kind == "sum":
            first = column - sum(other.role.startswith("registered:") for other in asked)
            cell.value, cell.fill = _sum(f"{_address(first, row)}:{_address(column - 1, row)}"), COMPUTED
        else:
            cell.fill, cell.protection = ENTRY, OPEN
        if one.kind in {"count", "sum"}:
            cell.number_format, cell.alignment = LAKH, FIGURE
    sheet.row_dimensions[row].height = 38 if parent else 20


def _sum(cells: str) -> str:
    """The sum of the figures; blank while there is none, since a blank is not a 0."""
    return f'=IF(COUNT({cells})=0,"",SUM({cells}))'


def _address(column: int, row: int) -> str:
    return f"{get_column_letter(column)}{row}"


def _total(sheet: Worksheet, row: int, asked: Sequence[_Asked]) -> None:
    labels = {NAME_HI: tr("word-total", Language.hi), NAME: tr("word-total", Language.en)}
    put(cell_at(sheet, row, HIDDEN), TOTAL)
    for column, one in enumerate(asked, start=HIDDEN + 1):
        cell = cell_at(sheet, row, column)
        cell.font, cell.fill, cell.border = Font(name=FACE, bold=True), COMPUTED, BOX
        if one.kind in {"count", "sum"}:
            cell.value = _sum(f"{_address(column, HEAD + 1)}:{_address(column, row - 1)}")
            cell.number_format, cell.alignment = LAKH, FIGURE
        elif one.kind in labels:
            put(cell, labels[one.kind])
            cell.alignment = INSET
    sheet.row_dimensions[row].height = 22


def _validate(sheet: Worksheet, asked: Sequence[_Asked], last: int) -> None:
    """Whole numbers from 0, a date since the drive began, a choice of remarks (other words may be typed too)."""
    counts = DataValidation("whole", operator="between", formula1="0", formula2=str(MAX_PERSONS - 1), allow_blank=True)
    _says(counts, "form-count-wrong")
    first_day = f"DATE({DRIVE_START.year},{DRIVE_START.month},{DRIVE_START.day})"
    date = DataValidation("date", operator="between", formula1=first_day, formula2="TODAY()", allow_blank=True)
    _says(date, "form-date-wrong")
    choices = ",".join(_line(key) for key in REMARKS)
    remarks = DataValidation("list", formula1=f'"{choices}"', allow_blank=True, showErrorMessage=False)
    for column, one in enumerate(asked, start=HIDDEN + 1):
        cells = f"{_address(column, HEAD + 1)}:{_address(column, last)}"
        if one.kind == "count":
            counts.add(cells)
        elif one.kind == REMARK:
            remarks.add(cells)
    date.add(_address(DATE[1], DATE[0]))
    for rule in (counts, date, remarks):
        sheet.add_data_validation(rule)


def _says(rule: DataValidation, key: str) -> None:
    rule.showErrorMessage, rule.errorStyle = True, "stop"
    rule.errorTitle, rule.error = "eshram", _both(key)


def _page(sheet: Worksheet, last: int, width: int) -> None:
    sheet.column_dimensions[get_column_letter(HIDDEN)].hidden = True
    sheet.freeze_panes = _address(1, HEAD + 1)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.4, bottom=0.5)
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    sheet.print_area = f"{_address(HIDDEN + 1, 1)}:{_address(width, last)}"
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = "&P / &N"
    sheet.protection.enable()
    sheet.protection.formatColumns = False


def _sign(workbook: Workbook, sheet: Worksheet, form: Form, last: int) -> None:
    """The fingerprint, and the day the drive began in place of the clock."""
    put(cell_at(sheet, HEAD, HIDDEN), form.text)
    workbook.custom_doc_props.append(  # type: ignore[attr-defined]  # newer than its stubs
        StringProperty(name=FORM, value=form.fingerprint)
    )
    column = get_column_letter(HIDDEN)
    cells = f"'{sheet.title}'!${column}${HEAD}:${column}${last}"
    workbook.defined_names["_eshram_form"] = DefinedName("_eshram_form", attr_text=cells, hidden=True)
    workbook.properties.creator, workbook.properties.title = AUTHOR, form.fingerprint
