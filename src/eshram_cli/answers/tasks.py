"""What meetings asked for: tasks and promises with their last days, and what became of a sheet of them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Literal

from eshram_cli.answers.loaded import Loaded
from eshram_cli.described import INSIDE, Answer, Kind, KnownOn, Row, hindi, shown

TaskStatus = Literal["overdue", "open", "done", "late", "dropped", "kept", "broken"]


class TaskLine(Row):
    """A task, or (`promise`) a count promised by a day. `number`: by which it is marked as done, of a promise its act.

    `place` null: a matter of the office itself. `due`: the last day, `days_late` the days since then, of what was done
    late the days that it took longer. `late` is done after its day; promises are kept or broken by the figures alone:
    `count` is the last figure up to the day, `goal` what was promised.
    """

    number: Annotated[str, shown(heading="column-number")]
    due: Annotated[dt.date | None, shown(Kind.date, heading="task-due")]
    status: Annotated[TaskStatus, shown(words="task")]
    days_late: Annotated[int | None, shown(Kind.days, 1)]
    task: Annotated[str, shown(heading="task-task")]
    who: Annotated[str | None, shown(heading="task-who")]
    place: Annotated[str | None, shown(Kind.place, 2, heading="name-latin", twin="place_hi")]
    source: Annotated[str | None, shown(priority=4, heading="task-source")]
    said_on: Annotated[dt.date | None, shown(Kind.date, 5, heading="task-said-on")]
    closed_on: Annotated[dt.date | None, shown(Kind.date, 3, heading="task-closed-on")] = None
    why: Annotated[str | None, shown(priority=3)] = None
    promise: Annotated[bool, shown(Kind.flag, 6, heading="task-promise")] = False
    goal: Annotated[int | None, shown(Kind.count, 7, heading="claim-goal")] = None
    count: Annotated[int | None, shown(Kind.count, 7, heading="claim-count")] = None
    place_hi: Annotated[str | None, hindi(9)] = None


class Tasks(Answer):
    """Tasks and promises as on a day: overdue ones first, the longest overdue at the top, then the others by their last
    day, what is done or dropped at the end. `overdue`, `soon` and `everything` count all of them, shown or not; `soon`:
    due within a week from the day."""

    SCHEMA: ClassVar = "eshram.action/1"

    within: str | None
    as_on: dt.date
    known_on: KnownOn | None
    overdue: int
    soon: int
    everything: int
    rows: tuple[TaskLine, ...]
    within_hi: str | None = None
    only_overdue: Annotated[bool, INSIDE] = False


class TasksLoaded(Loaded):
    """What became of a sheet of tasks: stored, known already, rows left out."""

    SCHEMA: ClassVar = "eshram.action.load/1"
