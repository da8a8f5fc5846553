"""A file as grids of cells. Rows and columns count from 0 here and from 1 in every message."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from eshram_cli.problems import Problem, Where

Cell = str | int | float | bool | dt.date | dt.datetime | None
"""What a cell holds. None is blank. An integral float of a workbook is an int."""


class Span(NamedTuple):
    """A merged range, first and last row and column, inclusive, from 0."""

    top: int
    left: int
    bottom: int
    right: int


class Run(NamedTuple):
    """A part of a cell's text with the font of its own; blank where it has the cell's."""

    text: str
    font: str


class Unsure(NamedTuple):
    """Why a cell holds no sure number: the code of its problem, and what stands there."""

    code: str
    text: str


@dataclass(frozen=True)
class Grid:
    """One sheet. Row 0 is the sheet's first row, column 0 its column A, whatever the used range; rows may be ragged.

    A merged range keeps its value in its first cell only. `uncached` are formulas that hold no value, `errors` cells
    such as #N/A; both are None in `rows`, and lie inside them unless they stand far off. `fonts` names the legacy Hindi
    font of the cells that are set in one, `runs` the parts of the cells that are partly set in one. `above` holds the
    lines of text that stand before row 0 and outside the cells: the heading of a web page's table. `unsure` says of
    cells why they hold no sure number; these are None in `rows`. `struck` are cells that are struck out as a whole;
    their values stand in `rows`. `turned`: from this row and column on the rows of the file are the columns here.
    """

    file: str
    sheet: str
    rows: list[list[Cell]]
    merges: tuple[Span, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    uncached: frozenset[tuple[int, int]] = frozenset()
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    fonts: Mapping[tuple[int, int], str] = field(default_factory=dict)
    above: tuple[str, ...] = ()
    runs: Mapping[tuple[int, int], tuple[Run, ...]] = field(default_factory=dict)
    unsure: Mapping[tuple[int, int], Unsure] = field(default_factory=dict)
    struck: frozenset[tuple[int, int]] = frozenset()
    turned: tuple[int, int] | None = None

    def at(self, row: int, column: int) -> Cell:
        """The cell, or None outside the sheet."""
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else None

    def cell(self, row: int, column: int) -> tuple[int, int]:
        """Row and column in the file of what stands here in that row and column."""
        if self.turned is None or row < self.turned[0]:
            return row, column
        top, left = self.turned
        return top + column - left, left + row - top

    def where(self, row: int | None = None, column: int | None = None) -> Where:
        """The address for a message, from row and column counted from 0."""
        if self.turned is not None and (row is None or row >= self.turned[0]):
            top, left = self.turned
            row, column = (None if column is None else top + column - left), (None if row is None else left + row - top)
        return Where(self.file, self.sheet, None if row is None else row + 1, None if column is None else column + 1)


@dataclass(frozen=True)
class Book:
    """A file that was opened: its name, the SHA-256 of its bytes, its kind, its sheets, what was noticed.

    `form` is the fingerprint of our own form that a workbook bears among its properties, blank for all others;
    `locked`: the file is under a password, which the user gave.
    """

    file: str
    sha256: str
    kind: str
    grids: tuple[Grid, ...]
    problems: tuple[Problem, ...] = ()
    form: str = ""
    locked: bool = False
