"""The sheet that a chart is drawn on: its size, the words above and below, and its axes.

Lengths are points and count from the upper left corner, whatever the height of the sheet turns out to be.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, ScaledTranslation, blended_transform_factory

from eshram_cli.reports.charts import Size, fonts, style
from eshram_cli.reports.document import Phrase, drive_phrase, name_of
from eshram_cli.reports.look import Look, in_digits, say

BASE, TITLE, SMALL, NOTE = 10.0, 17.0, 8.6, 8.0
"""Sizes of plain text, of titles, of words at axes, and of notes below a chart."""
MARGIN = 18.0
LEADING = 1.42
"""Lines of text stand this many times their size apart; Devanagari has marks above and below."""
RISE = 0.36
"""From the middle of a line of text down to its baseline, in its size: half the height of a digit."""
NAMES, ENDS, GAP = 0.34, 0.38, 7.0
"""The parts of the width that names beside rows and at an end of lines may take, and the room between columns."""
FREE = 1.5
"""On a sheet that does not grow a drawing may be this much higher than it needs to be."""
End = tuple[float, str, bool]
"""What stands at the end of a line: its row, the text, and whether it stands out."""


@dataclass(frozen=True)
class Sheet:
    """Its width and height in points, and dots an inch. Height 0 grows with the contents."""

    width: float
    height: float
    dpi: int

    @property
    def inside(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN


def sheet_of(size: Size, *, tall: bool = False) -> Sheet:
    """The sheet of that size; for a long list A4 stands upright."""
    if size is Size.a4:
        width, height = (1654, 2339) if tall else (2339, 1654)
        return Sheet(width * 72 / 200, height * 72 / 200, 200)
    if size is Size.phone:
        return Sheet(1080 * 72 / 230, 0, 230)
    return Sheet(1920 * 72 / 180, 1080 * 72 / 180, 180)


@dataclass(frozen=True)
class Box:
    """A part of the page."""

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
class Rows:
    """Axes of rows from `left` to `right` of the page, the height of a row, and the size of what is written beside."""

    ax: Axes
    left: float
    right: float
    step: float
    size: float


class Page:
    """One picture: a figure of a sheet's size."""

    def __init__(self, look: Look, size: Size, *, tall: bool = False) -> None:
        self.look = look
        self.sheet = sheet_of(size, tall=tall)
        self.figure = Figure(dpi=self.sheet.dpi)
        FigureCanvasAgg(self.figure)  # without it each question for the extent of a text makes a renderer of its own
        self.set_height(self.sheet.height or self.sheet.width)
        from_top = ScaledTranslation(0, 1, self.figure.transFigure)  # type: ignore[arg-type]
        self.points = Affine2D().scale(1 / 72, -1 / 72) + self.figure.dpi_scale_trans + from_top

    def set_height(self, height: float) -> None:
        """Gives the sheet a height, in whole dots."""
        dots = math.ceil(height * self.sheet.dpi / 72 - 0.01)
        self.height = dots * 72 / self.sheet.dpi
        self.figure.set_size_inches(self.sheet.width / 72, dots / self.sheet.dpi)

    def open(
        self, title: Phrase, line: Phrase, wanted: float, notes: Sequence[Phrase] = (), key: Sequence[Artist] = ()
    ) -> Box:
        """Writes the finding, the line with date, reporting and measure, the legend and the notes; gives the room left.

        It is `wanted` high on a sheet that grows; other sheets give what they have, and are cut short where that is far
        more than wanted.
        """
        width = self.sheet.inside
        top = self.paragraph(MARGIN, MARGIN, say(title, self.look), width, TITLE, bold=True)
        sourced = say(Phrase("chart-sourced", {"line": line}), self.look)
        top = self.paragraph(MARGIN, top + 2, sourced, width, color=style.FAINT) + 12
        labels = [fonts.clip(in_digits(str(one.get_label()), self.look), width - 30, SMALL) for one in key]
        across = max(1, min(len(key), int(width / (self.widest(labels, SMALL) + 30))))
        above, top = top, top + math.ceil(len(key) / across) * SMALL * 1.65 + (4 if key else 0)
        notes = [drive_phrase(self.look.drive), *notes] if self.look.drive else notes
        lines = [part for note in notes for part in fonts.wrap(say(note, self.look), width, NOTE)]
        footer = len(lines) * NOTE * LEADING
        needed = top + wanted * (FREE if self.sheet.height else 1) + footer + MARGIN + BASE
        self.set_height(min(needed, self.sheet.height or needed))
        below = self.height - MARGIN - footer
        for at, text in enumerate(lines):
            self.text(MARGIN, below + (at + 0.5) * NOTE * LEADING, text, NOTE, color=style.FAINT)
        if key:
            corner = MARGIN / self.sheet.width, 1 - (above - 4) / self.height
            self.figure.legend(key, labels, loc="upper left", bbox_to_anchor=corner, ncols=across)
        return Box(MARGIN, top, width, below - top - (6 if lines else 0))

    def paragraph(
        self, left: float, top: float, text: str, width: float, size: float = BASE, *, bold: bool = False,
        color: str = style.INK,
    ) -> float:  # fmt: skip
        """Writes a text over as many lines as it takes, its upper edge at `top`; gives its lower edge."""
        lines = fonts.wrap(in_digits(text, self.look).replace(" %", "\u00a0%"), width, size, bold)
        for at, line in enumerate(lines):
            self.text(left, top + (at + 0.5) * size * LEADING, line, size, bold=bold, color=color)
        return top + len(lines) * size * LEADING

    def text(
        self, x: float, y: float, text: str, size: float = BASE, *, ax: Axes | None = None, within: float = math.inf,
        bold: bool = False, **look: Any,
    ) -> Text:  # fmt: skip
        """One line of text whose middle stands at `y`, which is a row of the axes where these are given.

        `within`: the width that a name is kept to; `look`: what matplotlib calls colour and alignment.
        """
        text = in_digits(text, self.look)
        if within < math.inf:
            text, size = fonts.fit(text, within, size, bold)
        place = blended_transform_factory(self.points, ax.transData) if ax else self.points
        place += ScaledTranslation(0, -size * RISE / 72, self.figure.dpi_scale_trans)
        weight = "bold" if bold else "normal"
        return (ax or self.figure).text(x, y, text, size=size, weight=weight, transform=place, **look)

    def axes(self, box: Box) -> Axes:
        """Axes that fill the box, without frame and ticks until `set_axis_on`."""
        across, down = self.sheet.width, self.height
        ax = self.figure.add_axes((box.left / across, 1 - box.bottom / down, box.width / across, box.height / down))
        ax.set_axis_off()
        return ax

    def rows(
        self, box: Box, names: Sequence[str], *figures: Sequence[str], heads: Sequence[str] = (),
        bold: Collection[int] = (), above: float = 0, largest: float = 24,
    ) -> Rows:  # fmt: skip
        """Axes with a row for each name, which stands left of it; right of it stand columns of figures, the first bold.

        `heads`: what stands over these; `bold`: the rows whose names are; `above`: the room over the axes, in rows;
        `largest`: the height of a row at most.
        """
        count = max(len(names), 1)
        step = min(box.height / (count + above), largest)
        size = min(BASE, step / 1.38)
        top, small = box.top + above * step, size * 0.92
        width = min(self.widest(names, size, bold=bool(bold)), box.width * NAMES)
        columns = list(zip(heads or [""] * len(figures), figures, strict=True))
        rooms = [max(self.width(head, small), self.widest(texts, size, bold=True)) + GAP for head, texts in columns]
        left, right = box.left + width + GAP, box.right - sum(rooms)
        ax = self.axes(Box(left, top, right - left, count * step))
        ax.set_ylim(count - 0.5, -0.5)
        ax.set_yticks([])
        for at, name in enumerate(names):
            self.text(box.left, at, name, size, ax=ax, within=width, bold=at in bold)
        for number, (head, texts) in enumerate(columns):
            end = box.right - sum(rooms[number + 1 :])
            self.text(end, top - step / 2, head, small, color=style.FAINT, ha="right")
            look: dict[str, Any] = {"color": style.FAINT} if number else {"bold": True}
            for at, text in enumerate(texts):
                self.text(end, at, text, size, ax=ax, ha="right", **look)
        return Rows(ax, left, right, step, size)

    def ends(self, box: Box, lefts: Sequence[End], rights: Sequence[End], rows: int) -> Axes:
        """Axes for lines over so many rows, with what they lead from on the left and what they lead to on the right."""
        size = min(BASE, box.height / (rows + 1) / 1.35)
        most, both = box.width * ENDS, [text for _, text, _ in (*lefts, *rights)]
        size *= min(1.0, max(most / self.widest(both, size, bold=True), 0.8))
        before, behind = (
            min(self.widest([text for _, text, _ in side], size, bold=True), most) for side in (lefts, rights)
        )
        left, right = box.left + before + GAP, box.right - behind - GAP
        ax = self.axes(Box(left, box.top, right - left, box.height))
        for side, x, ha, width in ((lefts, left - GAP, "right", before), (rights, right + GAP, "left", behind)):
            for row, text, out in side:
                color = style.INK if out else style.FAINT
                self.text(x, row, text, size, ax=ax, within=width, bold=out, ha=ha, color=color)
        return ax

    def named(self, row: Any) -> str:
        """The name of a row's place, in the reader's language."""
        return say(Phrase("chart-name", {"name": name_of(row)}), self.look)

    def width(self, text: str, size: float = BASE, *, bold: bool = False) -> float:
        """How wide a text will be."""
        return fonts.text_width(in_digits(text, self.look), size, bold)

    def widest(self, texts: Sequence[str], size: float = BASE, *, bold: bool = False) -> float:
        """How wide the longest of the texts will be; 0 for none."""
        return max((self.width(text, size, bold=bold) for text in texts), default=0.0)
