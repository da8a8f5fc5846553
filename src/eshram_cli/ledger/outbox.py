"""The outbox: mails and what was done with them. Acts are added, never changed; what a mail is now, its last act says.

| act | says | so the mail is |
|---|---|---|
| queued | its text is kept, nothing was tried | queued |
| tried | a server is being spoken to | uncertain: nobody knows whether the server took it |
| failed | the server could not be reached, or asked for a later try | queued |
| refused | the server will never take it | refused |
| sent | the server took it | sent |
| dropped | somebody gave it up | dropped |

A mail's key is (recipient, page, day in India, hash of the figures, copy); `copy` counts from 0 what was asked for
again. The text of a mail is thrown away once it is sent or dropped.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from eshram_cli.errors import EshramError
from eshram_cli.ledger import store
from eshram_cli.ledger.opened import Opened

Act = Literal["queued", "tried", "failed", "refused", "sent", "dropped"]
STATE = {"failed": "queued", "tried": "uncertain"}
"""What a mail is after an act, where the word is another."""

_SELECT = """
    SELECT m.id, m.recipient, m.page, m.day, m.figures_sha, m.copy, m.subject, a.act, a.at, a.why,
        (SELECT at FROM mail_acts WHERE mail = m.id AND number = 1),
        (SELECT count(*) FROM mail_acts WHERE mail = m.id AND act = 'tried'),
        (SELECT count(*) FROM mail_acts t JOIN mail_acts n ON n.mail = t.mail AND n.number = t.number + 1
            WHERE t.mail = m.id AND t.act = 'tried' AND n.act IN ('tried', 'queued'))
    FROM mails m JOIN mail_acts a ON a.mail = m.id AND a.number = (SELECT max(number) FROM mail_acts WHERE mail = m.id)
"""
_WAITING = f"{_SELECT} WHERE m.id IN (SELECT mail FROM letters) ORDER BY m.id"
_LAST = f"{_SELECT} WHERE m.recipient = ? AND m.page = ? AND a.act = 'sent' ORDER BY m.id DESC LIMIT 1"
_LAST_OF = (
    f"{_SELECT} WHERE m.recipient = ? AND m.page = ? AND m.day = ? AND m.figures_sha = ? ORDER BY m.id DESC LIMIT 1"
)


@dataclass(frozen=True)
class Key:
    """What makes two mails the same: the one recipient, the page, the day in India, the figures."""

    recipient: str
    page: str
    day: dt.date
    figures: str

    @property
    def values(self) -> tuple[str, str, str, str]:
        """The key as the ledger writes it."""
        return self.recipient, self.page, self.day.isoformat(), self.figures


@dataclass(frozen=True)
class Mail:
    """A mail and its state: queued, uncertain, refused, sent or dropped; moments are UTC.

    `tries` counts the attempts, `interrupted` those before the last one of which nobody knows how they ended.
    """

    number: int
    key: Key
    copy: int
    subject: str
    state: str
    since: dt.datetime
    why: str
    queued_at: dt.datetime
    tries: int
    interrupted: int


class Outbox(Opened):
    """The mails of one ledger."""

    def queue(
        self, key: Key, subject: str, message: Callable[[int], bytes], at: dt.datetime, *, again: bool = False
    ) -> int | None:
        """Keeps a mail to be sent; its number, or None where the same key is there already and is not wanted again.

        `message` makes the mail's bytes from the number of its copy.
        """
        with self._alone():
            count = "SELECT count(*) FROM mails WHERE recipient = ? AND page = ? AND day = ? AND figures_sha = ?"
            copy = int(self._db.execute(count, key.values).fetchone()[0])
            if copy and not again:
                return None
            insert = "INSERT INTO mails (recipient, page, day, figures_sha, copy, subject) VALUES (?, ?, ?, ?, ?, ?)"
            number = self._db.execute(insert, (*key.values, copy, subject)).lastrowid or 0
            self._db.execute("INSERT INTO letters (mail, message) VALUES (?, ?)", (number, message(copy)))
            self._act(number, "queued", at, "")
            return number

    def record(self, number: int, act: Act, at: dt.datetime, why: str = "") -> None:
        """Adds an act; the text of a mail that was sent or dropped is thrown away. Raises `no-such-mail`."""
        with self._alone():
            if not self._db.execute("SELECT 1 FROM mails WHERE id = ?", (number,)).fetchone():
                raise EshramError("no-such-mail", number=number)
            self._act(number, act, at, why)
            if act in {"sent", "dropped"}:
                self._db.execute("DELETE FROM letters WHERE mail = ?", (number,))

    def message(self, number: int) -> bytes:
        """The bytes of a mail that is not yet delivered. Raises `no-such-mail`."""
        with self._reading():
            row = self._db.execute("SELECT message FROM letters WHERE mail = ?", (number,)).fetchone()
        if row is None:
            raise EshramError("no-such-mail", number=number)
        return bytes(row[0])

    def mails(self, *, waiting: bool = False) -> list[Mail]:
        """All mails, or those that are neither sent nor dropped, in the order in which they were queued."""
        return self._mails(_WAITING if waiting else f"{_SELECT} ORDER BY m.id")

    def mail(self, number: int) -> Mail:
        """One mail. Raises `no-such-mail`."""
        for mail in self._mails(f"{_SELECT} WHERE m.id = ?", number):
            return mail
        raise EshramError("no-such-mail", number=number)

    def last(self, recipient: str, page: str) -> Mail | None:
        """The mail that brought this page to the recipient last, whatever its figures; None where none was sent."""
        return next(iter(self._mails(_LAST, recipient, page)), None)

    def last_of(self, key: Key) -> Mail | None:
        """The mail of this key that was queued last, whatever became of it; None where there is none."""
        return next(iter(self._mails(_LAST_OF, *key.values)), None)

    def _mails(self, select: str, *values: object) -> list[Mail]:
        with self._reading():
            rows = self._db.execute(select, values).fetchall()
        return [
            Mail(
                number=number,
                key=Key(recipient, page, dt.date.fromisoformat(day), sha),
                copy=copy,
                subject=subject,
                state=STATE.get(act, act),
                since=dt.datetime.fromisoformat(at),
                why=why,
                queued_at=dt.datetime.fromisoformat(queued_at),
                tries=tries,
                interrupted=interrupted,
            )
            for number, recipient, page, day, sha, copy, subject, act, at, why, queued_at, tries, interrupted in rows
        ]

    def _act(self, number: int, act: Act, at: dt.datetime, why: str) -> None:
        moment = at.astimezone(dt.UTC).isoformat(timespec="microseconds")
        self._db.execute(
            "INSERT INTO mail_acts (mail, number, act, at, why) "
            "SELECT ?, 1 + coalesce(max(number), 0), ?, ?, ? FROM mail_acts WHERE mail = ?",
            (number, act, moment, why, number),
        )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Never a part of something larger: what is done next, a server hears of."""
        with store.told(self.path), store.transaction(self._db, "IMMEDIATE"):
            yield
