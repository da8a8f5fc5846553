"""The outbox: looked at, tried again, cleared."""

from __future__ import annotations

from collections.abc import Sequence

from eshram_cli.answers.outbox import Delivered, Delivery, MailLine, MailList
from eshram_cli.delivery.outbox import WALL_CLOCK, Clock, flush, sole_sender
from eshram_cli.delivery.smtp import Server, account_of
from eshram_cli.errors import EshramError
from eshram_cli.jobs.session import Session
from eshram_cli.ledger.outbox import Mail
from eshram_cli.settings import Settings


def list_mails(session: Session, *, everything: bool = False) -> MailList:
    """The mails that wait, or all that ever were queued."""
    return MailList(mails=tuple(map(_line, session.ledger.outbox.mails(waiting=not everything))))


def retry(session: Session, settings: Settings, numbers: Sequence[int] = (), clock: Clock = WALL_CLOCK) -> Delivered:
    """Tries the mails of these numbers (none named: all that wait), those that were refused or uncertain too."""
    outbox = session.ledger.outbox
    account = account_of(settings.smtp)
    with sole_sender(outbox), Server(account) as server:
        mails = _waiting(session, numbers)
        for mail in mails:
            if mail.state != "queued":
                outbox.record(mail.number, "queued", clock.now(), "retry")
        wanted = [mail.number for mail in mails]
        done = flush(outbox, server, settings.smtp.sender, numbers=wanted, language=settings.lang, clock=clock)
    lines = tuple(delivery_of(outbox.mail(number)) for number in wanted)
    return Delivered(deliveries=lines, waiting=len(outbox.mails(waiting=True)), problems=tuple(done.problems))


def drop(session: Session, numbers: Sequence[int], clock: Clock = WALL_CLOCK) -> MailList:
    """Gives mails up; nothing is dropped where one of the numbers does not wait (`no-such-mail`)."""
    outbox = session.ledger.outbox
    with sole_sender(outbox):
        mails = _waiting(session, numbers)
        for mail in mails:
            outbox.record(mail.number, "dropped", clock.now())
    return MailList(mails=tuple(_line(outbox.mail(mail.number)) for mail in mails))


def delivery_of(mail: Mail) -> Delivery:
    """What became of a mail."""
    return Delivery(recipient=mail.key.recipient, state=mail.state, subject=mail.subject, number=mail.number)


def _waiting(session: Session, numbers: Sequence[int]) -> list[Mail]:
    waiting = {mail.number: mail for mail in session.ledger.outbox.mails(waiting=True)}
    for number in numbers:
        if number not in waiting:
            raise EshramError("no-such-mail", number=number)
    return [waiting[number] for number in dict.fromkeys(numbers)] if numbers else list(waiting.values())


def _line(mail: Mail) -> MailLine:
    key = mail.key
    return MailLine(
        number=mail.number,
        recipient=key.recipient,
        state=mail.state,
        since=mail.since,
        tries=mail.tries,
        subject=mail.subject,
        page=key.page,
        day=key.day,
        queued_at=mail.queued_at,
        copy_number=mail.copy,
        why=mail.why,
    )
