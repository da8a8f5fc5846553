"""A document as Markdown (GitHub's tables): whole, every column, for minutes and mails."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eshram_cli.reports.document import Phrase, Table, Text
from eshram_cli.reports.formats import Format
from eshram_cli.reports.look import Look, say
from eshram_cli.reports.people import fact_text, viewed
from eshram_cli.reports.registry import document_of


def render(result: object, look: Look) -> str:
    """Title, facts, tables and notes, blocks parted by an empty line."""
    document = document_of(result)
    title, subtitle = say(document.title, look), say(document.subtitle, look)
    blocks = [
        f"## {escape(title)}" if title else "",
        escape(subtitle),
        "\n".join(
            f"- {escape(say(Phrase(fact.heading_key), look))}: **{escape(fact_text(fact, look))}**"
            for fact in document.facts
        ),
        _list(document.lead, look),
        *(_table(table, look) for table in document.tables),
        _list(document.notes, look),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def escape(text: str) -> str:
    """The text so that Markdown shows it as it is, in one line and one cell of a table."""
    return re.sub(r"([\\`*_|<>\[\]#~])", r"\\\1", " ".join(text.split()))


def _list(texts: Sequence[Text], look: Look) -> str:
    return "\n".join(f"- {escape(say(text, look))}" for text in texts)


def _table(table: Table, look: Look) -> str:
    shown, title = viewed(table, look), say(table.title, look)
    rows = [[escape(item.cells[at]) for item in shown] for at in range(len(table.rows))]
    if table.total is not None:
        rows.append([f"**{escape(item.total or '')}**" for item in shown])
    edges = ["---" if item.column.kind.left else "---:" for item in shown]
    lines = [f"| {' | '.join(cells)} |" for cells in ([escape(item.heading) for item in shown], edges, *rows)]
    blocks = [f"### {escape(title)}" if title else "", "\n".join(lines), _list(table.below, look)]
    return "\n\n".join(block for block in blocks if block)


FORMAT = Format(render)
