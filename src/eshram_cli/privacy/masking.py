"""Cells as they may be handed on: the digits of a person's number become dots, everything else stays as it is."""

from __future__ import annotations

from eshram_cli.language.personal import dotted, without_numbers
from eshram_cli.sheets.model import Cell


def masked(cell: Cell, suspect: bool = False) -> Cell:
    """The cell without mobile, account and Aadhaar numbers. A `suspect` cell (one with a problem) loses every number of
    nine digits or more. A number becomes a text of dots, which nobody can take for a count or for a blank."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return cell
    text = digits_of(cell)
    hidden = dotted(text) if suspect else without_numbers(text)
    return cell if hidden == text else hidden


def digits_of(cell: str | int | float) -> str:
    """The cell as it is written; a whole number that the sheet keeps as 98765.0 without its point."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
