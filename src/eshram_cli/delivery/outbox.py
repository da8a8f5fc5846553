"""The outbox worked off: what is queued is tried, each attempt written down before and after.

A run tries every mail at once. Where the server cannot be reached or asks to wait, the run waits and tries again, a
little longer each time, until the first attempt that failed is 30 seconds old; then the rest stays queued.
A mail that was handed over when the run was killed may have arrived: it is sent once more, marked as a second copy. If
that happens again, it waits for somebody to look (`uncertain`).
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from eshram_cli.counted import Counted
from eshram_cli.delivery.lock import Held, locked
from eshram_cli.delivery.message import marked_as_copy
from eshram_cli.delivery.smtp import AGAIN, Fault
from eshram_cli.errors import EshramError
from eshram_cli.ledger.outbox import Mail, Outbox
from eshram_cli.problems import NOWHERE, Language, Problem

BUDGET = 30.0
"""Seconds after the beginning of the first attempt that failed in which a run begins another one."""
PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0)
COPIES = 1
"""So many times a mail that may have arrived is sent again by itself."""
WAIT = 120.0
"""Seconds that a run waits for another one that is sending from the same ledger."""


class Transport(Protocol):
    """Whatever takes a mail, or raises Fault."""

    def send(self, sender: str, recipient: str, message: bytes) -> None:
        """Hand one mail to the server; `message` is the whole of it as bytes. Raises Fault where it is not taken."""


class Clock(Protocol):
    """Time, so that tests need not wait."""

    def now(self) -> dt.datetime:
        """The moment, with its zone."""
        return dt.datetime.now(dt.UTC)

    def elapsed(self) -> float:
        """Seconds since some fixed moment; never going back."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait so many seconds."""
        time.sleep(seconds)


class WallClock(Clock):
    """The PC's own."""


WALL_CLOCK = WallClock()


@dataclass
class Flushed:
    """What a run did: the numbers of mails sent, and what went wrong, each problem once."""

    sent: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Tells a problem once, however many mails it holds up."""
        if problem not in self.problems:
            self.problems.append(problem)


@contextmanager
def sole_sender(outbox: Outbox) -> Iterator[None]:
    """Only one run at a time sends from a ledger. Raises `outbox-busy`."""
    ledger = outbox.path or Path("eshram")
    try:
        with locked(ledger.with_name(f"{ledger.name}.outbox.lock"), WAIT):
            yield
    except Held as error:
        raise EshramError("outbox-busy", seconds=Counted(f"{WAIT:g}", WAIT)) from error


def flush(
    outbox: Outbox,
    transport: Transport,
    sender: str,
    *,
    numbers: Iterable[int] | None = None,
    language: Language = Language.en,
    clock: Clock = WALL_CLOCK,
    patient: bool = True,
) -> Flushed:
    """Tries what is queued (of `numbers`, where given). To be called by the sole sender only.

    Unless `patient`, each mail is tried once, at once.
    """
    done = Flushed()
    wanted = None if numbers is None else set(numbers)
    waiting: list[Mail] = []
    for mail in outbox.mails(waiting=True):
        # What was refused or is twice uncertain waits for somebody, who is told.
        if mail.state == "uncertain" and mail.interrupted >= COPIES:
            done.add(Problem("mail-uncertain", NOWHERE, {"number": mail.number, "recipient": mail.key.recipient}))
        elif mail.state in {"queued", "uncertain"} and (wanted is None or mail.number in wanted):
            waiting.append(mail)
    begun: float | None = None
    for pause in (*PAUSES, BUDGET):
        left: list[Mail] = []
        last: Fault | None = None
        for at, mail in enumerate(waiting):
            fault = _try(outbox, transport, sender, mail, language, clock)
            if fault is None:
                done.sent.append(mail.number)
                continue
            done.add(fault.problem)
            if fault.final or fault.uncertain:
                continue
            left.append(mail)
            last = fault
            if fault.problem.code != "smtp-later":
                # A fault of the server holds up all mails behind it; a mail that it puts off holds up only itself.
                left += waiting[at + 1 :]
                break
        waiting = left
        if last is None or not waiting or not last.again or not patient:
            break
        begun = last.since if begun is None else begun
        if clock.elapsed() - begun + pause > BUDGET:
            break
        clock.sleep(pause)
    if not waiting:
        done.problems[:] = [problem for problem in done.problems if problem.code not in AGAIN]
    return done


def _try(
    outbox: Outbox,
    transport: Transport,
    sender: str,
    mail: Mail,
    language: Language,
    clock: Clock,
) -> Fault | None:
    """One attempt, written down before and after."""
    message = outbox.message(mail.number)
    if mail.state == "uncertain" or mail.interrupted:
        message = marked_as_copy(message, mail.subject, language)
    begun = clock.elapsed()
    outbox.record(mail.number, "tried", clock.now())
    try:
        transport.send(sender, mail.key.recipient, message)
    except Fault as fault:
        fault.since = begun
        if not fault.uncertain:
            outbox.record(mail.number, "refused" if fault.final else "failed", clock.now(), fault.problem.code)
        return fault
    outbox.record(mail.number, "sent", clock.now())
    return None
