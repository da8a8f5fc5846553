"""Ranks day by day, the first on top; those that the title names, the first and the fastest movers stand out.

On a day without a figure a place ranks by its last one, its mark then being hollow.
"""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from eshram_cli.answers.trend import Course, Point, Trend
from eshram_cli.language.written import short_date
from eshram_cli.reports.charts import Size, axes, style
from eshram_cli.reports.charts.page import BASE, SMALL, Box, Head, Page
from eshram_cli.reports.charts.words import shortened, sourced, subtitle_of
from eshram_cli.reports.document import Phrase, name_of
from eshram_cli.reports.look import Look, say

MOST = {Size.screen: 20, Size.a4: 40, Size.phone: 40}
"""So many ranks are drawn, from the first."""
ROW = 17.5


def draw(trend: Trend, look: Look, size: Size) -> Figure:
    """The chart of the places of a trend."""
    page = Page(look, size, tall=True)
    courses = [course for course in trend.courses if _ranks(course)]
    shown = [course for course in courses if course.now.rank and course.now.rank <= MOST[size]]
    line = subtitle_of(trend, Phrase("chart-measure-ranks", {"measure": Phrase(f"measure-{trend.measure}")}))
    notes = shortened(len(shown), len(courses), trend.places)
    lowest = max((course.now.rank or 1 for course in shown), default=1)
    box = page.open(Head(title(courses), sourced(line), notes), (max(lowest, len(shown)) + 2) * ROW)
    if shown:
        _draw(page, box, trend, shown, lowest)
    return page.figure


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


def _draw(page: Page, box: Box, trend: Trend, courses: Sequence[Course], lowest: int) -> None:
    """On the right rank and name now, places that share a rank in one label; on the left the ranks."""
    chosen = highlights(courses)
    size = min(BASE, (box.height - 20) / (lowest + 1) / 1.35)
    by_rank: dict[int, list[Course]] = {}
    for course in courses:
        by_rank.setdefault(course.now.rank or 0, []).append(course)
    names = {
        rank: f"{rank} {', '.join(say(Phrase('chart-name', {'name': name_of(one.now)}), page.look) for one in tied)}"
        for rank, tied in by_rank.items()
    }
    name_width = min(page.widest(list(names.values()), size, bold=True), box.width * 0.36)
    left, right = box.left + page.width("38", size) + 10, box.right - name_width - 8
    ax = page.axes(Box(left, box.top, right - left, box.height - 17))
    first = min(point.as_on for course in courses for point in _ranks(course))
    count = (trend.as_on - first).days + 1
    edge = lowest + 0.7
    ax.set(xlim=(-0.5, count - 0.5), ylim=(edge, 0.5))
    for course in [*(one for one in courses if one not in chosen), *chosen]:
        points = _ranks(course)
        days = [(point.as_on - first).days for point in points]
        ranks = [
            min(point.rank or 0, edge) for point in points
        ]  # a line that leaves the ranks drawn ends at their edge
        if course not in chosen:
            ax.plot(days, ranks, color=style.RULE, linewidth=1.25, label=course.now.place)
            continue
        at = chosen.index(course)
        look = {"color": style.HUES[at], "marker": style.MARKS[at], "markersize": 4.6, "clip_on": False}
        ax.plot(days, ranks, linestyle=style.DASHES[at], linewidth=2, label=course.now.place, **look)  # type: ignore[arg-type]
        stale = [(day, rank) for day, rank, point in zip(days, ranks, points, strict=True) if point.stale_days]
        ax.plot(*zip(*stale, strict=True), linestyle="", markerfacecolor=style.PAPER, **look) if stale else None  # type: ignore[arg-type]
    for rank, tied in by_rank.items():
        bold = any(course in chosen for course in tied)
        color = style.INK if bold else style.FAINT
        page.name(ax, right + 8, rank, names[rank], name_width, size, bold=bold, color=color)
        page.row(ax, left - 4, rank, str(rank), min(size, SMALL), color=style.FAINT, ha="right")
    wide = (right - left) / count
    for day in axes.days_to_write(page, count, wide):
        ax.plot(
            [day, day],
            [edge, edge + 3 * (edge - 0.5) / (box.height - 17)],
            color=style.FAINT,
            linewidth=0.5,
            clip_on=False,
        )
        text = short_date(first + axes.DAY * day)
        page.text(left + (day + 0.5) * wide, box.bottom - 7, text, SMALL, color=style.FAINT, ha="center")
