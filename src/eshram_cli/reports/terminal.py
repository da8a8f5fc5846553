"""A document as text: fitted and coloured for a terminal; for a pipe plain and whole, nothing cut.

In both, columns of which nothing is known are passed over; CSV and JSON have them all. Piped, fields stand two or more
spaces apart, unknown ones hold a dash, and no line is drawn with anything but hyphens: `grep`, `sort` and
`awk -F '  +'` find what they expect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from eshram_cli.reports.document import Document, Fact, Kind, Phrase, Table, Text
from eshram_cli.reports.fit import GAP, NARROWEST, Fitted, fit, whole
from eshram_cli.reports.look import Look, say, show
from eshram_cli.reports.people import Shown, viewed
from eshram_cli.reports.width import columns, pad, wrap

BOLD, DIM, RED, GREEN = "1", "2", "31", "32"
TINTS = {"bold": BOLD, "faint": DIM, "red": RED, "green": GREEN, "cyan": "36"}
"""The colours that a row of a table may ask for."""


def render(document: Document, look: Look) -> str:
    """The document as text that ends in a line feed; a terminal's width and colours as the look says."""
    head = [*_text(document.title, look, BOLD), *_text(document.subtitle, look)]
    notes = [line for note in document.notes for line in _text(note, look)]
    blocks = [head, _facts(document.facts, look), *(_table(table, look) for table in document.tables), notes]
    return "\n".join("\n".join(block) + "\n" for block in blocks if block)


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
    for at, line in enumerate(lines):
        yield (" " * edge if at else label) + _paint(line, _style(fact.kind, fact.value), look)


def fact_text(fact: Fact, look: Look) -> str:
    """The fact's value for people; a percentage bears its sign, since no heading over it does."""
    if isinstance(fact.value, Phrase):
        return say(fact.value, look)
    text = show(fact.value, fact.kind, look)
    return f"{text} %" if fact.kind is Kind.percent and fact.value is not None else text


def _table(table: Table, look: Look) -> list[str]:
    shown = viewed(table, look)
    fitted = whole(shown) if look.width is None else fit(shown, look.width)
    lines = [*_text(table.title, look, BOLD), *_headings(fitted, look)]
    for at in range(len(table.rows)):
        lines += _row(fitted, [item.cells[at] for item in fitted.shown], look, _tint(table, at))
    if table.total is not None:
        lines += [_rule(fitted, look), *_row(fitted, [item.total or "" for item in fitted.shown], look, BOLD)]
    if fitted.left_out:
        lines += _text(Phrase("not-shown", {"columns": ", ".join(fitted.left_out)}), look, DIM)
    return lines


def _tint(table: Table, at: int) -> str:
    return TINTS[table.tints[at]] if at in table.tints else DIM if at in table.faint else ""


def _headings(fitted: Fitted, look: Look) -> list[str]:
    """Headings of one line stand on the lower of two."""
    depth = max((len(lines) for lines in fitted.headings), default=0)
    padded = [[""] * (depth - len(lines)) + list(lines) for lines in fitted.headings]
    return [*(_line(fitted, line, look, BOLD) for line in zip(*padded, strict=True)), _rule(fitted, look)]


def _row(fitted: Fitted, cells: Sequence[str], look: Look, style: str) -> list[str]:
    wrapped = [
        wrap(cell, width) if columns(cell) > width else [cell] for cell, width in zip(cells, fitted.widths, strict=True)
    ]
    return [_line(fitted, line, look, style) for line in zip_longest(*wrapped, fillvalue="")]


def _line(fitted: Fitted, cells: Iterable[str], look: Look, style: str) -> str:
    placed = zip(fitted.shown, fitted.widths, cells, strict=True)
    text = (" " * GAP).join(_cell(item, width, cell, look, style) for item, width, cell in placed)
    return text.rstrip()


def _cell(item: Shown, width: int, cell: str, look: Look, style: str) -> str:
    """The cell in its column. Only what is written is painted, so that spaces at the end of a line can go."""
    kind = item.column.kind
    painted = _paint(cell, style or _arrow_style(cell, kind), look)
    space = " " * (width - columns(cell))
    return painted + space if kind.left else space + painted


def _arrow_style(cell: str, kind: Kind) -> str:
    if kind is not Kind.move:
        return ""
    return {"▲": GREEN, "▼": RED}.get(cell[:1], "")


def _style(kind: Kind, value: object) -> str:
    if kind is not Kind.move or not isinstance(value, int) or not value:
        return ""
    return GREEN if value > 0 else RED


def _rule(fitted: Fitted, look: Look) -> str:
    stroke = "-" if look.piped else "─"
    return _paint((" " * GAP).join(stroke * width for width in fitted.widths), "" if look.piped else DIM, look)


def _paint(text: str, style: str, look: Look) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if style and text and look.colour else text
