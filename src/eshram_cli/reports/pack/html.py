"""The pack as one page for a browser: both languages with a switch, nothing loaded, whole without scripts.

Where scripts run, headings sort and a field above a long table filters it. The switch needs none.
"""

from __future__ import annotations

from collections.abc import Sequence

from eshram_cli.answers.review import Review
from eshram_cli.problems import Language, Problem
from eshram_cli.reports.formats.html import digest, part, table_cells, template
from eshram_cli.reports.look import Look, told
from eshram_cli.reports.pack import Laid, laid_out, looks_of, word
from eshram_cli.reports.pack.drawing import drawing
from eshram_cli.settings import Letterhead

LONG = 8
"""A table of more rows can be filtered."""


def render(review: Review, looks: Sequence[Look], letterhead: Letterhead) -> tuple[str, list[Problem]]:
    """The page; the language asked for first is shown first."""
    first = looks[0].language
    languages = [first, *(one for one in Language if one is not first)]
    problems: list[Problem] = []
    packs = []
    for look in looks_of(looks[0], languages):
        laid, troubles = laid_out(review, look)
        problems += troubles
        packs.append(_pack(laid, letterhead))
    style, script = part("html.css") + part("pack.css"), part("html.js") + part("pack.js")
    policy = f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'"
    return template("pack.html.j2").render(packs=packs, style=style, script=script, policy=policy), problems


def _pack(laid: Laid, letterhead: Letterhead) -> dict[str, object]:
    look, blocks = laid.look, 0
    chapters = []
    for key, title, found in laid.chapters:
        shown = []
        for block in found:
            blocks += 1
            tables = [(table_cells(table, look), len(table.rows) > LONG) for table in block.tables]
            names = f"{laid.language}{blocks}-"
            pictures = [
                (drawing(one.svg, f"{names}{at}-"), one.alt, one.narrow) for at, one in enumerate(block.pictures)
            ]
            shown.append({"block": block, "tables": tables, "pictures": pictures})
        chapters.append({"id": f"{laid.language}-{key}", "title": title, "blocks": shown})
    return {
        "laid": laid,
        "chapters": chapters,
        "head": [line for line in letterhead.lines(laid.look.language) if line],
        "name": told(f"language-{laid.language}", look),
        "words": {
            key: word(key, look)
            for key in ("contents", "command", "language", "filter", "chapter-findings", "chapter-method")
        },
        "sort": told("sheet-sort", look),
    }
