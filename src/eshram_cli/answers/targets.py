"""Targets as they stand, or all their versions, and what became of a list of them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from eshram_cli.answers.loaded import Loaded
from eshram_cli.described import INSIDE, LATIN, Answer, Kind, Row, hindi, shown


class TargetLine(Row):
    """A target in persons: for which place and cut (blank: all workers), its basis, deadline and the day it was set.

    `level` is the place's: a district and its block often bear one name.
    """

    place: Annotated[str, LATIN]
    place_hi: Annotated[str | None, hindi(4)]
    cut: Annotated[str, shown(Kind.cut, 1)]
    target: Annotated[int, shown(Kind.count)]
    basis: Annotated[str, shown(Kind.basis, 2)]
    deadline: Annotated[dt.date | None, shown(Kind.date, 1)]
    set_on: Annotated[dt.date | None, shown(Kind.date, 3)]
    level: Annotated[str, shown(Kind.level, 3)]


class Targets(Answer):
    """Targets of a place (its name) and of those within it; with `history` every version, oldest first."""

    SCHEMA: ClassVar = "eshram.target/1"
    VIEW: ClassVar = ("place", "level", "cut", "target", "basis", "deadline", "set_on", "place_hi")

    within: Annotated[str, INSIDE]
    rows: tuple[TargetLine, ...]
    history: Annotated[bool, INSIDE] = False
    within_hi: Annotated[str | None, INSIDE] = None


class TargetsLoaded(Loaded):
    """What became of a list of targets: stored, in force already, rows left out."""

    SCHEMA: ClassVar = "eshram.target.load/1"
