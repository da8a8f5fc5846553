"""Columns that are the sum of others."""

from __future__ import annotations

from collections.abc import Sequence

from eshram_cli.language.lexicon import is_total
from eshram_cli.returns.columns.amounts import amounts
from eshram_cli.returns.columns.column import Reading
from eshram_cli.sheets.view import TEXT


def is_sum(whole: Reading, parts: Sequence[Reading]) -> bool:
    """Whether the column equals the sum of the parts in every row that has all of them, and in two rows at least.

    A total row may be wrong: that is told of itself, and says nothing of what the columns are.
    """
    rows = enumerate(zip(amounts(whole), *(amounts(part) for part in parts), strict=True), start=whole.area.first)
    sums = [(at, row[0], row[1:]) for at, row in rows if all(figure is not None for figure in row)]
    if sum(bool(total) for _, total, _ in sums) < 2:
        return False
    wrong = [at for at, total, row in sums if total != sum(figure or 0 for figure in row)]
    return len(wrong) * 2 < len(sums) and all(_is_total_row(whole, at) for at in wrong)


def _is_total_row(column: Reading, row: int) -> bool:
    sheet = column.area.sheet
    return any(sheet.kind(row, c) == TEXT and is_total(sheet.text(row, c)) for c in column.area.columns)
