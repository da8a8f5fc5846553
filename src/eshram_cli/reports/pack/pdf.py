"""The pack on paper: A4 across, each language after the other, tagged so that it can be read aloud (PDF/UA).

typst sets it by `pack.typ`; what it says goes there as data and is never read as markup. The same pack gives the same
bytes: its date is that of the ledger's last act.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module, resources
from typing import Any

from eshram_cli.answers.review import Review
from eshram_cli.drive import DRIVE_START
from eshram_cli.errors import EshramError
from eshram_cli.problems import NOWHERE, Problem
from eshram_cli.reports.document import Phrase, Table
from eshram_cli.reports.fit import GAP, fit
from eshram_cli.reports.look import Look, say
from eshram_cli.reports.pack import Block, Laid, laid_out, word
from eshram_cli.reports.people import viewed
from eshram_cli.settings import Letterhead

BEGAN = dt.datetime.combine(DRIVE_START, dt.time(), dt.UTC)
"""The date of a pack from a ledger without an act: the day the drive began."""
ACROSS = 150
"""Characters that stand side by side on A4 across."""
LEAST = 25
"""Percent of the page's width that a table takes at least."""
LONGEST = 22
"""A word of more letters may be broken, so that it stays in its column."""
LATIN, MONO = "DejaVu Sans", "DejaVu Sans Mono"


def render(review: Review, looks: Sequence[Look], letterhead: Letterhead) -> tuple[bytes, list[Problem]]:
    """The PDF. Raises `pack-no-typst` where typst is not installed."""
    papers, problems = papers_of(review, looks, letterhead)
    made: bytes = typst().compile(
        **typeset(papers, letterhead.lines(looks[0].language)[:1]), pdf_standards="ua-1", timestamp=stamp(review)
    )
    return made, problems


def papers_of(
    review: Review, looks: Sequence[Look], letterhead: Letterhead
) -> tuple[list[dict[str, object]], list[Problem]]:
    """What each language's paper says, as the template takes it; without a font for Hindi there is one, in English."""
    from eshram_cli.reports.charts import readable

    typst()
    papers, problems = [], [problem for look in looks for problem in readable(look)[1]]
    for look in dict.fromkeys(readable(look)[0] for look in looks):
        laid, troubles = laid_out(review, look)
        problems += troubles
        papers.append(_paper(laid, letterhead))
    return papers, problems


def typeset(papers: Sequence[Mapping[str, object]], author: Sequence[str]) -> dict[str, Any]:
    """What typst sets papers with: the template, what they say, and our own fonts alone."""
    from eshram_cli.reports.charts.fonts import HINDI, files

    told = {
        "title": papers[0]["title"],
        "author": author,
        "fonts": [LATIN, HINDI],
        "mono": [MONO, LATIN, HINDI],
        "papers": papers,
    }
    folders = [*dict.fromkeys(file.parent for file in files())]
    return {
        "input": _template(),
        "sys_inputs": {"pack": json.dumps(told, ensure_ascii=False)},
        "font_paths": typst().Fonts(False, font_paths=folders),
    }


def stamp(review: Review) -> dt.datetime:
    """The moment that the pack is of."""
    return (review.act_at or BEGAN).astimezone(dt.UTC).replace(microsecond=0)


def typst() -> Any:
    """The module; it is loaded when a paper is set. Raises `pack-no-typst`."""
    try:
        return import_module("typst")
    except ImportError as error:
        raise EshramError("pack-no-typst", NOWHERE, ()) from error


def _paper(laid: Laid, letterhead: Letterhead) -> dict[str, object]:
    look = laid.look
    words = {key: word(key, look) for key in ("command", "copy-to")}
    words["page"] = word("page", look, page="{page}", pages="{pages}")
    words |= {key: word(f"chapter-{key}", look) for key in ("findings", "method")}
    return {
        "language": laid.language,
        "head": letterhead.lines(look.language),
        "sign": letterhead.lines(look.language, "sign"),
        "copy_to": letterhead.lines(look.language, "copy_to"),
        "words": words,
        "title": laid.title,
        "short": laid.title,
        "span": laid.span,
        "as_on": laid.as_on,
        "findings": [_breakable(one) for one in laid.findings],
        "chapters": [
            {"title": title, "blocks": [_block(block, look) for block in blocks]} for _, title, blocks in laid.chapters
        ],
        "definitions": laid.definitions,
        "state": laid.state,
    }


def _block(block: Block, look: Look) -> dict[str, object]:
    tables = [_table(table, look) for table in block.tables]
    left = [name for _, names in tables for name in names]
    notes = [*block.notes, *([say_left(left, look)] if left else [])]
    return {
        "title": _breakable(block.title),
        "subtitle": _breakable(block.subtitle),
        "facts": [(label, _breakable(text)) for label, text in block.facts],
        "pictures": [{"svg": one.svg, "alt": one.alt, "narrow": one.narrow} for one in block.pictures],
        "tables": [table for table, _ in tables],
        "notes": [_breakable(note) for note in notes],
        "commands": [_breakable(command) for command in block.commands],
    }


def say_left(left: Sequence[str], look: Look) -> str:
    """Which columns have no room on paper."""
    return say(Phrase("review-columns-left", {"columns": tuple(dict.fromkeys(left))}), look)


def _table(table: Table, look: Look) -> tuple[dict[str, object], Sequence[str]]:
    """A table as the template takes it, and the headings of the columns for which paper has no room."""
    shown = viewed(table, look)
    fitted = fit(shown, ACROSS)
    columns = [
        {"heading": " ".join(heading), "side": "left" if item.column.kind.left else "right", "width": width + GAP}
        for item, heading, width in zip(fitted.shown, fitted.headings, fitted.widths, strict=True)
    ]
    wide = sum(width + GAP for width in fitted.widths)
    rows = [
        {
            "tint": table.tints.get(at, "faint" if at in table.faint else ""),
            "cells": [_breakable(item.cells[at]) for item in fitted.shown],
        }
        for at in range(len(table.rows))
    ]
    total = None if table.total is None else [_breakable(item.total or "") for item in fitted.shown]
    made: dict[str, object] = {
        "title": say(table.title, look),
        "columns": columns,
        "rows": rows,
        "total": total,
        "share": max(LEAST, min(100, round(100 * wide / ACROSS))),
    }
    return made, fitted.left_out


@cache
def _breakable(text: str) -> str:
    """The text with places to break within words that are longer than any column; never between a letter and its
    marks."""
    return re.sub(rf"\S{{{LONGEST + 1},}}", lambda found: _broken(found[0]), text)


def _broken(word: str) -> str:
    parts = [""]
    for letter in word:
        joined = unicodedata.category(letter)[0] == "M" or parts[-1].endswith(("्", "\u200d", "\u200c"))
        if len(parts[-1]) >= LONGEST and not joined:
            parts.append("")
        parts[-1] += letter
    return "\u200b".join(parts)


@cache
def _template() -> bytes:
    return (resources.files("eshram_cli.reports.pack") / "pack.typ").read_bytes()
