"""A page's document as the HTML of a mail: one column of tables that a phone shows without scrolling sideways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import css_inline
import jinja2

from eshram_cli.answers.letter import Picture
from eshram_cli.reports.document import Document, Kind, Phrase, Table, Value
from eshram_cli.reports.look import Look, say
from eshram_cli.reports.people import fact_text, viewed

WIDTH = 80
"""A reader with eyes: moves are arrows, what a total lacks is left empty."""
NARROW = frozenset({Kind.rank, Kind.move})


@dataclass(frozen=True)
class Sheet:
    """One document and its picture, if any."""

    document: Document
    picture: Picture | None = None


@dataclass(frozen=True)
class Cell:
    """One cell: its text, its class, and the length of the bar below it in percent, where it has one."""

    text: str
    kind: str
    bar: float | None = None


def page(sheets: Sequence[Sheet], news: str, look: Look) -> str:
    """The whole HTML, its styles in the tags, since many programs drop the head's. `news` is the subject."""
    look = replace(look, width=WIDTH)
    html = (
        _environment()
        .get_template("page.html.j2")
        .render(lang=str(look.language), news=news, sheets=[_sheet(sheet, look) for sheet in sheets])
    )
    return _inliner().inline(html)


def _sheet(sheet: Sheet, look: Look) -> dict[str, object]:
    document = sheet.document
    return {
        "first": say(document.title, look),
        "news": say(document.subtitle, look),
        "facts": [(say(Phrase(fact.heading_key), look), fact_text(fact, look)) for fact in document.facts],
        "picture": sheet.picture,
        "lead": [say(text, look) for text in document.lead],
        "tables": [_table(table, look, bars=sheet.picture is None) for table in document.tables],
        "notes": [say(note, look) for note in document.notes],
    }


def _table(table: Table, look: Look, *, bars: bool) -> dict[str, object]:
    """The table, with little bars below the names where no picture draws them."""
    shown = viewed(table, look)
    keys = [column.key for column in table.columns]
    percents = [_percent(row, keys) if bars and table.total is not None else None for row in table.rows]
    rows = [
        [
            Cell(
                _brief(item.cells[at], item.column.kind), _class(item.column.kind), _bar(item.column.kind, percents[at])
            )
            for item in shown
        ]
        for at in range(len(table.rows))
    ]
    total = [Cell(_brief(item.total or "", item.column.kind), _class(item.column.kind)) for item in shown]
    return {
        "title": say(table.title, look),
        "headings": [Cell(item.heading, _class(item.column.kind)) for item in shown],
        "rows": [(at in table.faint, row) for at, row in enumerate(rows)],
        "total": None if table.total is None else total,
        "below": [say(text, look) for text in table.below],
    }


def _percent(row: Sequence[Value], keys: Sequence[str]) -> float | None:
    value = row[keys.index("percent")] if "percent" in keys else None
    return float(value) if isinstance(value, int | float) else None


def _bar(kind: Kind, percent: float | None) -> float | None:
    """Below the name; a bar that passes its target is as long as the column, its number says by how much."""
    return None if percent is None or kind is not Kind.place else round(min(max(percent, 0), 100), 1)


def _brief(text: str, kind: Kind) -> str:
    """A date without its year, which the page's first line tells: seven columns on a phone."""
    return text[:5] if kind is Kind.date and len(text) == 10 else text


def _class(kind: Kind) -> str:
    if kind.left:
        return "name"
    return "narrow" if kind in NARROW else "number"


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("eshram_cli.reports.mail", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _inliner() -> css_inline.CSSInliner:
    """Never loads anything from a network or a disk; keeps the rules for narrow screens."""
    return css_inline.CSSInliner(keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False)
