"""How the list sheet of our own `….to-mend.xlsx` is told from an office's sheets when the workbook comes back.

The mark is the text of its first cell, which survives whatever program saves the workbook, in whatever format.
"""

from __future__ import annotations

from eshram_cli.sheets.model import Grid

MARK = "eshram: To mend / सुधारें"
"""What the first cell of a list sheet begins with."""

AUTHOR = "eshram"
"""The author of our comments in the office's cells, by which they are found again."""


def is_list(grid: Grid) -> bool:
    """Whether the sheet is our own list of cells to mend, and no return."""
    first = grid.at(0, 0)
    return isinstance(first, str) and first.startswith(MARK)
