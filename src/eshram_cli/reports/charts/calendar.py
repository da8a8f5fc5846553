"""Who reported on which day: a row a place, a square a day, filled where a figure of that very day came in.

Nothing carried forward counts as reported. The places that reported least stand on top.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from eshram_cli.answers.trend import Course, Trend
from eshram_cli.language.written import short_date
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.axes import days_to_write
from eshram_cli.reports.charts.page import SMALL, Box, Head, Page
from eshram_cli.reports.charts.words import shortened, sourced, subtitle_of
from eshram_cli.reports.document import Phrase, name_of
from eshram_cli.reports.look import Look, say

MOST = {Size.screen: 40, Size.a4: 60, Size.phone: 60}
ROW, LARGEST_ROW = 15.0, 22.0


def draw(trend: Trend, look: Look, size: Size) -> Figure:
    """The chart of the places of a trend."""
    page = Page(look, size, tall=True)
    courses = sorted(trend.courses, key=lambda course: len(course.fresh))
    shown = courses[: MOST[size]]
    notes = [Phrase("chart-note-calendar"), *shortened(len(shown), len(courses), trend.places)]
    head = Head(title(trend), sourced(subtitle_of(trend, Phrase("chart-measure-calendar"))), notes)
    box = page.open(head, (len(shown) + 1.2) * ROW)
    _draw(page, box, trend, shown)
    return page.figure


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
    """The days that are missing stand out, since they are what is looked for."""
    days = len(trend.days)
    names = [say(Phrase("chart-name", {"name": name_of(course.now)}), page.look) for course in courses]
    totals = [f"{len(course.fresh)} / {days}" for course in courses]
    lacking = [at for at, course in enumerate(courses) if len(course.fresh) < days]
    rows = page.rows(box, names, totals, bold=lacking, above=1.2, largest=LARGEST_ROW)
    ax, step, wide = rows.ax, rows.step, (rows.right - rows.left) / days
    ax.set_xlim(-0.5, days - 0.5)
    high = min(0.68, 1.6 * wide / step)
    reported = [{(point.as_on - trend.since).days for point in course.fresh} for course in courses]
    for missing in (False, True):
        cells = [(day, at) for at, filled in enumerate(reported) for day in range(days) if (day in filled) != missing]
        middles = np.array(cells, dtype=float).reshape(-1, 2)
        corners = middles[:, None, :] + np.array(
            [[-0.42, -high / 2], [0.42, -high / 2], [0.42, high / 2], [-0.42, high / 2]]
        )
        fill, edge = (style.PAPER, style.INK) if missing else (style.SOFT, "none")
        label = "missing" if missing else "reported"
        ax.add_collection(PolyCollection(list(corners), facecolor=fill, edgecolor=edge, linewidth=0.5, label=label))
        if missing:
            cross = {"color": style.INK, "markersize": min(high * step, wide) * 0.5, "markeredgewidth": 0.6}
            ax.plot(middles[:, 0], middles[:, 1], "x", **cross)  # type: ignore[arg-type]
    small = min(SMALL, rows.size)
    for day in days_to_write(page, days, wide, small):
        text, middle = short_date(trend.days[day]), rows.left + (day + 0.5) * wide
        page.text(middle, box.top + step / 2, text, small, color=style.FAINT, ha="center")
