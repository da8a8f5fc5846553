"""Ranks now and on the day: a line from each to its place in the order of the mean ranks, the first on top.

Those that change place the most, the first, and the place that was asked about stand out by colour, dash and mark.
"""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from eshram_cli.answers.race import RaceTable, Runner
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.page import BASE, Box, Head, Page
from eshram_cli.reports.charts.words import shortened, sourced
from eshram_cli.reports.document import Phrase, name_of
from eshram_cli.reports.layouts.forecasts import chance_phrase, day_name
from eshram_cli.reports.look import Look, say

MOST = {Size.screen: 22, Size.a4: 40, Size.phone: 40}
ROW = 17.5
OUT = 5
WIDEST, SMALLEST = 0.38, 0.8
"""A name takes up to this part of the width; letters shrink so far for it, then it is cut."""


def draw(table: RaceTable, look: Look, size: Size) -> Figure:
    """The chart of the first so many places."""
    page = Page(look, size, tall=True)
    measure = Phrase("chart-race-measure", {"measure": Phrase(f"measure-{table.measure}")})
    line = Phrase("page-first-alone", {"as_on": table.as_on, "measure": measure})
    ranked = [runner for runner in table.runners if runner.rank]
    shown = ranked[: MOST[size]]
    notes = [Phrase("chart-race-note"), *shortened(len(shown), len(ranked), len(table.runners))]
    box = page.open(Head(title(table), sourced(line), notes), (len(shown) + 2) * ROW)
    if shown:
        _draw(page, box, shown, chosen(table, shown))
    return page.figure


def title(table: RaceTable) -> Phrase:
    """What was asked, else who is the likely first."""
    words: dict[str, object] = {"day": day_name(table.day)}
    asked = table.needed
    if asked is not None and asked.now:
        words |= {"name": name_of(asked), "now": asked.now, "rank": asked.rank}
        return Phrase("chart-race-path", words | {"chance": chance_phrase(asked.chance)})
    first = max(table.runners, key=lambda runner: runner.chance_of(1))
    key = "chart-race-first" if first.rank == 1 else "chart-race-new"
    return Phrase(key, words | {"name": name_of(first), "chance": chance_phrase(first.chance_of(1))})


def chosen(table: RaceTable, shown: Sequence[Runner]) -> list[Runner]:
    """The one asked about, the likely first, the first now, then those that move furthest; at most five."""
    order = in_mean_order(shown)
    moved = sorted(shown, key=lambda one: -abs(order.index(one) - shown.index(one)))
    asked = [one for one in shown if table.needed and one.id == table.needed.id]
    wanted = {one.id: one for one in (*asked, *order[:1], *shown[:1], *moved)}
    return list(wanted.values())[:OUT]


def in_mean_order(shown: Sequence[Runner]) -> list[Runner]:
    """By the mean of their ranks on the day."""
    return sorted(shown, key=lambda one: (one.mean or 0.0, one.rank or 0))


def _draw(page: Page, box: Box, shown: Sequence[Runner], out: Sequence[Runner]) -> None:
    order = in_mean_order(shown)
    names = [say(Phrase("chart-name", {"name": name_of(one)}), page.look) for one in shown]
    lefts = [f"{name} {one.rank}" for name, one in zip(names, shown, strict=True)]
    rights = [f"{one.middle} ({_between(one)}) {name}" for name, one in zip(names, shown, strict=True)]
    size = min(BASE, box.height / (len(shown) + 1) / 1.35)
    widest = page.widest([*lefts, *rights], size, bold=True)
    size *= min(1.0, max(box.width * WIDEST / widest, SMALLEST))
    edges = [min(page.widest(texts, size, bold=True), box.width * WIDEST) for texts in (lefts, rights)]
    left, right = box.left + edges[0] + 10, box.right - edges[1] - 10
    ax = page.axes(Box(left, box.top, right - left, box.height))
    ax.set(xlim=(0, 1), ylim=(len(shown) - 0.5, -0.5))
    for one in [*(one for one in shown if one not in out), *out]:
        now, then = shown.index(one), order.index(one)
        bold = one in out
        color = style.INK if bold else style.FAINT
        if bold:
            at = out.index(one)
            look = {"color": style.HUES[at], "linestyle": style.DASHES[at], "marker": style.MARKS[at]}
            ax.plot([0, 1], [now, then], linewidth=2, markersize=4.6, clip_on=False, label=one.place, **look)  # type: ignore[arg-type]
        else:
            ax.plot([0, 1], [now, then], color=style.RULE, linewidth=1.25, label=one.place)
        page.name(ax, left - 7, now, lefts[now], edges[0], size, bold=bold, color=color, ha="right")
        page.name(ax, right + 7, then, rights[now], edges[1], size, bold=bold, color=color)


def _between(one: Runner) -> str:
    return f"{one.low}" if one.low == one.high else f"{one.low}-{one.high}"
