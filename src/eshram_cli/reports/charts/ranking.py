"""A ranking as horizontal bars: one row a place, in the order of the ranking, the target as a tick on every bar.

By percent a bar is the percent of the target and the tick stands at 100; by count the tick is the place's own target;
by pace or by the new of the day it is what the place needs a day. A bar with a pattern is a figure of an earlier day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from eshram_cli.analysis.measures import value_of
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Ranking, Standing
from eshram_cli.language.words import has
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.page import GAP, Box, Page
from eshram_cli.reports.charts.words import leading
from eshram_cli.reports.document import Kind, Name, Phrase, answer_words, name_of, within_of
from eshram_cli.reports.kinds import KINDS
from eshram_cli.reports.layouts.notes import known_note
from eshram_cli.reports.look import Look, say, show, told

MOST = {Size.screen: 40, Size.a4: 60, Size.phone: 60}
"""How many rows a picture holds; of a longer ranking the first and the last."""
ROW = 16.2
"""The height of a row where it is free."""


def draw(ranking: Ranking, look: Look, size: Size) -> Figure:
    """The chart of a ranking: rank, name, bar and two figures of each row."""
    page, measure = Page(look, size, tall=True), ranking.measure
    rows = ends_of(ranking.rows, MOST[size])
    places = {at: row for at, row in enumerate(rows) if not isinstance(row, int)}
    known = {at: value for at, row in places.items() if (value := value_of(row, measure)) is not None}
    goals = {at: goal for at in known if (goal := _goal(places[at], measure)) is not None}
    whole = ranking.total.percent if measure is Measure.percent else None
    key = []
    if goals:
        words = "chart-tick-needed" if measure in {Measure.new, Measure.pace7} else "chart-tick-target"
        key.append(Line2D([], [], color=style.INK, marker="|", markersize=9, linestyle="", label=told(words, look)))
    if whole is not None:
        words = f"{page.named(ranking.total)} {show(whole, Kind.percent, look)} %"
        key.append(Line2D([], [], color=style.INK, linewidth=0.6, linestyle="--", label=words))
    line = Phrase("page-first", answer_words(ranking))
    box = page.open(title(ranking, look), line, (len(rows) + 1) * ROW, list(_notes(ranking, rows)), key)

    # Beside a percentage stands the count, beside every other value the percentage where there is one.
    shown = [measure, Measure.percent if measure is Measure.registered else Measure.registered]
    blank = dict.fromkeys(range(len(rows)), "")
    figures = [
        blank | {at: value_text(places[at], one, look) for at in known if value_of(places[at], one) is not None}
        for one in shown
    ]
    heads = [say(Phrase("chart-head-percent" if one is Measure.percent else f"column-{one}"), look) for one in shown]
    columns = 2 if any(figures[1].values()) else 1
    first = [at for at, row in places.items() if row.rank == 1]
    ranks = box.left + page.width("38", bold=True)
    beside = Box(ranks + GAP, box.top, box.right - ranks - GAP, box.height)
    names = [_name(row, page) for row in rows]
    texts = [list(one.values()) for one in figures[:columns]]
    table = page.rows(beside, names, *texts, heads=heads[:columns], bold=first, above=1)
    ax = table.ax
    ax.margins(x=0)
    ax.barh(list(goals), list(goals.values()), 0.6, color=style.BAND, label="goals")
    bars = ax.barh(list(known), list(known.values()), 0.6, color=style.SOFT, label="values")
    for at, bar in zip(known, bars, strict=True):
        if places[at].stale_days:
            bar.set(**style.OLD)
        elif places[at].rank == 1:
            bar.set_facecolor(style.STRONG)
    ax.plot(list(goals.values()), list(goals), "|", color=style.INK, markersize=0.84 * table.step, clip_on=False)
    if whole is not None:
        ax.axvline(whole, color=style.INK, linewidth=0.6, linestyle="--", label="whole")
    for at, row in places.items():
        rank = str(row.rank or "–")
        page.text(ranks, at, rank, table.size, ax=ax, bold=at in first, color=style.FAINT, ha="right")
        if at not in known:
            reason, room = told(f"reason-{row.reason}" if row.reason else "word-unknown", look), box.right - table.left
            small = table.size * 0.92
            page.text(table.left, at, reason, small, ax=ax, within=room, color=style.FAINT, bbox=style.PLATE)
    return page.figure


def title(ranking: Ranking, look: Look) -> Phrase:
    """What the ranking shows, in a few words."""
    measure, ranked = ranking.measure, [row for row in ranking.rows if row.rank]
    first = [row for row in ranked if row.rank == 1]
    differing = next((note.words for note in ranking.notes if note.code == "leaders-differ"), None)
    if not ranked:
        return Phrase("chart-nobody-ranked", {"within": within_of(ranking), "measure": Phrase(f"measure-{measure}")})
    if not first:  # only the last rows were asked for
        last = max(ranked, key=lambda row: row.rank or 0)
        words = {"within": within_of(ranking), "name": name_of(last), "value": value_text(last, measure, look)}
        return Phrase("chart-last", {**words, "rank": last.rank, "places": ranking.places})
    if ranking.grouping:
        return Phrase("chart-first-of-groups", {"names": tuple(name_of(row) for row in first)})
    if differing and measure in {Measure.percent, Measure.registered}:
        names = {row.place: name_of(row) for row in ranking.rows}
        found: dict[str, object] = {}
        for key in ("registered", "percent"):
            leaders = leading([names.get(name, Name(name)) for name in differing[key]])  # type: ignore[attr-defined]
            found |= {key: leaders["names"], f"{key}_lead": leaders["lead"]}
        return Phrase(f"chart-leads-differ-{measure}", found)
    both = measure is Measure.percent or (measure is Measure.registered and first[0].percent)
    figures = {"value": value_text(first[0], measure, look), "percent": show(first[0].percent, Kind.percent, look)}
    words = leading([name_of(row) for row in first[:3]]) | figures
    return Phrase("chart-leads-both" if both else f"chart-leads-{measure}", words)


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


def _name(row: Standing | int, page: Page) -> str:
    """The name of a row; beside it its group, since a 1 that stands several times in a picture must say of what."""
    if isinstance(row, int):
        return say(Phrase("chart-others", {"count": row}), page.look)
    if not row.group:
        return page.named(row)
    group = told(f"group-{row.group}", page.look) if has(f"group-{row.group}") else f"{row.group} %"
    return f"{page.named(row)} ({group})"


def _goal(row: Standing, measure: Measure) -> float | None:
    """Where the tick of a row with a figure stands."""
    match measure:
        case Measure.percent | Measure.prorated:
            return 100.0
        case Measure.registered:
            return row.target
        case Measure.new | Measure.pace7:
            return row.needed_per_day or None
        case Measure.balance | Measure.delta | Measure.composite:
            return None


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
