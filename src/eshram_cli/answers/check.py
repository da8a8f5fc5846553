"""What is wrong in the ledger, what each rule means, what is silent, and who is followed up."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from eshram_cli.described import INSIDE, LATIN, Answer, Kind, KnownOn, Row, hindi, shown


class Found(Row):
    """One finding about a place. `rule` is the name by which it is explained and silenced; `as_on` the date that it is
    about, of a rule at the door the last of the `days` on which it found the same of the place, with the cell of the
    figure where it is about one; `followed`: the place, or one that it lies in, is marked for follow-up."""

    severity: Annotated[str, shown(Kind.word)]
    place: Annotated[str, LATIN]
    level: Annotated[str, shown(Kind.level, 4)]
    as_on: Annotated[dt.date, shown(Kind.date)]
    days: Annotated[int, shown(Kind.number, 6)]
    message: Annotated[str, shown(twin="message_hi")]
    hint: Annotated[str, shown(priority=2, twin="hint_hi")]
    rule: Annotated[str, shown()]
    file: Annotated[str | None, shown(priority=9)]
    sheet: Annotated[str | None, shown(priority=9)]
    cell: Annotated[str | None, shown(priority=9)]
    followed: Annotated[bool, shown(Kind.flag, 5)]
    message_hi: Annotated[str, shown(priority=9, heading="column-message", twin="message")]
    hint_hi: Annotated[str, shown(priority=9, heading="column-hint", twin="hint")]
    place_hi: Annotated[str | None, hindi(9)]


class Checked(Answer):
    """The findings about the places within a place, the worst first. Single days were looked at from `since` to
    `as_on`; `silenced` is how many are not told because a rule
    is silent for their place, `looked_at` how many places had figures."""

    SCHEMA: ClassVar = "eshram.check/1"
    VIEW: ClassVar = ("severity", "place", "level", "as_on", "days", "message", "hint", "rule", "followed")

    within: str
    within_hi: str | None
    since: dt.date
    as_on: dt.date
    known_on: KnownOn | None
    looked_at: int
    silenced: int
    problems: tuple[Found, ...]

    @property
    def exit_code(self) -> int:
        """1 where an error is among them."""
        return 1 if any(one.severity == "error" for one in self.problems) else 0


class Explained(Row):
    """A rule: what a finding of it means, and what to do."""

    rule: Annotated[str, shown()]
    severity: Annotated[str, shown(Kind.word)]
    meaning: Annotated[str, shown(twin="meaning_hi")]
    hint: Annotated[str, shown(twin="hint_hi")]
    meaning_hi: Annotated[str, shown(priority=9, heading="column-meaning", twin="meaning")]
    hint_hi: Annotated[str, shown(priority=9, heading="column-hint", twin="hint")]


class Explanation(Answer):
    """What a rule means."""

    SCHEMA: ClassVar = "eshram.check-rule/1"
    VIEW: ClassVar = ("rule", "severity", "meaning", "hint")

    rows: tuple[Explained, ...]


class Watched(Row):
    """A rule that is silent for a place and everything within it, or a place marked for follow-up, of
    one rule or (`rule` null) of all."""

    number: Annotated[int, shown(Kind.number)]
    place: Annotated[str, LATIN]
    rule: Annotated[str | None, shown()]
    why: Annotated[str, shown()]
    received_at: Annotated[dt.datetime, shown(Kind.moment, 2)]
    who: Annotated[str, shown(priority=3)]
    place_hi: Annotated[str | None, hindi(9)]


class WatchList(Answer):
    """Silent rules, or (`following`) places marked for follow-up, in the order in which they were told."""

    SCHEMA: ClassVar = "eshram.check-list/1"

    following: Annotated[bool, INSIDE]
    rows: tuple[Watched, ...]
