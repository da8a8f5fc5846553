"""How a place has gone and how it will go on: its counts, the fan of what is to come, target, deadline, day notes.

The darker band holds half of the chances, the lighter one eight in ten; both have an edge, so that they read in grey.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import numpy as np

from eshram_cli.analysis.forecasts import PlaceForecast
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.brush import Align
from eshram_cli.reports.charts.curve import SMALL, curve, day_axis, value_axis
from eshram_cli.reports.charts.page import Box, Head, Page
from eshram_cli.reports.charts.scale import Days, Scale, short_count
from eshram_cli.reports.charts.words import sourced
from eshram_cli.reports.document import Kind, Phrase
from eshram_cli.reports.layouts.forecasts import day_name, name, sentence
from eshram_cli.reports.look import Look, say, show

SHAPE = 0.8
BEHIND = 60
"""So many days back are drawn at most."""
SHORTEST = 28
WIDE, NARROW = "#cfe2f0", "#8fbfdf"
MIDDLE = 3
DAY = dt.timedelta(days=1)
Line = list[tuple[float, float]]


def draw(found: PlaceForecast, look: Look, size: Size) -> Page:
    """The chart of one place."""
    page = Page(look, size)
    line = Phrase("page-first-alone", {"as_on": found.as_on, "measure": Phrase("measure-registered")})
    box = page.open(Head(title(found), sourced(line), list(_notes(found))), page.sheet.width * SHAPE)
    _draw(page, box, found)
    return page


def title(found: PlaceForecast) -> Phrase:
    """When the target is reached, in few words; without a target, where the middle ends on the chart."""
    words: dict[str, object] = {"name": name(found), "target": found.target, "count": found.registered}
    if found.done_on is not None:
        key = "chart-forecast-first" if found.done_on == found.first_figure else "chart-forecast-done"
        return Phrase(key, words | {"day": day_name(found.done_on)})
    if not found.proven:
        return Phrase("chart-forecast-one-day", words)
    if found.target is None:
        ahead = days_ahead(found)
        there = {"count": found.counts[ahead - 1][MIDDLE], "day": day_name(found.as_on + ahead * DAY)}
        return Phrase("chart-forecast-open", words | there)
    middle = found.finish.get(0.5)
    return Phrase("chart-forecast" if middle else "chart-forecast-never", words | {"day": day_name(middle)})


def _notes(found: PlaceForecast) -> Iterator[Phrase]:
    """What the chart rests on: the sentence, what the bands are, whose pace it is, the notes on days."""
    yield sentence(found)
    yield Phrase("chart-forecast-bands" if found.proven else "forecast-note-one-day")
    yield from (Phrase("forecast-note-borrowed", note.facts) for note in found.made.notes if note.code == "borrowed")
    for number, note in enumerate(found.day_notes, start=1):
        yield Phrase("chart-day-note", {"number": str(number), "as_on": note.as_on, "text": note.text})


def days_ahead(found: PlaceForecast) -> int:
    """So far that deadline and middle finish are on the chart, four weeks at least, the horizon at most."""
    marks = [SHORTEST]
    if found.deadline:
        marks.append((found.deadline - found.as_on).days + 3)
    middle = found.finish.get(0.5)
    if middle and found.done_on is None:
        marks.append(int((middle - found.as_on).days * 1.2) + 3)
    return min(max(marks), len(found.counts))


def _draw(page: Page, box: Box, found: PlaceForecast) -> None:
    ahead = days_ahead(found)
    rows = found.counts[:ahead]
    past = _past(found)
    top = max([found.target or 0, 1, *(row[5] for row in rows), *(count for _, count in past)])
    inner, scale = value_axis(page, box, 0, top, lambda value: short_count(value, page.look))
    days = day_axis(page, inner, _first_day(found, past, ahead), found.as_on + ahead * DAY)
    _fan(page, days, scale, found, rows)
    if found.target:
        _target(page, inner, scale, found.target)
    if found.deadline and found.deadline <= days.last:
        _deadline(page, inner, days, found.deadline)
    _marks_of_notes(page, inner, days, found)
    points = [(days(day), scale(count)) for day, count in past]
    curve(page, points, [day for day, _ in past], style.DEEP, page.base / 5)
    if len(points) <= 62:
        page.marks(points, "o", page.base * 0.36, style.DEEP)
    _labels(page, days, scale, found, rows)


def _first_day(found: PlaceForecast, past: list[tuple[dt.date, float]], ahead: int) -> dt.date:
    """The first figure drawn; earlier where it is so late that the labels to its left would have no room."""
    room = found.as_on - max(ahead * 2 // 5, 1) * DAY
    return min(past[0][0], room) if past else room


def _past(found: PlaceForecast) -> list[tuple[dt.date, float]]:
    known = [int(at) for at in np.flatnonzero(~np.isnan(found.series))]
    dated = [(found.first + at * DAY, float(found.series[at])) for at in known]
    return [(day, count) for day, count in dated if day > found.as_on - BEHIND * DAY]


def _fan(page: Page, days: Days, scale: Scale, found: PlaceForecast, rows: Sequence[Sequence[int]]) -> None:
    lines = [_line(days, scale, found, rows, at) for at in range(7)]
    page.area([*lines[1], *lines[5][::-1]], WIDE)
    page.area([*lines[2], *lines[4][::-1]], NARROW)
    for at in (1, 5):
        page.line(lines[at], style.STRONG, page.base / 16, dash=(3, 2))
    page.line(lines[3], style.DEEP, page.base / 7, dash=(5, 2))


def _line(days: Days, scale: Scale, found: PlaceForecast, rows: Sequence[Sequence[int]], at: int) -> Line:
    start = (days(found.as_on), scale(found.registered or 0))
    steps = ((found.as_on + ahead * DAY, row[at]) for ahead, row in enumerate(rows, start=1))
    return [start, *((days(day), scale(count)) for day, count in steps)]


def _target(page: Page, inner: Box, scale: Scale, target: int) -> None:
    at = scale(target)
    page.line([(inner.left, at), (inner.right, at)], style.INK, page.base / 10)
    label = say(Phrase("chart-target", {"target": target}), page.look)
    _plate(page, inner.left + page.base * 0.3, at + page.base * 0.75, label, SMALL, bold=True)


def _deadline(page: Page, inner: Box, days: Days, deadline: dt.date) -> None:
    at = days(deadline)
    page.line([(at, inner.top), (at, inner.bottom)], style.INK, page.base / 14, dash=(5, 3))
    label = say(Phrase("chart-deadline", {"deadline": deadline}), page.look)
    page.text(at + page.base * 0.4, inner.bottom - page.base * 0.9, label, SMALL, align="left")


def _marks_of_notes(page: Page, inner: Box, days: Days, found: PlaceForecast) -> None:
    """A numbered mark over its day; the words stand below the chart."""
    for number, note in enumerate(found.day_notes, start=1):
        if note.as_on >= days.first:
            at = days(note.as_on)
            page.line([(at, inner.top + page.base * 1.2), (at, inner.bottom)], style.FAINT, 1.2, dash=(2, 3))
            page.text(at, inner.top + page.base * 0.6, str(number), SMALL, bold=True, align="center")


def _labels(page: Page, days: Days, scale: Scale, found: PlaceForecast, rows: Sequence[Sequence[int]]) -> None:
    """What is reached, and where the middle line meets the target."""
    label = show(found.registered, Kind.count, page.look)
    here = (days(found.as_on), scale(found.registered or 0))
    page.text(here[0] - page.base * 0.5, here[1] - page.base * 0.9, label, bold=True, align="right")
    middle = found.finish.get(0.5)
    if middle and found.done_on is None and found.target and middle <= days.last:
        at = (days(middle), scale(found.target))
        page.marks([at], "D", page.base * 0.6, style.ALARM)
        text = show(middle, Kind.date, page.look)
        _plate(page, at[0] - page.base * 0.6, at[1] - page.base * 0.9, text, bold=True, align="right")
    elif found.done_on is None and found.proven and rows:
        end = (days(found.as_on + len(rows) * DAY), scale(rows[-1][MIDDLE]))
        page.marks([end], "D", page.base * 0.5, style.DEEP)
        text = show(rows[-1][MIDDLE], Kind.count, page.look)
        _plate(page, end[0] - page.base * 0.6, end[1] - page.base * 0.9, text, bold=True, align="right")


def _plate(
    page: Page, x: float, y: float, text: str, size: float = 1, *, bold: bool = False, align: Align = "left"
) -> None:
    """A text on white, so that it can be read over the bands."""
    wide, high = page.width(text, size, bold=bold) + page.base * 0.4, page.base * size * 1.25
    left = x - page.base * 0.2 if align == "left" else x + page.base * 0.2 - wide
    page.bar(left, y - high / 2, wide, high, style.PAPER)
    page.text(x, y, text, size, bold=bold, align=align)
