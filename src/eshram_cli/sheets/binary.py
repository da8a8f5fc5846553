"""What binary workbooks (xls, xlsb) have in common."""

from __future__ import annotations

from collections.abc import Iterable

from eshram_cli.sheets import limits
from eshram_cli.sheets.notes import Notes

ERRORS = {
    0: "#NULL!",
    7: "#DIV/0!",
    15: "#VALUE!",
    23: "#REF!",
    29: "#NAME?",
    36: "#NUM!",
    42: "#N/A",
    43: "#GETTING_DATA",
}
"""The error values of Excel by their code."""


def error_name(code: int) -> str:
    """What the cell shows."""
    return ERRORS.get(code, "#N/A")


def too_sparse(sheets: Iterable[Notes]) -> bool:
    """Whether calamine, which lays each sheet out as a rectangle, would need more memory than a book may take."""
    return sum(notes.area for notes in sheets) > limits.CELLS
