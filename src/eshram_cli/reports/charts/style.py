"""The one style of all pictures: colours, patterns and sizes.

The colours are of the palette of Okabe and Ito, which people with any kind of colour blindness tell apart. Nothing is
said by hue alone: what matters also differs in darkness, pattern or mark, or bears its name, so that it reads in grey.
"""

from __future__ import annotations

from dataclasses import dataclass

from eshram_cli.reports.charts import Size

INK = "#1a1a1a"
FAINT = "#5c6167"
RULE = "#d4d7db"
BAND = "#f2f4f6"
PAPER = "#ffffff"
TRACK = "#dde2e6"
DEEP = "#003f66"
STRONG = "#0072b2"
SOFT = "#9fcbe6"
ALARM = "#d55e00"
SHADE = "#0072b21c"
"""Below a curve: so thin that the gridlines stay visible through it."""

HUES = (STRONG, ALARM, "#009e73", "#e69f00", "#cc79a7")
"""For lines that are told apart, each together with a mark of `MARKS` and a dash of `DASHES`."""
MARKS = ("o", "s", "^", "D", "v")
DASHES = ((), (6, 2), (2, 1.5), (8, 2, 2, 2), (4, 1.5))
HATCHES = ("", "///", "...", "xxx", "---", "+++")
"""For areas that are told apart."""


@dataclass(frozen=True)
class Sheet:
    """What a picture is drawn on, in pixels: `base` is the size of its plain text, `height` 0 grows with its contents.

    `dpi` is written into the PNG, so that a page of A4 prints at its size.
    """

    width: int
    height: int
    base: float
    dpi: int

    @property
    def margin(self) -> float:
        """Space around everything."""
        return self.base * 1.8

    @property
    def grows(self) -> bool:
        """Whether the height is what the contents need."""
        return not self.height


SHEETS = {
    (Size.screen, False): Sheet(1920, 1080, 25, 96),
    (Size.screen, True): Sheet(1920, 1080, 25, 96),
    (Size.a4, False): Sheet(2339, 1654, 31, 200),
    (Size.a4, True): Sheet(1654, 2339, 28, 200),
    (Size.phone, False): Sheet(1080, 0, 32, 200),
    (Size.phone, True): Sheet(1080, 0, 32, 200),
}
"""The sheet of each size; the second of the pair: whether the chart is a long list, for which A4 stands upright."""


def sheet_of(size: Size, tall: bool) -> Sheet:
    """The sheet of that size."""
    return SHEETS[size, tall]
