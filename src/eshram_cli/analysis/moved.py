"""Which ranks an act moves: the ranking before it beside the one after it."""

from __future__ import annotations

from dataclasses import dataclass

from eshram_cli.answers.ranking import Ranking


@dataclass(frozen=True, slots=True)
class Moved:
    """A place whose rank is another one; None where it has none."""

    place: str
    place_hi: str
    before: int | None
    after: int | None


def rank_moves(before: Ranking, after: Ranking) -> list[Moved]:
    """The places whose rank differs, in the order of the ranking after; both of the same places, day and measure."""
    ranks = {row.id: row.rank for row in before.rows}
    return [
        Moved(row.place, row.place_hi, ranks.get(row.id), row.rank)
        for row in after.rows
        if ranks.get(row.id) != row.rank
    ]
