"""An answer as one page for a browser: nothing is loaded, nothing is sent, and without scripts nothing is missing.

A click on a heading sorts where scripts run. The page follows the reader's light or dark screen, prints on A4 with its
headings on every sheet, and on a phone keeps the names in sight while the figures scroll.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

import jinja2

from eshram_cli.reports.document import Kind, Phrase, Table, Value
from eshram_cli.reports.formats import Format
from eshram_cli.reports.look import Look, say, told
from eshram_cli.reports.people import MOVES, Shown, fact_text, viewed
from eshram_cli.reports.registry import document_of

WIDTH = 80
"""A reader with eyes: moves are arrows, what a total lacks is left empty."""
PORTRAIT, LANDSCAPE = 8, 14
"""So many columns stand upright on A4, so many across it; of more the letters are smaller."""

SHORT = 24
"""Letters of a text that is not broken into lines: a row of little bars, a status."""


@dataclass(frozen=True)
class Cell:
    """One cell: its text, the classes that align and colour it, and what it is sorted by where its text is not."""

    text: str
    css: str
    key: str = ""


def render(result: object, look: Look) -> str:
    """The page. Every text is escaped; a policy in it forbids all but its own style and script."""
    document, look = document_of(result), replace(look, width=WIDTH)
    tables = [table_cells(table, look) for table in document.tables]
    widest = max((len(viewed(table, look)) for table in document.tables), default=0)
    style, script = part("html.css"), part("html.js")
    return template("html.j2").render(
        lang=str(look.language),
        title=say(document.title, look),
        subtitle=say(document.subtitle, look),
        facts=[
            (say(Phrase(fact.heading_key), look), _coloured(fact_text(fact, look), fact.kind))
            for fact in document.facts
        ],
        tables=tables,
        lead=[say(text, look) for text in document.lead],
        notes=[say(note, look) for note in document.notes],
        sort=told("sheet-sort", look),
        paper="portrait" if widest <= PORTRAIT else "landscape" if widest <= LANDSCAPE else "crowded",
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'",
    )


FORMAT = Format(render)


def _coloured(text: str, kind: Kind, side: str = "", key: str = "") -> Cell:
    """A cell whose move bears its colour."""
    return Cell(text, f"{side} {MOVES.get(text[:1], '') if kind is Kind.move else ''}".strip(), key)


def table_cells(table: Table, look: Look) -> dict[str, object]:
    """A table as the template takes it. Columns of which nothing is known are left out, as on a terminal."""
    shown = [item for item in viewed(table, look) if not item.blank] or viewed(table, look)
    sides = _sides(shown)
    rows = [
        (
            table.tints.get(at, "faint" if at in table.faint else ""),
            [
                _coloured(item.cells[at], item.column.kind, side, _key(item.values[at]))
                for item, side in zip(shown, sides, strict=True)
            ],
        )
        for at in range(len(table.rows))
    ]
    total = [Cell(item.total or "", side) for item, side in zip(shown, sides, strict=True)]
    return {
        "title": say(table.title, look),
        "headings": [Cell(item.heading, side) for item, side in zip(shown, sides, strict=True)],
        "rows": rows,
        "total": None if table.total is None else total,
        "below": [say(text, look) for text in table.below],
    }


def _sides(shown: Sequence[Shown]) -> list[str]:
    """The classes of the columns; the first one of names stays in sight where a narrow screen scrolls."""
    sides = [
        "place" if item.column.kind is Kind.place else "text" if item.column.kind.left else "number" for item in shown
    ]
    for at, item in enumerate(shown):
        # A little picture made of letters is none any more once it is broken over lines.
        picture = not any(sign.isalnum() for cell in item.cells for sign in cell)
        if sides[at] == "text" and (picture or max(map(len, item.cells), default=0) <= SHORT):
            sides[at] += " short"
    names = [at for at, side in enumerate(sides) if side == "place"]
    if names:
        sides[names[0]] += " first"
    return sides


def _key(value: Value) -> str:
    """Numbers and dates are sorted as what they are, texts as they read."""
    if isinstance(value, bool | str) or value is None:
        return ""
    return value.isoformat() if isinstance(value, dt.date) else repr(value)


def digest(text: str) -> str:
    """What names a style or script in the policy of its page."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def part(name: str) -> str:
    """A file of this folder that pages are made of."""
    return (resources.files("eshram_cli.reports.formats") / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def template(name: str) -> jinja2.Template:
    """A template of this folder; every text that it shows is escaped."""
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.from_string(part(name))
