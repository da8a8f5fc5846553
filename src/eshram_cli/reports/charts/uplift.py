"""What a camp day adds: a row a day with camps, its dot as far right as it had more than like days; a band for the 80 %
range of the mean, a line for the mean."""

from __future__ import annotations

from matplotlib.figure import Figure

from eshram_cli.answers.camps import CampDay, CampUplift
from eshram_cli.language.written import group
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.page import BASE, SMALL, Box, Head, Page
from eshram_cli.reports.charts.words import sourced
from eshram_cli.reports.document import Phrase, within_of
from eshram_cli.reports.layouts.camps import uplift_notes, uplift_said
from eshram_cli.reports.look import Look, say

ROW, LARGEST_ROW = 17.0, 26.0
MOST = {Size.screen: 24, Size.a4: 32, Size.phone: 32}


def draw(uplift: CampUplift, look: Look, size: Size) -> Figure:
    """The chart of the days; the last ones where there are more than fit."""
    page = Page(look, size)
    shown = uplift.rows[-MOST[size] :]
    title = Phrase("camp-chart-uplift", {"within": within_of(uplift), "said": uplift_said(uplift)})
    notes = [Phrase("camp-chart-range"), *uplift_notes(uplift)]
    head = Head(
        title, sourced(Phrase("camp-uplift-title", {"within": within_of(uplift), "as_on": uplift.as_on})), notes
    )
    box = page.open(head, (len(shown) + 2) * ROW)
    if shown:
        _draw(page, box, uplift, shown)
    return page.figure


def _draw(page: Page, box: Box, uplift: CampUplift, days: tuple[CampDay, ...]) -> None:
    look = page.look
    names = [
        f"{say(Phrase(f'camp-weekday-{day.weekday}'), look)} {say(Phrase('name', {'name': day.as_on}), look)}"
        for day in days
    ]
    rows = page.rows(box, names, [_signed(day.difference, look) for day in days], above=1.4, largest=LARGEST_ROW)
    ax, step = rows.ax, rows.step
    ends = [0.0, *(day.difference for day in days), *(end for end in (uplift.low, uplift.high) if end is not None)]
    room = (max(ends) - min(ends) or 1) * 0.05
    ax.set_xlim(min(ends) - room, max(ends) + room)
    if uplift.low is not None and uplift.high is not None:
        ax.axvspan(uplift.low, uplift.high, color=style.SOFT, alpha=0.55, linewidth=0, label="range")
    ax.axvline(0, color=style.INK, linewidth=1.0, label="like days")
    if uplift.uplift is not None:
        ax.axvline(uplift.uplift, color=style.DEEP, linewidth=1.4, linestyle=style.DASHED, label="mean")
        _above(page, ax.transData.transform((uplift.uplift, 0))[0], box.top + 0.9 * step, uplift)
    for at, day in enumerate(days):
        ax.plot([0, day.difference], [at, at], color=style.FAINT, linewidth=1.2)
        full = day.difference >= 0
        ax.plot(
            [day.difference], [at], marker="o", markersize=7, markeredgecolor=style.DEEP,
            color=style.STRONG if full else style.PAPER, label="day",
        )  # fmt: skip
    zero = ax.transData.transform((0, 0))[0] * 72 / page.sheet.dpi
    page.text(zero, box.top + 0.25 * step, say(Phrase("camp-chart-like"), look), SMALL, color=style.FAINT, ha="center")


def _above(page: Page, dots: float, y: float, uplift: CampUplift) -> None:
    text = say(Phrase("camp-chart-mean", {"uplift": round(uplift.uplift or 0)}), page.look)
    x, half = dots * 72 / page.sheet.dpi, page.width(text, BASE, bold=True) / 2
    x = min(max(x, page.sheet.width - page.sheet.inside + half), page.sheet.inside - half)
    page.text(x, y, text, BASE, bold=True, color=style.DEEP, ha="center")


def _signed(difference: float, look: Look) -> str:
    return f"{'+' if difference > 0 else ''}{group(round(difference), look.numbers)}"
