"""Columns that are the sum of others."""

from __future__ import annotations

from collections.abc import Sequence

from eshram_cli.returns.columns import Reading
from eshram_cli.returns.figures import amounts


def is_sum(whole: Reading, parts: Sequence[Reading]) -> bool:
    """Whether the column equals the sum of the parts in every row that has all of them, and in two rows at least."""
    rows = zip(amounts(whole), *(amounts(part) for part in parts), strict=True)
    sums = [(row[0], row[1:]) for row in rows if all(figure is not None for figure in row)]
    real = [total for total, _ in sums if total]
    return len(real) >= 2 and all(total == sum(figure or 0 for figure in row) for total, row in sums)
