"""A document's table as CSV for programs and spreadsheets: plain integers, ISO dates, the field names of the JSON.

The total row is left out, so that a sum over a column is right. What is not known is an empty field.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

from eshram_cli.language.text import visible
from eshram_cli.reports.document import Value
from eshram_cli.reports.formats import Format
from eshram_cli.reports.look import Look
from eshram_cli.reports.registry import document_of

BOM = "\ufeff"
"""Put before a file that Excel opens by double-click, which otherwise shows Hindi as ANSI; never before a stream."""
DANGEROUS = tuple("=+-@\t\r\n")
"""What starts a formula, or hides the start of one, in a cell of a spreadsheet."""
LINE_ENDS = re.compile(r"[\r\n]+")


def render(result: object, _: Look | None = None) -> str:
    """The header and the rows, lines ending in a line feed; the look of people changes nothing."""
    table = document_of(result).csv_table
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.key for column in table.columns])
    writer.writerows([field(value) for value in row] for row in table.rows)
    return out.getvalue()


def field(value: Value) -> str:
    """One cell: `207528`, `37.04`, `2021-12-04`, `true`, blank for None; texts are defused."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    return _text(value) if isinstance(value, str) else str(value)


def _text(text: str) -> str:
    """In one line, since a record is a line; with an apostrophe before it where it starts like a formula."""
    line = visible(LINE_ENDS.sub(" ", text))
    return f"'{line}" if line.startswith(DANGEROUS) else line


FORMAT = Format(render, bom=BOM)
