"""A web page saved as one file (mht), as Excel and browsers do, also under the name .xls."""

from __future__ import annotations

import email
import re

from eshram_cli.problems import Problem
from eshram_cli.sheets.decoding import decode, tidy_lines
from eshram_cli.sheets.kinds import Kind
from eshram_cli.sheets.markup import TABLELESS, grids_of, named
from eshram_cli.sheets.model import Grid
from eshram_cli.sheets.source import Content, Source

HEAD = re.compile(rb"\A\s*(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){1,40}", re.ASCII)


def matches(source: Source) -> bool:
    """Mail headers that announce several related parts."""
    head = HEAD.match(source.data[:8192])
    return head is not None and b"mime-version" in head[0].lower() and b"multipart/related" in head[0].lower()


def read(source: Source) -> Content:
    """The tables of all pages in it. Errors: not-a-sheet where there is none, too-large, sheet-too-sparse."""
    message = email.message_from_bytes(source.data)
    grids: list[Grid] = []
    problems: list[Problem] = []
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            decoded = decode(payload) if isinstance(payload, bytes) else None
            found, told = grids_of(source, tidy_lines(decoded.text)) if decoded else ([], [])
            grids += found
            problems += told
    if not grids:
        raise source.error("not-a-sheet", what=TABLELESS)
    return Content(tuple(named(grids)), tuple(problems))


KIND = Kind("mhtml", matches, read, order=30)
