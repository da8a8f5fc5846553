"""Cuts: the members that a row's cut columns name, joined in the order of the dimensions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eshram_cli.language.lexicon import is_label, member
from eshram_cli.returns.columns.column import Reading
from eshram_cli.returns.columns.filling import filled_cells
from eshram_cli.returns.model import DIMENSIONS
from eshram_cli.sheets.view import text_of

BLANK_CUT = "?"
"""A row whose cut cell is blank: whose figure it is, nobody can say."""


def row_cuts(columns: Sequence[Reading], rows: Sequence[int]) -> list[str]:
    """For each row its cut: blank where it has none or says "all"; `BLANK_CUT` where the cell is blank."""
    if not columns:
        return [""] * len(rows)
    parts = [_members(column, rows) for column in columns]
    return [BLANK_CUT if BLANK_CUT in row else join_cuts(row) for row in zip(*parts, strict=True)]


def join_cuts(cuts: Iterable[str]) -> str:
    """Several `dimension=member` as one, joined by `|`; blanks are left out."""
    pairs = [pair for cut in cuts if cut for pair in cut.split("|") if pair]
    if len(pairs) < 2:
        return "".join(pairs)
    return "|".join(sorted(pairs, key=lambda pair: DIMENSIONS.index(pair.partition("=")[0])))


def _members(column: Reading, rows: Sequence[int]) -> list[str]:
    """For each row the cut that the column's cell names; blank for "all"."""
    cells, first = filled_cells(column), column.area.first
    known = {}
    for cell in set(cells):
        key = member(column.cut, text_of(cell))
        named = f"{column.cut}={key}" if key and not is_label(text_of(cell), "all") else ""
        known[cell] = named if text_of(cell) else BLANK_CUT
    return [known[cells[row - first]] for row in rows]
