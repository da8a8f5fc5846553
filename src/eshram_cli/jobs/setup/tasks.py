"""Tasks: given one by one or by a sheet, marked as done, dropped with a reason."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from eshram_cli.answers.tasks import Tasks, TasksLoaded
from eshram_cli.described import replace
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import acting, today
from eshram_cli.jobs.intake.task_sheets import read_tasks, refuse_numbers
from eshram_cli.jobs.questions.tasks import tasks
from eshram_cli.jobs.session import Session
from eshram_cli.language.dates import find_date
from eshram_cli.language.deadlines import read_deadline
from eshram_cli.ledger.tasks import State, Task
from eshram_cli.places.model import Place
from eshram_cli.problems import NOWHERE


def add(
    session: Session,
    text: str,
    *,
    who: str = "",
    due: str | None = None,
    place: Place | None = None,
    source: str = "",
) -> Tasks:
    """Keep a task, and list the tasks of its place.

    `due` as people say it: a date, "in 10 days"; a period counts from the date that `source` ("meeting 04.12.2021")
    names, else from today. Raises `task-empty`, `task-due`, `task-number`.
    """
    words, by, meeting = (" ".join(one.split()) for one in (text, who, source))
    for one in (words, by, meeting):
        refuse_numbers(one, NOWHERE)
    if not any(map(str.isalpha, words)):
        raise EshramError("task-empty")
    named = find_date(meeting)
    said_on = named.date if named else today()
    until = read_deadline(due, said_on) if due is not None else None
    if due is not None and until is None:
        raise EshramError("task-due", text=due)
    task = Task(words, by, until, place.id if place else None, meeting, said_on)
    session.ledger.give([task], **acting())
    return tasks(session, place)


def close(session: Session, number: str, state: State, *, day: dt.date | None = None, why: str = "") -> Tasks:
    """Mark a task as done, or as dropped with a reason, on a day (default today in India), and show it.

    Raises `task-unknown`, `task-promise`, `task-closed`, `task-why`.
    """
    reason = " ".join(why.split())
    refuse_numbers(reason, NOWHERE)
    named = number.strip().removeprefix("#")
    found = next((one for one in session.ledger.tasks() if one.number == named), None)
    if found is None:
        of_promise = any(str(one.number) == named for one in session.ledger.promises())
        raise EshramError("task-promise" if of_promise else "task-unknown", number=named)
    if found.state != "open" and found.closed_on:
        raise EshramError("task-closed", number=named, day=found.closed_on)
    if state == "dropped" and not reason:
        raise EshramError("task-why")
    session.ledger.close_task(found, state, day or today(), reason, **acting())
    shown = tasks(session)
    return replace(shown, rows=tuple(row for row in shown.rows if row.number == named))


def load(session: Session, file: Path, within: Place | None = None, *, source: str = "") -> TasksLoaded:
    """Keep the tasks of a sheet: columns task, who, by when, and state, district or block where a task is of a place.

    Other columns are not read; of those that hold telephone numbers a note tells. A period ("in 10 days") counts from
    the date in the row, else from the one that `source`, the lines above the headings or the file's name speak of.
    Raises `task-columns` where the first rows of no sheet are such headings.
    """
    read = read_tasks(file, session.gazetteer, within, " ".join(source.split()))
    receipt = session.ledger.give(read.tasks, file=file.name, **acting())
    return TasksLoaded(
        file=file.name,
        accepted=receipt.accepted,
        unchanged=receipt.unchanged,
        rejected=read.rejected,
        problems=read.problems,
    )
