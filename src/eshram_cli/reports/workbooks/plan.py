"""A plan as a workbook: the quotas, the weeks and the days, each on a sheet of its own, ready to print and to sort."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from eshram_cli.analysis.plan import Plan
from eshram_cli.language.words import tr
from eshram_cli.reports.document import Kind, Table
from eshram_cli.reports.layouts.plan import day_table, feasible, plan_document, quota_table, week_table
from eshram_cli.reports.look import Look, say
from eshram_cli.reports.output import save_bytes
from eshram_cli.reports.people import viewed
from eshram_cli.reports.workbooks.packing import pack

LAKH = r"[>=10000000]##\,##\,##\,##0;[>=100000]##\,##\,##0;##,##0"
FORMATS = {Kind.count: LAKH, Kind.rate: LAKH, Kind.percent: "0.00"}
HEADING = PatternFill("solid", start_color="FFD9E2F3", end_color="FFD9E2F3")
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def write_plan(plan: Plan, out: Path, look: Look) -> None:
    """Writes the workbook. Raises EshramError `output-unwritable`."""
    book = Workbook()
    book.remove(book.worksheets[0])
    tables = {
        "plan-tab-quotas": quota_table(plan),
        "plan-tab-weeks": week_table(plan),
        "plan-tab-days": day_table(plan),
    }
    for key, table in tables.items():
        sheet = book.create_sheet(tr(key, look.language))
        sheet.append([say(plan_document(plan).title, look)])
        sheet.append([say(feasible(plan), look)])
        sheet["A1"].font = Font(bold=True, size=14)
        _table(sheet, table, look)
    save_bytes(out, pack(book))


def _table(sheet: Worksheet, table: Table, look: Look) -> None:
    shown = viewed(table, look)
    keys = [column.key for column in table.columns]
    order = [keys.index(item.column.key) for item in shown]
    sheet.append([])
    sheet.append([item.heading for item in shown])
    head = sheet.max_row
    rows = [*table.rows, *([] if table.total is None else [table.total])]
    for row in rows:
        sheet.append([row[at] for at in order])
    for at, item in enumerate(shown, start=1):
        heading = sheet.cell(head, at)
        heading.font, heading.fill, heading.alignment = Font(bold=True), HEADING, CENTRE
        sheet.column_dimensions[get_column_letter(at)].width = 24 if item.column.kind.left else 12
        for below in range(head + 1, sheet.max_row + 1):
            sheet.cell(below, at).number_format = FORMATS.get(item.column.kind, "General")
    if table.total is not None:
        for at in range(1, len(shown) + 1):
            sheet.cell(sheet.max_row, at).font = Font(bold=True)
    sheet.freeze_panes = f"B{head + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{head}:{head}"
