"""A ranking as horizontal bars: one row a place, in the order of the ranking, the target as a tick on every bar.

By percent a bar is the percent of the target and the tick stands at 100; by count the tick is the place's own target;
by pace or by the new of the day it is what the place needs a day. A bar with a pattern is a figure of an earlier day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eshram_cli.analysis.lines import Standing
from eshram_cli.analysis.measures import Measure, value_of
from eshram_cli.analysis.standing import Ranking
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.page import Box, Head, Page
from eshram_cli.reports.charts.scale import Scale
from eshram_cli.reports.charts.words import leading, name_of, sourced, subtitle
from eshram_cli.reports.document import Kind, Name, Phrase
from eshram_cli.reports.kinds import KINDS
from eshram_cli.reports.look import Look, say, show

MOST = {Size.screen: 40, Size.a4: 60, Size.phone: 60}
"""How many rows a picture holds; of a longer ranking the first and the last."""
SMALL = 0.92
"""The size of words over the rows, in that of the rows."""
ROW = 1.62
"""The height of a row where it is free, in that of plain text."""


def draw(ranking: Ranking, look: Look, size: Size) -> Page:
    """The chart of a ranking."""
    page = Page(look, size, tall=True)
    rows = _rows(ranking.rows, MOST[size])
    measure = Phrase(f"measure-{ranking.measure}")
    line = subtitle(ranking.as_on, ranking.reported, ranking.places, ranking.level, measure)
    head = Head(title(ranking, look), sourced(line), list(_notes(ranking, rows)))
    box = page.open(head, (len(rows) + 1) * page.base * ROW)
    _draw_rows(page, box, ranking, rows)
    return page


def title(ranking: Ranking, look: Look) -> Phrase:
    """What the ranking shows, in a few words."""
    differing = next((note.words for note in ranking.notes if note.code == "leaders-differ"), None)
    first = [row for row in ranking.rows if row.rank == 1]
    if not first:
        return _without_leader(ranking, look)
    if differing and ranking.measure in {Measure.percent, Measure.registered}:
        return _differing(ranking, differing)
    words = {**leading([name_of(row) for row in first[:3]]), "value": _value(first[0], ranking.measure, look)}
    both = ranking.measure is Measure.percent or (ranking.measure is Measure.registered and first[0].percent)
    if both:
        percent = show(first[0].percent, Kind.percent, look)
        return Phrase("chart-leads-both", {**words, "percent": percent})
    return Phrase(f"chart-leads-{ranking.measure}", words)


def _differing(ranking: Ranking, words: object) -> Phrase:
    """By the measure asked for first."""
    names = {row.place: name_of(row) for row in ranking.rows}
    found: dict[str, object] = {}
    for key in ("registered", "percent"):
        these = words[key]  # type: ignore[index]
        found |= {key: tuple(names.get(name, Name(name)) for name in these), f"{key}_lead": _verb(these)}
    return Phrase(f"chart-leads-differ-{ranking.measure}", found)


def _verb(names: Sequence[str]) -> Phrase:
    return Phrase("word-leads" if len(names) == 1 else "word-lead")


def _without_leader(ranking: Ranking, look: Look) -> Phrase:
    """Of a ranking whose first rows are not shown, or of one in which nobody could be ranked."""
    ranked = [row for row in ranking.rows if row.rank]
    words: dict[str, object] = {"within": Name(ranking.within, ranking.within_hi or None)}
    if not ranked:
        return Phrase("chart-nobody-ranked", {**words, "measure": Phrase(f"measure-{ranking.measure}")})
    last = max(ranked, key=lambda row: row.rank or 0)
    words |= {"name": name_of(last), "value": _value(last, ranking.measure, look)}
    return Phrase("chart-last", {**words, "rank": last.rank, "places": ranking.places})


def _value(row: Standing, measure: Measure, look: Look) -> str:
    text = show(value_of(row, measure), KINDS[measure], look)
    return f"{text} %" if measure in {Measure.percent, Measure.prorated} else text


@dataclass(frozen=True)
class _Columns:
    """Where things stand in a row: right edge of the rank, left of the name, the bars, right edges of two labels."""

    rank: float
    name: float
    name_width: float
    bars: tuple[float, float]
    value: float
    count: float


def _rows(rows: Sequence[Standing], most: int) -> list[Standing | int]:
    """The rows to draw; of too many the first and the last, and between them the number of the others."""
    if len(rows) <= most:
        return list(rows)
    first = most // 2
    last = most - 1 - first
    return [*rows[:first], len(rows) - first - last, *rows[len(rows) - last :]]


def _draw_rows(page: Page, box: Box, ranking: Ranking, rows: Sequence[Standing | int]) -> None:
    step = min(box.height / (len(rows) + 1), page.base * 2.4)
    size = min(1.0, step / page.base / 1.38)
    columns = _columns(page, box, ranking, rows, size)
    scale = _scale(ranking, columns)
    end = _legend(page, ranking, columns, scale, box.top + step / 2, size * SMALL)
    for at, row in enumerate(rows):
        middle = box.top + (at + 1.5) * step
        if isinstance(row, int):
            page.text(
                columns.name, middle, say(Phrase("chart-others", {"count": row}), page.look), size, colour=style.FAINT
            )
        else:
            _draw_row(page, ranking, row, columns, scale, (middle, step, size))
    if ranking.measure is Measure.percent and ranking.total.percent is not None:
        span = (box.top + step / 2, box.top + (len(rows) + 1) * step)
        _whole(page, ranking.total, (columns.bars[0], end), scale(ranking.total.percent), span, size * SMALL)


def _columns(page: Page, box: Box, ranking: Ranking, rows: Sequence[Standing | int], size: float) -> _Columns:
    """As wide as their longest text; the bars get the rest."""
    lines = [row for row in rows if not isinstance(row, int)]
    names = [say(Phrase("chart-name", {"name": name_of(row)}), page.look) for row in lines]
    gap = page.base * 0.55 * size
    rank = page.width("38", size, bold=True)
    widest = max((page.width(name, size, bold=True) for name in names), default=0)
    name_width = min(widest, box.width * 0.34)
    heads = [page.width(head, size * SMALL) for head in _heads(ranking, page.look)]
    values = [page.width(_label(row, ranking.measure, page.look), size, bold=True) for row in lines]
    second = [page.width(_second(row, ranking.measure, page.look), size) for row in lines]
    value, count = max([heads[0], *values]), max([heads[1], *second])
    left = box.left + rank + gap + name_width + gap
    right = box.right - count - (gap * 1.6 if count else 0) - value - gap
    return _Columns(box.left + rank, box.left + rank + gap, name_width, (left, right), right + gap + value, box.right)


def _label(row: Standing, measure: Measure, look: Look) -> str:
    return _value(row, measure, look) if value_of(row, measure) is not None else ""


def _second(row: Standing, measure: Measure, look: Look) -> str:
    """Beside a percentage its count, beside a count its percentage where there is one."""
    if measure is Measure.registered:
        return f"{show(row.percent, Kind.percent, look)} %" if row.percent is not None else ""
    return show(row.registered, Kind.count, look) if row.registered is not None else ""


def _goal(row: Standing, measure: Measure) -> float | None:
    """Where the tick of a row stands."""
    match measure:
        case Measure.percent:
            return 100.0 if row.target else None
        case Measure.registered:
            return row.target
        case Measure.new | Measure.pace7:
            return row.needed_per_day or None
        case Measure.prorated:
            return 100.0
        case Measure.balance:
            return None


def _scale(ranking: Ranking, columns: _Columns) -> Scale:
    """From 0, or from the lowest value where one is negative (a balance once the target is passed)."""
    values = [value_of(row, ranking.measure) for row in ranking.rows]
    goals = [_goal(row, ranking.measure) for row in ranking.rows]
    known = [float(value) for value in (*values, *goals) if value is not None]
    return Scale(min([0.0, *known]), max([*known, 0.0]) or 1.0, *columns.bars)


def _draw_row(
    page: Page, ranking: Ranking, row: Standing, columns: _Columns, scale: Scale, place: tuple[float, float, float]
) -> None:
    middle, step, size = place
    first = row.rank == 1
    page.text(columns.rank, middle, str(row.rank or "–"), size, bold=first, colour=style.FAINT, align="right")
    name = say(Phrase("chart-name", {"name": name_of(row)}), page.look)
    page.name(columns.name, middle, name, columns.name_width, size, bold=first)
    value = value_of(row, ranking.measure)
    if value is None:
        reason = Phrase(f"reason-{row.reason}") if row.reason else Phrase("word-unknown")
        page.text(columns.bars[0], middle, say(reason, page.look), size * 0.92, colour=style.FAINT)
        return
    goal = _goal(row, ranking.measure)
    if goal is not None:
        page.bar(scale(0), middle - step * 0.3, scale(goal) - scale(0), step * 0.6, style.BAND)
    _draw_bar(page, row, (scale(0), scale(value)), middle, step)
    if goal is not None:
        at, half = scale(goal), step * 0.42
        page.line([(at, middle - half), (at, middle + half)], style.INK, page.base / 9)
    page.text(columns.value, middle, _label(row, ranking.measure, page.look), size, bold=True, align="right")
    page.text(columns.count, middle, _second(row, ranking.measure, page.look), size, colour=style.FAINT, align="right")


def _draw_bar(page: Page, row: Standing, ends: tuple[float, float], middle: float, step: float) -> None:
    left, right = min(ends), max(ends)
    top, height = middle - step * 0.3, step * 0.6
    if row.stale_days:
        page.bar(left, top, right - left, height, style.PAPER, hatch="///", edge=style.STRONG)
    else:
        page.bar(left, top, right - left, height, style.STRONG if row.rank == 1 else style.SOFT)


def _whole(
    page: Page, total: Standing, room: tuple[float, float], at: float, span: tuple[float, float], size: float
) -> None:
    """Where the place itself stands, as a line through the bars of its parts, with its name over it."""
    top, bottom = span
    page.line([(at, top + page.base * 0.6 * size), (at, bottom)], style.INK, page.base / 18, dash=(5, 3))
    name = say(Phrase("chart-name", {"name": name_of(total)}), page.look)
    label = f"{name} {show(total.percent, Kind.percent, page.look)} %"
    half = page.width(label, size) / 2
    if 2 * half < room[1] - room[0]:
        page.text(max(room[0] + half, min(at, room[1] - half)), top, label, size, align="center")


def _heads(ranking: Ranking, look: Look) -> tuple[str, str]:
    """What the two columns of figures are; the second blank where nothing stands in it."""
    of_target, registered = Phrase("chart-head-percent"), Phrase("column-registered")
    first = of_target if ranking.measure is Measure.percent else Phrase(f"column-{ranking.measure}")
    second = of_target if ranking.measure is Measure.registered else registered
    some = any(_second(row, ranking.measure, look) for row in ranking.rows)
    return say(first, look), say(second, look) if some else ""


def _legend(page: Page, ranking: Ranking, columns: _Columns, scale: Scale, middle: float, size: float) -> float:
    """What columns and ticks mean; gives where on its left side the words over the bars must end."""
    for right, head in zip((columns.value, columns.count), _heads(ranking, page.look), strict=True):
        page.text(right, middle, head, size, colour=style.FAINT, align="right")
    left, right = columns.bars
    if not any(_goal(row, ranking.measure) for row in ranking.rows):
        return right
    if ranking.measure is Measure.percent:
        at, label = scale(100) + page.base / 18, say(Phrase("chart-target-100"), page.look)
        page.text(at, middle, label, size, align="right")
        return at - page.width(label, size) - page.base * size
    key = "chart-tick-needed" if ranking.measure in {Measure.new, Measure.pace7} else "chart-tick-target"
    page.line([(left, middle - page.base * 0.4), (left, middle + page.base * 0.4)], style.INK, page.base / 9)
    page.text(left + page.base * 0.4, middle, say(Phrase(key), page.look), size, colour=style.FAINT)
    return right


def _notes(ranking: Ranking, rows: Sequence[Standing | int]) -> Iterator[Phrase]:
    """What the patterns mean, and which counts are not exact."""
    shown = [row for row in rows if not isinstance(row, int)]
    if any(row.stale_days for row in shown):
        yield Phrase("chart-note-stale", {"as_on": ranking.as_on})
    about = tuple(name_of(row) for row in shown if row.about)
    if about:
        yield Phrase("note-about", {"names": about})
    if ranking.known_on is not None:
        yield Phrase("note-known-on", {"known_on": ranking.known_on})
