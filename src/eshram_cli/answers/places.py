"""Places of the gazetteer: listed, found, their names, what an official list taught."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from pydantic import InstanceOf

from eshram_cli.described import LATIN, Answer, Kind, Row, above, hindi, shown
from eshram_cli.problems import Problem, Severity

VIEW = ("place", "level", "within", "code", "population", "since", "until", "id", "place_hi")


class PlaceLine(Row):
    """A place, and the names of the places it lies in from the nearest: `Purbi Champaran, Bihar`."""

    place: Annotated[str, LATIN]
    place_hi: Annotated[str, hindi(1)]
    level: Annotated[str, shown(Kind.level)]
    within: Annotated[str, above("within_hi", 2)]
    code: Annotated[int | None, shown(Kind.number, 3)]
    since: Annotated[dt.date | None, shown(Kind.date, 4)]
    until: Annotated[dt.date | None, shown(Kind.date, 4)]
    population: Annotated[int | None, shown(Kind.count, 5)]
    id: Annotated[str, shown(priority=6)]
    within_hi: Annotated[str, above("within", 2)] = ""


class Places(Answer):
    """Places in the order they are shown."""

    SCHEMA: ClassVar = "eshram.places/1"
    VIEW: ClassVar = VIEW

    rows: tuple[PlaceLine, ...]


class Found(Answer):
    """The places that bear a name (`named`), else at most three that it may have meant."""

    SCHEMA: ClassVar = "eshram.places.find/1"
    VIEW: ClassVar = VIEW

    text: str
    named: bool
    rows: tuple[PlaceLine, ...]


class Spelling(Row):
    """A name that a place goes by."""

    alias: Annotated[str, shown()]
    place: Annotated[str, shown(Kind.place, 1)]


class Names(Answer):
    """Every name that a place goes by, its own first."""

    SCHEMA: ClassVar = "eshram.places.alias/1"

    rows: tuple[Spelling, ...]


class Loaded(Answer):
    """What an official list added: places not known so before, spellings of known ones, lines that fit nowhere."""

    SCHEMA: ClassVar = "eshram.places.load/1"

    file: Annotated[str, shown()]
    places: Annotated[int, shown(Kind.count)]
    aliases: Annotated[int, shown(Kind.count, heading="column-spellings")]
    problems: tuple[InstanceOf[Problem], ...]

    @property
    def exit_code(self) -> int:
        """1 where a line was left out."""
        return 1 if any(problem.severity is Severity.error for problem in self.problems) else 0
