"""Cuts: the members that a row's cut columns name, joined in the order of the dimensions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eshram_cli.returns.columns import Reading
from eshram_cli.returns.lexicon import member
from eshram_cli.returns.model import DIMENSIONS
from eshram_cli.returns.roles import Roles
from eshram_cli.returns.scan import text_of


def row_cuts(roles: Roles, rows: Sequence[int]) -> list[str]:
    """For each row its cut: blank where it has none, or where every cut column says "all"."""
    columns = roles.of("cut")
    if not columns:
        return [""] * len(rows)
    parts = [_members(column, rows) for column in columns]
    return [join_cuts(row) for row in zip(*parts, strict=True)]


def join_cuts(cuts: Iterable[str]) -> str:
    """Several `dimension=member` as one, joined by `|`; blanks are left out."""
    pairs = [pair for cut in cuts for pair in cut.split("|") if pair]
    return "|".join(sorted(pairs, key=lambda pair: DIMENSIONS.index(pair.partition("=")[0])))


def _members(column: Reading, rows: Sequence[int]) -> list[str]:
    sheet = column.area.sheet
    cells = [sheet.columns[column.index - sheet.left][row] for row in rows]
    known = {cell: _cut(column.cut, text_of(cell)) for cell in set(cells)}
    return list(map(known.__getitem__, cells))


def _cut(dimension: str, text: str) -> str:
    key = member(dimension, text)
    return f"{dimension}={key}" if key else ""
