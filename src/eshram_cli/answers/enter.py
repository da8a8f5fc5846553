"""A figure that was entered."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from pydantic import InstanceOf

from eshram_cli.described import LATIN, Answer, Kind, hindi, shown
from eshram_cli.problems import Problem


class Entered(Answer):
    """Persons registered so far, new in the day (None where not given), and what became of it, in rows."""

    SCHEMA: ClassVar = "eshram.enter/1"

    place: Annotated[str, LATIN]
    place_hi: Annotated[str, hindi(1)]
    code: int | None
    as_on: Annotated[dt.date, shown(Kind.date)]
    registered: Annotated[int | None, shown(Kind.count)]
    new: Annotated[int | None, shown(Kind.gain)]
    accepted: int
    unchanged: int
    restated: int
    problems: tuple[InstanceOf[Problem], ...]
