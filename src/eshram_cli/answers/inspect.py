"""What the tool understands of a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar

from pydantic import Field, InstanceOf

from eshram_cli.described import INSIDE, Answer, Kind, Row, shown
from eshram_cli.problems import Problem, column_letters


class PictureLine(Row):
    """One row (from 1) of the picture of a table: what it is taken for, and its first cells as text."""

    row: int
    part: str
    texts: tuple[str, ...]


class ColumnLine(Row):
    """A column and what it is taken for, as people are shown it."""

    column: Annotated[str, shown()]
    heading: Annotated[str, shown()]
    role: Annotated[str, shown(Kind.word)]
    level: Annotated[str | None, shown(Kind.level, 2)]
    cut: Annotated[str | None, shown(Kind.cut, 1)]
    why: Annotated[str, shown(Kind.reason, 3)]


class SeenColumn(Row):
    """A column (from 1): the level of its places, the cut of its figures, the date that its heading bears."""

    index: int
    heading: str
    role: str
    level: str | None
    cut: str | None
    as_on: dt.date | None
    why: str


class SeenTotal(Row):
    """A total row: whether it equals its rows; None where that cannot be told."""

    row: int
    label: str
    agrees: bool | None


class SeenPlace(Row):
    """A place that holds the table, and where that was found."""

    level: str
    place: str
    place_hi: str
    found: str


class Seen(Row):
    """A table as understood: rows and columns count from 1, `rows` is what lies between the first and the last one."""

    sheet: str
    header_rows: tuple[int, ...]
    number_row: int | None
    first_row: int
    last_row: int
    rows: int
    columns_: Annotated[tuple[SeenColumn, ...], Field(alias="columns")]
    total_rows: tuple[SeenTotal, ...]
    as_on: dt.date | None
    as_on_from: str
    state: str | None
    district: str | None
    block: str | None
    places_from: Mapping[str, str]
    problems: tuple[InstanceOf[Problem], ...]
    places: Annotated[tuple[SeenPlace, ...], INSIDE] = ()
    picture: Annotated[tuple[PictureLine, ...], INSIDE] = ()


class Inspected(Answer):
    """One file: its tables, why nothing of it could be stored (None where something could), its problems as a whole."""

    SCHEMA: ClassVar = "eshram.inspect/1"

    file: str
    tables: tuple[Seen, ...]
    refused: InstanceOf[Problem] | None
    problems: tuple[InstanceOf[Problem], ...] = ()

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """Those of the file and of every table, and the refusal."""
        own = tuple(problem for seen in self.tables for problem in seen.problems)
        return (*self.problems, *own, *([self.refused] if self.refused else []))

    def lines(self) -> Sequence[Row]:
        """The columns of all tables."""
        return [column_line(column) for seen in self.tables for column in seen.columns_]

    @classmethod
    def line(cls) -> type[Row]:
        """A column."""
        return ColumnLine


def column_line(column: SeenColumn) -> ColumnLine:
    """The column as people are shown it."""
    return ColumnLine(
        column=column_letters(column.index),
        heading=column.heading,
        role=column.role,
        level=column.level,
        cut=column.cut,
        why=column.why,
    )
