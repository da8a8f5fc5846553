"""A terminal's coloured text as an SVG picture: every run of letters stands on its columns, whatever the font."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from eshram_cli.reports.width import columns

CELL, LINE, EDGE, SIZE = 8.4, 19, 16, 14
PAPER, INK = "#10151c", "#d8dee6"
COLOURS = {
    "1": ("#ffffff", "bold"),
    "2": ("#7d8894", "normal"),
    "31": ("#ff7b72", "normal"),
    "32": ("#56d364", "normal"),
}
STYLE = re.compile(r"\x1b\[(\d+)m")


def svg(text: str, title: str) -> str:
    """The picture. `title` is read aloud where it cannot be seen."""
    lines = text.strip("\n").split("\n")
    width = max(columns(STYLE.sub("", line)) for line in lines) * CELL + 2 * EDGE
    height = len(lines) * LINE + 2 * EDGE
    drawn = "\n".join(_line(line, EDGE + LINE * (at + 0.75)) for at, line in enumerate(lines) if line)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" role="img" '
        f'viewBox="0 0 {width:.0f} {height}">\n<title>{escape(title)}</title>\n'
        f'<rect width="100%" height="100%" rx="8" fill="{PAPER}"/>\n'
        f'<g font-family="ui-monospace, Consolas, \'DejaVu Sans Mono\', monospace" font-size="{SIZE}" '
        f'xml:space="preserve">\n{drawn}\n</g>\n</svg>\n'
    )


def _line(line: str, base: float) -> str:
    drawn, column, style = [], 0, "0"
    for at, part in enumerate(STYLE.split(line)):
        if at % 2:
            style = part
            continue
        words = re.finditer(r"\S+(?: \S+)*", part)
        drawn += [_word(word[0], column + columns(part[: word.start()]), base, style) for word in words]
        column += columns(part)
    return "".join(drawn)


def _word(text: str, column: int, base: float, style: str) -> str:
    colour, weight = COLOURS.get(style, (INK, "normal"))
    return (
        f'<text x="{EDGE + column * CELL:.1f}" y="{base:.1f}" textLength="{columns(text) * CELL:.1f}" '
        f'fill="{colour}" font-weight="{weight}">{escape(text)}</text>'
    )
