"""Cells as they may be handed on: the digits of a person's number become dots, everything else stays as it is."""

from __future__ import annotations

import re

from eshram_cli.language.personal import kind_of_number
from eshram_cli.language.unread import PERSONAL_DIGITS
from eshram_cli.sheets.model import Cell

_LONG = re.compile(rf"\d(?:[^\d\w]{{0,3}}\d){{{PERSONAL_DIGITS - 1},}}")


def masked(cell: Cell, suspect: bool = False) -> Cell:
    """The cell without mobile and Aadhaar numbers. A `suspect` cell (one with a problem) loses every number of ten
    digits or more. A number becomes a text of dots, which nobody can take for a count or for a blank."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return cell
    text = _digits(cell)
    if sum(map(str.isdecimal, text)) < PERSONAL_DIGITS or not (suspect or kind_of_number(text)):
        return cell
    hidden = _LONG.sub(lambda match: re.sub(r"\d", "•", match[0]), text)
    return cell if hidden == text else hidden


def _digits(cell: str | int | float) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
