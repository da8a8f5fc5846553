"""How many persons a place has registered so far, day by day, with its target, its deadline and the days' notes.

A dotted line leads from the last figure to the target on its deadline: the pace that it needs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from matplotlib.figure import Figure

from eshram_cli.answers.trend import Course, Trend
from eshram_cli.reports.charts import Size, axes, style
from eshram_cli.reports.charts.page import SMALL, Page
from eshram_cli.reports.charts.words import subtitle_of
from eshram_cli.reports.document import Kind, Phrase, name_of
from eshram_cli.reports.look import Look, say, show

SHAPE = 0.8
"""Height of the drawing in the width of a sheet that grows."""


def draw(trend: Trend, look: Look, size: Size) -> Figure:
    """The chart of the one place that was asked for."""
    course = trend.courses[0]
    page = Page(look, size)
    line = subtitle_of(trend, Phrase("measure-registered"))
    box = page.open(title(course), line, page.sheet.width * SHAPE, list(_notes(trend)))
    days: list[Any] = [point.as_on for point in course.fresh]
    counts = [point.registered for point in course.fresh]
    target, deadline = course.now.target, near_deadline(trend, course)
    first = axes.first_day(trend, course)
    ax = axes.plot_area(page, box, 0, max([*counts, target or 0, 1]), (first, deadline or trend.as_on))
    axes.curve(ax, days, counts, style.STRONG, 2, shade="#0072b21c", dots=True)
    needed = course.now.needed_per_day if target and deadline and days else None
    if needed:
        ends: Any = [days[-1], deadline], [counts[-1], target]
        ax.plot(*ends, color=style.ALARM, linewidth=1.25, linestyle=style.DOTTED, label="needed")
    axes.marks(page, ax, first, target, deadline if target else None, trend.day_notes)
    if days:
        axes.label(ax, _last(course, look), (days[-1], counts[-1]), weight="bold")
    if needed and target and deadline:
        text = say(Phrase("chart-needed", {"needed": show(needed, Kind.rate, look)}), look)
        middle = days[-1] + (deadline - days[-1]) / 2, (counts[-1] + target) / 2
        ways = [(x, y, ha, "center") for x, ha in ((-6, "right"), (6, "left")) for y in (0, 14, -14, 28, -28, -42)]
        axes.label(ax, text, middle, ways, SMALL)
    return page.figure


def title(course: Course) -> Phrase:
    """What the curve means for the target, else how far it has come."""
    now = course.now
    words: dict[str, object] = {"name": name_of(now), "registered": now.registered or 0, "percent": now.percent}
    if now.balance is not None and now.balance <= 0:
        return Phrase("chart-trend-passed", words)
    if now.needed_per_day is not None and now.pace7 is not None and now.deadline is not None:
        words |= {"needed": round(now.needed_per_day), "pace": round(now.pace7), "deadline": now.deadline}
        return Phrase("chart-trend-needs", words)
    return Phrase("chart-trend-percent" if now.percent is not None else "chart-trend-count", words)


def near_deadline(trend: Trend, course: Course) -> dt.date | None:
    """The deadline, where it lies so near that the days before it do not shrink to nothing."""
    deadline = course.now.deadline
    if deadline is None or deadline < trend.as_on:
        return None
    return deadline if deadline - trend.as_on <= 2 * max(trend.as_on - trend.since, dt.timedelta(days=14)) else None


def _last(course: Course, look: Look) -> str:
    """The last figure in words."""
    point = course.fresh[-1]
    percent = "" if point.percent is None else f" ({show(point.percent, Kind.percent, look)} %)"
    return show(point.registered, Kind.count, look) + percent


def _notes(trend: Trend) -> Iterator[Phrase]:
    yield from axes.note_phrases(trend.day_notes)
    if any(point.stale_days for point in trend.courses[0].points):
        yield Phrase("chart-note-gap")
    if trend.courses[0].now.target_about:
        yield Phrase("note-target-about", {"names": name_of(trend.courses[0].now)})
