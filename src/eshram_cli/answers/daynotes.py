"""Notes on days, listed."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from eshram_cli.described import INSIDE, LATIN, Answer, Kind, Row, hindi, shown


class DayNote(Row):
    """A note on a day of a place and of everything within it; `number` is its act in the ledger, to undo it by."""

    as_on: Annotated[dt.date, shown(Kind.date)]
    place: Annotated[str, LATIN]
    place_hi: Annotated[str | None, hindi(2)]
    level: Annotated[str, shown(Kind.level, 1)]
    note: Annotated[str, shown()]
    number: Annotated[int, shown(Kind.number, 3)]


class DayNotes(Answer):
    """The notes that bear on a place (its name), by date."""

    SCHEMA: ClassVar = "eshram.note/1"
    VIEW: ClassVar = ("as_on", "place", "level", "note", "number", "place_hi")

    within: Annotated[str, INSIDE]
    within_hi: Annotated[str | None, INSIDE]
    rows: tuple[DayNote, ...]
