"""A blank form that was made."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from eshram_cli.described import INSIDE, LATIN, Answer, Kind, Row, hindi, shown


class FormLine(Row):
    """A place that has a row in the form."""

    place: Annotated[str, LATIN]
    place_hi: Annotated[str, hindi(1)]
    code: Annotated[int | None, shown(Kind.number)]


class Template(Answer):
    """What was made: the file, the place and level, the roles of the columns, the places of the rows."""

    SCHEMA: ClassVar = "eshram.template/1"

    output: str
    within: str
    within_hi: Annotated[str, INSIDE] = ""
    level: str
    roles: Annotated[tuple[str, ...], Field(alias="columns")]
    places: tuple[FormLine, ...]
