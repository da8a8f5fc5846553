"""The marks by which our own sheets are known when they come back: the list of cells to mend, and the blank form."""

from __future__ import annotations

from eshram_cli.sheets.model import Grid

LIST = "eshram: To mend / सुधारें"
"""What the first cell of a list sheet begins with: it survives whatever program saves the workbook, in any format."""

AUTHOR = "eshram"
"""The author of our comments in the office's cells, by which they are found again."""

FORM = "eshram-form"
"""The workbook's property that holds the fingerprint of our form."""


def is_list(grid: Grid) -> bool:
    """Whether the sheet is our own list of cells to mend, and no return."""
    first = grid.at(0, 0)
    return isinstance(first, str) and first.startswith(LIST)
