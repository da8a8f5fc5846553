"""A workbook as bytes: the same workbook gives the same bytes, whenever it is written."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from html import escape
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.properties import CalcProperties

from eshram_cli.sheets.rebuilding import cells_of

STAMP = (2021, 8, 26, 0, 0, 0)
"""The date that every part of our workbooks bears: the day the drive began. Excel and LibreOffice write others."""

MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f[^>]*>[^<]*</f>)<v\s*(?:/>|></v>)')
SHEET = "xl/worksheets/sheet"

Result = str | int | float | bool
Results = Mapping[str, Mapping[tuple[int, int], Result]]


def pack(workbook: Workbook, results: Results | None = None) -> bytes:
    """The workbook's file. `results` are what its formulas amount to, by tab and address (row and column from 1).

    A formula whose result is given shows it in programs that do not compute; where all are given, the workbook does not
    ask to be computed when it is opened.
    """
    given = results or {}
    formulas = {sheet.title: sum(cell.data_type == "f" for cell in cells_of(sheet)) for sheet in workbook.worksheets}
    computed = all(count <= len(given.get(tab, ())) for tab, count in formulas.items())
    workbook.calculation = CalcProperties(fullCalcOnLoad=not computed)
    plain = io.BytesIO()
    workbook.save(plain)
    tabs = enumerate((sheet.title for sheet in workbook.worksheets), start=1)
    return _repacked(plain.getvalue(), {f"{SHEET}{number}.xml": given.get(tab, {}) for number, tab in tabs})


def is_untouched(path: Path) -> bool:
    """Whether the file is one of ours that nobody has saved since."""
    try:
        with zipfile.ZipFile(path) as archive:
            return all(part.date_time == STAMP for part in archive.infolist())
    except (OSError, zipfile.BadZipFile):
        return False


def _repacked(data: bytes, results: Mapping[str, Mapping[tuple[int, int], Result]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = MODIFIED.sub(rb"\g<1>" + _moment(), content)
            if results.get(part.filename):
                content = _with_results(content.decode("utf-8"), results[part.filename]).encode("utf-8")
            new.writestr(_entry(part.filename), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, STAMP)
    entry.create_system = 0
    return entry


def _moment() -> bytes:
    return dt.datetime(*STAMP, tzinfo=dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()


def _with_results(xml: str, results: Mapping[tuple[int, int], Result]) -> str:
    named = {f"{get_column_letter(column)}{row}": value for (row, column), value in results.items()}

    def fill(match: re.Match[str]) -> str:
        """The cell with its result; as it is where it has none."""
        value = named.get(match[1])
        if value is None:
            return match[0]
        kind = ' t="str"' if isinstance(value, str) else ' t="b"' if isinstance(value, bool) else ""
        attributes = re.sub(r'\st="[^"]*"', "", match[2])
        shown = (
            escape(value, quote=False) if isinstance(value, str) else f"{value:d}" if isinstance(value, bool) else value
        )
        return f'<c r="{match[1]}"{attributes}{kind}>{match[3]}<v>{shown}</v>'

    return FORMULA.sub(fill, xml)
