"""Making a table fit a terminal: headings on two lines, then fewer columns, then names on several lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eshram_cli.reports.document import Kind
from eshram_cli.reports.people import Shown
from eshram_cli.reports.width import columns, wrap

GAP = 2
"""Spaces between columns: two, since one stands inside names, so that `awk -F '  +'` finds the fields."""
NARROWEST = 8
"""A column of names is not made narrower than this; a terminal that is narrower still wraps by itself."""


ROOMY = 24
"""A column of places is made so narrow before another column is left out."""


@dataclass(frozen=True)
class Fitted:
    """The columns that are shown, how wide, the lines of their headings, and the headings of those left out."""

    shown: Sequence[Shown]
    widths: Sequence[int]
    headings: Sequence[Sequence[str]]
    left_out: Sequence[str]


def whole(shown: Sequence[Shown]) -> Fitted:
    """Every column of which anything is known as wide as it needs, headings on one line; of no rows all columns."""
    shown = [item for item in shown if not item.blank] or shown
    headings = [[item.heading] for item in shown]
    return Fitted(shown, [_width(*pair) for pair in zip(shown, headings, strict=True)], headings, ())


def fit(shown: Sequence[Shown], width: int) -> Fitted:
    """The table in `width` columns of a terminal. Columns of which nothing is known are passed over in silence."""
    full = whole([item for item in shown if not item.blank])
    if _total(full.widths) <= width:
        return full
    return _narrowed(_fewer(_two_line_headings(full), width), width)


def _two_line_headings(full: Fitted) -> Fitted:
    headings = [_broken(item) for item in full.shown]
    widths = [_width(*pair) for pair in zip(full.shown, headings, strict=True)]
    return Fitted(full.shown, widths, headings, ())


def _broken(item: Shown) -> list[str]:
    """The heading in two lines where that makes its column narrower."""
    words = item.heading.split(" ")
    splits = [[" ".join(words[:at]), " ".join(words[at:])] for at in range(1, len(words))]
    return min([[item.heading], *splits], key=lambda lines: _width(item, lines))


def _fewer(fitted: Fitted, width: int) -> Fitted:
    """Without its least important columns, as few as possible; of equals the last goes first.

    Before a column goes, names of places rather stand on two lines: one long name would cost the whole table a figure.
    """
    keep = list(range(len(fitted.shown)))
    least_widths = [
        min(size, ROOMY) if item.column.kind is Kind.place else size
        for item, size in zip(fitted.shown, fitted.widths, strict=True)
    ]
    while _total([least_widths[at] for at in keep]) > width:
        least = max(keep, key=lambda at: (fitted.shown[at].column.priority, at))
        if not fitted.shown[least].column.priority:
            break
        keep = [at for at in keep if at != least and not _together(fitted.shown[at], fitted.shown[least])]
    return Fitted(
        [fitted.shown[at] for at in keep],
        [fitted.widths[at] for at in keep],
        [fitted.headings[at] for at in keep],
        [item.heading for at, item in enumerate(fitted.shown) if at not in keep],
    )


def _together(one: Shown, other: Shown) -> bool:
    return bool(one.column.group) and one.column.group == other.column.group


def _narrowed(fitted: Fitted, width: int) -> Fitted:
    """The widest column of words gives way, again and again, until the table fits or no name can be narrower."""
    widths = list(fitted.widths)
    names = [at for at, item in enumerate(fitted.shown) if item.column.kind.left]
    while _total(widths) > width and any(widths[at] > NARROWEST for at in names):
        widths[max(names, key=lambda at: widths[at])] -= 1
    headings = [
        lines if columns(" ".join(lines)) <= size else wrap(" ".join(lines), size)
        for lines, size in zip(fitted.headings, widths, strict=True)
    ]
    return Fitted(fitted.shown, widths, headings, fitted.left_out)


def _width(item: Shown, heading: Sequence[str]) -> int:
    return max(columns(text) for text in [*heading, *item.cells, item.total or ""])


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)
