"""The tasks that meetings give: who is to do what by when, and what became of it.

Rows are added under the acceptance number of their act and are undone with it: undoing a `done` opens the task again. A
task is done or dropped once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Unpack

from eshram_cli.ledger.accepting import Act, Acting, add_rows
from eshram_cli.ledger.figures import POSITION, STANDS
from eshram_cli.ledger.opened import Opened, date_of, limit
from eshram_cli.ledger.receipt import Receipt
from eshram_cli.places.model import PlaceId

State = Literal["open", "done", "dropped"]

_TASKS = (
    "SELECT submission, line, place, task, who, due, source, said_on FROM tasks f "
    f"WHERE submission <= ? AND {STANDS} ORDER BY {POSITION}, line"
)
_CHANGES = (
    "SELECT task_submission, line, state, day, why FROM task_changes f "
    f"WHERE submission <= ? AND {STANDS} ORDER BY {POSITION}"
)


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody is to do in a place by a day, both included where known. `place` None: the office's own matter.

    `source`: the meeting or letter that it comes from, `said_on` its day. `line`: its line in a sheet, 0 where its act
    gave it alone. `closed_on`, `why`: the day on which it was done or dropped, and the reason.
    """

    text: str
    who: str = ""
    due: dt.date | None = None
    place: PlaceId | None = None
    source: str = ""
    said_on: dt.date | None = None
    act: int = 0
    line: int = 0
    state: State = "open"
    closed_on: dt.date | None = None
    why: str = ""

    @property
    def number(self) -> str:
        """By which people name it: the number of its act, with its line where that gave several."""
        return f"{self.act}.{self.line}" if self.line else str(self.act)


class Tasks(Opened):
    """The chapter of a ledger about tasks."""

    def tasks(self, *, known: int | None = None) -> list[Task]:
        """The tasks that stand, in the order in which they were given."""
        with self._reading():
            rows = self._db.execute(_TASKS, (limit(known),) * 2).fetchall()
            changes = self._db.execute(_CHANGES, (limit(known),) * 2).fetchall()
        closed = {(act, line): (state, dt.date.fromisoformat(day), why) for act, line, state, day, why in changes}
        found = []
        for act, line, place, text, who, due, source, said_on in rows:
            task = Task(text, who, date_of(due), PlaceId(place) if place else None, source, date_of(said_on), act, line)
            if (act, line) in closed:
                state, day, why = closed[act, line]
                task = replace(task, state=state, closed_on=day, why=why)
            found.append(task)
        return found

    def give(self, given: Sequence[Task], *, file: str = "", **by: Unpack[Acting]) -> Receipt:
        """Keeps tasks, those of a sheet under one act; the same text, place, person and last day again is unchanged."""
        with self._writing():
            held = {_same(task) for task in self.tasks()}
            new = list({_same(task): task for task in given if _same(task) not in held}.values())
            number = None
            if new:
                act = Act("task", source=new[0].source, file=file, **by)
                columns = ("line", "place", "task", "who", "due", "source", "said_on")
                rows = [
                    (at if file else 0, one.place or "", one.text, one.who, one.due, one.source, one.said_on)
                    for at, one in enumerate(new, 1)
                ]
                number = add_rows(self._db, act, "tasks", columns, rows)
        return Receipt(number, len(new), 0, len(given) - len(new), 0)

    def close_task(self, task: Task, state: State, day: dt.date, why: str = "", **by: Unpack[Acting]) -> int:
        """Marks a task as done or dropped; the acceptance number."""
        with self._writing():
            act, columns = Act(f"task-{state}", source=why, **by), ("task_submission", "line", "state", "day", "why")
            return add_rows(self._db, act, "task_changes", columns, [(task.act, task.line, state, day, why)], day)


def _same(task: Task) -> tuple[object, ...]:
    return task.text, task.place, task.who, task.due
