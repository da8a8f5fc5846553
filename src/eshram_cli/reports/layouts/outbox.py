"""Mails: what became of each in a run, and what the outbox holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from eshram_cli.problems import Problem, Severity, catalogue
from eshram_cli.reports.document import Column, Document, Kind, Phrase, Table, Value
from eshram_cli.reports.layouts.problems import problems_fields
from eshram_cli.reports.registry import Fields, layout

DELIVERIES = (
    Column("number", Kind.number, 2),
    Column("recipient"),
    Column("state", Kind.word, heading="column-status"),
    Column("subject", priority=2),
    Column("file", priority=1),
)
MAILS = (
    Column("number", Kind.number),
    Column("recipient"),
    Column("state", Kind.word, heading="column-status"),
    Column("since", Kind.moment, 1),
    Column("tries", Kind.number, 2),
    Column("subject", priority=1),
    Column("page", priority=4),
    Column("day", Kind.date, 4, heading="column-date"),
    Column("queued_at", Kind.moment, 5),
    Column("copy", Kind.number, 6),
    Column("why", priority=3),
)


@dataclass(frozen=True)
class Delivery:
    """One mail of a run. `state`: sent, queued, refused, uncertain, already (the same page went today), unchanged
    (nothing new, so nothing was sent), written (a trial run: `file`)."""

    recipient: str
    state: str
    subject: str
    number: int | None = None
    file: str = ""


@dataclass(frozen=True)
class Delivered:
    """What a run did with its mails, those queued before first; what went wrong; how many mails wait afterwards."""

    deliveries: tuple[Delivery, ...]
    problems: tuple[Problem, ...] = ()
    waiting: int = 0

    @property
    def exit_code(self) -> int:
        """5 where a mail of this run, or one queued before, was not delivered; else 0."""
        failed = any(problem.severity is Severity.error for problem in self.problems)
        return max((catalogue()[one.code].exit for one in self.problems), default=5) if failed else 0


@dataclass(frozen=True)
class MailLine:
    """One mail of the outbox; see `ledger.outbox.Mail`."""

    number: int
    recipient: str
    state: str
    since: dt.datetime
    tries: int
    subject: str
    page: str
    day: dt.date
    queued_at: dt.datetime
    copy: int
    why: str


@dataclass(frozen=True)
class MailList:
    """Mails of the outbox in the order in which they were queued."""

    mails: tuple[MailLine, ...]


def _delivered_fields(delivered: Delivered) -> Fields:
    return {
        "deliveries": _table(DELIVERIES, delivered.deliveries).records(),
        "waiting": delivered.waiting,
        "problems": problems_fields(delivered.problems),
    }


@layout(Delivered, "eshram.delivery/1", fields=_delivered_fields)
def delivered_document(delivered: Delivered) -> Document:
    """One line a mail."""
    notes = [Phrase("outbox-waiting", {"count": delivered.waiting})] if delivered.waiting else []
    if not delivered.deliveries:
        return Document(notes=[Phrase("outbox-nothing"), *notes], data=_table(DELIVERIES, ()))
    return Document(tables=[_table(DELIVERIES, delivered.deliveries)], notes=notes)


@layout(MailList, "eshram.outbox/1", fields=lambda found: {"mails": _table(MAILS, found.mails).records()})
def mails_document(found: MailList) -> Document:
    """One line a mail; those that are done with are dim."""
    table = _table(MAILS, found.mails)
    return Document(tables=[table]) if found.mails else Document(notes=[Phrase("outbox-empty")], data=table)


def _table(columns: tuple[Column, ...], lines: Sequence[object]) -> Table:
    done = frozenset(at for at, line in enumerate(lines) if getattr(line, "state", "") in {"sent", "dropped"})
    return Table(columns, [_row(columns, line) for line in lines], faint=done if columns is MAILS else frozenset())


def _row(columns: tuple[Column, ...], line: object) -> list[Value]:
    return [getattr(line, column.key) for column in columns]
