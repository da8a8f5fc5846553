"""What was asked for in meetings and is still to be done: tasks, and promises that score themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from eshram_cli.answers.claims import Scored
from eshram_cli.answers.tasks import TaskLine, Tasks, TaskStatus
from eshram_cli.described import KnownOn
from eshram_cli.jobs.clock import INDIA_TIME
from eshram_cli.jobs.questions.claim import promises, scored
from eshram_cli.jobs.questions.forecast import Futures
from eshram_cli.jobs.session import Session
from eshram_cli.language.text import fold
from eshram_cli.ledger.tasks import Task
from eshram_cli.places.model import Place, PlaceId

WEEK = dt.timedelta(days=7)
"""What is due within a week is told on the daily page; of a promise also what became of it within the last one."""

_ORDER = ("overdue", "open", "broken", "late", "done", "kept", "dropped")


def tasks(
    session: Session,
    place: Place | None = None,
    *,
    overdue: bool = False,
    who: str = "",
    as_on: dt.date | None = None,
    known_on: KnownOn | None = None,
) -> Tasks:
    """The tasks and promises of a place and all within it; without one all, the office's own too.

    `as_on` decides what is overdue: default the latest date reported, where there is none the day of the last act. A
    task that is known to be done is done, whatever the day. `overdue`: these alone; `who`: of names that hold this.
    """
    known = session.known(known_on)
    day = as_on or session.ledger.latest_date(session.gazetteer.branch(place.id) if place else None, known=known)
    if day is None:
        acts = session.ledger.log(known=known)
        day = acts[-1].received_at.astimezone(INDIA_TIME).date() if acts else dt.date.min
    lines = [
        task_line(session, task, day)
        for task in session.ledger.tasks(known=known)
        if place is None or (task.place is not None and _inside(session, task.place, place))
    ]
    lines += [promise_line(one, day) for one in promises(session, place, as_on=day, known_on=known_on).rows]
    shown = [line for line in lines if fold(who) in fold(line.who or "") and (not overdue or line.status == "overdue")]
    return Tasks(
        within=place.name if place else None,
        within_hi=place.name_hi or None if place else None,
        as_on=day,
        known_on=known_on,
        overdue=sum(line.status == "overdue" for line in lines),
        soon=sum(_is_soon(line, day) for line in lines),
        everything=len(lines),
        rows=tuple(in_order(shown)),
        only_overdue=overdue,
    )


def page_tasks(
    session: Session, place: Place, day: dt.date, known: int | None, futures: Futures, *, own: bool
) -> tuple[TaskLine, ...]:
    """What the daily page of a place tells: tasks that are overdue or due within a week; promises of these two weeks.

    `own`: the page of the office itself, which tells its own matters too.
    """
    lines = [
        task_line(session, task, day)
        for task in session.ledger.tasks(known=known)
        if (own if task.place is None else _inside(session, task.place, place))
    ]
    told = [line for line in lines if line.status == "overdue" or _is_soon(line, day)]
    told += [
        promise_line(scored(session, one, futures), day)
        for one in session.ledger.promises(known=known)
        if abs(one.deadline - day) < WEEK and _inside(session, one.place, place)
    ]
    return tuple(in_order(told))


def task_line(session: Session, task: Task, day: dt.date) -> TaskLine:
    """A task as on the day."""
    at = session.gazetteer.get(task.place) if task.place else None
    until = task.closed_on or day
    after = (until - task.due).days if task.due and task.state != "dropped" else 0
    status: TaskStatus = task.state
    if after > 0:
        status = "overdue" if task.state == "open" else "late"
    return TaskLine(
        number=task.number,
        due=task.due,
        status=status,
        days_late=after if after > 0 else None,
        task=task.text,
        who=task.who or None,
        place=at.name if at else None,
        source=task.source or None,
        said_on=task.said_on,
        closed_on=task.closed_on,
        why=task.why or None,
        place_hi=at.name_hi or None if at else None,
    )


def promise_line(promise: Scored, day: dt.date) -> TaskLine:
    """A promise as its figures score it; overdue while there is no figure of its last day or later."""
    late = (day - promise.deadline).days if promise.status == "open" else 0
    return TaskLine(
        number=str(promise.number),
        due=promise.deadline,
        status="overdue" if late > 0 else promise.status,
        days_late=late if late > 0 else None,
        task=promise.text,
        who=None,
        place=promise.place,
        source=None,
        said_on=promise.made_on,
        closed_on=promise.kept_on,
        promise=True,
        goal=promise.goal,
        count=promise.count,
        place_hi=promise.place_hi or None,
    )


def in_order(lines: Iterable[TaskLine]) -> list[TaskLine]:
    """What is overdue first, the longest at the top, then what is open by its last day, then the rest; ties by place,
    then as they were given."""
    return sorted(lines, key=lambda one: (_ORDER.index(one.status), one.due or dt.date.max, one.place or ""))


def _is_soon(line: TaskLine, day: dt.date) -> bool:
    return line.status == "open" and line.due is not None and day <= line.due < day + WEEK


def _inside(session: Session, at: PlaceId, place: Place) -> bool:
    return at == place.id or session.gazetteer.within(at, place.id)
