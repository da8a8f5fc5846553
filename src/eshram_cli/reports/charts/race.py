"""Ranks now and on the day: a line from each to its place in the order of the mean ranks, the first on top.

Those that change place the most, the first, and the place that was asked about stand out by colour, dash and mark.
"""

from __future__ import annotations

from collections.abc import Sequence

from eshram_cli.analysis.race import RaceTable, Runner
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.page import Box, Head, Page
from eshram_cli.reports.charts.words import sourced
from eshram_cli.reports.document import Name, Phrase
from eshram_cli.reports.layouts.forecasts import chance_phrase, day_name
from eshram_cli.reports.look import Look, say

MOST = {Size.screen: 22, Size.a4: 40, Size.phone: 40}
ROW = 1.75
OUT = 5
WIDEST, SMALLEST = 0.38, 0.8
"""A name takes up to this part of the width; letters shrink so far for it, then it is cut."""


def draw(table: RaceTable, look: Look, size: Size) -> Page:
    """The chart of the first so many places."""
    page = Page(look, size, tall=True)
    measure = Phrase("chart-race-measure", {"measure": Phrase(f"measure-{table.measure}")})
    line = Phrase("page-first-alone", {"as_on": table.as_on, "measure": measure})
    ranked = [runner for runner in table.runners if runner.rank]
    shown = ranked[: MOST[size]]
    notes = [Phrase("chart-race-note")]
    if len(shown) < len(ranked):
        notes.append(Phrase("chart-note-ranks", {"count": len(shown), "places": len(table.runners)}))
    box = page.open(Head(title(table), sourced(line), notes), (len(shown) + 2) * page.base * ROW)
    _draw(page, box, shown, chosen(table, shown), len(shown))
    return page


def title(table: RaceTable) -> Phrase:
    """What was asked, else who is the likely first."""
    words: dict[str, object] = {"day": day_name(table.day)}
    if table.path is not None and table.path.runner.rank:
        runner, rank = table.path.runner, table.path.rank
        words |= {"name": _name(runner), "now": runner.rank, "rank": rank}
        return Phrase("chart-race-path", words | {"chance": chance_phrase(runner.chance_of(rank))})
    first = max(table.runners, key=lambda runner: runner.chances[0])
    key = "chart-race-first" if first.rank == 1 else "chart-race-new"
    return Phrase(key, words | {"name": _name(first), "chance": chance_phrase(first.chances[0])})


def chosen(table: RaceTable, shown: Sequence[Runner]) -> list[Runner]:
    """The one asked about, the likely first, the first now, then those that move furthest; at most five."""
    order = in_mean_order(shown)
    moved = sorted(shown, key=lambda one: -abs(order.index(one) - shown.index(one)))
    asked = [one for one in shown if table.path and one.id == table.path.runner.id]
    wanted = {one.id: one for one in (*asked, *order[:1], *shown[:1], *moved)}
    return list(wanted.values())[:OUT]


def in_mean_order(shown: Sequence[Runner]) -> list[Runner]:
    """By the mean of their ranks on the day."""
    return sorted(shown, key=lambda one: (one.mean or 0.0, one.rank or 0))


def _name(runner: Runner) -> Name:
    return Name(runner.place, runner.place_hi or None)


def _draw(page: Page, box: Box, shown: Sequence[Runner], out: Sequence[Runner], count: int) -> None:
    order = in_mean_order(shown)
    labels = {one.id: (_left(page, one), _right(page, one)) for one in shown}
    size = min(1.0, box.height / (count + 1) / page.base / 1.35)
    widest = max(page.width(text, size, bold=True) for label in labels.values() for text in label)
    size *= min(1.0, max(box.width * WIDEST / widest, SMALLEST))
    edges = [max(page.width(label[side], size, bold=True) for label in labels.values()) for side in (0, 1)]
    left, right = (min(edge, box.width * WIDEST) + page.base for edge in edges)
    step = box.height / max(count, 1)
    ends = (box.left + left, box.right - right)
    for one in [*(one for one in shown if one not in out), *out]:
        rows = shown.index(one), order.index(one)
        points = [(x, box.top + (row + 0.5) * step) for x, row in zip(ends, rows, strict=True)]
        at = out.index(one) if one in out else None
        colour = style.RULE if at is None else style.HUES[at]
        page.line(points, colour, page.base / (8 if at is None else 5), dash=() if at is None else style.DASHES[at])
        if at is not None:
            page.marks(points, style.MARKS[at], page.base * 0.46, colour)
        ink, bold = (style.FAINT, False) if at is None else (style.INK, True)
        gap, room = page.base * 0.7, box.width * WIDEST
        for side, (x, y) in enumerate(points):
            text = page.clip(labels[one.id][side], room, size, bold=bold)
            place = (x - gap, "right") if side == 0 else (x + gap, "left")
            page.text(place[0], y, text, size, bold=bold, colour=ink, align="right" if side == 0 else "left")


def _left(page: Page, one: Runner) -> str:
    return f"{say(Phrase('chart-name', {'name': _name(one)}), page.look)} {one.rank}"


def _right(page: Page, one: Runner) -> str:
    between = f"{one.low}" if one.low == one.high else f"{one.low}-{one.high}"
    return f"{one.middle} ({between}) {say(Phrase('chart-name', {'name': _name(one)}), page.look)}"
