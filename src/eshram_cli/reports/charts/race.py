"""Ranks now and on the day: a line from each to its place in the order of the mean ranks, the first on top.

Those that change place the most, the first, and the place that was asked about stand out by colour, dash and mark.
"""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from eshram_cli.answers.race import RaceTable, Runner
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.page import End, Page
from eshram_cli.reports.charts.words import shortened
from eshram_cli.reports.document import Phrase, name_of
from eshram_cli.reports.layouts.forecasts import chance_phrase, day_name
from eshram_cli.reports.look import Look

MOST = {Size.screen: 22, Size.a4: 40, Size.phone: 40}
ROW = 17.5
OUT = 5


def draw(table: RaceTable, look: Look, size: Size) -> Figure:
    """The chart of the first so many places."""
    page = Page(look, size, tall=True)
    measure = Phrase("chart-race-measure", {"measure": Phrase(f"measure-{table.measure}")})
    line = Phrase("page-first-alone", {"as_on": table.as_on, "measure": measure})
    ranked = [runner for runner in table.runners if runner.rank]
    shown = ranked[: MOST[size]]
    notes = [Phrase("chart-race-note"), *shortened(len(shown), len(ranked), len(table.runners))]
    box = page.open(title(table), line, (len(shown) + 2) * ROW, notes)
    if not shown:
        return page.figure
    order, out = in_mean_order(shown), chosen(table, shown)
    between = {one.id: f"{one.low}" if one.low == one.high else f"{one.low}-{one.high}" for one in shown}
    now: list[End] = [(at, f"{page.named(one)} {one.rank}", one in out) for at, one in enumerate(shown)]
    then: list[End] = [
        (at, f"{one.middle} ({between[one.id]}) {page.named(one)}", one in out) for at, one in enumerate(order)
    ]
    ax = page.ends(box, now, then, len(shown))
    ax.set(xlim=(0, 1), ylim=(len(shown) - 0.5, -0.5))
    for at, one in enumerate(shown):
        look_of = style.outstanding(out.index(one)) if one in out else style.REST
        ax.plot([0, 1], [at, order.index(one)], label=one.place, **look_of)
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
