"""Figures by one dimension, such as the channel or the gender, of a place or of the places within it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from pydantic import Field, InstanceOf

from eshram_cli.answers.notes import Note
from eshram_cli.described import INSIDE, LATIN, Answer, Kind, KnownOn, Row, hindi, shown


class Member(Row):
    """One member of the dimension in one place. Persons are integers; `about`: the count is not exact.

    `as_on`: date of the newest part of the count, `oldest` of its oldest; `stale_days` from `as_on` to the day asked.
    """

    id: Annotated[str, INSIDE]
    place: Annotated[str, LATIN]
    place_hi: Annotated[str, hindi(6)]
    cut: Annotated[str, INSIDE]
    member: Annotated[str, shown()]
    registered: Annotated[int, shown(Kind.count)]
    share: Annotated[float | None, shown(Kind.percent)]
    new: Annotated[int | None, shown(Kind.gain, 1)]
    pace7: Annotated[float | None, shown(Kind.rate, 2)]
    target: Annotated[int | None, shown(Kind.count, 3)]
    percent: Annotated[float | None, shown(Kind.percent, 3)]
    balance: Annotated[int | None, shown(Kind.count, 3)] = None
    gain: Annotated[int | None, shown(Kind.gain, 1)]
    move: Annotated[int | None, shown(Kind.move, 2)]
    as_on: Annotated[dt.date, shown(Kind.date, 4)]
    stale_days: Annotated[int, shown(Kind.days, 5)]
    rank: int
    oldest: dt.date
    about: bool


class Unsent(Row):
    """A member of which a number is expected in a place, and nothing was sent."""

    id: Annotated[str, INSIDE]
    place: str
    place_hi: Annotated[str, INSIDE]
    cut: Annotated[str, INSIDE]
    member: str
    target: int


class Whole(Row):
    """One place's members together beside its own count. `difference` = count - sum, null unless of one date.

    `gain`: of the count, since the day asked to compare with.
    """

    id: Annotated[str, INSIDE]
    place: str
    place_hi: Annotated[str, INSIDE]
    registered: int | None
    members: int
    difference: int | None
    new: int | None
    pace7: float | None
    target: int | None
    gain: int | None
    as_on: dt.date | None


class ByCut(Answer):
    """The members of `cut` (a dimension) in `within`, or in the places of `level` within it.

    `rows`: place by place in the order of the tree, the largest member first; ties by name. `wholes` has one line for
    each of these places that has members, `total` is the line of `within`; `silent` places have no member at all;
    `unsent` are the members of which a number is expected, and nothing was sent.
    """

    SCHEMA: ClassVar = "eshram.by/1"

    within: Annotated[str, Field(alias="place")]
    within_hi: Annotated[str, Field(alias="place_hi")]
    cut: str
    level: str
    as_on: dt.date
    since: dt.date | None
    known_on: KnownOn | None
    rows: tuple[Member, ...]
    wholes: tuple[Whole, ...]
    total: Whole
    silent: Annotated[tuple[str, ...], INSIDE]
    unsent: tuple[Unsent, ...] = ()
    notes: tuple[InstanceOf[Note], ...]

    @property
    def alone(self) -> bool:
        """Whether the rows are of the place itself, not of places within it."""
        return not any(row.id != self.total.id for row in self.rows)
