"""What charts over days share: axes of days and counts, curves that are dashed over a gap, labels that keep apart."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import Bbox

from eshram_cli.answers.trend import Course, DayNote, Trend
from eshram_cli.language.words import tr
from eshram_cli.language.written import short_date
from eshram_cli.reports.charts import style
from eshram_cli.reports.charts.page import BASE, SMALL, Box, Page
from eshram_cli.reports.document import Kind, Phrase
from eshram_cli.reports.look import Look, in_digits, say, show

DAY = dt.timedelta(days=1)
THIN = 0.5
"""The width of the lines at days with a note: a label may stand over these."""
MANY = 62
"""With more figures than these a curve has no mark at each."""
Way = tuple[float, float, str, str]
"""Where a label may stand: so many points right of and above its place, and how it is aligned to that."""
AROUND: Sequence[Way] = (
    (-3, 6, "right", "bottom"), (4, -5, "left", "top"), (0, 7, "center", "bottom"), (4, 6, "left", "bottom"),
    (-3, -7, "right", "top"), (0, -8, "center", "top"), (-8, 16, "right", "bottom"), (8, -18, "left", "top"),
    (-3, -22, "right", "top"),
)  # fmt: skip


def plot_area(page: Page, box: Box, low: float, high: float, span: tuple[dt.date, dt.date]) -> Axes:
    """Axes of days by counts in the box: gridlines at round counts from `low` to `high`, both reached or passed."""
    ticks = MaxNLocator(max(3, int(box.height / 40)), steps=[1, 2, 2.5, 5, 10], integer=True).tick_values(low, high)
    counts = [short_count(tick, page.look) for tick in ticks]
    beside = page.widest(counts, SMALL) + 4
    ax = page.axes(Box(box.left + beside, box.top + SMALL / 2, box.width - beside - 4, box.height - 2.4 * SMALL))
    ax.set_yticks(ticks, labels=counts)
    ax.set_ylim(ticks[0], ticks[-1])
    ax.grid(axis="y")
    first, last = span
    day_axis(page, ax, first, (last - first).days + 1, date2num(first))  # type: ignore[no-untyped-call]
    return ax


def day_axis(
    page: Page, ax: Axes, first: dt.date, count: int, start: float = 0.0, *, size: float = SMALL, top: bool = False
) -> None:
    """So many days from `first` along the axes, the first at `start`, dated as far as there is room for the dates.

    `top`: the dates stand over the axes, without ticks.
    """
    days = days_to_write(page, count, ax.bbox.width * 72 / page.sheet.dpi / count, size)
    dates = [in_digits(short_date(first + DAY * day), page.look) for day in days]
    ax.set_xticks([start + day for day in days], labels=dates, size=size)
    ax.set_xlim(start - 0.5, start + count - 0.5)
    ax.set_axis_on()
    if top:
        ax.spines["bottom"].set_visible(False)
        ax.xaxis.tick_top()
        ax.tick_params(axis="x", length=0, pad=2)


def days_to_write(page: Page, count: int, room: float, size: float = SMALL) -> list[int]:
    """Which of so many days are written at an axis that has `room` for each; the last always is."""
    step = max(1, math.ceil(page.width("28.12", size) * 1.35 / room))
    return list(range(count - 1, -1, -step))[::-1]


def short_count(value: float, look: Look) -> str:
    """A round count for an axis: 5 lakh, 1.5 crore, 20,000; grouped as for people where numbers are international."""
    if look.numbers == "lakh":
        for size, key in ((10_000_000, "unit-crore"), (100_000, "unit-lakh")):
            if abs(value) >= size:
                return f"{in_digits(f'{value / size:g}', look)} {tr(key, look.language)}"
    return show(round(value), Kind.count, look)


def first_day(trend: Trend, course: Course) -> dt.date:
    """Where the axis begins: the first day with a figure, not the empty days before it."""
    return min((point.as_on for point in course.fresh), default=trend.since)


def every_day(days: Sequence[Any], values: Sequence[float], step: Any = DAY) -> tuple[list[Any], list[float]]:
    """Every day from the first to the last; a day without a figure is not a number."""
    known = dict(zip(days, values, strict=True))
    whole = [days[0] + step * at for at in range(round((days[-1] - days[0]) / step) + 1)] if days else []
    return whole, [known.get(day, np.nan) for day in whole]


def curve(
    ax: Axes, days: Sequence[Any], values: Sequence[float], color: str, width: float, *, shade: str = "",
    dots: bool = False, step: Any = DAY, label: str = "figures", **look: Any,
) -> None:  # fmt: skip
    """A line that is whole where day follows day, and thin and dashed over days without a figure; shaded below it, and
    with a dot at each figure where these are not too many."""
    whole, known = every_day(days, values, step)
    if len(whole) > len(days):
        ax.plot(list(days), list(values), color=color, linewidth=width * 0.6, linestyle=(0, (3, 2)), **look)
    ax.plot(whole, known, color=color, linewidth=width, label=label, **look)
    if shade:
        ax.fill_between(whole, known, color=shade, linewidth=0, **look)
    if dots and len(days) <= MANY:
        ax.plot(days, values, "o", color=color, label="days", clip_on=False)


def marks(page: Page, ax: Axes, first: dt.date, target: int | None, deadline: Any, notes: Sequence[DayNote]) -> None:
    """Lines at the target, the deadline and each day of a note since the first, as far as there are such, below all
    that is drawn, and their labels where no other line stands: notes by their numbers (see `note_phrases`)."""
    days: list[tuple[int, Any]] = [(at, note.as_on) for at, note in enumerate(notes, start=1) if note.as_on >= first]
    for _, day in days:
        ax.axvline(day, color=style.FAINT, linewidth=THIN, linestyle=(0, (2, 3)), zorder=1.5)
    if target:
        ax.axhline(target, color=style.INK, linewidth=1, label="target", zorder=1.5)
    if deadline:
        ax.axvline(deadline, color=style.INK, linewidth=0.8, linestyle=style.DASHED, label="deadline", zorder=1.5)
    (left, _), (low, high) = ax.get_xlim(), ax.get_ylim()
    for number, day in days:
        ways = [(0, -2 - 11 * step, "center", "top") for step in range(12)]
        label(ax, in_digits(str(number), page.look), (day, high), ways, SMALL, weight="bold")
    if target:
        text = say(Phrase("chart-target", {"target": target}), page.look)
        beside: Sequence[Way] = ((3, -3, "left", "top"), (3, 3, "left", "bottom"))
        label(ax, text, (left, target), beside, SMALL, weight="bold")
    if deadline:
        text = say(Phrase("chart-deadline", {"deadline": deadline}), page.look)
        ways = [(x, y, ha, "bottom") for y in (4, 18, 32) for x, ha in ((-4, "right"), (4, "left"))]
        label(ax, text, (deadline, low), ways, SMALL)


def note_phrases(notes: Sequence[DayNote]) -> Iterator[Phrase]:
    """The words of the days' notes, by their numbers."""
    for number, note in enumerate(notes, start=1):
        yield Phrase("chart-day-note", {"number": str(number), "as_on": note.as_on, "text": note.text})


def label(
    ax: Axes, text: str, at: tuple[Any, float], ways: Sequence[Way] = AROUND, size: float = BASE, **look: Any
) -> None:
    """Writes a text beside a place, in the first way in which it stays inside and touches no other text and no line.

    Where there is none it stands in the way that sticks out and touches the least, and crosses the fewest lines.
    """
    taken = [other.get_window_extent() for other in ax.findobj(Text) if other.get_text() and other.get_visible()]
    lines = [
        line.get_path().cleaned(line.get_transform(), remove_nans=True)
        for line in ax.get_lines()
        if line.get_linewidth() > THIN
    ]
    plate = {**style.PLATE, "alpha": 0.75}
    found = ax.annotate(text, at, (0, 0), textcoords="offset points", size=size, bbox=plate, zorder=5, **look)

    def trouble(way: Way) -> float:
        """How much the text would cover, or leave the picture by, if it were set that way."""
        found.set_position(way[:2])
        found.set(ha=way[2], va=way[3])
        box = found.get_window_extent()
        inside = Bbox.intersection(box, ax.bbox)
        out = box.width * box.height - (inside.width * inside.height if inside else 0)
        touched = sum(both.width * both.height for other in taken if (both := Bbox.intersection(box, other)))
        crossed = sum(path.intersects_bbox(box, filled=False) for path in lines)
        return 10 * (out + touched) + crossed * box.height

    if any(trouble(way) == 0 for way in ways):
        return
    trouble(min(ways, key=trouble))
