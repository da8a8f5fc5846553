"""The daily page of a place: where it stands among its peers, where its parts stand, who leads, lags and is silent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import InstanceOf

from eshram_cli.answers.measure import Measure
from eshram_cli.answers.notes import Note
from eshram_cli.answers.ranking import Ranking, Standing
from eshram_cli.answers.tasks import TaskLine
from eshram_cli.described import LATIN, Answer, Kind, Row, hindi, shown

SHOWN = 5
"""How many of the best and of the worst a page names, where there are enough places for both."""


class Position(Row):
    """The place's own rank among its peers by a measure; move +1 is one place up since the day before."""

    measure: Measure
    rank: int
    move: int | None
    places: int


class Absent(Row):
    """A place below without a figure of the day, and the date of its last one."""

    place: Annotated[str, LATIN]
    place_hi: Annotated[str, hindi(9)]
    last_as_on: Annotated[dt.date | None, shown(Kind.date)]
    days_late: Annotated[int | None, shown(Kind.days)]


class Summary(Answer):
    """The page of one place and day.

    `ranking` has the places right below and, as its total, the place's own line. `positions`: the place's own ranks,
    first the one that the headline tells; none where no more than half of its peers can be ranked. `best` are the first
    of the ranking, `worst` the last of it, the very last first; no place is in both. `absent` have no figure of the
    day, the longest silent first, those that never reported before them. `forecast`: its sentence, where it was made.
    `tasks`: what is overdue and what is due within a week.
    """

    SCHEMA: ClassVar = "eshram.summary/1"

    ranking: Ranking
    positions: tuple[Position, ...]
    best: tuple[Standing, ...]
    worst: tuple[Standing, ...]
    absent: tuple[Absent, ...]
    forecast: InstanceOf[Note] | None = None
    tasks: tuple[TaskLine, ...] = ()

    def lines(self) -> Sequence[Row]:
        """The places right below."""
        return self.ranking.rows

    @classmethod
    def line(cls) -> type[Row]:
        """A line of a ranking."""
        return Standing


def summarise(
    ranking: Ranking,
    beside: Sequence[Ranking] = (),
    forecast: Note | None = None,
    tasks: Sequence[TaskLine] = (),
) -> Summary:
    """The page from the ranking of a place's parts and the rankings that the place itself stands in."""
    ranked = [row for row in ranking.rows if row.rank is not None]
    shown = min(SHOWN, len(ranked) // 2)
    silent = [
        Absent(place=row.place, place_hi=row.place_hi, last_as_on=row.as_on, days_late=row.stale_days)
        for row in ranking.rows
        if row.stale_days != 0
    ]
    return Summary(
        ranking=ranking,
        positions=tuple(found for one in beside if (found := _position(one, ranking.within_id))),
        best=tuple(ranked[:shown]),
        worst=tuple(ranked[len(ranked) - shown :][::-1]),
        absent=tuple(sorted(silent, key=lambda row: (row.days_late is not None, -(row.days_late or 0), row.place))),
        forecast=forecast,
        tasks=tuple(tasks),
    )


def _position(ranking: Ranking, place: str) -> Position | None:
    ranked = [row for row in ranking.rows if row.rank is not None]
    mine = next((row for row in ranked if row.id == place), None)
    if mine is None or mine.rank is None or 2 * len(ranked) <= len(ranking.rows):
        return None
    return Position(measure=ranking.measure, rank=mine.rank, move=mine.move, places=len(ranking.rows))
