"""A web page saved as a sheet, whatever its name: each table becomes a grid.

The rows are those of the table. Text that stands between the tables is kept in `above` of the next one: portals put the
place and the date there.
"""

from __future__ import annotations

import re

from eshram_cli.sheets.kinds import Kind
from eshram_cli.sheets.markup import TABLELESS, grids_of, named
from eshram_cli.sheets.source import Content, Source

TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
CELL = re.compile(r"<t[dh][\s>]", re.IGNORECASE)
PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


def matches(source: Source) -> bool:
    """Text that begins as a web page, or holds a table of HTML with cells."""
    text = source.text
    if text is None or "<" not in text[:4096]:
        return False
    return PAGE.match(text) is not None or (TABLE.search(text) is not None and CELL.search(text) is not None)


def read(source: Source) -> Content:
    """Every innermost table. Errors: not-a-sheet where the page has none, too-large, sheet-too-sparse."""
    grids, problems = grids_of(source, source.text or "")
    if not grids:
        raise source.error("not-a-sheet", what=TABLELESS)
    return Content(tuple(named(grids)), tuple(problems))


KIND = Kind("html", matches, read, order=40)
