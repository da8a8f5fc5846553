"""Ranks day by day, the first on top; those that the title names, the first and the fastest movers stand out.

On a day without a figure a place ranks by its last one, its mark then being hollow.
"""

from __future__ import annotations

from collections.abc import Sequence

from eshram_cli.analysis.trend import Course, Point, Trend
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.curve import SMALL, day_axis
from eshram_cli.reports.charts.page import Box, Head, Page
from eshram_cli.reports.charts.scale import Days, Scale
from eshram_cli.reports.charts.words import name_of, sourced, subtitle_of
from eshram_cli.reports.document import Phrase
from eshram_cli.reports.look import Look, say

MOST = {Size.screen: 20, Size.a4: 40, Size.phone: 40}
"""So many ranks are drawn, from the first."""
ROW = 1.75


def draw(trend: Trend, look: Look, size: Size) -> Page:
    """The chart of the places of a trend."""
    page = Page(look, size, tall=True)
    courses = [course for course in trend.courses if _ranks(course)]
    shown = [course for course in courses if course.now.rank and course.now.rank <= MOST[size]]
    line = subtitle_of(trend, Phrase("chart-measure-ranks", {"measure": Phrase(f"measure-{trend.measure}")}))
    notes = (
        [Phrase("chart-note-ranks", {"count": len(shown), "places": trend.places})] if len(shown) < len(courses) else []
    )
    box = page.open(Head(title(courses), sourced(line), notes), (len(shown) + 2) * page.base * ROW)
    _draw(page, box, trend, shown, highlights(shown))
    return page


def title(courses: Sequence[Course]) -> Phrase:
    """Who took the first place from whom, else who rose the most, else that nobody moved."""
    risen = _risen(courses)
    first = [course for course in courses if course.now.rank == 1]
    if len(first) == 1 and _ranks(first[0])[0].rank != 1:
        return _rise("chart-bump-first", first[0])
    if risen is None:
        return Phrase("chart-bump-still")
    return _rise("chart-bump-rise", risen)


def _rise(key: str, course: Course) -> Phrase:
    points = _ranks(course)
    words = {"name": name_of(course.now), "before": points[0].rank, "rank": points[-1].rank, "since": points[0].as_on}
    return Phrase(key, words)


def highlights(courses: Sequence[Course]) -> list[Course]:
    """The first three, and who rose and fell the most: at most five, in the order of rank."""
    moved = sorted(courses, key=_rose)
    chosen = [*courses[:3], *moved[-1:], *moved[:1]]
    return [course for course in courses if course in chosen]


def _risen(courses: Sequence[Course]) -> Course | None:
    best = max(courses, key=_rose, default=None)
    return best if best is not None and _rose(best) > 0 else None


def _rose(course: Course) -> int:
    points = _ranks(course)
    return (points[0].rank or 0) - (points[-1].rank or 0)


def _ranks(course: Course) -> list[Point]:
    return [point for point in course.points if point.rank is not None]


def _draw(page: Page, box: Box, trend: Trend, courses: Sequence[Course], chosen: Sequence[Course]) -> None:
    if not courses:
        return
    lowest = max(course.now.rank or 1 for course in courses)
    size = min(1.0, (box.height - page.base * 2) / (lowest + 1) / page.base / 1.35)
    names = max(page.width(f"38 {_name(page, course)}", size, bold=True) for course in courses)
    right = min(names, box.width * 0.36) + page.base * 0.8
    left = page.width("38", size) + page.base
    inner = Box(box.left + left, box.top, box.width - left - right, box.height - page.base * 1.7)
    scale = Scale(0.5, lowest + 0.7, inner.top, inner.bottom)
    first = min(point.as_on for course in courses for point in _ranks(course))
    days = day_axis(page, inner, first, trend.as_on)
    for course in [*(one for one in courses if one not in chosen), *chosen]:
        at = chosen.index(course) if course in chosen else None
        _course(page, days, scale, course, at, lowest)
    _labels(page, inner, scale, courses, chosen, size)


def _course(page: Page, days: Days, scale: Scale, course: Course, at: int | None, lowest: int) -> None:
    """Lines that leave the ranks drawn end at their edge."""
    points = [(days(point.as_on), scale(min(point.rank or 0, lowest + 0.7))) for point in _ranks(course)]
    if at is None:
        page.line(points, style.RULE, page.base / 8)
        return
    page.line(points, style.HUES[at], page.base / 5, dash=style.DASHES[at])
    fresh = [place for place, point in zip(points, _ranks(course), strict=True) if not point.stale_days]
    stale = [place for place, point in zip(points, _ranks(course), strict=True) if point.stale_days]
    page.marks(fresh, style.MARKS[at], page.base * 0.46, style.HUES[at])
    page.marks(stale, style.MARKS[at], page.base * 0.46, style.HUES[at], hollow=True)


def _labels(
    page: Page, inner: Box, scale: Scale, courses: Sequence[Course], chosen: Sequence[Course], size: float
) -> None:
    """On the right rank and name now, places that share a rank in one label; on the left the ranks."""
    by_rank: dict[int, list[Course]] = {}
    for course in courses:
        by_rank.setdefault(course.now.rank or 0, []).append(course)
    for rank, tied in by_rank.items():
        bold = any(course in chosen for course in tied)
        colour = style.INK if bold else style.FAINT
        text = f"{rank} {', '.join(_name(page, course) for course in tied)}"
        left = inner.right + page.base * 0.8
        room = page.sheet.width - page.sheet.margin - left
        page.name(left, scale(rank), text, room, size, bold=bold, colour=colour)
        page.text(inner.left - page.base * 0.4, scale(rank), str(rank), size * SMALL, colour=style.FAINT, align="right")


def _name(page: Page, course: Course) -> str:
    return say(Phrase("chart-name", {"name": name_of(course.now)}), page.look)
