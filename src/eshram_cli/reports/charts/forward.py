"""The one picture to forward: a place's page at the width of a phone, read in a chat without opening anything else."""

from __future__ import annotations

from collections.abc import Sequence

from eshram_cli.analysis.lines import Standing
from eshram_cli.analysis.measures import Measure, value_of
from eshram_cli.reports.charts import Size, fonts, style
from eshram_cli.reports.charts.page import LEADING, Page
from eshram_cli.reports.document import Kind, Phrase
from eshram_cli.reports.kinds import KINDS
from eshram_cli.reports.look import Look, say, show
from eshram_cli.reports.share import (
    Shared,
    count_text,
    first_line,
    move_text,
    name_of,
    needed,
    percent_text,
    silent_phrase,
    value_text,
)

NAME, NUMBER, VALUE, LABEL = 2.1, 2.5, 1.3, 0.82
"""Sizes of the place's name, of the count, of the other figures, and of what stands beside them."""
ROW = 1.55


def draw(shared: Shared, look: Look, size: Size) -> Page:
    """The picture. Its contents are the same on every size; on the others than the phone's it is only wider."""
    page = Page(look, size, tall=True)
    top = _band(page, shared)
    top = _count(page, shared, top + page.base * 0.9)
    top = _tiles(page, _figures(shared, look), top + page.base * 0.6)
    top = _tiles(page, _ranks(shared, look), top + page.base * 0.3)
    whole = "share-all-title" if shared.whole else "share-top-title"
    for key, rows in ((whole, shared.top), ("share-bottom-title", shared.bottom)):
        if rows:
            top = _rows(page, shared, Phrase(key), rows, top + page.base * 0.5)
    top = _sentences(page, shared, top + page.base * 0.5)
    page.height = top + page.sheet.margin * 0.7
    return page


def _band(page: Page, shared: Shared) -> float:
    """Date and who reported, and below it the place, light on dark."""
    margin, width = page.sheet.margin, page.sheet.width - 2 * page.sheet.margin
    name = say(Phrase("chart-name", {"name": shared.name}), page.look)
    first = fonts.wrap(say(first_line(shared), page.look), width, page.base * 0.9)
    names = fonts.wrap(name, width, page.base * NAME, bold=True)
    height = page.base * (1.8 + len(first) * 0.9 * LEADING + len(names) * NAME * LEADING)
    page.bar(0, 0, page.sheet.width, height, style.DEEP)
    top = page.base * 0.8
    top = page.paragraph(margin, top, " ".join(first), width, 0.9, colour=style.PAPER)
    page.paragraph(margin, top + page.base * 0.3, name, width, NAME, bold=True, colour=style.PAPER)
    return height


def _count(page: Page, shared: Shared, top: float) -> float:
    """The count, and beside it the percent of the target with a bar below both."""
    now, margin = shared.now, page.sheet.margin
    right = page.sheet.width - margin
    count = count_text(shared, now.registered, Kind.count, page.look)
    middle = top + page.base * NUMBER * 0.55
    page.text(margin, middle, count, NUMBER, bold=True)
    label = top + page.base * (NUMBER * 1.1 + 0.7)
    page.text(margin, label, say(Phrase("column-registered"), page.look), LABEL, colour=style.FAINT)
    if now.percent is None or shared.hidden(now):
        return label + page.base * 0.7
    page.text(right, middle, percent_text(shared, now, page.look), NUMBER, bold=True, align="right", colour=style.DEEP)
    target = say(Phrase("share-of-target", {"target": now.target}), page.look)
    page.text(right, label, target, LABEL, colour=style.FAINT, align="right")
    below = label + page.base * 0.9
    page.bar(margin, below, right - margin, page.base * 0.7, style.TRACK)
    page.bar(margin, below, (right - margin) * min(now.percent, 100) / 100, page.base * 0.7, style.DEEP)
    return below + page.base * 0.9


def _figures(shared: Shared, look: Look) -> list[tuple[str, str]]:
    """Figures with their labels, as far as they are known."""
    now, rate = shared.now, needed(shared)
    found = []
    if now.new is not None:
        found.append((count_text(shared, now.new, Kind.gain, look), say(Phrase("share-tile-new"), look)))
    if now.pace7 is not None:
        found.append((count_text(shared, now.pace7, Kind.rate, look), say(Phrase("share-tile-pace"), look)))
    if rate:
        words = {"deadline": now.deadline}
        found.append((show(rate, Kind.rate, look), say(Phrase("share-tile-needed", words), look)))
    return found


def _ranks(shared: Shared, look: Look) -> list[tuple[str, str]]:
    """Ranks among the places beside it; how many of those have a figure of the date, where not all have."""
    found = []
    for card in shared.meaningful:
        move = move_text(card.standing.move)
        words = {
            "within": shared.within or card.within,
            "places": card.places,
            "reported": card.reported,
            "measure": Phrase(f"measure-{card.measure}"),
        }
        key = "share-tile-rank" if card.reported == card.places else "share-tile-rank-few"
        found.append((f"{card.standing.rank}  {move}".strip(), say(Phrase(key, words), look)))
    return found


def _tiles(page: Page, tiles: Sequence[tuple[str, str]], top: float) -> float:
    """Figures side by side, each over its label."""
    if not tiles:
        return top
    margin, gap = page.sheet.margin, page.base * 0.5
    width = (page.sheet.width - 2 * margin - gap * (len(tiles) - 1)) / len(tiles)
    inside = width - page.base
    labels = [fonts.wrap(label, inside, page.base * LABEL) for _, label in tiles]
    height = page.base * (VALUE * 1.7 + max(map(len, labels)) * LABEL * LEADING + 0.6)
    for at, ((value, _), lines) in enumerate(zip(tiles, labels, strict=True)):
        left = margin + at * (width + gap)
        page.bar(left, top, width, height, style.BAND)
        page.text(left + page.base * 0.5, top + page.base * VALUE * 0.95, value, VALUE, bold=True)
        below = top + page.base * VALUE * 1.75
        page.paragraph(left + page.base * 0.5, below, " ".join(lines), inside, LABEL, colour=style.FAINT)
    return top + height


def _rows(page: Page, shared: Shared, title: Phrase, rows: Sequence[Standing], top: float) -> float:
    """One list of places: rank, movement, name, bar, value."""
    margin, step = page.sheet.margin, page.base * ROW
    right = page.sheet.width - margin
    page.text(margin, top + step / 2, say(title, page.look), 0.95, bold=True, colour=style.DEEP)
    values = [value_text(shared, row, page.look) for row in rows]
    widest = max(page.width(value, bold=True) for value in values)
    name_left = margin + page.base * 3.3
    bar_left = margin + (right - margin) * 0.5
    most = _most(shared)
    for at, (row, value) in enumerate(zip(rows, values, strict=True), start=1):
        middle = top + (at + 0.5) * step
        page.text(margin + page.base * 1.2, middle, str(row.rank), align="right", colour=style.FAINT)
        page.text(margin + page.base * 1.45, middle, move_text(row.move), 0.72, colour=style.FAINT)
        name = say(Phrase("chart-name", {"name": name_of(row)}), page.look)
        page.name(name_left, middle, name, bar_left - name_left - page.base * 0.4)
        _bar(page, shared, row, (bar_left, right - widest - page.base * 0.5, middle, most))
        page.text(right, middle, value, bold=True, align="right")
    return top + (len(rows) + 1) * step


def _most(shared: Shared) -> float:
    """What a full bar stands for: the target, or the largest value."""
    measure = shared.ranking.measure if shared.ranking else Measure.registered
    values = [value_of(row, measure) or 0 for row in shared.ranked]
    return max([*values, 100.0 if KINDS[measure] is Kind.percent else 1.0])


def _bar(page: Page, shared: Shared, row: Standing, place: tuple[float, float, float, float]) -> None:
    """Kept back like the value that it would tell; with a pattern where the figure is of an earlier day."""
    left, right, middle, most = place
    measure = shared.ranking.measure if shared.ranking else Measure.registered
    value = value_of(row, measure)
    page.bar(left, middle - page.base * 0.3, right - left, page.base * 0.6, style.BAND)
    if value is None or value <= 0 or shared.hidden(row) or shared.small(value):
        return
    width = (right - left) * value / most
    if row.stale_days:
        page.bar(left, middle - page.base * 0.3, width, page.base * 0.6, style.PAPER, hatch="///", edge=style.STRONG)
    else:
        page.bar(left, middle - page.base * 0.3, width, page.base * 0.6, style.STRONG)


def _sentences(page: Page, shared: Shared, top: float) -> float:
    """Who did not report, the forecast, what patterns mean, the source."""
    margin, width = page.sheet.margin, page.sheet.width - 2 * page.sheet.margin
    page.line([(margin, top), (page.sheet.width - margin, top)], style.RULE, 1.5)
    top += page.base * 0.4
    silent = silent_phrase(shared)
    for phrase in (silent, shared.forecast):
        if phrase:
            top = page.paragraph(margin, top, say(phrase, page.look), width, 0.95, bold=phrase is shared.forecast)
            top += page.base * 0.2
    for phrase in _small_print(shared):
        top = page.paragraph(margin, top, say(phrase, page.look), width, 0.78, colour=style.FAINT)
    return top


def _small_print(shared: Shared) -> list[Phrase]:
    found = [Phrase("share-source")]
    if shared.ranking and any(row.stale_days for row in (*shared.top, *shared.bottom)):
        found.append(Phrase("chart-note-stale", {"as_on": shared.ranking.as_on}))
    if shared.suppress_small:
        found.append(Phrase("share-suppressed"))
    return found
