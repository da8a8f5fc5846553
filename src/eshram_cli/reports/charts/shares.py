"""How a place's persons divide among the members of one dimension: a bar a member, with its share and its count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.page import Box, Head, Page
from eshram_cli.reports.charts.scale import Scale
from eshram_cli.reports.charts.words import sourced
from eshram_cli.reports.document import Kind, Name, Phrase
from eshram_cli.reports.look import Look, show

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
    """The members of a dimension (channel, department, category, officer, camp) of one place, the largest first.

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


def draw(shares: Shares, look: Look, size: Size) -> Page:
    """The chart of one dimension."""
    page = Page(look, size, tall=False)
    rows = shares.rows[:MOST]
    notes = []
    if len(rows) < len(shares.rows):
        notes.append(Phrase("chart-note-ranks", {"count": len(rows), "places": len(shares.rows)}))
    box = page.open(Head(title(shares, look), sourced(_subtitle(shares)), notes), len(rows) * page.base * ROW)
    _draw(page, box, rows)
    return page


def title(shares: Shares, look: Look) -> Phrase:
    """Who brought most."""
    if not shares.rows or shares.rows[0].share is None:
        return Phrase("chart-shares-none", {"place": shares.place})
    first = shares.rows[0]
    words = {"member": show(first.cut, Kind.cut, look), "share": first.share, "place": shares.place}
    return Phrase("chart-shares", words)


def _subtitle(shares: Shares) -> Phrase:
    measure = Phrase("chart-measure-shares", {"dimension": Phrase(f"column-{shares.dimension}")})
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
        page.text(box.left, middle, page.clip(names[at], left - gap - box.left, size), size)
        fill = style.STRONG if at == 0 else style.SOFT
        hatch = style.HATCHES[at % len(style.HATCHES)]
        page.bar(left, middle - step * 0.3, scale(row.share or 0) - left, step * 0.6, fill, hatch=hatch, edge=style.INK)
        page.text(value, middle, labels[at], size, bold=True, align="right")
        page.text(box.right, middle, counts[at], size, colour=style.FAINT, align="right")
