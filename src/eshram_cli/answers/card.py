"""A card: one place, its last days, its cuts, and who reported it last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field, InstanceOf

from eshram_cli.answers.measure import Measure
from eshram_cli.answers.notes import Note
from eshram_cli.answers.ranking import Standing
from eshram_cli.described import INSIDE, Answer, Kind, KnownOn, Row, shown


class Day(Row):
    """One day on which the place has a figure: persons so far, persons of the day (null after a gap), rank that day.

    `note`: what somebody noted about the day; such a day is not like the others.
    """

    as_on: Annotated[dt.date, shown(Kind.date)]
    registered: Annotated[int, shown(Kind.count)]
    new: Annotated[int | None, shown(Kind.gain)]
    rank: Annotated[int | None, shown(Kind.rank)]
    note: Annotated[str | None, shown()] = None


class CutLine(Row):
    """One member of one dimension; `share` in percent of the dimension's sum, null where that is 0.

    `as_on`: the date of the figure, or of the newest part of it; `oldest`: the date of its oldest part.
    """

    cut: Annotated[str, shown(Kind.cut, heading="column-member")]
    registered: Annotated[int, shown(Kind.count)]
    share: Annotated[float | None, shown(Kind.percent)]
    as_on: Annotated[dt.date, shown(Kind.date)]
    dimension: str
    member: str
    oldest: Annotated[dt.date, INSIDE]


class Card(Row):
    """The card. `within` is where the rank is: the places of the same level in the parent; blank for the topmost place.

    `history` runs from the oldest day to the last and holds only days with a figure.
    """

    standing: Annotated[Standing, INSIDE]
    within: str
    level: str
    measure: Measure
    as_on: Annotated[dt.date, Field(alias="asked_on")]
    known_on: KnownOn | None
    reported: int
    places: int
    history: tuple[Day, ...]
    cuts: tuple[CutLine, ...]
    notes: Annotated[tuple[InstanceOf[Note], ...], INSIDE]
    within_hi: Annotated[str, INSIDE] = ""


class Reported(Row):
    """Where the place's own last figure comes from: `cell` as spreadsheets name it, `written` the name given there."""

    file: str
    sheet: str
    cell: str
    written: str
    who: str
    source: str
    received_at: dt.datetime


class Shown(Answer):
    """A card, and who reported the place last; None where it never sent a return of its own."""

    SCHEMA: ClassVar = "eshram.show/1"

    card: Card
    reported: Reported | None

    def lines(self) -> Sequence[Row]:
        """The place's line."""
        return [self.card.standing]

    @classmethod
    def line(cls) -> type[Row]:
        """A line of a ranking."""
        return Standing
