"""How persons divide among the members of one dimension: of one place a bar a member, with its share and its count;
of the places within it a bar a place, parted in the same order everywhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from eshram_cli.analysis.by import ByCut, Member
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.page import Box, Head, Page
from eshram_cli.reports.charts.scale import Scale
from eshram_cli.reports.charts.words import sourced
from eshram_cli.reports.document import Kind, Name, Phrase
from eshram_cli.reports.look import Look, say, show

ROW = 2.2
MOST = 24


@dataclass(frozen=True)
class Share:
    """One member: its cut (`channel=csc`), its persons, its share in percent of the dimension's sum."""

    cut: str
    registered: int
    share: float | None


@dataclass(frozen=True)
class Shares:
    """The members of a dimension (channel, department, gender and others) of one place, the largest first.

    `reported` of `places`: how many of the places that give these figures have reported on the date; None where the
    figures are the place's own.
    """

    place: Name
    dimension: str
    as_on: dt.date
    rows: Sequence[Share]
    reported: int | None = None
    places: int | None = None
    level: str = "place"


def draw(result: Shares | ByCut, look: Look, size: Size) -> Page:
    """The chart of one dimension."""
    if isinstance(result, ByCut) and not result.alone:
        return _draw_parts(result, look, size)
    shares = shares_of(result) if isinstance(result, ByCut) else result
    page = Page(look, size, tall=False)
    rows = shares.rows[:MOST]
    notes = []
    if len(rows) < len(shares.rows):
        notes.append(Phrase("chart-note-ranks", {"count": len(rows), "places": len(shares.rows)}))
    box = page.open(Head(title(shares, look), sourced(_subtitle(shares)), notes), len(rows) * page.base * ROW)
    _draw(page, box, rows)
    return page


def shares_of(result: ByCut) -> Shares:
    """The members of the place itself."""
    rows = [Share(row.cut, row.registered, row.share) for row in result.rows]
    return Shares(Name(result.within, result.within_hi or None), result.cut, result.as_on, rows)


def title(shares: Shares, look: Look) -> Phrase:
    """Who brought most."""
    if not shares.rows or shares.rows[0].share is None:
        return Phrase("chart-shares-none", {"place": shares.place})
    first = shares.rows[0]
    words = {"member": show(first.cut, Kind.cut, look), "share": first.share, "place": shares.place}
    return Phrase("chart-shares", words)


def _subtitle(shares: Shares) -> Phrase:
    measure = Phrase("chart-measure-shares", {"dimension": Phrase(f"by-{shares.dimension}")})
    words: dict[str, object] = {"as_on": shares.as_on, "measure": measure}
    if shares.reported is None or shares.places is None:
        return Phrase("page-first-alone", words)
    levels = Phrase(f"levels-{shares.level}")
    return Phrase("page-first", {**words, "reported": shares.reported, "places": shares.places, "levels": levels})


def _draw(page: Page, box: Box, rows: Sequence[Share]) -> None:
    """Every member has a pattern of its own besides its place and name."""
    step = min(box.height / max(len(rows), 1), page.base * 4)
    size = min(1.1, step / page.base / 1.4)
    labels = [f"{show(row.share, Kind.percent, page.look)} %" for row in rows]
    counts = [show(row.registered, Kind.count, page.look) for row in rows]
    names = [show(row.cut, Kind.cut, page.look) for row in rows]
    gap = page.base * 0.6
    left = box.left + min(max((page.width(name, size) for name in names), default=0), box.width * 0.34) + gap
    count = max((page.width(text, size) for text in counts), default=0)
    value = box.right - count - gap
    right = value - max((page.width(text, size, bold=True) for text in labels), default=0) - gap
    scale = Scale(0, max([row.share or 0 for row in rows] + [1]), left, right)
    for at, row in enumerate(rows):
        middle = box.top + (at + 0.5) * step
        page.name(box.left, middle, names[at], left - gap - box.left, size)
        fill = style.STRONG if at == 0 else style.SOFT
        hatch = style.HATCHES[at % len(style.HATCHES)]
        page.bar(left, middle - step * 0.3, scale(row.share or 0) - left, step * 0.6, fill, hatch=hatch, edge=style.INK)
        page.text(value, middle, labels[at], size, bold=True, align="right")
        page.text(box.right, middle, counts[at], size, colour=style.FAINT, align="right")


MOST_PLACES = 40
MOST_PARTS = 5
"""Members with a part of their own; the rest share the last one."""
FILLS = ((style.STRONG, ""), (style.SOFT, ""), (style.PAPER, "///"), (style.INK, ""), (style.TRACK, "..."))


def _draw_parts(result: ByCut, look: Look, size: Size) -> Page:
    """A bar a place, each as wide as the others, parted by share."""
    page = Page(look, size, tall=True)
    places = list(dict.fromkeys(row.id for row in result.rows))
    shown = places[:MOST_PLACES]
    cuts = _largest(result)
    measure = Phrase("chart-measure-shares", {"dimension": Phrase(f"by-{result.cut}")})
    fresh = {row.id for row in result.rows if row.stale_days == 0}
    words = {
        "as_on": result.as_on,
        "reported": len(fresh),
        "places": len(places) + len(result.silent),
        "levels": Phrase(f"levels-{result.level}"),
        "measure": measure,
    }
    notes = []
    if len(shown) < len(places) + len(result.silent):
        notes.append(Phrase("chart-note-ranks", {"count": len(shown), "places": words["places"]}))
    head = Head(_title_of_parts(result, look), sourced(Phrase("page-first", words)), notes)
    box = page.open(head, (len(shown) + 1.5) * page.base * 1.6)
    step = min(box.height / (len(shown) + 1.5), page.base * 2.6)
    _key(page, box, cuts, step)
    for at, place in enumerate(shown):
        rows = [row for row in result.rows if row.id == place]
        _parted(page, box, rows, cuts, (box.top + (at + 2) * step, step))
    return page


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
        return Phrase("chart-shares-none", {"place": Name(result.within, result.within_hi or None)})
    place = Name(best.place, best.place_hi or None)
    return Phrase("chart-shares-most", {"member": show(member, Kind.cut, look), "share": best.share, "place": place})


def _key(page: Page, box: Box, cuts: Sequence[str], step: float) -> None:
    left, middle = box.left, box.top + step * 0.4
    for at, cut in enumerate(cuts):
        colour, hatch = FILLS[at]
        page.bar(left, middle - page.base * 0.4, page.base * 0.8, page.base * 0.8, colour, hatch=hatch, edge=style.INK)
        name = show(cut, Kind.cut, page.look)
        page.text(left + page.base * 1.1, middle, name, 0.86, colour=style.FAINT)
        left += page.base * 2.4 + page.width(name, 0.86)


def _parted(page: Page, box: Box, rows: Sequence[Member], cuts: Sequence[str], place: tuple[float, float]) -> None:
    middle, step = place
    size = min(1.0, step / page.base / 1.4)
    name = say(Phrase("chart-name", {"name": Name(rows[0].place, rows[0].place_hi or None)}), page.look)
    left, right = box.left + box.width * 0.3, box.right - page.base * 5.5 * size
    page.name(box.left, middle, name, box.width * 0.29, size)
    shares = {row.cut: row.share or 0 for row in rows}
    at = left
    for cut, (colour, hatch) in zip(cuts, FILLS, strict=False):
        width = (right - left) * shares.get(cut, 0) / 100
        if width:
            page.bar(at, middle - step * 0.3, width, step * 0.6, colour, hatch=hatch, edge=style.INK)
        at += width
    first = show(shares.get(cuts[0]), Kind.percent, page.look) + " %"
    page.text(box.right, middle, first, size, bold=True, align="right")
