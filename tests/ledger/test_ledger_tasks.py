"""Tasks and drives in the ledger: added, closed, undone; a ledger made before there were such tables."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eshram_cli.ledger.drives import Drive
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.ledger.tasks import Task
from eshram_cli.places.model import PlaceId

if TYPE_CHECKING:
    from tests.ledger.conftest import Office

DUE = dt.date(2021, 12, 14)
LISTS = Task("send lists", "DEO", DUE, PlaceId("d213"))


def test_a_sheet_gives_its_tasks_under_one_act(office: Office) -> None:
    receipt = office.ledger.give([LISTS, Task("hoardings")], who="", received_at=office.now(), file="list.xlsx")
    numbers = [task.number for task in office.ledger.tasks()]
    assert (receipt.accepted, numbers) == (2, [f"{receipt.submission}.1", f"{receipt.submission}.2"])
    again = office.ledger.give([LISTS], who="", received_at=office.now())
    assert (again.submission, again.unchanged) == (None, 1)
    office.undo(receipt.submission)
    assert office.ledger.tasks() == []


def test_a_closed_task_is_open_again_when_that_is_undone(office: Office) -> None:
    office.ledger.give([LISTS], who="", received_at=office.now())
    [task] = office.ledger.tasks()
    done = office.ledger.close_task(task, "done", DUE, who="", received_at=office.now())
    assert [(one.state, one.closed_on) for one in office.ledger.tasks()] == [("done", DUE)]
    assert [one.state for one in office.ledger.tasks(known=task.act)] == ["open"]
    office.undo(done)
    assert [one.state for one in office.ledger.tasks()] == ["open"]


def test_of_a_drive_the_last_word_stands(office: Office) -> None:
    drive = Drive("gig workers", PlaceId("d213"), dt.date(2025, 4, 7), dt.date(2025, 4, 17), 5000)
    added = office.ledger.add_drive(drive, who="", received_at=office.now())
    cancelled = office.ledger.add_drive(drive, cancelled=True, who="", received_at=office.now())
    assert office.ledger.drives() == []
    assert [one.target for one in office.ledger.drives(known=added)] == [5000]
    office.undo(cancelled)
    assert [one.number for one in office.ledger.drives()] == [added]


@pytest.mark.parametrize("table", ["tasks", "task_changes", "drives"])
def test_rows_are_never_changed(office: Office, path: Path, table: str) -> None:
    office.ledger.give([LISTS], who="", received_at=office.now())
    [task] = office.ledger.tasks()
    office.ledger.close_task(task, "dropped", DUE, "not needed", who="", received_at=office.now())
    office.ledger.add_drive(Drive("x", PlaceId("d213"), DUE), who="", received_at=office.now())
    with closing(sqlite3.connect(path)) as db:
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET submission = submission"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                db.execute(statement)


def test_a_ledger_made_before_has_none_until_it_is_written_to(office: Office, path: Path) -> None:
    office.ledger.close()
    with closing(sqlite3.connect(path)) as db:
        for table in ("task_changes", "tasks", "drives"):
            db.execute(f"DROP TABLE {table}")
    with Ledger.open(path, readonly=True) as ledger:
        assert (ledger.tasks(), ledger.drives()) == ([], [])
    with Ledger.open(path) as ledger:
        ledger.give([LISTS], who="", received_at=office.now())
        assert [task.text for task in ledger.tasks()] == ["send lists"]
