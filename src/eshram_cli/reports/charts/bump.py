"""Ranks day by day, the first on top; those that the title names, the first and the fastest movers stand out.

On a day without a figure a place ranks by its last one, its mark then being hollow.
"""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from eshram_cli.answers.trend import Course, Point, Trend
from eshram_cli.reports.charts import Size, axes, style
from eshram_cli.reports.charts.page import Box, End, Page
from eshram_cli.reports.charts.words import shortened, subtitle_of
from eshram_cli.reports.document import Phrase, name_of
from eshram_cli.reports.look import Look

MOST = {Size.screen: 20, Size.a4: 40, Size.phone: 40}
"""So many ranks are drawn, from the first."""
ROW = 17.5


def draw(trend: Trend, look: Look, size: Size) -> Figure:
    """The chart of the places of a trend: on the right rank and name now, places that share a rank in one label."""
    page = Page(look, size, tall=True)
    courses = [course for course in trend.courses if _ranks(course)]
    shown = [course for course in courses if course.now.rank and course.now.rank <= MOST[size]]
    line = subtitle_of(trend, Phrase("chart-measure-ranks", {"measure": Phrase(f"measure-{trend.measure}")}))
    lowest = max((course.now.rank or 1 for course in shown), default=1)
    wanted = (max(lowest, len(shown)) + 2) * ROW
    box = page.open(title(courses), line, wanted, shortened(len(shown), len(courses), trend.places))
    if not shown:
        return page.figure
    chosen, edge = highlights(shown), lowest + 0.7
    tied: dict[int, list[Course]] = {}
    for course in shown:
        tied.setdefault(course.now.rank or 0, []).append(course)
    names: list[End] = [
        (rank, f"{rank} {', '.join(page.named(one.now) for one in same)}", any(one in chosen for one in same))
        for rank, same in tied.items()
    ]
    ranks: list[End] = [(rank, str(rank), False) for rank in tied]
    ax = page.ends(Box(box.left, box.top, box.width, box.height - 17), ranks, names, lowest)
    first = min(point.as_on for course in shown for point in _ranks(course))
    axes.day_axis(page, ax, first, (trend.as_on - first).days + 1)
    ax.set(ylim=(edge, 0.5), yticks=[])
    for course in shown:
        points = _ranks(course)
        days = [(point.as_on - first).days for point in points]
        rows = [min(point.rank or 0, edge) for point in points]  # a line that leaves the ranks drawn ends at their edge
        stale = [at for at, point in enumerate(points) if point.stale_days]
        look_of = style.outstanding(chosen.index(course)) if course in chosen else style.REST
        ax.plot(days, rows, label=course.now.place, **look_of)
        if course in chosen:
            ax.plot(days, rows, markevery=stale, **{**look_of, "linestyle": "", "markerfacecolor": style.PAPER})
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
