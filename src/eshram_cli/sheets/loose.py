"""A sheet on its way to a grid: cells gathered one by one and laid out at the end, without the emptiness between the
table and a stray cell; and what is noticed of a sheet beside its values, whoever lays these out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from eshram_cli.errors import EshramError
from eshram_cli.problems import Problem, Where
from eshram_cli.sheets import limits
from eshram_cli.sheets.formats import as_shown
from eshram_cli.sheets.model import Cell, Grid, Run, Span, Unsure
from eshram_cli.sheets.values import fitting, width

Address = tuple[int, int]
Sparse = dict[int, dict[int, Cell]]

MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14
"""The largest sheet of Excel and LibreOffice."""

NEAR = 100
"""So many rows or columns beyond the last value, a formula without a value still belongs to the table."""

LEGACY = re.compile(
    r"kruti ?dev|dev ?lys|chanakya|shusha|walkman|krishna|agra(?: |$)|4c ?gandhi|aps-dv|sulekha", re.IGNORECASE
)


def legacy(font: str) -> bool:
    """Whether the font shows Latin letters as Devanagari: a cell set in it says `iz[k.M` and shows प्रखंड."""
    return LEGACY.search(font) is not None


Mixed = tuple[tuple[Run, ...], str | None]


def mixed_parts(parts: Sequence[tuple[Run, bool, bool]]) -> Mixed | None:
    """What a text's parts tell, each with whether it is struck out and whether it is raised: the parts where one is in
    a legacy Hindi font, else none; and what is left of the text without its raised and struck parts, blank where all of
    it is struck out, None where it has none. None where there is nothing to tell."""
    mixed_fonts = any(legacy(run.font) for run, _, _ in parts)
    altered = any(struck or raised for _, struck, raised in parts)
    if not altered and not mixed_fonts:
        return None
    kept = "".join(run.text for run, struck, _ in parts if not struck).strip()
    level = "".join(run.text for run, struck, raised in parts if not (struck or raised)).strip()
    return (tuple(run for run, _, _ in parts) if mixed_fonts else (), (level or kept) if altered else None)


@dataclass
class LooseSheet:
    """Values by row and column from 0 (for a reader that lays them out itself, none), and what was noticed.

    `formats` are number formats that may show another number, `texts` what is left of texts without the parts that are
    struck out or raised; all else as in `Grid`.
    """

    cells: Sparse = field(default_factory=dict)
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
    displaced: int = 0
    """Cells whose address could not be read and that were placed after their neighbour."""
    mended: bool = False
    """The markup was malformed; a part of it may be missing."""

    def put(self, row: int, column: int, value: Cell) -> None:
        """A value; a blank is left out."""
        if value is not None:
            self.cells.setdefault(row, {})[column] = value

    def note_mixed(self, address: Address, text: Mixed | None) -> None:
        """What the parts of the cell's text tell."""
        runs, left = text or ((), None)
        if runs:
            self.runs[address] = runs
        if left:
            self.texts[address] = left
        elif left is not None:
            self.struck.add(address)

    def hide_columns(self, first: int, last: int) -> None:
        """Columns from first to last, as far as a sheet goes."""
        self.hidden_columns.update(range(first, min(last + 1, MOST_COLUMNS)))

    def finish(
        self, where: Where, budget: int, hidden: bool = False, above: tuple[str, ...] = ()
    ) -> tuple[Grid, list[Problem]]:
        """The grid, and what to tell about it. Raises sheet-too-sparse where the rows would hold more than `budget`."""
        cells, strays = without_strays(self.cells)
        ragged = sum(max(row) + 1 for row in cells.values() if row)
        # The search for tables looks at columns, for which ragged rows are filled up to the longest.
        if ragged > budget or rectangle(cells) > limits.CELLS:
            raise EshramError("sheet-too-sparse", where)
        told = []
        if self.displaced:
            told.append(Problem("cells-misaddressed", where, {"count": self.displaced}))
        if self.mended:
            told.append(Problem("sheet-mended", where))
        return self.grid(where, lay_out(cells), hidden, above), told + told_strays(where, strays)

    def grid(self, where: Where, rows: list[list[Cell]], hidden: bool = False, above: tuple[str, ...] = ()) -> Grid:
        """The values of the rows as shown, together with what was noticed, cut to the rows and columns that there
        are."""
        for (row, column), text in self.texts.items():
            if row < len(rows) and column < len(rows[row]) and isinstance(rows[row][column], str):
                rows[row][column] = text
        for (row, column), code in self.formats.items():
            cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                rows[row][column] = shown = as_shown(cell, code)
                if shown is None:
                    self.unsure[row, column] = Unsure("format-unsure", code)
        for lost in (self.uncached, self.errors, self.unsure):
            _blank(rows, lost)
        return Grid(
            file=where.file,
            sheet=where.sheet,
            rows=rows,
            merges=fitting(self.merges, rows),
            hidden=hidden,
            hidden_rows=frozenset(row for row in self.hidden_rows if row < len(rows)),
            hidden_columns=frozenset(column for column in self.hidden_columns if column < width(rows)),
            uncached=frozenset(self.uncached),
            errors=self.errors,
            fonts=self.fonts,
            above=above,
            runs=self.runs,
            unsure=self.unsure,
            struck=frozenset(self.struck),
        )


def _blank(rows: list[list[Cell]], addresses: Iterable[Address]) -> None:
    """Makes these cells blank, and part of the grid: a total row that holds only uncached formulas is a row."""
    lowest, furthest = len(rows) + NEAR, width(rows) + NEAR
    for row, column in addresses:
        if 0 <= row < lowest and 0 <= column < furthest:
            rows.extend([] for _ in range(row + 1 - len(rows)))
            rows[row].extend([None] * (column + 1 - len(rows[row])))
            rows[row][column] = None


def told_strays(where: Where, strays: tuple[Address, ...]) -> list[Problem]:
    """One problem for all cells that were left out, at the first of them."""
    if not strays:
        return []
    row, column = strays[0]
    return [Problem("cells-far-off", Where(where.file, where.sheet, row + 1, column + 1), {"count": len(strays)})]


def rectangle(cells: Sparse) -> int:
    """Cells of the rectangle from A1 on."""
    return (max(cells, default=-1) + 1) * (max((max(row) for row in cells.values() if row), default=-1) + 1)


def lay_out(cells: Sparse) -> list[list[Cell]]:
    """Ragged rows: each as long as its last cell, the blank rows between them empty."""
    rows: list[list[Cell]] = [[] for _ in range(max(cells, default=-1) + 1)]
    for number, row in cells.items():
        line: list[Cell] = [None] * (max(row) + 1)
        for column, value in row.items():
            line[column] = value
        rows[number] = line
    return rows


def without_strays(cells: Sparse) -> tuple[Sparse, tuple[Address, ...]]:
    """The cells without those few that stand far off, and the addresses of these.

    Only a sheet is looked at whose rectangle would hold more than `DENSE_CELLS`, or which is wider than `COLUMNS`. Far
    is more than `FAR_ROWS` blank rows or `FAR_COLUMNS` blank columns from what comes before; few is at most
    `STRAY_CELLS`, and no more than what comes before. Where more stand there it is a table, and stays.
    """
    widest = max((max(row) for row in cells.values() if row), default=-1) + 1
    if rectangle(cells) <= limits.DENSE_CELLS and widest <= limits.COLUMNS:
        return cells, ()
    addresses = [(row, column) for row, line in cells.items() for column in line]
    bottom = _edge((row for row, _ in addresses), limits.FAR_ROWS)
    right = _edge((column for row, column in addresses if row <= bottom), limits.FAR_COLUMNS)
    strays = tuple(sorted((row, column) for row, column in addresses if row > bottom or column > right))
    if not strays or len(strays) > min(limits.STRAY_CELLS, len(addresses) // 2):
        return cells, ()
    kept = {row: {c: value for c, value in line.items() if c <= right} for row, line in cells.items() if row <= bottom}
    return {row: line for row, line in kept.items() if line}, strays


def _edge(numbers: Iterable[int], far: int) -> int:
    """The last row or column before a gap beyond which only a few cells stand."""
    ordered = sorted(numbers)
    for index in range(max(1, len(ordered) - limits.STRAY_CELLS), len(ordered)):
        if ordered[index] - ordered[index - 1] > far:
            return ordered[index - 1]
    return ordered[-1] if ordered else -1
