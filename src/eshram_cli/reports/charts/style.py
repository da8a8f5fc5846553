"""What the style file cannot say: the colours that carry a meaning, and how lines and areas are told apart in grey.

Nothing is said by hue alone: what matters also differs in darkness, pattern or mark, or bears its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl

from eshram_cli.reports.charts import fonts

FILE = Path(__file__).with_name("eshram.mplstyle")

INK, FAINT, RULE, BAND, PAPER, TRACK = "#1a1a1a", "#5c6167", "#d4d7db", "#f2f4f6", "#ffffff", "#dde2e6"
DEEP, STRONG, SOFT, ALARM = "#003f66", "#0072b2", "#9fcbe6", "#d55e00"

HUES = (STRONG, ALARM, "#009e73", "#e69f00", "#cc79a7")
"""For lines that are told apart, each together with a mark of `MARKS` and a dash of `DASHES`."""
MARKS = ("o", "s", "^", "D", "v")
DASHES = ("-", (0, (6, 2)), (0, (2, 1.5)), (0, (8, 2, 2, 2)), (0, (4, 1.5)))
REST = {"color": RULE, "linewidth": 1.25}
"""The lines that do not stand out."""
HATCHES = ("", "///", "...", "xxx", "---", "+++")
"""For areas that are told apart."""
OLD: dict[str, Any] = {"facecolor": PAPER, "edgecolor": STRONG, "hatch": "///"}
"""A bar of a figure that is not of the day itself."""
PLATE: dict[str, Any] = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.8}
"""Behind words that stand on something drawn."""
DASHED, DOTTED = (0, (5, 3)), (0, (1.2, 1.6))


def outstanding(at: int) -> dict[str, Any]:
    """The look of a line that stands out, over those that do not: by colour, mark and dash."""
    told_apart = {"color": HUES[at], "marker": MARKS[at], "linestyle": DASHES[at]}
    return {**told_apart, "linewidth": 2, "markersize": 4.6, "clip_on": False, "zorder": 3}


@contextmanager
def styled() -> Iterator[None]:
    """The style while a chart is drawn, over matplotlib's own defaults, so that no PC's settings change a chart."""
    params = {**mpl.rc_params_from_file(FILE), "font.family": fonts.families()}
    del params["backend"]  # setting it makes matplotlib load pyplot and look for a screen
    with mpl.rc_context(params):
        yield
