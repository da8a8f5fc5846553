"""Drives with what was registered in each."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from eshram_cli.described import LATIN, Answer, Kind, KnownOn, Row, hindi, shown


class DriveLine(Row):
    """A drive: `base` the count of its place on the day before it, `registered` the persons since then up to `as_on`,
    at most its last day. Null where the place has no such figure, or one that covers other places. `missing`: how many
    places within it neither of the two counts covers."""

    name: Annotated[str, shown()]
    place: Annotated[str, LATIN]
    since: Annotated[dt.date, shown(Kind.date)]
    until: Annotated[dt.date | None, shown(Kind.date, 1)]
    base: Annotated[int | None, shown(Kind.count, 2, heading="drive-base")]
    registered: Annotated[int | None, shown(Kind.count)]
    missing: Annotated[int | None, shown(Kind.count, 2)]
    as_on: Annotated[dt.date | None, shown(Kind.date, 2)]
    target: Annotated[int | None, shown(Kind.count, 1)]
    percent: Annotated[float | None, shown(Kind.percent, 1)]
    balance: Annotated[int | None, shown(Kind.count, 3)]
    number: Annotated[int | None, shown(Kind.number, 4, heading="column-act")]
    place_hi: Annotated[str | None, hindi(9)]


class DriveList(Answer):
    """The drives, the first one of all at the top, then as they were added."""

    SCHEMA: ClassVar = "eshram.drive/1"

    known_on: KnownOn | None
    rows: tuple[DriveLine, ...]
