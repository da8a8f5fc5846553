"""Many places at a glance: a small curve each, all on one scale, in the order of the ranking.

By a measure that knows the target the curve is the percent of the target, with a line at 100; else the persons so far.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from eshram_cli.analysis.measures import Measure
from eshram_cli.analysis.trend import Course, Point, Trend
from eshram_cli.language.dates import short_date
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.curve import curve, shade
from eshram_cli.reports.charts.page import LEAST, Box, Head, Page
from eshram_cli.reports.charts.scale import Days, Scale
from eshram_cli.reports.charts.words import name_of, sourced, subtitle_of
from eshram_cli.reports.document import Kind, Phrase
from eshram_cli.reports.look import Look, say, show

ACROSS = {Size.screen: 8, Size.a4: 5, Size.phone: 3}
MOST = {Size.screen: 48, Size.a4: 60, Size.phone: 60}
PANEL = 5.2
"""The height of a panel where it is free, in that of plain text."""
GAP = 0.9
HEAD = 1.35
SMALL = 0.8


@dataclass(frozen=True)
class Grid:
    """How the panels lie: how many across and down, how wide each is in pixels, and the size of its words.

    `stacked`: the figure stands below the name, in every panel, where beside it one of the names would be cut.
    """

    across: int
    down: int
    width: float
    small: float
    stacked: bool

    @property
    def lines(self) -> int:
        """Lines of words above each curve."""
        return 2 if self.stacked else 1


def draw(trend: Trend, look: Look, size: Size) -> Page:
    """The chart of the places of a trend."""
    page = Page(look, size, tall=True)
    courses = trend.courses[: MOST[size]]
    percent = trend.measure in {Measure.percent, Measure.balance}
    measure = Phrase("measure-percent" if percent else "measure-registered")
    notes = [
        Phrase(
            "chart-note-panels-percent" if percent else "chart-note-panels",
            {"since": trend.since, "as_on": trend.as_on},
        )
    ]
    if len(courses) < len(trend.courses):
        notes.append(Phrase("chart-note-ranks", {"count": len(courses), "places": trend.places}))
    grid = _grid(page, courses, size, percent)
    head = Head(title(trend, look), sourced(subtitle_of(trend, measure)), notes)
    box = page.open(head, grid.down * page.base * _free_height(grid))
    _draw(page, box, trend, courses, grid, percent)
    return page


def _grid(page: Page, courses: Sequence[Course], size: Size, percent: bool) -> Grid:
    across = min(ACROSS[size], max(1, len(courses)))
    inside = page.sheet.width - 2 * page.sheet.margin
    width = (inside - page.base * GAP * (across - 1)) / across
    small = min(SMALL, width / page.base / 8)
    pairs = [_words(page, course, percent) for course in courses]
    cut = any(page.clip(name, _beside(page, last, width, small), small * LEAST) != name for name, last in pairs)
    return Grid(across, math.ceil(len(courses) / across), width, small, cut)


def _free_height(grid: Grid) -> float:
    return PANEL + grid.small * HEAD * (grid.lines - 1)


def _beside(page: Page, last: str, width: float, small: float) -> float:
    """The room for a name on one line with the figure."""
    return width - page.width(last, small, bold=True) - page.base * 0.3


def title(trend: Trend, look: Look) -> Phrase:
    """Who gained the most and the least persons over the days."""
    gains = [(gain, course) for course in trend.courses if (gain := _gain(course)) is not None]
    if len(gains) < 2:
        return Phrase("chart-panels-few", {"count": len(gains)}) if gains else Phrase("chart-panels-none")
    most, least = max(gains, key=lambda pair: pair[0]), min(gains, key=lambda pair: pair[0])
    words = {
        "first": name_of(most[1].now),
        "last": name_of(least[1].now),
        "most": show(most[0], Kind.gain, look),
        "least": show(least[0], Kind.gain, look),
    }
    return Phrase("chart-panels", words)


def _gain(course: Course) -> int | None:
    points = course.fresh
    return points[-1].registered - points[0].registered if len(points) > 1 else None


def _draw(page: Page, box: Box, trend: Trend, courses: Sequence[Course], grid: Grid, percent: bool) -> None:
    height = min(box.height / max(grid.down, 1), page.base * _free_height(grid) * 1.5)
    values = [_value(point, percent) for course in courses for point in course.fresh]
    high = max([value for value in values if value is not None] + [100.0 if percent else 1.0])
    for at, course in enumerate(courses):
        left = box.left + at % grid.across * (grid.width + page.base * GAP)
        panel = Box(left, box.top + at // grid.across * height, grid.width, height - page.base * 0.7)
        _panel(page, panel, trend, course, (grid, high, percent))
    first = Box(box.left, box.top, grid.width, height - page.base * 0.7)
    _first_axis(page, first, trend, grid.down * height + box.top)


def _value(point: Point, percent: bool) -> float | None:
    return point.percent if percent else point.registered


def _panel(page: Page, panel: Box, trend: Trend, course: Course, drawn: tuple[Grid, float, bool]) -> None:
    """`drawn`: the grid, the highest value of its scale, whether values are percentages."""
    grid, high, percent = drawn
    head = _heading(page, panel, grid, _words(page, course, percent))
    inner = Box(panel.left, panel.top + head, panel.width, panel.height - head)
    known = [(point.as_on, value) for point in course.fresh if (value := _value(point, percent)) is not None]
    page.bar(inner.left, inner.top, inner.width, inner.height, style.BAND)
    scale = Scale(0, high, inner.bottom, inner.top + page.base * 0.2)
    days = Days(trend.since, trend.as_on, inner.left, inner.right)
    if percent:
        page.line([(inner.left, scale(100)), (inner.right, scale(100))], style.INK, 1.2)
    places = [(days(day), scale(value)) for day, value in known]
    shade(page, places, [day for day, _ in known], inner.bottom, style.SOFT)
    curve(page, places, [day for day, _ in known], style.STRONG, page.base / 8)
    if places:
        page.marks(places[-1:], "o", page.base * 0.3, style.STRONG)


def _heading(page: Page, panel: Box, grid: Grid, words: tuple[str, str]) -> float:
    """The name and the last figure above a curve; gives their height."""
    name, last = words
    line = page.base * grid.small * HEAD
    middle = panel.top + line * 0.4
    if grid.stacked:
        page.name(panel.left, middle, name, panel.width, grid.small)
        page.text(panel.left, middle + line, last, grid.small, bold=True)
    else:
        page.name(panel.left, middle, name, _beside(page, last, panel.width, grid.small), grid.small)
        page.text(panel.right, middle, last, grid.small, bold=True, align="right")
    return line * grid.lines


def _words(page: Page, course: Course, percent: bool) -> tuple[str, str]:
    """The name of a panel and its last figure."""
    name = say(Phrase("chart-name", {"name": name_of(course.now)}), page.look)
    value = next((found for point in reversed(course.fresh) if (found := _value(point, percent)) is not None), None)
    if value is None:
        return name, "–"
    look = page.look
    return name, f"{show(value, Kind.percent, look)} %" if percent else show(round(value), Kind.count, look)


def _first_axis(page: Page, panel: Box, trend: Trend, below: float) -> None:
    """The days, once, under the first column."""
    y = below - page.base * 0.35
    page.text(panel.left, y, short_date(trend.since), 0.66, colour=style.FAINT)
    page.text(panel.right, y, short_date(trend.as_on), 0.66, colour=style.FAINT, align="right")
