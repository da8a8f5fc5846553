"""What a return says, validated by pydantic when it is made: the records that go to the checks and the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass as plain_dataclass
from dataclasses import field, replace
from functools import cached_property
from operator import attrgetter
from typing import Annotated, Literal

from pydantic import Field, Strict, StrictInt, StrictStr, TypeAdapter
from pydantic.dataclasses import dataclass

from eshram_cli.dimensions import DIMENSIONS as DIMENSIONS  # noqa: PLC0414 (a word of returns too)
from eshram_cli.dimensions import is_part
from eshram_cli.places.model import Place, PlaceId
from eshram_cli.problems import Problem

Measure = Literal["registered", "new"]
Quality = Literal["exact", "about", "at least"]
MAX_PERSONS = 10**9
Persons = Annotated[int, Field(ge=0, lt=MAX_PERSONS, strict=True)]
"""A count of persons, 0 or more, less than MAX_PERSONS. India has fewer than ten digits of workers: a longer integer is
a number of something else."""

# Records never change, and nothing is converted to fit: no text as a number, no moment as a date. They are pydantic's
# dataclasses, not its models: a state's year is a million of them, and a model takes five times the memory.


@dataclass(frozen=True, slots=True, kw_only=True)
class CellCount:
    """One count of a row, with the column (from 1) of its cell; 0 where it was not read from one.

    `cut` is blank (all workers) or `dimension=member`, several joined by `|` in the order of DIMENSIONS:
    `channel=csc`, `channel=csc|category=street vendor`.

    `part`: whether the cut's dimension covers a part of the place's workers only, and never makes a count; of the blank
    cut, whether it is the total of such a part. None where the sheet leaves it open (see `parts`).
    """

    value: Persons
    column: StrictInt = 0
    measure: Measure = "registered"
    cut: StrictStr = ""
    quality: Quality = "exact"
    part: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRecord:
    """A target that a return or a list of targets states for a place, in persons; its cell from 1, 0 where none."""

    place: Annotated[PlaceId, Strict()]
    value: Persons
    cut: StrictStr = ""
    quality: Quality = "exact"
    row: StrictInt = 0
    column: StrictInt = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row of a sheet (from 1; 0 where a figure was told): what it says of one place on one date, as on a time where
    the sheet has one, under the name that is written there. A row whose columns speak of several dates is a record for
    each of them. Targets need no date; counts do.
    """

    place: Annotated[PlaceId, Strict()]
    as_on: Annotated[dt.date, Strict()] | None
    row: StrictInt = 0
    time: Annotated[dt.time, Strict()] | None = None
    written: StrictStr = ""
    counts: tuple[CellCount, ...] = ()
    targets: tuple[TargetRecord, ...] = ()

    def __post_init__(self) -> None:
        if self.counts and self.as_on is None:
            raise ValueError("counts need a date")


RECORDS = TypeAdapter(tuple[Record, ...])
"""Validates the records of a table in one go, also on their way from process to process."""


@plain_dataclass(slots=True)
class Figure:
    """One count of a record by itself: what the checks compare and the ledger keeps as a row. Nobody changes one; it is
    not frozen since a state's year makes a million of them, and a frozen one takes four times as long to make."""

    place: PlaceId
    as_on: dt.date
    time: dt.time | None
    cut: str
    measure: Measure
    value: int
    quality: Quality
    row: int
    column: int
    written: str
    part: bool | None = None

    @property
    def of_part(self) -> bool:
        """Whether it never makes a count: as decided, else as its dimension is."""
        return is_part(self.cut) if self.part is None else self.part


@dataclass(frozen=True)
class Column:
    """A column (`index` from 1) of the table, with the role given to it and why. Roles: place, code, date, registered,
    new, target, percent, balance, serial, cut, other. `cut` is the dimension of a column that names members, and
    `dimension=member` for a column of one member's counts; `as_on` the date that the heading gives to its column."""

    index: int
    heading: str
    role: str
    level: str = ""
    cut: str = ""
    why: str = ""
    as_on: dt.date | None = None


@dataclass(frozen=True)
class Unknown:
    """A place that a return names and nobody knows yet, to be learned; row and column from 1."""

    place: Place
    written: str
    row: int
    column: int


@dataclass(frozen=True)
class TotalRow:
    """A total row (from 1): its label and whether it equals the sum of its rows; None where it cannot be summed.
    `problems`: each figure of it that is another than the sum."""

    row: int
    label: str
    agrees: bool | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table as understood; rows and columns from 1. `rows` = last_row - first_row + 1."""

    sheet: str
    header_rows: tuple[int, ...]
    number_row: int | None
    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    total_rows: tuple[TotalRow, ...] = ()
    as_on: dt.date | None = None
    as_on_from: str = ""
    state: PlaceId | None = None
    district: PlaceId | None = None
    block: PlaceId | None = None
    problems: tuple[Problem, ...] = ()
    context_rows: tuple[int, ...] = ()
    places_from: Mapping[str, str] = field(default_factory=dict)
    """Where the state, district and block were read, by the level's name."""

    @property
    def rows(self) -> int:
        """Rows from the first to the last of data, totals between them included, the closing total not."""
        return self.last_row - self.first_row + 1


@dataclass(frozen=True)
class Return:
    """One table of figures as an office submitted it, read. `rejected` counts rows kept out by an error, those of
    `unknown` places among them; `within` is the deepest place that holds the table, `as_on` its latest date."""

    file: str
    sheet: str
    sha256: str
    table: Table
    records: tuple[Record, ...]
    problems: tuple[Problem, ...] = ()
    rejected: int = 0
    within: PlaceId | None = None
    as_on: dt.date | None = None
    unknown: tuple[Unknown, ...] = ()

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The counts of all records, each by itself: column by column, from the top down."""
        found = [
            Figure(
                record.place,
                record.as_on,
                record.time,
                count.cut,
                count.measure,
                count.value,
                count.quality,
                record.row,
                count.column,
                record.written,
                count.part,
            )
            for record in self.records
            if record.as_on is not None
            for count in record.counts
        ]
        return tuple(sorted(found, key=attrgetter("column")))

    @cached_property
    def targets(self) -> tuple[TargetRecord, ...]:
        """The targets of all records, column by column, from the top down."""
        found = [target for record in self.records for target in record.targets]
        return tuple(sorted(found, key=attrgetter("column")))

    @cached_property
    def counts(self) -> tuple[Figure, ...]:
        """The registered counts of all workers, no cut and no total of a part, in the order of the figures."""
        return tuple([one for one in self.figures if not (one.cut or one.part) and one.measure == "registered"])

    @cached_property
    def new_counts(self) -> tuple[Figure, ...]:
        """The day's new persons of all workers, no cut and no total of a part, in the order of the figures."""
        return tuple([one for one in self.figures if not (one.cut or one.part) and one.measure == "new"])

    @cached_property
    def days(self) -> frozenset[dt.date]:
        """The dates that its figures speak of."""
        return frozenset([one.as_on for one in self.figures])

    @property
    def last_day(self) -> dt.date | None:
        """The date that the return as a whole speaks of, else the last of its figures; None where it has neither."""
        return self.as_on or max(self.days, default=None)

    def without_rows(self, bad: Collection[int], problems: Iterable[Problem] = (), *, targets: bool = False) -> Return:
        """The return without what rows (from 1) say in which there are errors, with the problems that say so. Rows that
        held counts are rejected. `targets`: what is wrong is a count, and the row's targets stand.
        """
        kept = [
            record if record.row not in bad else replace(record, counts=())
            for record in self.records
            if targets or record.row not in bad
        ]
        lost = {record.row for record in self.records if record.row in bad and record.counts}
        problems = (*self.problems, *problems)
        return replace(self, records=tuple(kept), problems=problems, rejected=self.rejected + len(lost))
