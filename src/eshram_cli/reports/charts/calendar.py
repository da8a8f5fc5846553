"""Who reported on which day: a row a place, a square a day, filled where a figure of that very day came in.

Nothing carried forward counts as reported. The places that reported least stand on top.
"""

from __future__ import annotations

from collections.abc import Sequence

from eshram_cli.analysis.trend import Course, Trend
from eshram_cli.language.dates import short_date
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.curve import SMALL
from eshram_cli.reports.charts.page import Box, Head, Page
from eshram_cli.reports.charts.scale import Days
from eshram_cli.reports.charts.words import name_of, sourced, subtitle_of
from eshram_cli.reports.document import Phrase
from eshram_cli.reports.look import Look, say

MOST = {Size.screen: 40, Size.a4: 60, Size.phone: 60}
ROW = 1.5


def draw(trend: Trend, look: Look, size: Size) -> Page:
    """The chart of the places of a trend."""
    page = Page(look, size, tall=True)
    courses = sorted(trend.courses, key=lambda course: len(course.fresh))
    shown = courses[: MOST[size]]
    notes = [Phrase("chart-note-calendar")]
    if len(shown) < len(courses):
        notes.append(Phrase("chart-note-ranks", {"count": len(shown), "places": trend.places}))
    head = Head(title(trend), sourced(subtitle_of(trend, Phrase("chart-measure-calendar"))), notes)
    box = page.open(head, (len(shown) + 1.2) * page.base * ROW)
    _draw(page, box, trend, shown)
    return page


def title(trend: Trend) -> Phrase:
    """How many reported on every day, and who missed the most."""
    days = len(trend.days)
    every = sum(len(course.fresh) == days for course in trend.courses)
    words: dict[str, object] = {"every": every, "places": len(trend.courses), "days": days}
    if every == len(trend.courses):
        return Phrase("chart-calendar-day" if days == 1 else "chart-calendar-all", words)
    least = min(len(course.fresh) for course in trend.courses)
    names = [name_of(course.now) for course in trend.courses if len(course.fresh) == least]
    if len(names) > 3:
        return Phrase("chart-calendar-many", {**words, "count": len(names), "missed": days - least})
    return Phrase("chart-calendar", {**words, "names": tuple(names), "missed": days - least})


def _draw(page: Page, box: Box, trend: Trend, courses: Sequence[Course]) -> None:
    step = min(box.height / (len(courses) + 1.2), page.base * 2.2)
    size = min(1.0, step / page.base / 1.35)
    names = [say(Phrase("chart-name", {"name": name_of(course.now)}), page.look) for course in courses]
    widest = min(max((page.width(name, size) for name in names), default=0), box.width * 0.32)
    count = page.width(f"{len(trend.days)} / {len(trend.days)}", size, bold=True) + page.base
    days = Days(trend.since, trend.as_on, box.left + widest + page.base * 0.6, box.right - count)
    for day in days.ticks(page.width("28.12", SMALL * size) * 1.3):
        page.text(days(day), box.top + step * 0.5, short_date(day), SMALL * size, colour=style.FAINT, align="center")
    for at, (course, name) in enumerate(zip(courses, names, strict=True)):
        middle = box.top + (at + 1.7) * step
        page.name(box.left, middle, name, widest, size)
        _row(page, days, trend, course, middle, step)
        total = f"{len(course.fresh)} / {len(trend.days)}"
        page.text(box.right, middle, total, size, bold=len(course.fresh) < len(trend.days), align="right")


def _row(page: Page, days: Days, trend: Trend, course: Course, middle: float, step: float) -> None:
    """The days that are missing stand out, since they are what is looked for."""
    reported = {point.as_on for point in course.fresh}
    width, height = days.room * 0.84, min(step * 0.68, days.room * 1.6)
    top = middle - height / 2
    page.cells([(days(day) - width / 2, top, width, height) for day in trend.days if day in reported], style.SOFT)
    for day in trend.days:
        left = days(day) - width / 2
        if day not in reported:
            page.bar(left, middle - height / 2, width, height, style.PAPER, edge=style.INK)
            page.marks([(days(day), middle)], "x", height * 0.5, style.INK)
