"""Who reported on which day: a row a place, a square a day, filled where a figure of that very day came in.

Nothing carried forward counts as reported. The places that reported least stand on top.
"""

from __future__ import annotations

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from eshram_cli.answers.trend import Trend
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.axes import day_axis
from eshram_cli.reports.charts.page import SMALL, Page
from eshram_cli.reports.charts.words import shortened, subtitle_of
from eshram_cli.reports.document import Phrase, name_of
from eshram_cli.reports.look import Look

MOST = {Size.screen: 40, Size.a4: 60, Size.phone: 60}
ROW, LARGEST_ROW = 15.0, 22.0


def draw(trend: Trend, look: Look, size: Size) -> Figure:
    """The chart of the places of a trend; the days that are missing stand out, since they are what is looked for."""
    page, days = Page(look, size, tall=True), len(trend.days)
    courses = sorted(trend.courses, key=lambda course: len(course.fresh))
    shown = courses[: MOST[size]]
    notes = [Phrase("chart-note-calendar"), *shortened(len(shown), len(courses), trend.places)]
    line = subtitle_of(trend, Phrase("chart-measure-calendar"))
    box = page.open(title(trend), line, (len(shown) + 1.2) * ROW, notes)
    names = [page.named(course.now) for course in shown]
    totals = [f"{len(course.fresh)} / {days}" for course in shown]
    lacking = [at for at, course in enumerate(shown) if len(course.fresh) < days]
    rows = page.rows(box, names, totals, bold=lacking, above=1.2, largest=LARGEST_ROW)
    ax, step, wide = rows.ax, rows.step, (rows.right - rows.left) / days
    day_axis(page, ax, trend.since, days, size=min(SMALL, rows.size), top=True)
    high = min(0.68, 1.6 * wide / step)
    square = np.array([[-0.42, -high / 2], [0.42, -high / 2], [0.42, high / 2], [-0.42, high / 2]])
    reported = [{(point.as_on - trend.since).days for point in course.fresh} for course in shown]
    looks = {"reported": (style.SOFT, "none"), "missing": (style.PAPER, style.INK)}
    for label, (fill, edge) in looks.items():
        wanted = label == "reported"
        cells = [(day, at) for at, there in enumerate(reported) for day in range(days) if (day in there) == wanted]
        middles = np.array(cells, dtype=float).reshape(-1, 2)
        squares = list(middles[:, None, :] + square)
        ax.add_collection(PolyCollection(squares, facecolor=fill, edgecolor=edge, linewidth=0.5, label=label))
        if label == "missing":
            ax.plot(*middles.T, "x", color=style.INK, markersize=min(high * step, wide) * 0.5, markeredgewidth=0.6)
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
