"""A table on a terminal, drawn by rich in the widths that were fitted.

rich takes the spacing matras of Hindi (ा ि ी) for nothing, terminals give each a column. So a cell yields segments that
tell our own measure, and nothing styles it from outside, since rich would then cut it anew by its own.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich import box
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
HEAD = box.Box("    \n    \n────\n    \n────\n    \n    \n    \n")
"""A rule below the headings and one above the total; no other line."""


class Measured(Segment):
    """A segment as wide as terminals show it."""

    @property
    def cell_length(self) -> int:
        """The columns that its text takes."""
        return columns(self.text)


@dataclass(frozen=True)
class Cell:
    """One cell: its lines, aligned in its width. Only what is written is styled."""

    lines: Sequence[str]
    width: int
    left: bool
    style: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for line in self.lines:
            text, space = Measured(line, Style.parse(self.style)), Segment(" " * (self.width - columns(line)))
            yield from (text, space) if self.left else (space, text)
            yield Segment.line()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(self.width, self.width)


def drawn(table: Table, fitted: Fitted, colour: bool) -> list[str]:
    """The lines of the table, without a space at their ends."""
    grid = Grid(
        box=HEAD, show_edge=False, padding=(0, GAP - 1, 0, 0), pad_edge=False, header_style="none", border_style="dim"
    )
    for item, width, heading in zip(fitted.shown, fitted.widths, fitted.headings, strict=True):
        grid.add_column(Cell(heading, width, item.column.kind.left, "bold"), width=width, vertical="top")
    for at in range(len(table.rows)):
        tint = table.tints.get(at, "faint" if at in table.faint else "")
        cells = _row(fitted, [item.cells[at] for item in fitted.shown], TINTS.get(tint, tint))
        grid.add_row(*cells, end_section=at == len(table.rows) - 1)
    if table.total is not None:
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
        yield Cell(lines, width, kind.left, style or (MOVES.get(text[:1], "") if kind is Kind.move else ""))
