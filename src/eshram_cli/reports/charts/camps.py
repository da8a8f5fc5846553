"""A calendar of camps as a picture: a row a place, a column a day, in it a mark a window from morning to night. Filled
marks are camps with a figure, open ones planned or untold, crossed ones called off."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from matplotlib.figure import Figure

from eshram_cli.answers.camps import CampCalendar, CampLine
from eshram_cli.language.written import short_date
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.axes import days_to_write
from eshram_cli.reports.charts.page import BASE, SMALL, Box, Head, Page
from eshram_cli.reports.charts.words import sourced
from eshram_cli.reports.document import Name, Phrase, within_of
from eshram_cli.reports.look import Look, say

MOST = {Size.screen: 26, Size.a4: 50, Size.phone: 40}
ROW, LARGEST_ROW = 18.0, 30.0
WINDOWS = ("morning", "day", "evening", "night")
_SHIFT = {"morning": -0.27, "day": -0.09, "evening": 0.09, "night": 0.27}
_MARK = {"morning": "o", "day": "s", "evening": "^", "night": "D"}


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
    box = page.open(Head(title, sourced(Phrase("camp-chart-legend")), notes), (len(places) + 2.6) * ROW)
    if places:
        _draw(page, box, calendar, places)
    return page.figure


def _draw(page: Page, box: Box, calendar: CampCalendar, places: list[str]) -> None:
    days = [calendar.since + dt.timedelta(at) for at in range((calendar.until - calendar.since).days + 1)]
    named = {row.id: say(Phrase("name", {"name": Name(row.place, row.place_hi)}), page.look) for row in calendar.rows}
    rows = page.rows(box, [named[place] for place in places], above=2.4, largest=LARGEST_ROW)
    ax, left, step, wide = rows.ax, rows.left, rows.step, (rows.right - rows.left) / len(days)
    ax.set_xlim(-0.5, len(days) - 0.5)
    for at, day in enumerate(days):
        if day.weekday() == 6:
            ax.axvspan(at - 0.5, at + 0.5, color=style.BAND, linewidth=0, label="sunday")
    for at in range(len(places) + 1):
        ax.axhline(at - 0.5, color=style.RULE, linewidth=0.6)
    marker = max(min(step * 0.34, wide * 0.3), 2.6)
    for row in calendar.rows:
        if row.id in places:
            _mark(ax, row, (row.as_on - calendar.since).days, places.index(row.id), marker)
    for at in days_to_write(page, len(days), wide, SMALL):
        page.text(
            left + (at + 0.5) * wide, box.top + 1.8 * step, short_date(days[at]), SMALL, color=style.FAINT, ha="center"
        )
    _legend(page, box, left, step, calendar)


def _mark(ax: object, row: CampLine, day: int, at: int, size: float) -> None:
    told = row.registered is not None
    look = {"color": style.STRONG if told else style.PAPER, "markeredgecolor": style.DEEP, "markeredgewidth": 0.9}
    if row.status == "cancelled":
        look = {"color": style.FAINT, "markeredgecolor": style.FAINT}
    mark = "x" if row.status == "cancelled" else _MARK.get(row.window, "P")
    x = day + _SHIFT.get(row.window, 0.0)
    ax.plot([x], [at], linestyle="none", marker=mark, markersize=size, label=row.status, **look)  # type: ignore[attr-defined]


def _legend(page: Page, box: Box, left: float, step: float, calendar: CampCalendar) -> None:
    """Which mark is which window, those that occur."""
    x, y = left, box.top + 0.6 * step
    used = {row.window for row in calendar.rows}
    for window in (one for one in WINDOWS if one in used):
        ax = page.axes(Box(x, y - 5, 10, 10))
        ax.plot([0.5], [0.5], marker=_MARK[window], markersize=6, color=style.STRONG, markeredgecolor=style.DEEP)
        ax.set(xlim=(0, 1), ylim=(0, 1))
        text = say(Phrase(f"camp-window-{window}"), page.look)
        page.text(x + 13, y, text, BASE)
        x += 13 + page.width(text) + 16
