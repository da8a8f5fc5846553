"""How persons divide among the members of one dimension: of one place a bar a member, with its share and its count;
of the places within it a bar a place, parted in the same order everywhere.
"""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from eshram_cli.answers.by import ByCut
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.page import Page
from eshram_cli.reports.charts.words import shortened
from eshram_cli.reports.document import Kind, Phrase, answer_words, name_of, within_of
from eshram_cli.reports.look import Look, show

ROW, PLACE_ROW = 22.0, 16.0
MOST, MOST_PLACES = 24, 40
MOST_PARTS = 5
"""Members with a part of their own."""
FILLS = ((style.STRONG, ""), (style.SOFT, ""), (style.PAPER, "///"), (style.INK, ""), (style.TRACK, "..."))


def draw(result: ByCut, look: Look, size: Size) -> Figure:
    """The chart of one dimension. Every member has a pattern of its own besides its place and name."""
    measure = Phrase("chart-measure-shares", {"dimension": Phrase(f"by-{result.cut}")})
    if not result.alone:
        return _draw_parts(Page(look, size, tall=True), result, measure)
    page, rows = Page(look, size), result.rows[:MOST]
    line = Phrase("page-first-alone", {"as_on": result.as_on, "measure": measure})
    box = page.open(title(result, look), line, len(rows) * ROW, shortened(len(rows), len(result.rows)))
    names = [show(row.cut, Kind.cut, look) for row in rows]
    labels = [f"{show(row.share, Kind.percent, look)} %" for row in rows]
    counts = [show(row.registered, Kind.count, look) for row in rows]
    ax = page.rows(box, names, labels, counts, largest=40).ax
    shares = [row.share or 0 for row in rows]
    ax.set_xlim(0, max([*shares, 1]))
    hatches = [style.HATCHES[at % len(style.HATCHES)] for at in range(len(rows))]
    colors = [style.STRONG if at == 0 else style.SOFT for at in range(len(rows))]
    ax.barh(range(len(rows)), shares, 0.6, color=colors, edgecolor=style.INK, hatch=hatches, label="shares")
    return page.figure


def title(result: ByCut, look: Look) -> Phrase:
    """Who brought most."""
    if not result.rows or result.rows[0].share is None:
        return Phrase("chart-shares-none", {"place": within_of(result)})
    first = result.rows[0]
    words = {"member": show(first.cut, Kind.cut, look), "share": first.share, "place": within_of(result)}
    return Phrase("chart-shares", words)


def _draw_parts(page: Page, result: ByCut, measure: Phrase) -> Figure:
    """A bar a place, each as wide as the others, parted by share."""
    places = list(dict.fromkeys(row.id for row in result.rows))
    shown = [[row for row in result.rows if row.id == place] for place in places[:MOST_PLACES]]
    fresh = {row.id for row in result.rows if row.stale_days == 0}
    whole = len(places) + len(result.silent)
    fills = dict(zip(_largest(result), FILLS, strict=False))
    key = [
        Patch(facecolor=color, hatch=hatch, edgecolor=style.INK, label=show(cut, Kind.cut, page.look))
        for cut, (color, hatch) in fills.items()
    ]
    told = {"reported": len(fresh), "places": whole, "measure": measure}
    line = Phrase("page-first", answer_words(result) | told)
    notes = shortened(len(shown), whole)
    box = page.open(_title_of_parts(result, page.look), line, (len(shown) + 0.3) * PLACE_ROW, notes, key)
    shares = {cut: [next((row.share for row in rows if row.cut == cut), None) for rows in shown] for cut in fills}
    labels = [f"{show(share, Kind.percent, page.look)} %" for share in next(iter(shares.values()), ())]
    ax = page.rows(box, [page.named(rows[0]) for rows in shown], labels, largest=26).ax
    ax.set_xlim(0, 100)
    past = np.zeros(len(shown))
    for cut, (color, hatch) in fills.items():
        parts = np.array([share or 0 for share in shares[cut]])
        ax.barh(range(len(shown)), parts, 0.6, past, color=color, hatch=hatch, edgecolor=style.INK, label=cut)
        past += parts
    return page.figure


def _largest(result: ByCut) -> list[str]:
    """The members in the order of their sum over the places."""
    sums: dict[str, int] = {}
    for row in result.rows:
        sums[row.cut] = sums.get(row.cut, 0) + row.registered
    return sorted(sums, key=lambda cut: (-sums[cut], cut))[:MOST_PARTS]


def _title_of_parts(result: ByCut, look: Look) -> Phrase:
    """Where the largest member has its largest share."""
    member = next(iter(_largest(result)), "")
    rows = [row for row in result.rows if row.cut == member and row.share is not None]
    best = max(rows, key=lambda row: (row.share or 0, row.place), default=None)
    if best is None:
        return Phrase("chart-shares-none", {"place": within_of(result)})
    place = name_of(best)
    return Phrase("chart-shares-most", {"member": show(member, Kind.cut, look), "share": best.share, "place": place})
