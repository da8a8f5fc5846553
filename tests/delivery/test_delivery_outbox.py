"""The outbox worked off with a clock of our own: what is tried when, and what is written down."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from eshram_cli.delivery.lock import locked
from eshram_cli.delivery.outbox import BUDGET, flush, sole_sender
from eshram_cli.delivery.smtp import Fault
from eshram_cli.errors import EshramError
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.ledger.outbox import Key, Outbox
from tests.delivery.conftest import FakeClock

DAY = dt.date(2021, 12, 28)
AT = dt.datetime(2021, 12, 28, 14, 30, tzinfo=dt.UTC)
MESSAGE = b"Subject: news\r\nTo: x\r\n\r\ntext\r\n"


class Server:
    """Takes mails after it has failed as told; `slow` is how long a failure takes."""

    def __init__(self, clock: FakeClock, *faults: Fault, slow: float = 0) -> None:
        self.faults = list(faults)
        self.clock = clock
        self.slow = slow
        self.taken: list[tuple[str, bytes]] = []
        self.asked = 0

    def send(self, sender: str, recipient: str, message: bytes) -> None:
        self.asked += 1
        if self.faults:
            self.clock.moment += dt.timedelta(seconds=self.slow)
            raise self.faults.pop(0)
        self.taken.append((recipient, message))


@pytest.fixture
def outbox() -> Iterator[Outbox]:
    with Ledger.in_memory() as ledger:
        yield ledger.outbox


def queue(outbox: Outbox, *names: str) -> list[int | None]:
    return [outbox.queue(Key(f"{name}@nic.in", "p", DAY, "f"), "news", lambda _: MESSAGE, AT) for name in names]


def down(**words: str) -> Fault:
    return Fault("smtp-unreachable", server="s", why="refused", **words)


def test_the_key_keeps_a_mail_single(outbox: Outbox) -> None:
    assert queue(outbox, "a", "a") == [1, None]
    assert outbox.queue(Key("a@nic.in", "p", DAY, "g"), "news", lambda _: MESSAGE, AT) == 2
    assert outbox.queue(Key("a@nic.in", "p", DAY + dt.timedelta(days=1), "f"), "news", lambda _: MESSAGE, AT) == 3
    assert outbox.queue(Key("a@nic.in", "p", DAY, "f"), "news", lambda copy: b"%d" % copy, AT, again=True) == 4
    assert outbox.message(4) == b"1"


def test_what_was_sent_keeps_its_record_and_loses_its_text(outbox: Outbox, clock: FakeClock) -> None:
    queue(outbox, "a")
    assert flush(outbox, Server(clock), "s@nic.in", clock=clock).sent == [1]
    assert (outbox.mail(1).state, outbox.mails(waiting=True)) == ("sent", [])
    with pytest.raises(EshramError) as stopped:
        outbox.message(1)
    assert stopped.value.problem.code == "no-such-mail"


def test_acts_cannot_be_changed(outbox: Outbox) -> None:
    queue(outbox, "a")
    for table in ("mails", "mail_acts"):
        with pytest.raises(sqlite3.DatabaseError, match="append-only"):
            outbox._db.execute(f"DELETE FROM {table}")


def test_waits_grow_and_end_with_the_budget(outbox: Outbox, clock: FakeClock) -> None:
    queue(outbox, "a", "b")
    server = Server(clock, *(down() for _ in range(50)))
    done = flush(outbox, server, "s@nic.in", clock=clock)
    assert clock.slept == sorted(clock.slept) and 0 < sum(clock.slept) <= BUDGET
    assert [problem.code for problem in done.problems] == ["smtp-unreachable"]
    assert [mail.state for mail in outbox.mails()] == ["queued", "queued"]
    assert server.asked == len(clock.slept) + 1, "a server that is down is not asked again for each mail"


def test_a_silent_server_takes_its_time_out_of_the_budget(outbox: Outbox, clock: FakeClock) -> None:
    queue(outbox, "a")
    began = clock.moment
    server = Server(clock, *(Fault("smtp-silent", server="s", seconds="10") for _ in range(50)), slow=10)
    flush(outbox, server, "s@nic.in", clock=clock)
    assert (clock.moment - began).total_seconds() <= BUDGET + 10


def test_a_fault_that_passes_is_not_told(outbox: Outbox, clock: FakeClock) -> None:
    queue(outbox, "a", "b")
    done = flush(outbox, Server(clock, down()), "s@nic.in", clock=clock)
    assert (done.sent, done.problems) == ([1, 2], [])


@pytest.mark.parametrize(
    "code", ["smtp-certificate", "smtp-login", "smtp-no-tls", "smtp-sender", "smtp-plain-password"]
)
def test_what_somebody_must_mend_is_tried_once(outbox: Outbox, clock: FakeClock, code: str) -> None:
    queue(outbox, "a", "b")
    server = Server(clock, Fault(code, server="s", why="w", user="u", answer="a", sender="x", security="ssl"))
    done = flush(outbox, server, "s@nic.in", clock=clock)
    assert (server.asked, clock.slept, [problem.code for problem in done.problems]) == (1, [], [code])
    assert {mail.state for mail in outbox.mails()} == {"queued"}


def test_a_mail_put_off_holds_up_only_itself(outbox: Outbox, clock: FakeClock) -> None:
    queue(outbox, "a", "b", "c")
    server = Server(clock, Fault("smtp-later", server="s", answer="451"))
    assert flush(outbox, server, "s@nic.in", clock=clock).sent == [2, 3, 1]


def test_a_mail_lost_on_the_way_is_sent_again_by_the_next_run_only_and_marked(outbox: Outbox, clock: FakeClock) -> None:
    queue(outbox, "a")
    lost = Fault("smtp-silent", server="s", seconds="10")
    lost.uncertain = True
    server = Server(clock, lost)
    assert flush(outbox, server, "s@nic.in", clock=clock).sent == []
    assert (outbox.mail(1).state, server.asked) == ("uncertain", 1)
    flush(outbox, server, "s@nic.in", clock=clock)
    assert b"may be a second copy" in server.taken[0][1]


def test_a_mail_that_may_have_come_twice_waits_until_somebody_says(outbox: Outbox, clock: FakeClock) -> None:
    queue(outbox, "a")
    outbox.record(1, "tried", AT)
    outbox.record(1, "tried", AT)
    server = Server(clock)
    assert [problem.code for problem in flush(outbox, server, "s@nic.in", clock=clock).problems] == ["mail-uncertain"]
    outbox.record(1, "queued", AT, "retry")
    assert flush(outbox, server, "s@nic.in", clock=clock).sent == [1]


def test_a_refused_mail_waits_for_a_word(outbox: Outbox, clock: FakeClock) -> None:
    queue(outbox, "a", "b")
    server = Server(clock, Fault("smtp-refused", server="s", recipient="a@nic.in", answer="550"))
    assert flush(outbox, server, "s@nic.in", clock=clock).sent == [2]
    assert flush(outbox, server, "s@nic.in", clock=clock).sent == []
    assert outbox.mail(1).state == "refused"


def test_a_second_sender_waits_and_then_says_who_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eshram_cli.delivery.outbox.WAIT", 0.1)
    with Ledger.open(tmp_path / "eshram.db") as ledger:
        lock = locked(tmp_path / "eshram.db.outbox.lock")
        with lock, pytest.raises(EshramError) as stopped, sole_sender(ledger.outbox):
            pass
        assert stopped.value.problem.code == "outbox-busy"
        with sole_sender(ledger.outbox):
            pass


def test_a_ledger_older_than_the_outbox_has_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    Ledger.open(path).close()
    with sqlite3.connect(path) as db:
        for table in ("letters", "mail_acts", "mails"):
            db.execute(f"DROP TABLE {table}")
    db.close()
    with Ledger.open(path, readonly=True) as ledger:
        key = Key("a@nic.in", "p", DAY, "f")
        assert (ledger.outbox.mails(), ledger.outbox.last_of(key), ledger.outbox.last("a@nic.in", "p")) == (
            [],
            None,
            None,
        )
    with Ledger.open(path) as ledger:
        assert queue(ledger.outbox, "a") == [1]
