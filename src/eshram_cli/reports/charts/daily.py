"""How many a place registered each day, and its mean over seven days.

The mean of a day is the gain since the figure at or before seven days earlier, by the actual days between. After a gap
the gain is spread evenly over its days, and those bars have a pattern: nobody knows which day brought how many.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from eshram_cli.analysis.trend import Course, Point, Trend
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.curve import SMALL, curve, day_axis, first_day, value_axis
from eshram_cli.reports.charts.page import Box, Head, Page
from eshram_cli.reports.charts.scale import Days, Scale, short_count
from eshram_cli.reports.charts.words import name_of, sourced, subtitle_of
from eshram_cli.reports.document import Kind, Phrase
from eshram_cli.reports.look import Look, say, show

SHAPE = 0.75
_DAY = dt.timedelta(days=1)


def draw(trend: Trend, look: Look, size: Size) -> Page:
    """The chart of the one place that was asked for."""
    course = trend.courses[0]
    page = Page(look, size)
    line = subtitle_of(trend, Phrase("chart-measure-daily"))
    box = page.open(Head(title(course, look), sourced(line), list(_notes(course))), page.sheet.width * SHAPE)
    key = page.base * 1.5
    _key(page, box, course.now.pace7 is not None)
    _draw(page, Box(box.left, box.top + key, box.width, box.height - key), trend, course)
    return page


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


def _draw(page: Page, box: Box, trend: Trend, course: Course) -> None:
    means = [point for point in course.fresh if point.pace7 is not None]
    heights = [height for point in course.fresh for height in (point.new, _spread(point), point.pace7) if height]
    needed = course.now.needed_per_day or 0
    shown = needed if needed <= 3 * max([*heights, 1]) else 0
    inner, scale = value_axis(
        page, box, min([0.0, *heights]), max([*heights, shown, 1.0]), lambda value: short_count(value, page.look)
    )
    days = day_axis(page, inner, first_day(trend, course), trend.as_on)
    best = best_day(course)
    for point in course.fresh:
        _bars(page, days, scale, point, best)
    places = [(days(point.as_on), scale(point.pace7 or 0)) for point in means]
    curve(page, places, [point.as_on for point in means], style.INK, page.base / 6)
    if shown:
        _needed(page, inner, scale, shown)


def _spread(point: Point) -> float | None:
    return point.gain / point.gain_days if point.gain is not None and point.gain_days else None


def _bars(page: Page, days: Days, scale: Scale, point: Point, best: Point | None) -> None:
    """The bar of a day, or of each day of the gap before it."""
    width = days.room * 0.72
    if point.new is not None:
        colour = style.STRONG if point is best else style.SOFT
        _bar(page, scale, days(point.as_on) - width / 2, width, point.new, colour)
        if point is best or (best is not None and point.as_on == days.last):
            label = show(point.new, Kind.gain, page.look)
            half = page.width(label, SMALL, bold=True) / 2
            at = min(max(days(point.as_on), days.left + half), days.right - half)
            page.text(at, scale(point.new) - page.base * 0.7, label, SMALL, bold=True, align="center")
    mean = _spread(point)
    for back in range(point.gain_days or 0 if mean else 0):
        day = point.as_on - _DAY * back
        if day >= days.first:
            _bar(page, scale, days(day) - width / 2, width, mean or 0, style.PAPER, "///")


def _bar(page: Page, scale: Scale, left: float, width: float, value: float, colour: str, hatch: str = "") -> None:
    top, bottom = sorted((scale(value), scale(0)))
    page.bar(left, top, width, bottom - top, colour, hatch=hatch, edge=style.STRONG if hatch else "none")


def _needed(page: Page, inner: Box, scale: Scale, needed: float) -> None:
    at = scale(needed)
    page.line([(inner.left, at), (inner.right, at)], style.ALARM, page.base / 9, dash=(1.2, 1.6))
    label = say(Phrase("chart-needed", {"needed": show(needed, Kind.rate, page.look)}), page.look)
    page.text(inner.left + page.base * 0.3, at - page.base * 0.7, label, SMALL, bold=True)


def _key(page: Page, box: Box, mean: bool) -> None:
    """What bars and line are, over the drawing's upper left corner."""
    left, y = box.left, box.top + page.base * 0.2
    page.bar(left, y - page.base * 0.3, page.base * 0.6, page.base * 0.6, style.SOFT)
    label = say(Phrase("chart-key-new"), page.look)
    page.text(left + page.base * 0.9, y, label, SMALL, colour=style.FAINT)
    if mean:
        left += page.base * 2.2 + page.width(label, SMALL)
        page.line([(left, y), (left + page.base, y)], style.INK, page.base / 6)
        page.text(left + page.base * 1.3, y, say(Phrase("chart-key-mean"), page.look), SMALL, colour=style.FAINT)


def _notes(course: Course) -> Iterator[Phrase]:
    if any(point.gain_days for point in course.fresh):
        yield Phrase("chart-note-spread")
