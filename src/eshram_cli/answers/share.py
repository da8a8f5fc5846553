"""What is forwarded of a place at the end of the day: where it stands, the first and the last of the places within.

With `suppress_small` no count below 5 is shown, nor a figure from which it could be worked out: its percentage, its
balance and its needed pace go with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import InstanceOf

from eshram_cli.answers.card import Card
from eshram_cli.answers.notes import Note
from eshram_cli.answers.ranking import Ranking, Standing
from eshram_cli.described import INSIDE, LATIN, Answer, Kind, Row, replace, shown

SMALL = 5
"""Counts below this are small."""
ENDS = 5
"""So many of the first and of the last places are named."""


class SharedPlace(Row):
    """One place that the text names; what is kept back is null."""

    rank: Annotated[int | None, shown(Kind.rank)]
    move: Annotated[int | None, shown(Kind.move)]
    place: Annotated[str, LATIN]
    registered: Annotated[int | None, shown(Kind.count)]
    percent: Annotated[float | None, shown(Kind.percent)]
    new: Annotated[int | None, shown(Kind.gain)]


class Shared(Answer):
    """A place's page: its card by each measure that it is ranked by, the ranking of the places within it.

    `within` is the place that its rank is in, `ranking` None for a place that has none within. `forecast` says when the
    target is reached, where that is known.
    """

    SCHEMA: ClassVar = "eshram.share/1"

    cards: Annotated[tuple[Card, ...], INSIDE]
    ranking: Annotated[Ranking | None, INSIDE]
    within: Annotated[str, INSIDE]
    within_hi: Annotated[str, INSIDE]
    suppress_small: Annotated[bool, INSIDE] = False
    forecast: Annotated[InstanceOf[Note] | None, INSIDE] = None

    @property
    def now(self) -> Standing:
        """The place's own line."""
        return self.cards[0].standing

    @property
    def ranked(self) -> tuple[Standing, ...]:
        """The places within that have a rank."""
        return tuple(row for row in self.ranking.rows if row.rank) if self.ranking else ()

    @property
    def whole(self) -> bool:
        """Whether the places within are so few that all are named."""
        return len(self.ranked) <= 2 * ENDS

    @property
    def top(self) -> tuple[Standing, ...]:
        """The first five, or all."""
        return self.ranked if self.whole else self.ranked[:ENDS]

    @property
    def bottom(self) -> tuple[Standing, ...]:
        """The last five, the last of all at the end; none where all are named already."""
        return () if self.whole else self.ranked[-ENDS:]

    @property
    def silent(self) -> tuple[Standing, ...]:
        """The places within that have no figure of the date."""
        return tuple(row for row in self.ranking.rows if row.stale_days != 0) if self.ranking else ()

    @property
    def meaningful(self) -> tuple[Card, ...]:
        """The cards whose rank says something: somebody else has a figure too."""
        ranked = (card for card in self.cards if card.within and card.standing.rank)
        return tuple(card for card in ranked if card.standing.rank != 1 or card.reported > 1)

    @property
    def needed(self) -> float | None:
        """Persons a day that the target needs by its deadline; None where it would tell a small count."""
        return None if self.hidden(self.now) else self.now.needed_per_day

    def small(self, value: float | None) -> bool:
        """Whether the count is kept back."""
        return self.suppress_small and value is not None and abs(value) < SMALL

    def hidden(self, row: Standing) -> bool:
        """Whether the count of the row is kept back, and with it all that would tell it."""
        return self.small(row.registered)

    def told(self, row: Standing) -> SharedPlace:
        """The line of a place as it may be told."""
        return SharedPlace(
            rank=row.rank,
            move=row.move,
            place=row.place,
            registered=None if self.hidden(row) else row.registered,
            percent=None if self.hidden(row) else row.percent,
            new=None if self.small(row.new) else row.new,
        )

    def lines(self) -> Sequence[Row]:
        """The places that the text names; of a place that has none within, its own line without a rank."""
        rows = (*self.top, *self.bottom) if self.ranking else (replace(self.now, rank=None),)
        return [self.told(row) for row in rows]

    @classmethod
    def line(cls) -> type[Row]:
        """A place."""
        return SharedPlace
