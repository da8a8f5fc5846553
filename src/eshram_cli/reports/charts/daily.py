"""How many a place registered each day, and its mean over seven days.

The mean of a day is the gain since the figure at or before seven days earlier, by the actual days between. After a gap
the gain is spread evenly over its days, and those bars have a pattern: nobody knows which day brought how many.
"""

from __future__ import annotations

from typing import Any

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from eshram_cli.answers.trend import Course, Point, Trend
from eshram_cli.reports.charts import Size, axes, style
from eshram_cli.reports.charts.page import SMALL, Page
from eshram_cli.reports.charts.words import subtitle_of
from eshram_cli.reports.document import Kind, Phrase, name_of
from eshram_cli.reports.look import Look, say, show

SHAPE = 0.75
WIDTH = 0.72
"""How much of a day its bar takes."""


def draw(trend: Trend, look: Look, size: Size) -> Figure:
    """The chart of the one place that was asked for."""
    course = trend.courses[0]
    page = Page(look, size)
    notes = [Phrase("chart-note-spread")] if any(point.gain_days for point in course.fresh) else []
    line = subtitle_of(trend, Phrase("chart-measure-daily"))
    known = [point for point in course.fresh if point.new is not None]
    means: list[tuple[Any, float]] = [(point.as_on, point.pace7) for point in course.fresh if point.pace7 is not None]
    key: list[Artist] = [Patch(color=style.SOFT, label=say(Phrase("chart-key-new"), look))] if known else []
    if means:
        key.append(Line2D([], [], color=style.INK, label=say(Phrase("chart-key-mean"), look)))
    box = page.open(title(course, look), line, page.sheet.width * SHAPE, notes, key)
    first, best = axes.first_day(trend, course), best_day(course)
    spread: list[tuple[Any, float]] = [
        (point.as_on - axes.DAY * back, point.gain / point.gain_days)
        for point in course.fresh
        if point.gain is not None and point.gain_days
        for back in range(point.gain_days)
        if point.as_on - axes.DAY * back >= first
    ]
    heights = [*(point.new or 0 for point in known), *(mean for _, mean in (*spread, *means))]
    needed = course.now.needed_per_day or 0
    needed = needed if needed <= 3 * max([*heights, 1]) else 0
    ax = axes.plot_area(page, box, min([0, *heights]), max([*heights, needed, 1]), (first, trend.as_on))
    colors = [style.STRONG if point is best else style.SOFT for point in known]
    days: list[Any] = [point.as_on for point in known]
    ax.bar(days, [point.new or 0 for point in known], WIDTH, color=colors, label="new")
    ax.bar([day for day, _ in spread], [mean for _, mean in spread], WIDTH, **style.OLD, label="spread")
    if means:
        axes.curve(ax, [day for day, _ in means], [mean for _, mean in means], style.INK, 1.7)
    if ax.get_ylim()[0] < 0:
        ax.axhline(0, color=style.FAINT, linewidth=0.8)
    if needed:
        ax.axhline(needed, color=style.ALARM, linewidth=1.25, linestyle=style.DOTTED, label="needed")
    for point in known:
        if point is best or (best is not None and point.as_on == trend.as_on):
            text, above = show(point.new, Kind.gain, look), max(point.new or 0, 0)
            ways = [(x, y, ha, "bottom") for y in (1, 12) for x, ha in ((0, "center"), (5, "right"), (-5, "left"))]
            axes.label(ax, text, (point.as_on, above), ways, SMALL, weight="bold")
    if needed:
        text = say(Phrase("chart-needed", {"needed": show(needed, Kind.rate, look)}), look)
        ways = [(3, 2, "left", "bottom"), (3, -3, "left", "top")]
        axes.label(ax, text, (ax.get_xlim()[0], needed), ways, SMALL, weight="bold")
    return page.figure


def title(course: Course, look: Look) -> Phrase:
    """The best day, and the pace beside it."""
    best = best_day(course)
    words: dict[str, object] = {"name": name_of(course.now)}
    if best is None:
        return Phrase("chart-daily-none", words)
    words |= {"new": show(best.new, Kind.gain, look), "as_on": best.as_on}
    if course.now.pace7 is None:
        return Phrase("chart-daily-best", words)
    return Phrase("chart-daily-best-mean", {**words, "pace": show(course.now.pace7, Kind.rate, look)})


def best_day(course: Course) -> Point | None:
    """The day with the most new persons, the later of two equal ones; None where no day's new is known."""
    known = [point for point in course.fresh if point.new is not None]
    return max(known, key=lambda point: (point.new or 0, point.as_on), default=None)
