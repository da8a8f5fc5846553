"""Figures that offices have corrected since a review."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from eshram_cli.described import INSIDE, LATIN, Answer, Kind, KnownOn, Row, hindi, shown


class RestatedFigure(Row):
    """A count of all persons that was told otherwise: as it stood on the day of the review (where it came later, as it
    was first told), and as it stands; `change` is the second less the first. The acts are numbers of the ledger."""

    place: Annotated[str, LATIN]
    place_hi: Annotated[str | None, hindi(6)]
    as_on: Annotated[dt.date, shown(Kind.date)]
    before: Annotated[int, shown(Kind.count, heading="restated-before")]
    now: Annotated[int, shown(Kind.count, heading="restated-now")]
    change: Annotated[int, shown(Kind.gain, heading="restated-change")]
    file: Annotated[str | None, shown(priority=4)]
    before_act: Annotated[int, shown(Kind.number, 5, heading="restated-before-act")]
    act: Annotated[int, shown(Kind.number, 3, heading="column-act")]


class Restatements(Answer):
    """The figures of the days from `first` to `as_on` within a place that were corrected after the day `since`, by date
    and then in the order of the tree."""

    SCHEMA: ClassVar = "eshram.log.restated/1"
    VIEW: ClassVar = ("as_on", "place", "before", "now", "change", "file", "act", "before_act", "place_hi")

    within: Annotated[str, INSIDE]
    within_hi: Annotated[str | None, INSIDE]
    since: dt.date
    first: dt.date
    as_on: dt.date
    known_on: KnownOn | None
    rows: tuple[RestatedFigure, ...]
