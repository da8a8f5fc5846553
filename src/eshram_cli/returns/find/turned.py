"""A table the other way round: a column for each place, and a row for each day ("Date | Motihari | Turkaulia | …"), or
for the target, the count and the day's work. It is turned, so that it is read as a table with a row for each place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eshram_cli.language.lexicon import is_total
from eshram_cli.places.finder import Finder
from eshram_cli.returns.find.tables import Area
from eshram_cli.returns.model import Record
from eshram_cli.sheets.model import Cell, Grid
from eshram_cli.sheets.view import NUMERIC, TEXT

_FEWEST = 3
"""Places beside each other. One or two words may bear the name of some village by chance."""
_SHARE = 0.75
"""Of the headings at least so many are places; the others may be misspelled."""


def turned(area: Area, finder: Finder) -> Grid | None:
    """The sheet with the table turned; None where its headings are not places, or its rows are.

    The titles stay above it. What stands below it is left out.
    """
    sheet, columns, top = area.sheet, range(area.columns[0], area.columns[-1] + 1), area.top
    plain = len(area.heads) < 2 and area.number_row is None and not area.skipped
    if not plain or any(span.bottom >= top for span in sheet.merges):
        return None
    grid, body = sheet.grid, range(top + 1, area.last + 1)
    names = {column: sheet.text(top, column) for column in columns[1:]}
    places = [column for column, name in names.items() if finder.known(name)]
    others = [name for column, name in names.items() if column not in places and not is_total(name)]
    kinds = [sheet.kind(row, column) for row in body for column in places]
    figures = sum(kind in NUMERIC for kind in kinds) > sum(kind == TEXT for kind in kinds)
    first = [sheet.text(row, columns[0]) for row in body]
    enough = len(places) >= max(_FEWEST, _SHARE * (len(places) + len(others)))
    if not enough or not figures or any(map(finder.known, first)):
        return None
    height, left = range(top, area.last + 1), columns[0]
    rows: list[list[Cell]] = [list(row) for row in grid.rows[:top]]
    rows += [[None] * left + [grid.at(row, column) for row in height] for column in columns]
    # What stood over the days does not stand over the places.
    rows[top][left] = "Place"
    found = replace(
        grid,
        rows=rows,
        merges=sheet.merges,
        hidden_rows=frozenset(top + column - left for column in grid.hidden_columns if column in columns),
        hidden_columns=frozenset(left + row - top for row in grid.hidden_rows if row in height),
        turned=(top, left),
    )

    def of_table(at: tuple[int, int]) -> bool:
        """Whether the cell is one of the table."""
        return at[0] in height and at[1] in columns

    # Turned twice a cell is where it was.
    return replace(
        found,
        uncached=frozenset(found.cell(*at) for at in filter(of_table, grid.uncached)),
        errors={found.cell(*at): grid.errors[at] for at in filter(of_table, grid.errors)},
        unsure={found.cell(*at): grid.unsure[at] for at in filter(of_table, grid.unsure)},
        struck=frozenset(found.cell(*at) for at in filter(of_table, grid.struck)),
    )


def turned_back(grid: Grid, records: tuple[Record, ...]) -> Iterator[Record]:
    """The records of a turned table, each figure with its own cell in the file: one for each figure."""
    for record in records:
        for count in record.counts:
            row, column = grid.cell(record.row - 1, count.column - 1)
            yield replace(record, row=row + 1, counts=(replace(count, column=column + 1),), targets=())
        for target in record.targets:
            row, column = grid.cell(target.row - 1, target.column - 1)
            yield replace(record, row=row + 1, counts=(), targets=(replace(target, row=row + 1, column=column + 1),))
