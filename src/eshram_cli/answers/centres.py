"""Centres (CSC, Lok Mitra, e-Mitra) with what each registered, and places that have none."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Literal

from eshram_cli.described import INSIDE, LATIN, Answer, Kind, KnownOn, Row, above, hindi, shown

State = Literal["working", "idle", "silent", "none"]
"""A centre that registered somebody since the day asked; one that told its figure and registered nobody; one that told
nothing since; and, without a centre, a place that has none."""


class CentreLine(Row):
    """A centre of a place, or a place without any: its `cut` is blank then, and all but the state null.

    `registered` in persons as on `as_on`; `gain` what it registered since the day asked, null where it had no figure
    up to that day.
    """

    place: Annotated[str, LATIN]
    parent: Annotated[str, above("parent_hi", 3)]
    cut: Annotated[str, shown(Kind.cut, heading="column-centre")]
    registered: Annotated[int | None, shown(Kind.count)]
    gain: Annotated[int | None, shown(Kind.gain, 1)]
    state: Annotated[State, shown(heading="column-status", words="centre-state")]
    as_on: Annotated[dt.date | None, shown(Kind.date, 2)]
    stale_days: Annotated[int | None, shown(Kind.days, 4)]
    place_hi: Annotated[str | None, hindi(6)]
    parent_hi: Annotated[str | None, above("parent", 3)]


class Centres(Answer):
    """The centres within a place, the largest first, then the places of `level` that have none.

    `rows` are those asked for; the counts beside them are of all: `working`, `idle` and `silent` centres and the
    persons they `registered`; of the `places` of the level that are alive on the day those `covered` by a centre and
    those `without`. `untold`: places of which nothing can be said, since their centres are told for the place above.
    """

    SCHEMA: ClassVar = "eshram.centres/1"

    within: Annotated[str, INSIDE]
    within_hi: Annotated[str | None, INSIDE]
    level: str
    as_on: dt.date
    since: dt.date
    known_on: KnownOn | None
    rows: tuple[CentreLine, ...]
    centres: int
    working: int
    idle: int
    silent: int
    registered: int
    places: int
    covered: int
    without: int
    untold: int
