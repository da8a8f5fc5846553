"""A ranking as a map of equal tiles: a small district is seen as well as a large one.

Each tile has its name, value and rank; its colour is a step of the value and grows darker in grey as well, so that
nothing is said by colour alone. A place without a figure is hatched. Where no layout is known the tiles stand in
the order of their names.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import MaxNLocator

from eshram_cli.analysis.measures import value_of
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Ranking, Standing
from eshram_cli.places.tiles import tiles
from eshram_cli.reports.charts import Size, axes, fonts, ranking, style
from eshram_cli.reports.charts.page import BASE, Box, Page
from eshram_cli.reports.document import Phrase, answer_words
from eshram_cli.reports.layouts.notes import known_note
from eshram_cli.reports.look import Look, in_digits, say

MOST = {Size.screen: 120, Size.a4: 160, Size.phone: 90}
"""How many tiles a picture without a layout holds; of a longer ranking the first and the last."""
ACROSS = {Size.screen: 10, Size.a4: 12, Size.phone: 4}
TILE = {Size.screen: 46.0, Size.a4: 52.0, Size.phone: 36.0}
"""The height of a tile where it is free, in points as all that follow."""
GAP = 1.6
LEADING = 1.3
RAMP = ("#eef5fa", "#c6dcec", "#8fbbdb", "#4f93c4", "#1f6aa5", "#0b3d68")
"""From little to much, each clearly darker than the one before, in grey too."""
DARK = RAMP[4:]
"""On these the letters are white."""
NONE: dict[str, Any] = {"facecolor": style.PAPER, "edgecolor": style.FAINT, "hatch": "////", "linewidth": 0.5}
PERCENT = frozenset({Measure.percent, Measure.prorated})


@dataclass(frozen=True)
class Steps:
    """The steps of a measure: its edges, round numbers, and a colour between each two of them."""

    edges: Sequence[float]

    @property
    def colours(self) -> list[str]:
        """As many as there are steps, spread over the ramp."""
        count = len(self.edges) - 1
        return [RAMP[round(at * (len(RAMP) - 1) / max(count - 1, 1))] for at in range(count)]

    def colour(self, value: float) -> str:
        """That of the step that holds the value; a step holds its lower edge."""
        return self.colours[min(max(bisect_right(self.edges, value) - 1, 0), len(self.edges) - 2)]

    def painted(self, value: float | None) -> tuple[dict[str, Any], str]:
        """How the area of a place with that value is filled, and the colour of the letters on it."""
        if value is None:
            return NONE, style.INK
        colour = self.colour(value)
        return {"facecolor": colour, "edgecolor": style.RULE}, style.PAPER if colour in DARK else style.INK


def steps_of(found: Ranking) -> Steps:
    """At most six steps between round numbers, over all values of the ranking."""
    values = [float(value) for row in found.rows if (value := value_of(row, found.measure)) is not None] or [0.0]
    locator = MaxNLocator(5, steps=[1, 2, 2.5, 5, 10], integer=found.measure not in PERCENT)
    return Steps([float(edge) for edge in locator.tick_values(min(values), max(values))])


def draw(found: Ranking, look: Look, size: Size) -> Figure:
    """The map of a ranking."""
    page, steps = Page(look, size), steps_of(found)
    rows, cells = _cells(found, size)
    down, across = (1 + max(ends) for ends in zip((0, 0), *cells, strict=True))
    box = opened(page, found, rows, steps, down * TILE[size])
    width, height = box.width / across, min(box.height / down, box.width / across * 0.9)
    inside, letters = width - 3 * GAP, min(BASE, height / (4 * LEADING))
    ax = page.axes(Box(box.left, box.top, box.width, down * height))
    ax.set(xlim=(0, across), ylim=(down, 0))
    for row, (at, column) in zip(rows, cells, strict=True):
        face, ink = steps.painted(value_of(row, found.measure))
        corner = column + GAP / 2 / width, at + GAP / 2 / height
        ax.add_patch(Rectangle(corner, 1 - GAP / width, 1 - GAP / height, label=row.id, **face))
        name = page.named(row)
        first, *rest = fonts.wrap(name, inside, letters) if page.width(name, letters * fonts.LEAST) > inside else [name]
        lines = [(first, letters * 0.86), (" ".join(rest), letters * 0.86)] if rest else [(first, letters)]
        lines.append((told(row, found, look), letters * 1.08))
        if row.rank:
            lines.append((say(Phrase("chart-map-rank", {"rank": row.rank}), look), letters * 0.86))
        x, y = box.left + (column + 0.5) * width, box.top + (at + 0.5) * height
        y -= sum(points for _, points in lines) * LEADING / 2
        plate = style.PLATE if face is NONE else None
        for text, points in lines:
            bold, middle = points > letters and face is not NONE, y + points * LEADING / 2
            page.text(x, middle, text, points, within=inside, bold=bold, ha="center", color=ink, bbox=plate)
            y += points * LEADING
    return page.figure


def opened(
    page: Page, found: Ranking, rows: Sequence[Standing], steps: Steps, wanted: float, more: Sequence[Phrase] = ()
) -> Box:
    """Title, date, the steps with how many places are in each, notes and more notes; gives the room between."""
    line = Phrase("page-first", answer_words(found))
    values = [value_of(row, found.measure) for row in found.rows]
    colours = [None if value is None else steps.colour(value) for value in values]
    unit = " %" if found.measure in PERCENT else ""
    edges = [in_digits(f"{edge:g}", page.look) if unit else axes.short_count(edge, page.look) for edge in steps.edges]
    key = [
        Patch(facecolor=colour, edgecolor=style.FAINT, label=f"{low}–{high}{unit} ({colours.count(colour)})")
        for low, high, colour in zip(edges, edges[1:], steps.colours, strict=False)
    ]
    if None in values:
        key.append(Patch(**NONE, label=f"{say(Phrase('chart-map-none'), page.look)} ({values.count(None)})"))
    return page.open(ranking.title(found, page.look), line, wanted, [*_notes(found, rows), *more], key)


def told(row: Standing, found: Ranking, look: Look) -> str:
    """The value as it stands on the map; a star where it is of an earlier day."""
    if value_of(row, found.measure) is None:
        return say(Phrase("chart-map-none"), look)
    return ranking.value_text(row, found.measure, look) + ("*" if row.stale_days else "")


def _cells(found: Ranking, size: Size) -> tuple[list[Standing], list[tuple[int, int]]]:
    """The places to draw, and the cell of each; a place that the layout does not know stands in a row below it."""
    known = tiles(found.within_id, found.level)
    if any(row.place in known for row in found.rows):
        below, across = (1 + max(ends) for ends in zip(*known.values(), strict=True))
        rows = sorted(found.rows, key=lambda row: (row.place not in known, row.place))
        first = sum(row.place in known for row in rows)
        others = [(below + at // across, at % across) for at in range(len(rows) - first)]
        return rows, [*(known[row.place] for row in rows[:first]), *others]
    rows, half = list(found.rows), MOST[size] // 2
    rows = rows if len(rows) <= MOST[size] else [*rows[:half], *rows[-half:]]
    rows.sort(key=lambda row: (row.place, row.parent, row.id))
    across = math.ceil(math.sqrt(len(rows) * (0.5 if size is Size.phone else 2)))
    across = max(1, min(ACROSS[size], across), 0 if size is Size.phone else math.ceil(len(rows) / 13))
    return rows, [divmod(at, across) for at in range(len(rows))]


def _notes(found: Ranking, rows: Sequence[Standing]) -> Iterator[Phrase]:
    """What a star means, who is left out, and what was known."""
    if any(row.stale_days and value_of(row, found.measure) is not None for row in rows):
        yield Phrase("chart-map-stale", {"as_on": found.as_on})
    if len(rows) < len(found.rows):
        yield Phrase("chart-map-ends", {"count": len(rows) // 2, "places": len(found.rows)})
    if found.known_on is not None:
        yield known_note(found.known_on)
