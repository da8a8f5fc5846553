"""What is noticed of a sheet beside its values: extent, hidden parts, merges, uncached formulas, errors, fonts, and
what its cells show where that is not what they hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from eshram_cli.sheets.formats import as_shown
from eshram_cli.sheets.model import Cell, Grid, Run, Span, Unsure
from eshram_cli.sheets.values import fitting, width

Address = tuple[int, int]

MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14
"""The largest sheet of Excel and LibreOffice."""

NEAR = 100
"""So many rows or columns beyond the last value, a formula without a value still belongs to the table."""


@dataclass
class Notes:
    """Addresses count from 0; `bottom` and `right` are the last row and column of a cell, -1 where there is none.

    `formats` are number formats that may show another number, `texts` what is left of texts without the parts that are
    struck out or raised, `unsure` and `struck` as in `Grid`.
    """

    cells: int = 0
    bottom: int = -1
    right: int = -1
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Span] = field(default_factory=list)
    uncached: set[Address] = field(default_factory=set)
    errors: dict[Address, str] = field(default_factory=dict)
    fonts: dict[Address, str] = field(default_factory=dict)
    runs: dict[Address, tuple[Run, ...]] = field(default_factory=dict)
    formats: dict[Address, str] = field(default_factory=dict)
    texts: dict[Address, str] = field(default_factory=dict)
    unsure: dict[Address, Unsure] = field(default_factory=dict)
    struck: set[Address] = field(default_factory=set)

    @property
    def area(self) -> int:
        """Cells of the rectangle from A1 on."""
        return (self.bottom + 1) * (self.right + 1)

    def add(self, row: int, column: int, count: int = 1) -> None:
        """A cell, or `count` of them that end at `column`."""
        self.cells += count
        self.bottom = max(self.bottom, row)
        self.right = max(self.right, column)

    def hide_columns(self, first: int, last: int) -> None:
        """Columns from first to last, as far as a sheet goes."""
        self.hidden_columns.update(range(first, min(last + 1, MOST_COLUMNS)))

    def grid(
        self, file: str, sheet: str, rows: list[list[Cell]], hidden: bool = False, above: tuple[str, ...] = ()
    ) -> Grid:
        """The sheet's values as shown, together with what was noticed, cut to the rows and columns that there are."""
        self._show(rows)
        _blank(rows, self.uncached)
        _blank(rows, self.errors)
        _blank(rows, self.unsure)
        height, breadth = len(rows), width(rows)
        return Grid(
            file=file,
            sheet=sheet,
            rows=rows,
            merges=fitting(self.merges, rows),
            hidden=hidden,
            hidden_rows=frozenset(row for row in self.hidden_rows if row < height),
            hidden_columns=frozenset(column for column in self.hidden_columns if column < breadth),
            uncached=frozenset(self.uncached),
            errors=self.errors,
            fonts=self.fonts,
            above=above,
            runs=self.runs,
            unsure=self.unsure,
            struck=frozenset(self.struck),
        )

    def _show(self, rows: list[list[Cell]]) -> None:
        """Puts what the cells show in place of what they hold."""
        for (row, column), text in self.texts.items():
            if row < len(rows) and column < len(rows[row]) and isinstance(rows[row][column], str):
                rows[row][column] = text
        for (row, column), code in self.formats.items():
            cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                rows[row][column] = shown = as_shown(cell, code)
                if shown is None:
                    self.unsure[row, column] = Unsure("format-unsure", code)


def _blank(rows: list[list[Cell]], addresses: Iterable[Address]) -> None:
    """Makes these cells blank, and part of the grid: a total row that holds only uncached formulas is a row."""
    lowest, furthest = len(rows) + NEAR, width(rows) + NEAR
    for row, column in addresses:
        if 0 <= row < lowest and 0 <= column < furthest:
            rows.extend([] for _ in range(row + 1 - len(rows)))
            rows[row].extend([None] * (column + 1 - len(rows[row])))
            rows[row][column] = None
