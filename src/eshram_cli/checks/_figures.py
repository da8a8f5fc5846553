"""What several rules look at in a return."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Where
from eshram_cli.returns.model import Figure, Return, TargetRecord

FEW = 3
"""So many places are told one by one; of more that share a cause the first is told, with their number."""

KEPT_OUT = "kept_out"
"""The word of an error that holds the rows (from 1) that it keeps out beside its own."""


def of_one_day(ret: Return) -> Sequence[Figure]:
    """The counts of all workers of a return that speaks of one date and has each place once; else nothing."""
    alone = len(ret.days) == 1 and len({figure.place for figure in ret.counts}) == len(ret.counts)
    return ret.counts if alone else ()


def where(ret: Return, figure: Figure | TargetRecord) -> Where:
    """The cell of a figure; a figure given by hand has none."""
    return Where(ret.file, ret.sheet, figure.row or None, figure.column or None)


def names(ret: Return) -> dict[PlaceId, str]:
    """The places as the return writes them."""
    return {figure.place: figure.written for figure in ret.figures}


def listed(texts: Iterable[str], most: int = 5) -> str:
    """The first few of the texts, and a sign that there are more."""
    texts = list(texts)
    return ", ".join(texts[:most]) + (", …" if len(texts) > most else "")
