"""A table on a terminal, drawn by rich in the widths that were fitted.

rich takes the spacing matras of Hindi (ा ि ी) for nothing, terminals give each a column. So a cell yields segments that
tell our own measure, and nothing styles it from outside, since rich would then cut it anew by its own.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style
from rich.table import Table as Grid

from eshram_cli.reports.document import Kind, Table
from eshram_cli.reports.fit import GAP, Fitted
from eshram_cli.reports.people import MOVES
from eshram_cli.reports.width import columns, wrap

TINTS = {"faint": "dim"}
"""Tints that rich knows by another name; red, green, cyan and bold it knows."""
RULE = "─"


class Measured(Segment):
    """A segment as wide as terminals show it."""

    @property
    def cell_length(self) -> int:
        """The columns that its text takes."""
        return columns(self.text)


@dataclass(frozen=True)
class Cell:
    """One cell: its lines with a style each, aligned in its width. Only what is written is styled."""

    lines: Sequence[tuple[str, str]]
    width: int
    left: bool

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for line, style in self.lines:
            text, space = Measured(line, Style.parse(style)), Segment(" " * (self.width - columns(line)))
            yield from (text, space) if self.left else (space, text)
            yield Segment.line()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(self.width, self.width)


def drawn(table: Table, fitted: Fitted, colour: bool) -> list[str]:
    """The lines of the table, without a space at their ends; a rule below its headings, and above its total."""
    grid = Grid(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="none")
    rules = [(RULE * width, "dim") for width in fitted.widths]
    for item, width, heading, rule in zip(fitted.shown, fitted.widths, fitted.headings, rules, strict=True):
        head = Cell([*((line, "bold") for line in heading), rule], width, item.column.kind.left)
        grid.add_column(head, width=width)
    for at in range(len(table.rows)):
        tint = table.tints.get(at, "faint" if at in table.faint else "")
        grid.add_row(*_row(fitted, [item.cells[at] for item in fitted.shown], TINTS.get(tint, tint)))
    if table.total is not None:
        grid.add_row(*(Cell([rule], width, True) for rule, width in zip(rules, fitted.widths, strict=True)))
        grid.add_row(*_row(fitted, [item.total or "" for item in fitted.shown], "bold"))
    out = io.StringIO()
    console = Console(
        file=out, width=sum(fitted.widths) + GAP * len(fitted.widths), legacy_windows=False,
        color_system="standard" if colour else None, force_terminal=colour, no_color=not colour,
    )  # fmt: skip
    console.print(grid)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def _row(fitted: Fitted, texts: Sequence[str], style: str) -> Iterator[Cell]:
    for item, width, text in zip(fitted.shown, fitted.widths, texts, strict=True):
        kind = item.column.kind
        lines = wrap(text, width) if columns(text) > width else [text]
        own = style or (MOVES.get(text[:1], "") if kind is Kind.move else "")
        yield Cell([(line, own) for line in lines], width, kind.left)
