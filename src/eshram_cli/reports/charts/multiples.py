"""Many places at a glance: a small curve each, all on one scale, in the order of the ranking.

By a measure that knows the target the curve is the percent of the target, with a line at 100; else the persons so far.
"""

from __future__ import annotations

import math

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D

from eshram_cli.answers.measure import Measure
from eshram_cli.answers.trend import Course, Point, Trend
from eshram_cli.language.written import short_date
from eshram_cli.reports.charts import Size, fonts, style
from eshram_cli.reports.charts.axes import curve
from eshram_cli.reports.charts.page import Page
from eshram_cli.reports.charts.words import shortened, subtitle_of
from eshram_cli.reports.document import Kind, Phrase, name_of
from eshram_cli.reports.look import Look, show

ACROSS = {Size.screen: 8, Size.a4: 5, Size.phone: 3}
MOST = {Size.screen: 48, Size.a4: 60, Size.phone: 60}
PANEL = 52.0
"""The height of a panel where it is free, in points as all that follow."""
GAP, BELOW = 9.0, 7.0
LARGEST = 8.0
LEADING = 1.35


def draw(trend: Trend, look: Look, size: Size) -> Figure:
    """The chart of the places of a trend."""
    page = Page(look, size, tall=True)
    courses = trend.courses[: MOST[size]]
    percent = trend.measure in {Measure.percent, Measure.balance}
    key = "chart-note-panels-percent" if percent else "chart-note-panels"
    notes = [Phrase(key, {"since": trend.since, "as_on": trend.as_on})]
    notes += shortened(len(courses), len(trend.courses), trend.places)
    across = min(ACROSS[size], max(1, len(courses)))
    down = math.ceil(len(courses) / across)
    width = (page.sheet.inside - GAP * (across - 1)) / across
    small = min(LARGEST, width / 8)
    words = [(page.named(course.now), _last(course, percent, look)) for course in courses]
    rooms = [width - page.width(last, small, bold=True) - 3 for _, last in words]
    # The figure stands below the name in every panel, where beside it one of the names would be cut.
    stacked = any(fonts.fit(name, room, small)[0] != name for (name, _), room in zip(words, rooms, strict=True))
    head = small * LEADING * (2 if stacked else 1)
    free = PANEL + (head if stacked else 0)
    line = subtitle_of(trend, Phrase("measure-percent" if percent else "measure-registered"))
    box = page.open(title(trend, look), line, down * free, notes)
    height = min((box.height - BELOW) / max(down, 1), free * 1.5)
    values = [value for course in courses for point in course.fresh if (value := _value(point, percent)) is not None]
    scale = width / len(trend.days), (height - head - BELOW) / max([*values, 100.0 if percent else 1.0]) / 1.05
    ax = page.axes(box)  # one for all: every Axes of its own takes longer than all that is drawn in it
    for at, (course, (name, last), room) in enumerate(zip(courses, words, rooms, strict=True)):
        left, top = box.left + at % across * (width + GAP), box.top + at // across * height + head
        bottom, middle = top + height - head - BELOW, top - head + small * LEADING * 0.4
        ax.add_patch(Rectangle((left, top), width, bottom - top, color=style.BAND, linewidth=0, transform=page.points))
        # A curve over the days since the first, each in the middle of its room, with a dot at its last figure.
        panel = Affine2D().scale(scale[0], -scale[1]).translate(left, bottom) + page.points
        if percent:
            ax.plot([0, len(trend.days)], [100, 100], color=style.INK, linewidth=0.5, transform=panel)
        known = [(point.as_on, value) for point in course.fresh if (value := _value(point, percent)) is not None]
        days, heights = [(day - trend.since).days + 0.5 for day, _ in known], [value for _, value in known]
        label = course.now.place
        curve(ax, days, heights, style.STRONG, 1.25, shade=style.SOFT, step=1, label=label, transform=panel)
        ax.plot(days[-1:], heights[-1:], "o", color=style.STRONG, markersize=3, transform=panel)
        page.text(left, middle, name, small, within=width if stacked else room)
        beside = (left, middle + small * LEADING) if stacked else (left + width, middle)
        page.text(*beside, last, small, bold=True, ha="left" if stacked else "right")
    below = box.top + down * height - 1
    page.text(box.left, below, short_date(trend.since), 6.6, color=style.FAINT)
    if trend.since < trend.as_on:
        page.text(box.left + width, below, short_date(trend.as_on), 6.6, color=style.FAINT, ha="right")
    return page.figure


def title(trend: Trend, look: Look) -> Phrase:
    """What the panels show, and who gained the most and the least persons over the days."""
    percent = trend.measure in {Measure.percent, Measure.balance}
    gains = [(gain, course) for course in trend.courses if (gain := _gain(course)) is not None]
    shown = Phrase("chart-shown-percent" if percent else "chart-shown-registered")
    words: dict[str, object] = {"shown": shown, "since": trend.since, "as_on": trend.as_on, "count": len(gains)}
    if trend.since == trend.as_on:
        return Phrase("chart-panels-day", words)
    if len(gains) < 2:
        return Phrase("chart-panels-few" if gains else "chart-panels-none", words)
    most, least = max(gains, key=lambda pair: pair[0]), min(gains, key=lambda pair: pair[0])
    words |= {"first": name_of(most[1].now), "last": name_of(least[1].now)}
    words |= {"most": show(most[0], Kind.gain, look), "least": show(least[0], Kind.gain, look)}
    return Phrase("chart-panels" if most[0] > least[0] else "chart-panels-same", words)


def _gain(course: Course) -> int | None:
    points = course.fresh
    return points[-1].registered - points[0].registered if len(points) > 1 else None


def _value(point: Point, percent: bool) -> float | None:
    return point.percent if percent else point.registered


def _last(course: Course, percent: bool, look: Look) -> str:
    """The last figure of a panel."""
    value = next((found for point in reversed(course.fresh) if (found := _value(point, percent)) is not None), None)
    if value is None:
        return "–"
    return f"{show(value, Kind.percent, look)} %" if percent else show(round(value), Kind.count, look)
