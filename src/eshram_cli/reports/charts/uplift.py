"""What a camp day adds: a row a day with camps, its dot as far right as it had more than like days; a band for the 80 %
range of the mean, a line for the mean."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from eshram_cli.answers.camps import CampUplift
from eshram_cli.language.written import group
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.page import Page
from eshram_cli.reports.document import Phrase, within_of
from eshram_cli.reports.layouts.camps import uplift_notes, uplift_said
from eshram_cli.reports.look import Look, say

ROW, LARGEST_ROW = 17.0, 26.0
MOST = {Size.screen: 24, Size.a4: 32, Size.phone: 32}


def draw(uplift: CampUplift, look: Look, size: Size) -> Figure:
    """The chart of the days; the last ones where there are more than fit."""
    page, days = Page(look, size), uplift.rows[-MOST[size] :]
    title = Phrase("camp-chart-uplift", {"within": within_of(uplift), "said": uplift_said(uplift)})
    line = Phrase("camp-uplift-title", {"within": within_of(uplift), "as_on": uplift.as_on})
    like: dict[str, Any] = {"color": style.INK, "linewidth": 1.0}
    mean: dict[str, Any] = {"color": style.DEEP, "linewidth": 1.4, "linestyle": style.DASHED}
    key = [Line2D([], [], label=say(Phrase("camp-chart-like"), look), **like)]
    if uplift.uplift is not None:
        label = say(Phrase("camp-chart-mean", {"uplift": round(uplift.uplift)}), look)
        key.append(Line2D([], [], label=label, **mean))
    box = page.open(title, line, (len(days) + 1) * ROW, [Phrase("camp-chart-range"), *uplift_notes(uplift)], key)
    if not days:
        return page.figure
    names = [
        f"{say(Phrase(f'camp-weekday-{day.weekday}'), look)} {say(Phrase('name', {'name': day.as_on}), look)}"
        for day in days
    ]
    differences = [day.difference for day in days]
    figures = [f"{'+' if one > 0 else ''}{group(round(one), look.numbers)}" for one in differences]
    ax, rows = page.rows(box, names, figures, largest=LARGEST_ROW).ax, range(len(days))
    if uplift.low is not None and uplift.high is not None:
        ax.axvspan(uplift.low, uplift.high, color=style.SOFT, alpha=0.55, linewidth=0, label="range")
    ax.axvline(0, label="like days", **like)
    if uplift.uplift is not None:
        ax.axvline(uplift.uplift, label="mean", **mean)
    ax.hlines(rows, 0, differences, color=style.FAINT, linewidth=1.2)
    faces = [style.STRONG if one >= 0 else style.PAPER for one in differences]
    ax.scatter(differences, rows, 49, faces, edgecolors=style.DEEP, linewidths=1.0, zorder=3, label="day")
    return page.figure
