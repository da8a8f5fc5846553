"""A pasted message as rows."""

from __future__ import annotations

from eshram_cli.sheets.delimited import read_delimited, tidy_lines
from eshram_cli.sheets.model import Cell


def pasted_rows(text: str) -> list[list[Cell]]:
    """Placeholder shape."""
    return read_delimited(tidy_lines(text)).rows
