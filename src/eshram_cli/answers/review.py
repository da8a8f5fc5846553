"""The review pack: the answers that a meeting looks at, each with the command that gives it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar, Literal, TypeVar

from pydantic import InstanceOf

from eshram_cli.described import INSIDE, Answer, KnownOn, Row, shown

Span = Literal["week", "month", "days"]
Chapter = Literal[
    "summary", "standing", "movement", "course", "silent", "by", "camps", "forecast", "plan", "tasks", "notes",
    "restated",
]  # fmt: skip
"""What a section is about; sections of one chapter follow one another."""

A = TypeVar("A", bound=Answer)


class Section(Row):
    """One answer of the pack, and the command line that gives the very same."""

    chapter: Annotated[Chapter, shown(words="review-chapter")]
    command: Annotated[str, shown()]
    answer: Annotated[InstanceOf[Answer], INSIDE]


class Review(Answer):
    """The pack of a place for a span of days, from `first` to `last`; ranks are compared with the day `since`.

    `as_on`: the last day of the span on which anything was reported, else its last day. `act` is the number of the
    ledger's last act that counts, `act_at` its moment; null in an empty ledger.
    """

    SCHEMA: ClassVar = "eshram.report/1"

    within: str
    within_hi: str
    level: str
    span: Span
    since: dt.date
    first: dt.date
    last: dt.date
    as_on: dt.date
    known_on: KnownOn | None
    act: int | None
    act_at: dt.datetime | None
    sections: tuple[Section, ...]

    def lines(self) -> Sequence[Row]:
        """The sections."""
        return self.sections

    @classmethod
    def line(cls) -> type[Row]:
        """A section."""
        return Section

    def of(self, kind: type[A]) -> A | None:
        """The first answer of that kind."""
        return next(self.all(kind), None)

    def all(self, kind: type[A]) -> Iterator[A]:
        """The answers of that kind."""
        return (one.answer for one in self.sections if isinstance(one.answer, kind))
