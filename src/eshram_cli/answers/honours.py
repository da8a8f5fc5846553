"""Whom to honour: one list for each kind and measure, and who was left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Grouping
from eshram_cli.described import INSIDE, Answer, Blank, Kind, KnownOn, Row, shown

By = Literal["gain", "registered", "percent", "delta", "composite"]

Reason = Literal["no-figures", "no-group", "no-target", "no-first-figure", "lacking", "nothing"]


class Honour(Row):
    """One candidate: a place, a member of a cut, or an officer, with the names of his places as `within`.

    `completeness` from 0 to 1; None for an officer who had no place in the period. `delta` and `composite` as in a
    ranking; `group` where places are honoured within groups.
    """

    KEYS: ClassVar = (
        "rank", "name", "name_hi", "within", "registered", "percent", "gain", "completeness", "delta", "composite",
    )  # fmt: skip

    rank: Annotated[int | None, shown(Kind.rank)] = None
    name: Annotated[str, shown(Kind.place, heading="honours-latin", twin="name_hi")]
    name_hi: Annotated[str, shown(Kind.place, 5, heading="honours-hindi", twin="name")]
    within: Annotated[str, shown(priority=2), Blank.null]
    gain: Annotated[int | None, shown(Kind.gain)]
    registered: Annotated[int | None, shown(Kind.count)]
    percent: Annotated[float | None, shown(Kind.percent, 1)]
    delta: Annotated[float | None, shown(Kind.percent, 2)] = None
    composite: Annotated[float | None, shown(Kind.percent, 2)] = None
    completeness: Annotated[float | None, shown(Kind.percent, 1, fraction=True)]
    group: Annotated[str | None, shown(Kind.figures, 3, words="group")] = None


class Listed(Row):
    """The list that a line is of."""

    of: Annotated[str, shown()]
    by: Annotated[str, shown()]


class HonourLine(Honour, Listed):
    """A line of any list."""


class Section(Row):
    """The honoured of one kind (a level of places, a dimension, `officer`) by one measure, the first on top; where
    places are honoured within groups, those of one group."""

    of: str
    by: By
    group: str | None = None
    rows: tuple[Honour, ...]


class LeftOut(Row):
    """The candidates of one kind who are left out for want of completeness."""

    of: str
    rows: tuple[Honour, ...]


class Without(Row):
    """A table that is left out, and why: no candidates, none in a group (`by` is then None), no targets, no figure to
    compare the last one with, none with all measures of the composite, or nobody above nothing."""

    of: str
    by: By | None
    reason: Reason


class Honours(Answer):
    """The sections, the tables that are left out, and the candidates left out.

    `grouping` and `weights` as in a ranking. `complete`: how many candidates reported on enough days.
    """

    SCHEMA: ClassVar = "eshram.honours/1"

    within: str
    within_hi: str
    since: dt.date
    as_on: dt.date
    known_on: KnownOn | None
    minimum: Annotated[float, Field(alias="min_completeness")]
    top: int
    sections: tuple[Section, ...]
    without: tuple[Without, ...]
    left_out: tuple[LeftOut, ...]
    grouping: Grouping | None = None
    weights: Mapping[Measure, float] = Field(default_factory=dict)
    complete: Annotated[int, INSIDE] = 0

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.as_on - self.since).days

    def lines(self) -> Sequence[Row]:
        """The lines of all lists, one list after another."""
        return [
            HonourLine(of=section.of, by=section.by, **vars(row)) for section in self.sections for row in section.rows
        ]

    @classmethod
    def line(cls) -> type[Row]:
        """A line of any list."""
        return HonourLine
