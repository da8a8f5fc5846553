"""A picture under construction: shapes and texts placed in pixels from the upper left corner.

They are kept until the height is known and then drawn by matplotlib's renderers themselves, without its figures and
axes, whose import takes as long as all the drawing. At 72 dots an inch a point is a pixel, so that sizes of text and of
everything else are told in one unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from eshram_cli.reports.charts import Size, brush, fonts, style
from eshram_cli.reports.charts.brush import Align, Point, Stroke
from eshram_cli.reports.charts.style import Sheet, sheet_of
from eshram_cli.reports.document import Phrase
from eshram_cli.reports.look import Look, in_digits, say

LEADING = 1.42
"""Lines of text stand this many times their size apart; Devanagari has marks above and below."""
RISE = 0.36
"""From the middle of a line of text down to its baseline, in its size: half the height of a digit."""
FREE = 1.5
"""On a sheet that does not grow a drawing may be this much higher than it needs to be."""
AIR = 1.25
"""Between the words above and the drawing, in the size of plain text."""
LEAST = 0.76
"""How far a long name shrinks before it is cut."""
TITLE, NOTE = 1.72, 0.8
"""Sizes of text, in that of plain text."""


@dataclass(frozen=True)
class Box:
    """A part of the page in pixels from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + self.height


@dataclass(frozen=True)
class Head:
    """What every chart says in words: its finding; the date, who reported, measure and source; what to know besides."""

    title: Phrase
    subtitle: Phrase
    notes: Sequence[Phrase] = ()


class Page:
    """One picture of a size."""

    def __init__(self, look: Look, size: Size, *, tall: bool = False) -> None:
        self.look = look
        self.sheet: Sheet = sheet_of(size, tall)
        self.base = self.sheet.base
        self.height = float(self.sheet.height)
        self._strokes: list[Stroke] = []

    # --- words around the drawing ---

    def open(self, head: Head, wanted: float) -> Box:
        """Writes title, subtitle and notes; gives the room between them.

        It is `wanted` high on a sheet that grows; other sheets give what they have, and are cut short where that is far
        more than wanted.
        """
        margin, width = self.sheet.margin, self.sheet.width - 2 * self.sheet.margin
        top = self.paragraph(margin, margin, say(head.title, self.look), width, TITLE, bold=True)
        top = self.paragraph(margin, top + self.base * 0.25, say(head.subtitle, self.look), width, colour=style.FAINT)
        top += self.base * AIR
        lines = [line for note in head.notes for line in fonts.wrap(say(note, self.look), width, self.base * NOTE)]
        footer = len(lines) * self.base * NOTE * LEADING
        needed = top + wanted * (1 if self.sheet.grows else FREE) + footer + margin + self.base
        if self.sheet.grows or needed < self.height:
            self.height = needed
        below = self.height - margin - footer
        for at, line in enumerate(lines):
            self.text(margin, below + (at + 0.5) * self.base * NOTE * LEADING, line, NOTE, colour=style.FAINT)
        return Box(margin, top, width, below - top - (self.base * 0.6 if lines else 0))

    def paragraph(
        self, left: float, top: float, text: str, width: float, size: float = 1, *, bold: bool = False,
        colour: str = style.INK,
    ) -> float:  # fmt: skip
        """Writes a text over as many lines as it takes, its upper edge at `top`; gives its lower edge."""
        step = self.base * size * LEADING
        lines = fonts.wrap(in_digits(text, self.look).replace(" %", "\u00a0%"), width, self.base * size, bold)
        for at, line in enumerate(lines):
            self.text(left, top + (at + 0.5) * step, line, size, bold=bold, colour=colour)
        return top + len(lines) * step

    # --- shapes and single texts ---

    def text(
        self, x: float, y: float, text: str, size: float = 1, *, bold: bool = False, colour: str = style.INK,
        align: Align = "left",
    ) -> None:  # fmt: skip
        """One line of text whose middle stands at `y`; `size` is in that of plain text."""
        pixels, text = self.base * size, in_digits(text, self.look)
        left = x if align == "left" else x - fonts.text_width(text, pixels, bold) * (0.5 if align == "center" else 1)
        self._strokes.append(partial(brush.text, (left, y + pixels * RISE), text, pixels, bold, colour))

    def name(
        self, x: float, y: float, text: str, width: float, size: float = 1, *, bold: bool = False,
        colour: str = style.INK,
    ) -> None:  # fmt: skip
        """A text from its left end, kept within a width: smaller where it is longer, cut where it is longer still."""
        size *= max(LEAST, min(1.0, 0.995 * width / max(self.width(text, size, bold=bold), 1)))
        self.text(x, y, self.clip(text, width, size, bold=bold), size, bold=bold, colour=colour)

    def width(self, text: str, size: float = 1, *, bold: bool = False) -> float:
        """How wide a text will be."""
        return fonts.text_width(in_digits(text, self.look), self.base * size, bold)

    def clip(self, text: str, width: float, size: float = 1, *, bold: bool = False) -> str:
        """The text, shortened where it is wider."""
        return fonts.clip(in_digits(text, self.look), width, self.base * size, bold)

    def bar(
        self, left: float, top: float, width: float, height: float, colour: str, *, hatch: str = "", edge: str = ""
    ) -> None:
        """A filled rectangle; with a pattern its lines are drawn in the colour of the edge."""
        corners = [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]
        self._strokes.append(partial(brush.area, corners, colour, hatch, edge, self.base / 16))

    def cells(self, boxes: Sequence[tuple[float, float, float, float]], colour: str) -> None:
        """Filled rectangles beside each other: left, top, width, height."""
        if boxes:
            self._strokes.append(partial(brush.cells, list(boxes), colour))

    def area(self, corners: Sequence[Point], colour: str) -> None:
        """A filled area of any shape."""
        self._strokes.append(partial(brush.area, list(corners), colour, "", "", 0))

    def line(
        self, points: Sequence[Point], colour: str = style.INK, thick: float = 1, *, dash: Sequence[float] = ()
    ) -> None:
        """A line through the points; `dash`: lengths of strokes and gaps, in its thickness."""
        self._strokes.append(partial(brush.line, list(points), colour, thick, [part * thick for part in dash]))

    def marks(self, points: Sequence[Point], mark: str, size: float, colour: str, *, hollow: bool = False) -> None:
        """A mark at each of the points."""
        fill = style.PAPER if hollow else colour
        if points:
            self._strokes.append(partial(brush.marks, list(points), mark, size, colour, fill))

    # --- bytes ---

    def data(self, ending: str) -> bytes:
        """The picture's bytes; without the date and the version of what drew it, so that the same gives the same."""
        size = (self.sheet.width, round(self.height))
        return brush.svg(size, self._strokes) if ending == ".svg" else brush.png(size, self._strokes, self.sheet.dpi)
