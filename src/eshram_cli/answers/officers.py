"""Officers with their places and terms, and what became of a sheet of them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from eshram_cli.answers.loaded import Loaded
from eshram_cli.described import INSIDE, LATIN, Answer, Kind, Row, above, hindi, shown


class OfficerTerm(Row):
    """An officer's time in a place, from `since` to `until`, both included; None where it is not over."""

    officer: Annotated[str, shown()]
    place: Annotated[str, LATIN]
    place_hi: Annotated[str | None, hindi(4)]
    within: Annotated[str, above("within_hi", 2)]
    since: Annotated[dt.date, shown(Kind.date)]
    until: Annotated[dt.date | None, shown(Kind.date, 1)]
    within_hi: Annotated[str | None, above("within", 2)] = None


class Officers(Answer):
    """The terms of a place (its name, blank for all) and of those within it, by place and first day."""

    SCHEMA: ClassVar = "eshram.officer/1"
    VIEW: ClassVar = ("officer", "place", "within", "since", "until", "place_hi")

    within: Annotated[str, INSIDE] = ""
    rows: tuple[OfficerTerm, ...]
    within_hi: Annotated[str | None, INSIDE] = None


class OfficersLoaded(Loaded):
    """What became of a sheet of officers: stored, known already, rows left out."""

    SCHEMA: ClassVar = "eshram.officer.load/1"
