"""Strokes of a picture, drawn by matplotlib's renderers of PNG and SVG. Pixels count from the upper left corner."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import matplotlib as mpl
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, IdentityTransform
from PIL import Image

from eshram_cli.reports.charts import fonts, style

Point = tuple[float, float]
Align = Literal["left", "center", "right"]
SALT = "eshram"
"""What names inside an SVG are made from, so that the same picture has the same bytes."""
COMPRESSION = 3
"""Of 9. The highest takes five times as long and makes a file a twentieth smaller."""
EDGE = 1.2


@dataclass(frozen=True)
class Canvas:
    """A renderer and the way from pixels that count from above to its own, which count from below."""

    renderer: RendererBase
    place: Affine2D


Stroke = Callable[[Canvas], None]


def png(size: tuple[int, int], strokes: Iterable[Stroke], dpi: int) -> bytes:
    """The strokes as PNG on white; `dpi` says how large it is printed."""
    renderer = RendererAgg(*size, 72)  # type: ignore[no-untyped-call]
    with mpl.rc_context({"text.hinting": fonts.HINTING}):
        _draw(renderer, size, strokes)
    pixels = renderer.buffer_rgba()  # type: ignore[no-untyped-call]
    picture = Image.frombuffer("RGBA", size, pixels, "raw", "RGBA", 0, 1).convert("RGB")
    out = io.BytesIO()
    picture.save(out, format="png", dpi=(dpi, dpi), compress_level=COMPRESSION)
    return out.getvalue()


def svg(size: tuple[int, int], strokes: Iterable[Stroke]) -> bytes:
    """The strokes as SVG; letters are drawn as shapes, since who opens it need not have the fonts."""
    from matplotlib.backends.backend_svg import RendererSVG

    out = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": SALT, "svg.fonttype": "path"}):
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        renderer = RendererSVG(*size, out, metadata=nothing)  # type: ignore[no-untyped-call]
        _draw(renderer, size, strokes)
        renderer.finalize()  # type: ignore[no-untyped-call]
    return out.getvalue().encode("utf-8")


def _draw(renderer: RendererBase, size: tuple[int, int], strokes: Iterable[Stroke]) -> None:
    width, height = size
    canvas = Canvas(renderer, Affine2D().scale(1, -1).translate(0, height))
    area([(0, 0), (width, 0), (width, height), (0, height)], style.PAPER, "", "", 0, canvas)
    for stroke in strokes:
        stroke(canvas)


def text(at: Point, words: str, size: float, bold: bool, colour: str, canvas: Canvas) -> None:
    """One line of text from the left end of its baseline."""
    pen = _pen(canvas, colour)
    canvas.renderer.draw_text(pen, *at, words, fonts.properties(bold, size), 0)


def area(corners: Sequence[Point], colour: str, hatch: str, edge: str, hatch_width: float, canvas: Canvas) -> None:
    """A filled area; with an edge or a pattern in the colour of the edge."""
    pen = _pen(canvas, edge or colour, EDGE if edge else 0)
    if hatch:
        pen.set_hatch(hatch)
        pen.set_hatch_color(to_rgba(edge))
        pen.set_hatch_linewidth(hatch_width)
    shape = Path([*corners, corners[0]], closed=True)
    canvas.renderer.draw_path(pen, shape, canvas.place, to_rgba(colour))


def cells(boxes: Sequence[tuple[float, float, float, float]], colour: str, canvas: Canvas) -> None:
    """Filled rectangles that do not overlap (left, top, width, height), as one shape: each by itself takes as long."""
    corners = [
        (x, y)
        for left, top, width, height in boxes
        for x, y in ((left, top), (left + width, top), (left + width, top + height), (left, top + height), (left, top))
    ]
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY] * len(boxes)
    canvas.renderer.draw_path(_pen(canvas, colour, 0), Path(corners, codes), canvas.place, to_rgba(colour))


def line(points: Sequence[Point], colour: str, thick: float, dash: Sequence[float], canvas: Canvas) -> None:
    """A line through the points."""
    pen = _pen(canvas, colour, thick)
    if dash:
        pen.set_dashes(0, list(dash))
    canvas.renderer.draw_path(pen, Path(points), canvas.place)


def marks(points: Sequence[Point], mark: str, size: float, colour: str, fill: str, canvas: Canvas) -> None:
    """A mark at each of the points."""
    style_of = MarkerStyle(mark)
    pen = _pen(canvas, colour, max(EDGE, size / 6))
    shape = style_of.get_path().transformed(style_of.get_transform() + Affine2D().scale(size))
    inner = to_rgba(fill) if style_of.is_filled() else None
    canvas.renderer.draw_markers(pen, shape, IdentityTransform(), Path(points), canvas.place, inner)


def _pen(canvas: Canvas, colour: str, thick: float = 1) -> GraphicsContextBase:
    pen = canvas.renderer.new_gc()
    pen.set_foreground(colour)
    pen.set_linewidth(thick)
    return pen
