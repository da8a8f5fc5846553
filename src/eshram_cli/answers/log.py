"""What was done to the ledger, act by act."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from eshram_cli.described import Answer, Kind, Row, hindi, shown


class Act(Row):
    """One act by its acceptance number; `undone` is the number of the undo that took it back, None while it stands.

    `place`: what an act without a sheet was about. `ledger` and `number_there`: the file of the other office's ledger
    that an act came from, and its number there; null for an act of this ledger.
    """

    number: Annotated[int, shown(Kind.number)]
    received_at: Annotated[dt.datetime, shown(Kind.moment, 3)]
    kind: Annotated[str, shown(Kind.word)]
    place: Annotated[str | None, shown(Kind.place, 1, heading="name-latin", twin="place_hi")] = None
    file: Annotated[str, shown(priority=1)]
    sheet: Annotated[str, shown(priority=1)]
    as_on: Annotated[dt.date | None, shown(Kind.date, 1)]
    accepted: Annotated[int, shown(Kind.count, 2)]
    rejected: Annotated[int, shown(Kind.count, 4)]
    who: Annotated[str, shown(priority=4)]
    source: Annotated[str, shown(priority=5)]
    undone: Annotated[int | None, shown(Kind.number, 2)] = None
    ledger: Annotated[str | None, shown(priority=3)] = None
    number_there: Annotated[int | None, shown(Kind.number, 5)] = None
    place_hi: Annotated[str | None, hindi(9)] = None


class Log(Answer):
    """Acts in the ledger, in the order they are shown."""

    SCHEMA: ClassVar = "eshram.log/1"

    rows: tuple[Act, ...]
