"""A document as text: for a terminal a rich table, fitted and coloured; for a pipe plain and whole, nothing cut.

In both, columns of which nothing is known are passed over; CSV and JSON have them all. Piped, fields stand two or more
spaces apart, unknown ones hold a dash, and no line is drawn with anything but hyphens: `grep`, `sort` and
`awk -F '  +'` find what they expect.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eshram_cli.reports.document import Fact, Kind, Phrase, Table, Text
from eshram_cli.reports.fit import GAP, NARROWEST, Fitted, fit, whole
from eshram_cli.reports.formats import Format
from eshram_cli.reports.look import Look, say
from eshram_cli.reports.people import MOVES, fact_text, viewed
from eshram_cli.reports.registry import document_of
from eshram_cli.reports.width import columns, pad, wrap

CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32"}
"""The styles of what stands outside of tables, as terminals are told them."""


def render(result: object, look: Look) -> str:
    """The document as text that ends in a line feed; a terminal's width and colours as the look says."""
    document = document_of(result)
    head = [*_text(document.title, look, "bold"), *_text(document.subtitle, look)]
    lead, notes = ([line for text in texts for line in _text(text, look)] for texts in (document.lead, document.notes))
    blocks = [head, _facts(document.facts, look), lead, *(_table(table, look) for table in document.tables), notes]
    return "\n".join("\n".join(block) + "\n" for block in blocks if block)


FORMAT = Format(render)


def _text(text: Text, look: Look, style: str = "") -> list[str]:
    words = say(text, look)
    if not words:
        return []
    lines = [words] if look.width is None else wrap(words, look.width)
    return [_paint(line, style, look) for line in lines]


def _facts(facts: Sequence[Fact], look: Look) -> list[str]:
    labels = [say(Phrase(fact.heading_key), look) for fact in facts]
    edge = max(map(columns, labels), default=0)
    return [
        line for label, fact in zip(labels, facts, strict=True) for line in _fact(pad(label, edge + GAP), fact, look)
    ]


def _fact(label: str, fact: Fact, look: Look) -> Iterator[str]:
    """A long value goes on below its beginning."""
    text, edge = fact_text(fact, look), columns(label)
    lines = [text] if look.width is None else wrap(text, max(look.width - edge, NARROWEST))
    style = MOVES.get(text[:1], "") if fact.kind is Kind.move else ""
    for at, line in enumerate(lines):
        yield (" " * edge if at else label) + _paint(line, style, look)


def _paint(text: str, style: str, look: Look) -> str:
    return f"\x1b[{CODES[style]}m{text}\x1b[0m" if style and text and look.colour else text


def _table(table: Table, look: Look) -> list[str]:
    shown = viewed(table, look)
    fitted = whole(shown) if look.width is None else fit(shown, look.width)
    lines = _text(table.title, look, "bold")
    if look.width is None:
        lines += _plain(table, fitted)
    else:
        from eshram_cli.reports.grid import drawn

        lines += drawn(table, fitted, look.colour)
    if fitted.left_out:
        lines += _text(Phrase("not-shown", {"columns": ", ".join(fitted.left_out)}), look, "dim")
    below = [line for text in table.below for line in _text(text, look)]
    return [*lines, "", *below] if below else lines


def _plain(table: Table, fitted: Fitted) -> list[str]:
    """For pipes and files: a line a row, the total below a second rule."""
    rule = ["-" * width for width in fitted.widths]
    rows = [
        [heading for (heading,) in fitted.headings],
        rule,
        *zip(*(item.cells for item in fitted.shown), strict=True),
    ]
    if table.total is not None:
        rows += [rule, [item.total or "" for item in fitted.shown]]
    lefts = [item.column.kind.left for item in fitted.shown]
    return [(" " * GAP).join(map(pad, row, fitted.widths, lefts)).rstrip() for row in rows]
