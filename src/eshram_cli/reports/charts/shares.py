"""How persons divide among the members of one dimension: of one place a bar a member, with its share and its count;
of the places within it a bar a place, parted in the same order everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib.figure import Figure
from matplotlib.patches import Patch

from eshram_cli.answers.by import ByCut, Member
from eshram_cli.reports.charts import Size, fonts, style
from eshram_cli.reports.charts.page import SMALL, Box, Head, Page
from eshram_cli.reports.charts.words import shortened, sourced, subtitle
from eshram_cli.reports.document import Kind, Phrase, name_of, within_of
from eshram_cli.reports.look import Look, say, show

ROW, PLACE_ROW = 22.0, 16.0
MOST = 24


def draw(result: ByCut, look: Look, size: Size) -> Figure:
    """The chart of one dimension."""
    if not result.alone:
        return _draw_parts(result, look, size)
    page = Page(look, size, tall=False)
    rows = result.rows[:MOST]
    measure = Phrase("chart-measure-shares", {"dimension": Phrase(f"by-{result.cut}")})
    line = Phrase("page-first-alone", {"as_on": result.as_on, "measure": measure})
    box = page.open(Head(title(result, look), sourced(line), shortened(len(rows), len(result.rows))), len(rows) * ROW)
    _draw(page, box, rows)
    return page.figure


def title(result: ByCut, look: Look) -> Phrase:
    """Who brought most."""
    if not result.rows or result.rows[0].share is None:
        return Phrase("chart-shares-none", {"place": within_of(result)})
    first = result.rows[0]
    words = {"member": show(first.cut, Kind.cut, look), "share": first.share, "place": within_of(result)}
    return Phrase("chart-shares", words)


def _draw(page: Page, box: Box, rows: Sequence[Member]) -> None:
    """Every member has a pattern of its own besides its place and name."""
    names = [show(row.cut, Kind.cut, page.look) for row in rows]
    labels = [f"{show(row.share, Kind.percent, page.look)} %" for row in rows]
    counts = [show(row.registered, Kind.count, page.look) for row in rows]
    ax = page.rows(box, names, labels, counts, largest=40).ax
    shares = [row.share or 0 for row in rows]
    ax.set_xlim(0, max([*shares, 1]))
    bars = ax.barh(range(len(rows)), shares, 0.6, color=style.SOFT, edgecolor=style.INK, label="shares")
    for at, bar in enumerate(bars):
        bar.set(hatch=style.HATCHES[at % len(style.HATCHES)], facecolor=style.STRONG if at == 0 else style.SOFT)


MOST_PLACES = 40
MOST_PARTS = 5
"""Members with a part of their own; the rest share the last one."""
FILLS = ((style.STRONG, ""), (style.SOFT, ""), (style.PAPER, "///"), (style.INK, ""), (style.TRACK, "..."))


def _draw_parts(result: ByCut, look: Look, size: Size) -> Figure:
    """A bar a place, each as wide as the others, parted by share."""
    page = Page(look, size, tall=True)
    places = list(dict.fromkeys(row.id for row in result.rows))
    shown = [[row for row in result.rows if row.id == place] for place in places[:MOST_PLACES]]
    cuts = _largest(result)
    measure = Phrase("chart-measure-shares", {"dimension": Phrase(f"by-{result.cut}")})
    fresh = {row.id for row in result.rows if row.stale_days == 0}
    whole = len(places) + len(result.silent)
    line = sourced(subtitle(result.as_on, len(fresh), whole, result.level, measure))
    head = Head(_title_of_parts(result, look), line, shortened(len(shown), whole))
    keys = [fonts.clip(show(cut, Kind.cut, look), page.sheet.inside - 16, SMALL) for cut in cuts]
    across = max(1, min(len(keys), int(page.sheet.inside / (page.widest(keys, SMALL) + 28))))
    key_height = 4 + 14 * math.ceil(len(keys) / across)
    box = page.open(head, key_height + (len(shown) + 0.3) * PLACE_ROW)
    names = [say(Phrase("chart-name", {"name": name_of(rows[0])}), look) for rows in shown]
    of_first = [next((row.share for row in rows if row.cut == cuts[0]), None) for rows in shown]
    labels = [f"{show(share, Kind.percent, look)} %" for share in of_first]
    below = Box(box.left, box.top + key_height, box.width, box.height - key_height)
    ax = page.rows(below, names, labels, largest=26).ax
    ax.set_xlim(0, 100)
    past = [0.0] * len(shown)
    for cut, (color, hatch) in zip(cuts, FILLS, strict=False):
        shares = [next((row.share or 0 for row in rows if row.cut == cut), 0) for rows in shown]
        ax.barh(range(len(shown)), shares, 0.6, past, color=color, hatch=hatch, edgecolor=style.INK, label=cut)
        past = [before + share for before, share in zip(past, shares, strict=True)]
    patches = [
        Patch(facecolor=color, hatch=hatch, edgecolor=style.INK, label=key)
        for key, (color, hatch) in zip(keys, FILLS, strict=False)
    ]
    place = (box.left / page.sheet.width, 1 - (box.top - 3) / page.height)
    page.figure.legend(handles=patches, loc="upper left", bbox_to_anchor=place, ncols=across)
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
