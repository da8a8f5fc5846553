"""A ranking as horizontal bars: one row a place, in the order of the ranking, the target as a tick on every bar.

By percent a bar is the percent of the target and the tick stands at 100; by count the tick is the place's own target;
by pace or by the new of the day it is what the place needs a day. A bar with a pattern is a figure of an earlier day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from eshram_cli.analysis.measures import value_of
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Ranking, Standing
from eshram_cli.language.words import has
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.page import GAP, MARGIN, Box, Head, Page
from eshram_cli.reports.charts.words import leading, sourced, subtitle
from eshram_cli.reports.document import Kind, Name, Phrase, name_of, within_of
from eshram_cli.reports.kinds import KINDS
from eshram_cli.reports.layouts.notes import known_note
from eshram_cli.reports.look import Look, say, show, told

MOST = {Size.screen: 40, Size.a4: 60, Size.phone: 60}
"""How many rows a picture holds; of a longer ranking the first and the last."""
ROW = 16.2
"""The height of a row where it is free."""


def draw(ranking: Ranking, look: Look, size: Size) -> Figure:
    """The chart of a ranking."""
    page = Page(look, size, tall=True)
    rows = ends_of(ranking.rows, MOST[size])
    measure = Phrase(f"measure-{ranking.measure}")
    line = subtitle(ranking.as_on, ranking.reported, ranking.places, ranking.level, measure)
    head = Head(title(ranking, look), sourced(line), list(_notes(ranking, rows)))
    box = page.open(head, (len(rows) + 1) * ROW)
    _draw(page, box, ranking, rows)
    return page.figure


def title(ranking: Ranking, look: Look) -> Phrase:
    """What the ranking shows, in a few words."""
    differing = next((note.words for note in ranking.notes if note.code == "leaders-differ"), None)
    first = [row for row in ranking.rows if row.rank == 1]
    if ranking.grouping and first:
        return Phrase("chart-first-of-groups", {"names": tuple(name_of(row) for row in first)})
    if not first:
        return _without_leader(ranking, look)
    if differing and ranking.measure in {Measure.percent, Measure.registered}:
        return _differing(ranking, differing)
    words = {**leading([name_of(row) for row in first[:3]]), "value": value_text(first[0], ranking.measure, look)}
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
        found |= {key: tuple(names.get(name, Name(name)) for name in these), f"{key}_lead": leading(these)["lead"]}
    return Phrase(f"chart-leads-differ-{ranking.measure}", found)


def _without_leader(ranking: Ranking, look: Look) -> Phrase:
    """Of a ranking whose first rows are not shown, or of one in which nobody could be ranked."""
    ranked = [row for row in ranking.rows if row.rank]
    words: dict[str, object] = {"within": within_of(ranking)}
    if not ranked:
        return Phrase("chart-nobody-ranked", {**words, "measure": Phrase(f"measure-{ranking.measure}")})
    last = max(ranked, key=lambda row: row.rank or 0)
    words |= {"name": name_of(last), "value": value_text(last, ranking.measure, look)}
    return Phrase("chart-last", {**words, "rank": last.rank, "places": ranking.places})


def value_text(row: Standing, measure: Measure, look: Look) -> str:
    """The value of a row by the measure, with its sign of percent."""
    text = show(value_of(row, measure), KINDS[measure], look)
    return f"{text} %" if measure in {Measure.percent, Measure.prorated} else text


def ends_of(rows: Sequence[Standing], most: int) -> list[Standing | int]:
    """The rows to draw; of too many the first and the last, and between them the number of the others."""
    if len(rows) <= most:
        return list(rows)
    first = most // 2
    last = most - 1 - first
    return [*rows[:first], len(rows) - first - last, *rows[len(rows) - last :]]


def _draw(page: Page, box: Box, ranking: Ranking, rows: Sequence[Standing | int]) -> None:
    """Rank, name, bar and two figures of each row."""
    look, measure = page.look, ranking.measure
    places = {at: row for at, row in enumerate(rows) if not isinstance(row, int)}
    known = {at: value for at, row in places.items() if (value := value_of(row, measure)) is not None}
    values = [value_text(places[at], measure, look) if at in known else "" for at in range(len(rows))]
    seconds = [_second(places[at], measure, look) if at in known else "" for at in range(len(rows))]
    ranks = box.left + page.width("38", bold=True)
    beside = Box(ranks + GAP, box.top, box.right - ranks - GAP, box.height)
    names = [_name(row, look) for row in rows]
    first = [at for at, row in places.items() if row.rank == 1]
    table = page.rows(beside, names, values, seconds, heads=_heads(ranking, look), bold=first, above=1)
    ax, left, small = table.ax, table.left, table.size * 0.92
    ax.margins(x=0)

    goals = {at: goal for at in known if (goal := _goal(places[at], measure)) is not None}
    ax.barh(list(goals), list(goals.values()), 0.6, color=style.BAND, label="goals")
    bars = ax.barh(list(known), list(known.values()), 0.6, color=style.SOFT, label="values")
    for at, bar in zip(known, bars, strict=True):
        if places[at].stale_days:
            bar.set(facecolor=style.PAPER, edgecolor=style.STRONG, hatch="///")
        elif places[at].rank == 1:
            bar.set_facecolor(style.STRONG)
    ends = [at - 0.42 for at in goals], [at + 0.42 for at in goals]
    ax.vlines(list(goals.values()), *ends, color=style.INK, linewidth=1.1, clip_on=False)
    for at, row in places.items():
        page.row(ax, ranks, at, str(row.rank or "–"), table.size, bold=at in first, color=style.FAINT, ha="right")
        if at not in known:
            reason = say(Phrase(f"reason-{row.reason}") if row.reason else Phrase("word-unknown"), look)
            written = page.name(ax, left, at, reason, box.right - left, small, color=style.FAINT)
            written.set_bbox({"facecolor": style.PAPER, "edgecolor": "none", "pad": 1})
    _head(page, ax, ranking, (left, table.right), box.top + table.step / 2, small)


def _name(row: Standing | int, look: Look) -> str:
    """The name of a row; beside it its group, since a 1 that stands several times in a picture must say of what."""
    if isinstance(row, int):
        return say(Phrase("chart-others", {"count": row}), look)
    name, group = say(Phrase("chart-name", {"name": name_of(row)}), look), row.group
    if not group:
        return name
    return f"{name} ({told(f'group-{group}', look) if has(f'group-{group}') else f'{group} %'})"


def _head(page: Page, ax: Axes, ranking: Ranking, ends: tuple[float, float], above: float, small: float) -> None:
    """What the ticks and the dashed line are, in a line over the rows; `ends`: both of the bars."""
    (left, right), look, measure = ends, page.look, ranking.measure
    low, high = ax.get_xlim()
    goals = any(_goal(row, measure) for row in ranking.rows if value_of(row, measure) is not None)
    end = right
    if measure is Measure.percent and goals:
        words = say(Phrase("chart-target-100"), look)
        end = left + (right - left) * (100 - low) / (high - low) + 0.6
        end = max(end, left + page.width(words, small))
        page.text(end, above, words, small, ha="right")
        end -= page.width(words, small) + small
    elif goals:
        key = "chart-tick-needed" if measure in {Measure.new, Measure.pace7} else "chart-tick-target"
        words = say(Phrase(key), look)
        start = left if page.width(words, small) + 4 < right - left else MARGIN
        tick = Line2D([start, start], [above - 4, above + 4], color=style.INK, linewidth=1.1, transform=page.points)
        page.figure.add_artist(tick)
        page.text(start + 4, above, words, small, color=style.FAINT)
    whole = ranking.total.percent if measure is Measure.percent else None
    if whole is not None and low <= whole <= high:
        ax.plot(
            [whole, whole], [-0.7, ax.get_ylim()[0]], "--", color=style.INK, linewidth=0.6, clip_on=False, label="whole"
        )
        name = say(Phrase("chart-name", {"name": name_of(ranking.total)}), look)
        words = f"{name} {show(whole, Kind.percent, look)} %"
        half = page.width(words, small) / 2
        if 2 * half < end - left:
            middle = left + (right - left) * (whole - low) / (high - low)
            page.text(max(left + half, min(middle, end - half)), above, words, small, ha="center")


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
        case Measure.balance | Measure.delta | Measure.composite:
            return None


def _heads(ranking: Ranking, look: Look) -> tuple[str, str]:
    """What the two columns of figures are; the second blank where nothing stands in it."""
    of_target, registered = Phrase("chart-head-percent"), Phrase("column-registered")
    first = of_target if ranking.measure is Measure.percent else Phrase(f"column-{ranking.measure}")
    second = of_target if ranking.measure is Measure.registered else registered
    some = any(_second(row, ranking.measure, look) for row in ranking.rows)
    return say(first, look), say(second, look) if some else ""


def _notes(ranking: Ranking, rows: Sequence[Standing | int]) -> Iterator[Phrase]:
    """What the patterns mean, and which counts are not exact."""
    shown = [row for row in rows if not isinstance(row, int)]
    if any(row.stale_days for row in shown):
        yield Phrase("chart-note-stale", {"as_on": ranking.as_on})
    about = tuple(name_of(row) for row in shown if row.about)
    if about:
        yield Phrase("note-about", {"names": about})
    if ranking.known_on is not None:
        yield known_note(ranking.known_on)
