"""Mails: what became of each in a run, and what the outbox holds."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Literal

from pydantic import Field, InstanceOf

from eshram_cli.described import Answer, Kind, Row, shown
from eshram_cli.problems import Problem, Severity, catalogue

DeliveryState = Literal["already", "unchanged", "incomplete"]
"""What a mail is that a run had not to send."""


class Delivery(Row):
    """One mail of a run. `state`: sent, queued, refused, uncertain, already (the same page went today), unchanged
    (nothing new, so nothing was sent), incomplete (not all have reported, so nothing was sent yet), written (a trial
    run: `file`)."""

    number: Annotated[int | None, shown(Kind.number, 2)] = None
    recipient: Annotated[str, shown()]
    state: Annotated[str, shown(Kind.word, heading="column-status")]
    subject: Annotated[str, shown(priority=2)]
    file: Annotated[str, shown(priority=1)] = ""


class Delivered(Answer):
    """What a run did with its mails, those queued before first; how many mails wait afterwards; what went wrong."""

    SCHEMA: ClassVar = "eshram.delivery/1"

    deliveries: tuple[Delivery, ...]
    waiting: int = 0
    problems: tuple[InstanceOf[Problem], ...] = ()

    @property
    def exit_code(self) -> int:
        """5 where a mail of this run, or one queued before, was not delivered; else 0."""
        failed = any(problem.severity is Severity.error for problem in self.problems)
        return max((catalogue()[one.code].exit for one in self.problems), default=5) if failed else 0


class MailLine(Row):
    """One mail of the outbox; see `ledger.outbox.Mail`."""

    number: Annotated[int, shown(Kind.number)]
    recipient: Annotated[str, shown()]
    state: Annotated[str, shown(Kind.word, heading="column-status")]
    since: Annotated[dt.datetime, shown(Kind.moment, 1)]
    tries: Annotated[int, shown(Kind.number, 2)]
    subject: Annotated[str, shown(priority=1)]
    page: Annotated[str, shown(priority=4)]
    day: Annotated[dt.date, shown(Kind.date, 4, heading="column-date")]
    queued_at: Annotated[dt.datetime, shown(Kind.moment, 5)]
    copy_number: Annotated[int, Field(alias="copy"), shown(Kind.number, 6)]
    why: Annotated[str, shown(priority=3)]


class MailList(Answer):
    """Mails of the outbox in the order in which they were queued."""

    SCHEMA: ClassVar = "eshram.outbox/1"

    mails: tuple[MailLine, ...]
