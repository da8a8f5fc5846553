"""The one picture to forward: a place's page at the width of a phone, read in a chat without opening anything else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from eshram_cli.analysis.measures import value_of
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Standing
from eshram_cli.answers.share import Shared
from eshram_cli.reports.charts import Size, fonts, style
from eshram_cli.reports.charts.page import BASE, LEADING, MARGIN, Box, Page
from eshram_cli.reports.document import Kind, Phrase, drive_phrase
from eshram_cli.reports.kinds import KINDS
from eshram_cli.reports.layouts.share import (
    count_text,
    first_line,
    forecast_phrase,
    move_text,
    percent_text,
    rank_words,
    silent_phrase,
    value_text,
)
from eshram_cli.reports.look import Look, say, show

NAME, NUMBER, VALUE, LABEL = 21.0, 25.0, 13.0, 8.2
"""Sizes of the place's name, of the count, of the other figures, and of what stands beside them."""
ROW = 15.0


def draw(shared: Shared, look: Look, size: Size) -> Figure:
    """The picture. Its contents are the same on every size; on the others than the phone's it is only wider."""
    page = Page(look, size, tall=True)
    # Date and who reported, and below it the place, light on dark.
    light: dict[str, Any] = {"width": page.sheet.inside, "color": style.PAPER}
    top = page.paragraph(MARGIN, 8, say(first_line(shared), look), size=9, **light)
    top = page.paragraph(MARGIN, top + 3, page.named(shared.now), size=NAME, bold=True, **light) + 7
    _plate(page, Box(0, 0, page.sheet.width, top), style.DEEP)
    top, bar = _count(page, shared, top + 9)
    top = _tiles(page, _figures(shared, look), top) + 3
    top = _tiles(page, _ranks(shared, look), top)
    first = "share-all-title" if shared.whole else "share-top-title"
    rows: list[Phrase | Standing | None] = [Phrase(first), *shared.top] if shared.top else []
    if shared.bottom:
        rows += [None, Phrase("share-bottom-title"), *shared.bottom]
    below = top + 5 + len(rows) * ROW
    page.set_height(_sentences(page, shared, below + 7) + 12.6)  # before any axes, whose place is a part of the height
    if bar:
        ax = page.axes(bar)
        ax.set(xlim=(0, 100), ylim=(-0.5, 0.5))
        ax.barh([0], [100], 1, color=style.TRACK)
        ax.barh([0], [min(shared.now.percent or 0, 100)], 1, color=style.DEEP, label="percent")
    if rows:
        _rows(page, shared, rows, top + 5)
    return page.figure


def _plate(page: Page, box: Box, color: str) -> None:
    """A filled rectangle behind words."""
    place = (box.left, box.top)
    page.figure.add_artist(Rectangle(place, box.width, box.height, color=color, linewidth=0, transform=page.points))


def _count(page: Page, shared: Shared, top: float) -> tuple[float, Box | None]:
    """The count, and beside it the percent of the target; gives where they end, and the room of the target's bar."""
    now, right = shared.now, page.sheet.width - MARGIN
    count = count_text(shared, now.registered, Kind.count, page.look)
    percent = "" if now.percent is None or shared.hidden(now) else percent_text(shared, now, page.look)
    size = min(NUMBER, NUMBER * page.sheet.inside / (page.width(count + percent, NUMBER, bold=True) + BASE))
    middle, label = top + NUMBER * 0.55, top + NUMBER * 1.1 + 7
    page.text(MARGIN, middle, count, size, bold=True)
    page.text(MARGIN, label, say(Phrase("column-registered"), page.look), LABEL, color=style.FAINT)
    if not percent:
        return label + 13, None
    page.text(right, middle, percent, size, bold=True, ha="right", color=style.DEEP)
    target = say(Phrase("share-of-target", {"target": now.target}), page.look)
    page.text(right, label, target, LABEL, color=style.FAINT, ha="right")
    return label + 24, Box(MARGIN, label + 9, page.sheet.inside, 7)


def _figures(shared: Shared, look: Look) -> list[tuple[str, str]]:
    """Figures with their labels, as far as they are known."""
    now, needed = shared.now, say(Phrase("share-tile-needed", {"deadline": shared.now.deadline}), look)
    found = [
        (now.new, count_text(shared, now.new, Kind.gain, look), say(Phrase("share-tile-new"), look)),
        (now.pace7, count_text(shared, now.pace7, Kind.rate, look), say(Phrase("share-tile-pace"), look)),
        (shared.needed or None, show(shared.needed, Kind.rate, look), needed),
    ]
    return [(text, label) for value, text, label in found if value is not None]


def _ranks(shared: Shared, look: Look) -> list[tuple[str, str]]:
    """Ranks among the places beside it; how many of those have a figure of the date, where not all have."""
    found = []
    for card in shared.meaningful:
        value = f"{card.standing.rank}  {move_text(card.standing.move)}".strip()
        key = "share-tile-rank" if card.reported == card.places else "share-tile-rank-few"
        found.append((value, say(Phrase(key, rank_words(shared, card)), look)))
    return found


def _tiles(page: Page, tiles: Sequence[tuple[str, str]], top: float) -> float:
    """Figures side by side, each over its label."""
    if not tiles:
        return top
    gap = 5
    width = (page.sheet.inside - gap * (len(tiles) - 1)) / len(tiles)
    inside = width - BASE
    lines = max(len(fonts.wrap(label, inside, LABEL)) for _, label in tiles)
    height = VALUE * 1.7 + lines * LABEL * LEADING + 6
    for at, (value, label) in enumerate(tiles):
        left = MARGIN + at * (width + gap)
        _plate(page, Box(left, top, width, height), style.BAND)
        page.text(left + 5, top + VALUE * 0.95, value, VALUE, within=inside, bold=True)
        page.paragraph(left + 5, top + VALUE * 1.75, label, inside, LABEL, color=style.FAINT)
    return top + height


def _rows(page: Page, shared: Shared, rows: Sequence[Phrase | Standing | None], top: float) -> None:
    """Lists of places under their titles, None a row left free: rank, movement, name, bar, value.

    A bar is kept back like the value that it would tell, and has a pattern where the figure is of an earlier day.
    """
    places = {at: row for at, row in enumerate(rows) if isinstance(row, Standing)}
    names = [page.named(row) if isinstance(row, Standing) else "" for row in rows]
    texts = [value_text(shared, row, page.look) if isinstance(row, Standing) else "" for row in rows]
    ax = page.rows(Box(MARGIN + 33, top, page.sheet.inside - 33, len(rows) * ROW), names, texts).ax
    # What a full bar stands for: the target, or the largest value.
    measure = shared.ranking.measure if shared.ranking else Measure.registered
    least = 100.0 if KINDS[measure] is Kind.percent else 1.0
    most = max([least, *(value_of(row, measure) or 0 for row in shared.ranked)])
    values = [(shared.hidden(row), value_of(row, measure) or 0) for row in places.values()]
    told = [0 if hidden or shared.small(value) else max(value, 0) for hidden, value in values]
    ax.set_xlim(0, most)
    ax.barh(list(places), most, 0.39, color=style.BAND)
    bars = ax.barh(list(places), told, 0.39, color=style.STRONG, label="values")
    for (at, row), bar in zip(places.items(), bars, strict=True):
        if row.stale_days:
            bar.set(**style.OLD)
        page.text(MARGIN + 12, at, str(row.rank), ax=ax, ha="right", color=style.FAINT)
        page.text(MARGIN + 14.5, at, move_text(row.move), 7.2, ax=ax, color=style.FAINT)
    for at, title in enumerate(rows):
        if isinstance(title, Phrase):
            page.text(MARGIN, at, say(title, page.look), 9.5, ax=ax, bold=True, color=style.DEEP)


def _sentences(page: Page, shared: Shared, top: float) -> float:
    """Who did not report, the forecast, what patterns mean, the source; gives where they end."""
    _plate(page, Box(MARGIN, top, page.sheet.inside, 0.5), style.RULE)
    top += 4
    for phrase, bold in ((silent_phrase(shared), False), (forecast_phrase(shared), True)):
        if phrase:
            top = page.paragraph(MARGIN, top, say(phrase, page.look), page.sheet.inside, 9.5, bold=bold) + 2
    small = [drive_phrase(shared.drive)] if shared.drive else []
    small.append(Phrase("share-source"))
    if shared.ranking and any(row.stale_days for row in (*shared.top, *shared.bottom)):
        small.append(Phrase("chart-note-stale", {"as_on": shared.ranking.as_on}))
    if shared.suppress_small:
        small.append(Phrase("share-suppressed"))
    for phrase in small:
        top = page.paragraph(MARGIN, top, say(phrase, page.look), page.sheet.inside, 7.8, color=style.FAINT)
    return top
