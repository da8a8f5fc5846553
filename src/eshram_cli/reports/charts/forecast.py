"""How a place has gone and how it will go on: its counts, the fan of what is to come, target, deadline, day notes.

The darker band holds half of the chances, the lighter one eight in ten; both have an edge, so that they read in grey.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from eshram_cli.analysis.forecasts import PlaceForecast
from eshram_cli.reports.charts import Size, axes, style
from eshram_cli.reports.charts.axes import DAY
from eshram_cli.reports.charts.page import Page
from eshram_cli.reports.document import Kind, Phrase, name_of
from eshram_cli.reports.layouts.forecasts import day_name, sentence
from eshram_cli.reports.look import Look, show

SHAPE = 0.8
BEHIND = 60
"""So many days back are drawn at most."""
SHORTEST = 28
WIDE, NARROW = "#cfe2f0", "#8fbfdf"
MIDDLE = 3


def draw(found: PlaceForecast, look: Look, size: Size) -> Figure:
    """The chart of one place."""
    page, registered = Page(look, size), found.registered or 0
    line = Phrase("page-first-alone", {"as_on": found.as_on, "measure": Phrase("measure-registered")})
    box = page.open(title(found), line, page.sheet.width * SHAPE, list(_notes(found)))
    ahead = days_ahead(found)
    rows, last = found.counts[:ahead], found.as_on + ahead * DAY
    since = max((found.as_on - found.first).days - BEHIND + 1, 0)
    known = [int(at) for at in np.flatnonzero(~np.isnan(found.series)) if at >= since]
    days: list[Any] = [found.first + at * DAY for at in known]
    counts = [float(found.series[at]) for at in known]
    # The first figure drawn; earlier where it is so late that the labels to its left would have no room.
    first = min([*days[:1], found.as_on - max(ahead * 2 // 5, 1) * DAY])
    ax = axes.plot_area(page, box, 0, max([found.target or 0, 1, *(row[5] for row in rows), *counts]), (first, last))

    # The fan, each band from what is reached now.
    to_come: list[Any] = [found.as_on + day * DAY for day in range(ahead + 1)]
    lines = [[registered, *(row[quantile] for row in rows)] for quantile in range(7)]
    ax.fill_between(to_come, lines[1], lines[5], color=WIDE, linewidth=0, label="wide")
    ax.fill_between(to_come, lines[2], lines[4], color=NARROW, linewidth=0, label="narrow")
    for edge in (1, 5):
        ax.plot(to_come, lines[edge], color=style.STRONG, linewidth=0.6, linestyle=(0, (3, 2)))
    ax.plot(to_come, lines[MIDDLE], color=style.DEEP, linewidth=1.4, linestyle=(0, (5, 2)), label="middle")

    axes.curve(ax, days, counts, style.DEEP, 2, dots=True)
    middle: Any = found.finish.get(0.5)
    end: tuple[Any, float, str, str] | None = None
    if middle and found.done_on is None and found.target and middle <= last:
        end = middle, found.target, style.ALARM, show(middle, Kind.date, look)
    elif found.done_on is None and found.proven and rows:
        end = last, rows[-1][MIDDLE], style.DEEP, show(rows[-1][MIDDLE], Kind.count, look)
    if end:
        ax.plot(*end[:2], "D", color=end[2], markersize=5, zorder=4, label="finish")
    deadline = found.deadline if found.deadline and found.deadline <= last else None
    axes.marks(page, ax, first, found.target, deadline, found.day_notes)
    axes.label(ax, show(found.registered, Kind.count, look), (found.as_on, registered), weight="bold")
    if end:
        axes.label(ax, end[3], end[:2], weight="bold")
    return page.figure


def title(found: PlaceForecast) -> Phrase:
    """When the target is reached, in few words; without a target, where the middle ends on the chart."""
    words: dict[str, object] = {"name": name_of(found), "target": found.target, "count": found.registered}
    if found.done_on is not None:
        key = "chart-forecast-first" if found.done_on == found.first_figure else "chart-forecast-done"
        return Phrase(key, words | {"day": day_name(found.done_on)})
    if not found.proven:
        return Phrase("chart-forecast-one-day", words)
    if found.target is None:
        ahead = days_ahead(found)
        there = {"count": found.counts[ahead - 1][MIDDLE], "day": day_name(found.as_on + ahead * DAY)}
        return Phrase("chart-forecast-open", words | there)
    if found.promised:
        return Phrase("chart-forecast-by", words | {"day": day_name(found.promised)})
    middle = found.finish.get(0.5)
    return Phrase("chart-forecast" if middle else "chart-forecast-never", words | {"day": day_name(middle)})


def _notes(found: PlaceForecast) -> Iterator[Phrase]:
    """What the chart rests on: the sentence, what the bands are, whose pace it is, the notes on days."""
    yield sentence(found)
    yield Phrase("chart-forecast-bands" if found.proven else "forecast-note-one-day")
    yield from (Phrase("forecast-note-borrowed", note.facts) for note in found.made.notes if note.code == "borrowed")
    yield from axes.note_phrases(found.day_notes)


def days_ahead(found: PlaceForecast) -> int:
    """So far that deadline and middle finish are on the chart, four weeks at least, the horizon at most."""
    marks = [SHORTEST]
    if found.deadline:
        marks.append((found.deadline - found.as_on).days + 3)
    middle = found.finish.get(0.5)
    if middle and found.done_on is None:
        marks.append(int((middle - found.as_on).days * 1.2) + 3)
    return min(max(marks), len(found.counts))
