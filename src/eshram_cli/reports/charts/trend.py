"""How many persons a place has registered so far, day by day, with its target, its deadline and the days' notes.

A dotted line leads from the last figure to the target on its deadline: the pace that it needs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from eshram_cli.analysis.trend import Course, Trend
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.curve import SMALL, curve, day_axis, first_day, shade, value_axis
from eshram_cli.reports.charts.page import Box, Head, Page
from eshram_cli.reports.charts.scale import Days, Scale, short_count
from eshram_cli.reports.charts.words import name_of, sourced, subtitle_of
from eshram_cli.reports.document import Kind, Phrase
from eshram_cli.reports.look import Look, say, show

SHAPE = 0.8
"""Height of the drawing in its width, on a sheet that grows."""


def draw(trend: Trend, look: Look, size: Size) -> Page:
    """The chart of the one place that was asked for."""
    course = trend.courses[0]
    page = Page(look, size)
    line = subtitle_of(trend, Phrase("measure-registered"))
    box = page.open(Head(title(course), sourced(line), list(_notes(trend))), page.sheet.width * SHAPE)
    _draw(page, box, trend, course)
    return page


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


def _draw(page: Page, box: Box, trend: Trend, course: Course) -> None:
    points = course.fresh
    target, deadline = course.now.target, _deadline(trend, course)
    top = max([point.registered for point in points] + [target or 0, 1])
    inner, scale = value_axis(page, box, 0, top, lambda value: short_count(value, page.look))
    days = day_axis(page, inner, first_day(trend, course), deadline or trend.as_on)
    if target:
        _target(page, inner, scale, target)
    if deadline and target:
        _deadline_line(page, inner, days, deadline)
        _needed(page, days, scale, course, deadline)
    places = [(days(point.as_on), scale(point.registered)) for point in points]
    shade(page, places, [point.as_on for point in points], inner.bottom, style.SHADE)
    curve(page, places, [point.as_on for point in points], style.STRONG, page.base / 5)
    if len(points) <= 62:
        page.marks(places, "o", page.base * 0.36, style.STRONG)
    _day_notes(page, inner, days, trend)
    if places:
        _last(page, inner, places[-1], course)


def _deadline(trend: Trend, course: Course) -> dt.date | None:
    """The deadline, where it lies so near that the days before it do not shrink to nothing."""
    deadline = course.now.deadline
    if deadline is None or deadline < trend.as_on:
        return None
    return deadline if deadline - trend.as_on <= 2 * max(trend.as_on - trend.since, dt.timedelta(days=14)) else None


def _target(page: Page, inner: Box, scale: Scale, target: int) -> None:
    at = scale(target)
    page.line([(inner.left, at), (inner.right, at)], style.INK, page.base / 10)
    label = say(Phrase("chart-target", {"target": target}), page.look)
    page.text(inner.left + page.base * 0.3, at + page.base * 0.75, label, SMALL, bold=True)


def _deadline_line(page: Page, inner: Box, days: Days, deadline: dt.date) -> None:
    at = days(deadline)
    page.line([(at, inner.top), (at, inner.bottom)], style.INK, page.base / 14, dash=(5, 3))
    label = say(Phrase("chart-deadline", {"deadline": deadline}), page.look)
    page.text(at - page.base * 0.4, inner.bottom - page.base * 0.9, label, SMALL, align="right")


def _needed(page: Page, days: Days, scale: Scale, course: Course, deadline: dt.date) -> None:
    now = course.now
    if not now.needed_per_day or now.target is None or not course.fresh:
        return
    last = course.fresh[-1]
    ends = [(days(last.as_on), scale(last.registered)), (days(deadline), scale(now.target))]
    page.line(ends, style.ALARM, page.base / 8, dash=(1.2, 1.6))
    middle = ((ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2)
    needed = show(now.needed_per_day, Kind.rate, page.look)
    label = say(Phrase("chart-needed", {"needed": needed}), page.look)
    page.text(middle[0] - page.base * 0.6, middle[1], label, SMALL, align="right")


def _last(page: Page, inner: Box, place: tuple[float, float], course: Course) -> None:
    """The last figure in words, on that side of its point where there is room."""
    x, y = place
    label = show(course.fresh[-1].registered, Kind.count, page.look)
    percent = course.fresh[-1].percent
    if percent is not None:
        label += f" ({show(percent, Kind.percent, page.look)} %)"
    if x + page.width(label, bold=True) + page.base > inner.right:
        page.text(x - page.base * 0.2, y - page.base * 1.0, label, bold=True, align="right")
    else:
        page.text(x + page.base * 0.5, y + page.base * 0.9, label, bold=True)


def _day_notes(page: Page, inner: Box, days: Days, trend: Trend) -> None:
    """A numbered mark over its day; the words stand below the chart."""
    for number, note in enumerate(trend.day_notes, start=1):
        at = days(note.as_on)
        page.line([(at, inner.top + page.base * 1.2), (at, inner.bottom)], style.FAINT, 1.2, dash=(2, 3))
        page.text(at, inner.top + page.base * 0.6, str(number), SMALL, bold=True, align="center")


def _notes(trend: Trend) -> Iterator[Phrase]:
    for number, note in enumerate(trend.day_notes, start=1):
        yield Phrase("chart-day-note", {"number": str(number), "as_on": note.as_on, "text": note.text})
    if any(point.stale_days for point in trend.courses[0].points):
        yield Phrase("chart-note-gap")
    if trend.courses[0].now.target_about:
        yield Phrase("note-target-about", {"names": name_of(trend.courses[0].now)})
