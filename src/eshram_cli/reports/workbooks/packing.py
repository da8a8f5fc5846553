"""A workbook as bytes: the same workbook gives the same bytes, whenever it is written."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from lxml import etree
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.properties import CalcProperties

from eshram_cli.sheets.rebuilding import cells_of

STAMP = (2021, 8, 26, 0, 0, 0)
"""The date that every part of our workbooks bears: the day the drive began. Excel and LibreOffice write others."""

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TERMS = "{http://purl.org/dc/terms/}"
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
    """The same parts with our own date, in the zip and in the workbook's properties, and the formulas' results."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                root = etree.fromstring(content)
                for moment in (*root.iterfind(f"{TERMS}created"), *root.iterfind(f"{TERMS}modified")):
                    moment.text = dt.datetime(*STAMP, tzinfo=dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
                content = etree.tostring(root)
            if results.get(part.filename):
                content = _with_results(content, results[part.filename])
            entry = zipfile.ZipInfo(part.filename, STAMP)
            entry.create_system = 0
            new.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _with_results(xml: bytes, results: Mapping[tuple[int, int], Result]) -> bytes:
    """A sheet whose formulas show these results, which openpyxl cannot write beside them."""
    named = {f"{get_column_letter(column)}{row}": value for (row, column), value in results.items()}
    root = etree.fromstring(xml, etree.XMLParser(huge_tree=True))
    for cell in root.iter(f"{MAIN}c"):
        value, stored = named.get(cell.get("r", "")), cell.find(f"{MAIN}v")
        if value is None or stored is None or cell.find(f"{MAIN}f") is None:
            continue
        cell.attrib.pop("t", "")
        if isinstance(value, str | bool):
            cell.set("t", "str" if isinstance(value, str) else "b")
        stored.text = f"{value:d}" if isinstance(value, bool) else str(value)
    return etree.tostring(root)
