"""A ranking on the outlines of its places: each in the colour of its step with its rank, and a key of the names.

The outlines come from a file of the office. A degree of longitude is drawn as short as it is at the middle of the map.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import NDArray

from eshram_cli.analysis.measures import value_of
from eshram_cli.answers.outlines import Outlined
from eshram_cli.places.model import Polygon
from eshram_cli.reports.charts import Size, ranking, style
from eshram_cli.reports.charts.map import opened, steps_of, told
from eshram_cli.reports.charts.page import BASE, Box, Page
from eshram_cli.reports.document import Phrase
from eshram_cli.reports.look import Look, say

MOST = {Size.screen: 56, Size.a4: 80, Size.phone: 60}
"""How many names the key holds; of more the first and the last."""
HEIGHT = {Size.screen: 320.0, Size.a4: 400.0, Size.phone: 260.0}
"""The height of the map where it is free, in points as all that follow."""
ROW, COLUMN = 12.5, 150.0
"""The height of a line of the key where it is free, and the least width of a column of it."""
FINE = 0.25
"""Points of an outline that are nearer to each other than this are drawn as one."""
Ring = NDArray[np.float64]


def draw(result: Outlined, look: Look, size: Size) -> Figure:
    """The map of a ranking whose outlines are known."""
    page = Page(look, size)
    found = result.ranking
    steps = steps_of(found)
    rows = ranking.ends_of(found.rows, MOST[size])
    below = size is Size.phone
    lacking = any(row.id not in result.outlines for row in found.rows)
    more = [Phrase("chart-map-without")] if lacking else []
    wanted = HEIGHT[size] + (math.ceil(len(rows) / 2) * ROW if below else 0)
    box = opened(page, found, found.rows, steps, wanted, more)
    columns = 2 if below or len(rows) * 8 > box.height else 1
    if below:
        key = math.ceil(len(rows) / columns) * ROW
        area = Box(box.left, box.top, box.width, box.height - key - 8)
        beside = Box(box.left, area.bottom + 8, box.width, key)
    else:
        area = Box(box.left, box.top, box.width - columns * COLUMN - 16, box.height)
        beside = Box(area.right + 16, box.top, columns * COLUMN, box.height)
    ax = page.axes(area)
    shapes = _shapes(result, area)
    for row in found.rows:
        if row.id in shapes:
            face, _ = steps.painted(value_of(row, found.measure))
            rings = [Path(ring, closed=True) for polygon in shapes[row.id] for ring in polygon]
            edge = {"edgecolor": style.INK, "linewidth": 0.5, "label": row.id, "clip_on": False}
            ax.add_patch(PathPatch(Path.make_compound_path(*rings), **{**face, **edge}))
    ax.margins(0)
    ax.set_aspect(1 / math.cos(math.radians(sum(ax.get_ylim()) / 2)), anchor="N")
    ax.apply_aspect()
    to_page = (ax.transData + page.points.inverted()).transform
    for row in found.rows:
        if row.rank and row.id in shapes:
            x, y, room = _middle([[to_page(ring) for ring in polygon] for polygon in shapes[row.id]])
            _, ink = steps.painted(value_of(row, found.measure))
            page.text(x, y, str(row.rank), min(BASE, max(5.0, room * 1.3)), bold=True, ha="center", color=ink)
    down = math.ceil(len(rows) / columns)
    step, width = min(beside.height / max(down, 1), ROW), beside.width / columns
    letters = min(8.6, step / 1.3)
    for at, one in enumerate(rows):
        left, y = beside.left + at // down * width, beside.top + (at % down + 0.5) * step
        if isinstance(one, int):
            page.text(left + 18, y, say(Phrase("chart-others", {"count": one}), look), letters, color=style.FAINT)
            continue
        value_told = told(one, found, look)
        room = width - 18 - page.width(value_told, letters, bold=True) - 14
        name = page.named(one) + ("" if one.id in result.outlines else " †")
        page.text(left + 13, y, str(one.rank or "–"), letters, color=style.FAINT, ha="right")
        page.text(left + 18, y, name, letters, within=room)
        page.text(left + width - 8, y, value_told, letters, bold=True, ha="right")
    return page.figure


def _shapes(result: Outlined, area: Box) -> dict[str, list[list[Ring]]]:
    """The polygons of each place in degrees, without what is finer than a dot of the area: of each its outer ring one
    way round and its holes the other, as matplotlib fills them."""
    rings = [np.array(ring) for polygons in result.outlines.values() for polygon in polygons for ring in polygon]
    fine = FINE * max(float((np.ptp(np.concatenate(rings), axis=0) / (area.width, area.height)).max()), 1e-9)

    def rings_of(polygon: Polygon) -> Iterator[Ring]:
        """The rings of a polygon that are larger than a dot."""
        for at, ring in enumerate(polygon):
            points = np.round(np.array(ring) / fine) * fine
            points = points[np.append(True, (np.diff(points, axis=0) != 0).any(axis=1))]
            if len(points) > 3:
                yield points if (_area(points) > 0) == (at == 0) else points[::-1]

    shapes = {
        place: [shape for polygon in polygons if (shape := list(rings_of(polygon)))]
        for place, polygons in result.outlines.items()
    }
    return {place: found for place, found in shapes.items() if found}


def _area(ring: Ring) -> float:
    """The area of a closed ring, its sign the way round."""
    x, y = ring[:, 0], ring[:, 1]
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


def _middle(polygons: list[list[Ring]]) -> tuple[float, float, float]:
    """The place inside the largest polygon that is farthest from its edges, and how far."""
    largest = max(polygons, key=lambda polygon: abs(_area(polygon[0])))
    low, high = largest[0].min(axis=0), largest[0].max(axis=0)
    across, down = np.meshgrid(np.linspace(low[0], high[0], 21)[1:-1], np.linspace(low[1], high[1], 21)[1:-1])
    spots = np.column_stack([across.ravel(), down.ravel()])
    outer, *holes = [Path(ring, closed=True) for ring in largest]
    inside = outer.contains_points(spots)
    for hole in holes:
        inside &= ~hole.contains_points(spots)
    edges = np.concatenate([Path(ring).interpolated(8).vertices for ring in largest])  # a long edge counts as near
    spots = spots[inside] if inside.any() else ((low + high) / 2)[None, :]
    room = np.array([np.hypot(*(edges - spot).T).min() for spot in spots])
    best = int(room.argmax())
    return float(spots[best, 0]), float(spots[best, 1]), float(room[best])
