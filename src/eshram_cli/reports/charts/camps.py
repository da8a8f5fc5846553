"""A calendar of camps as a picture: a row a place, a column a day, in it a mark a window from morning to night. Filled
marks are camps with a figure, open ones planned or untold, crossed ones called off."""

from __future__ import annotations

from collections import Counter
from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from eshram_cli.answers.camps import CampCalendar
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.axes import DAY, day_axis
from eshram_cli.reports.charts.page import Page
from eshram_cli.reports.document import Phrase, within_of
from eshram_cli.reports.look import Look, say

MOST = {Size.screen: 26, Size.a4: 50, Size.phone: 40}
ROW, LARGEST_ROW = 18.0, 30.0
WINDOWS = {"morning": (-0.27, "o"), "day": (-0.09, "s"), "evening": (0.09, "^"), "night": (0.27, "D")}
"""How far from the middle of its day a camp stands, and its mark."""


def draw(calendar: CampCalendar, look: Look, size: Size) -> Figure:
    """The chart of a calendar; the places with the most camps where there are more than fit."""
    page = Page(look, size, tall=True)
    often = Counter(row.id for row in calendar.rows)
    places = sorted(often, key=lambda place: (-often[place], place))[: MOST[size]]
    words: dict[str, object] = {"within": within_of(calendar), "since": calendar.since, "until": calendar.until}
    stand = sum(row.status != "cancelled" for row in calendar.rows)
    title = Phrase("camp-chart-calendar", words | {"count": stand})
    notes = [Phrase("camp-chart-sundays")]
    if len(places) < len(often):
        notes.append(Phrase("camp-chart-more", {"count": len(places), "places": len(often)}))
    full: dict[str, Any] = {"linestyle": "", "color": style.STRONG, "markeredgecolor": style.DEEP}
    used = {row.window for row in calendar.rows}
    key = [
        Line2D([], [], marker=mark, markersize=6, label=say(Phrase(f"camp-window-{window}"), look), **full)
        for window, (_, mark) in WINDOWS.items()
        if window in used
    ]
    box = page.open(title, Phrase("camp-chart-legend"), (len(places) + 1.4) * ROW, notes, key)
    if not places:
        return page.figure
    count = (calendar.until - calendar.since).days + 1
    named = {row.id: page.named(row) for row in calendar.rows}
    rows = page.rows(box, [named[place] for place in places], above=1.2, largest=LARGEST_ROW)
    ax, marker = rows.ax, max(min(rows.step * 0.34, (rows.right - rows.left) / count * 0.3), 2.6)
    day_axis(page, ax, calendar.since, count, top=True)
    for at in range(count):
        if (calendar.since + at * DAY).weekday() == 6:
            ax.axvspan(at - 0.5, at + 0.5, color=style.BAND, linewidth=0, label="sunday")
    ax.set_yticks([at - 0.5 for at in range(len(places) + 1)], labels=[])
    ax.grid(axis="y")
    for row in calendar.rows:
        if row.id not in places:
            continue
        shift, mark = WINDOWS.get(row.window, (0.0, "P"))
        if row.status == "cancelled":
            face = full | {"marker": "x", "color": style.FAINT, "markeredgecolor": style.FAINT}
        else:
            face = full | {"marker": mark, "color": style.PAPER if row.registered is None else style.STRONG}
        day = (row.as_on - calendar.since).days + shift
        ax.plot(day, places.index(row.id), markersize=marker, label=row.status, **face)
    return page.figure
