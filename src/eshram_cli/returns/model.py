"""What a return says, validated: the records that go to the checks and the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

from eshram_cli.dimensions import DIMENSIONS as DIMENSIONS  # noqa: PLC0414 (a word of returns too)
from eshram_cli.places.model import Place, PlaceId
from eshram_cli.problems import Problem

Measure = Literal["registered", "new"]
Quality = Literal["exact", "about", "at least"]
MAX_PERSONS = 10**9
Persons = int
"""A count of persons, 0 or more, less than MAX_PERSONS. India has fewer than ten digits of workers: a longer integer is
a number of something else."""

"""The cuts that a return may make of its counts. A cut is `""` (all) or `dimension=member`, several joined by `|` in
this order: `channel=csc`, `channel=csc|category=street vendor`."""


class Record(NamedTuple):
    """One count of one place on one date, with the cell (from 1) that it was read from and the name written there.

    Tuples, since a state's year has 6 lakh of them; they are validated at the door, see `bulk`.
    """

    place: PlaceId
    as_on: dt.date
    value: Persons
    row: int
    column: int
    time: dt.time | None = None
    cut: str = ""
    measure: Measure = "registered"
    quality: Quality = "exact"
    written: str = ""


class TargetRecord(NamedTuple):
    """A target that a return or a list of targets states for a place, in persons; validated as `Record` is."""

    place: PlaceId
    value: Persons
    cut: str = ""
    quality: Quality = "exact"
    row: int = 0
    column: int = 0


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
    targets: tuple[TargetRecord, ...]
    problems: tuple[Problem, ...]
    rejected: int
    within: PlaceId | None = None
    as_on: dt.date | None = None
    unknown: tuple[Unknown, ...] = ()

    @cached_property
    def counts(self) -> tuple[Record, ...]:
        """The registered counts of all workers, no cut, in the order of the records."""
        return tuple([one for one in self.records if not one.cut and one.measure == "registered"])

    @cached_property
    def new_counts(self) -> tuple[Record, ...]:
        """The day's new persons of all workers, no cut, in the order of the records."""
        return tuple([one for one in self.records if not one.cut and one.measure == "new"])

    @cached_property
    def days(self) -> frozenset[dt.date]:
        """The dates that its records speak of."""
        return frozenset([one.as_on for one in self.records])

    @property
    def last_day(self) -> dt.date | None:
        """The date that the return as a whole speaks of, else the last of its records; None where it has neither."""
        return self.as_on or max(self.days, default=None)

    def __getstate__(self) -> dict[str, object]:
        """As it is sent from process to process: columns of plain values take a tenth of the time of records."""
        columns = {"records": tuple(zip(*self.records, strict=True)), "targets": tuple(zip(*self.targets, strict=True))}
        return {**self.__dict__, **columns}

    def __setstate__(self, state: dict[str, Any]) -> None:
        records = tuple(map(Record._make, zip(*state["records"], strict=True)))
        targets = tuple(map(TargetRecord._make, zip(*state["targets"], strict=True)))
        self.__dict__.update(state, records=records, targets=targets)
