"""What charts over days have in common: axes, gridlines, curves that are dashed over days without a figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import pairwise

from eshram_cli.analysis.trend import Course, Trend
from eshram_cli.language.dates import short_date
from eshram_cli.reports.charts import style
from eshram_cli.reports.charts.page import Box, Page
from eshram_cli.reports.charts.scale import Days, Scale, round_ticks, stretches

SMALL = 0.86
"""The size of words on axes, in that of plain text."""


def value_axis(page: Page, box: Box, low: float, high: float, label: Callable[[float], str]) -> tuple[Box, Scale]:
    """Gridlines with their labels on the left; gives the room that remains for the curve, and the scale."""
    ticks = round_ticks(low, high, max(3, int(box.height / page.base / 4)))
    labels = [label(tick) for tick in ticks]
    edge = max(page.width(text, SMALL) for text in labels) + page.base * 0.5
    inner = Box(box.left + edge, box.top, box.width - edge, box.height - page.base * 1.7)
    scale = Scale(ticks[0], ticks[-1], inner.bottom, inner.top)
    for tick, text in zip(ticks, labels, strict=True):
        page.line([(inner.left, scale(tick)), (inner.right, scale(tick))], style.RULE, 1 + (tick == 0))
        page.text(inner.left - page.base * 0.5, scale(tick), text, SMALL, colour=style.FAINT, align="right")
    return inner, scale


def first_day(trend: Trend, course: Course) -> dt.date:
    """Where the axis begins: the first day with a figure, not the empty days before it."""
    return min((point.as_on for point in course.fresh), default=trend.since)


def day_axis(page: Page, inner: Box, first: dt.date, last: dt.date) -> Days:
    """The days below the room, as many as there is space for; the last always."""
    days = Days(first, last, inner.left, inner.right)
    for day in days.ticks(page.width("28.12", SMALL) * 1.5):
        page.line([(days(day), inner.bottom), (days(day), inner.bottom + page.base * 0.3)], style.FAINT, 1.2)
        below = inner.bottom + page.base * 0.95
        page.text(days(day), below, short_date(day), SMALL, colour=style.FAINT, align="center")
    return days


def shade(
    page: Page, points: Sequence[tuple[float, float]], days: Sequence[dt.date], bottom: float, colour: str
) -> None:
    """The room between the points and the bottom, over days that follow one another."""
    for first, last in stretches(days):
        part = points[first : last + 1]
        page.area([(part[0][0], bottom), *part, (part[-1][0], bottom)], colour)


def curve(
    page: Page, points: Sequence[tuple[float, float]], days: Sequence[dt.date], colour: str, thick: float
) -> None:
    """A line through the points, whole where day follows day, dashed where days without a figure lie between."""
    whole = stretches(days)
    for first, last in whole:
        page.line(points[first : last + 1], colour, thick)
    for (_, last), (first, _) in pairwise(whole):
        page.line([points[last], points[first]], colour, thick * 0.6, dash=(3, 2))
