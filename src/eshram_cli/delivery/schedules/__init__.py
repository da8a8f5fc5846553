"""The hours of runs, by day, week or month: lines of cron, a systemd timer of the user, a task of Windows.

Each kind is one module with the same functions: `files(plan)` (what would be written, by name), `install`, `remove`,
`installed`. The time is India's, whatever the PC's own zone; a run that was missed is caught up.
"""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from typing import Protocol, cast

from eshram_cli.errors import EshramError
from eshram_cli.problems import Where


class Scheduler(StrEnum):
    """What runs things at an hour."""

    cron = "cron"
    systemd = "systemd"
    windows = "windows"


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LAST_DAY = 28
"""The last day of a month that every month has."""


@dataclass(frozen=True)
class Slot:
    """When something is due in India: every day `at` an hour and at those before it; on one weekday (0 is Monday); on
    one day of the month."""

    at: dt.time
    earlier: tuple[dt.time, ...] = ()
    weekday: int | None = None
    monthday: int | None = None

    @property
    def hours(self) -> list[str]:
        """`18:00`, `20:00`."""
        return [f"{hour:%H:%M}" for hour in (*self.earlier, self.at)]

    @property
    def text(self) -> str:
        """`every day at 20:00`, `every Monday at 09:00`, `every month on day 1 at 09:00`."""
        every = "day" if self.weekday is None else WEEKDAYS[self.weekday]
        every = every if self.monthday is None else f"month on day {self.monthday}"
        return f"every {every} at {', '.join(self.hours)}"

    def latest(self, now: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
        """The last moment at or before `now` at which the last hour of a day was due."""
        local = now.astimezone(zone)
        moment = dt.datetime.combine(local.date(), self.at, zone)
        while moment > local or self.weekday not in {None, moment.weekday()} or self.monthday not in {None, moment.day}:
            moment -= dt.timedelta(days=1)
        return moment


@dataclass(frozen=True)
class SchedulePlan:
    """What is run when: `name` tells plans of one user apart; `command` with full paths; `environment` it needs."""

    name: str
    slot: Slot
    command: tuple[str, ...]
    title: str
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def hour(self) -> str:
        """Its hours: `20:00`."""
        return ", ".join(self.slot.hours)


@dataclass(frozen=True)
class Installed:
    """A plan that is there: where it stands, and its own words for when."""

    name: str
    scheduler: Scheduler
    where: str
    when: str


@dataclass(frozen=True)
class Output:
    """What a program of the system answered."""

    code: int
    out: str
    err: str


Runner = Callable[[Sequence[str], str], Output]
"""Runs a program of the system with a text on its standard input."""


class Kind(Protocol):
    """What each module offers."""

    def files(self, plan: SchedulePlan) -> dict[str, str]:
        """The files of the plan as they would be written: text by name."""

    def install(self, plan: SchedulePlan, run: Runner) -> None:
        """Put the plan where the scheduler looks; a plan of that name is replaced."""

    def remove(self, name: str, run: Runner) -> bool:
        """Take the plan of that name away; whether there was one."""

    def installed(self, run: Runner) -> list[Installed]:
        """The plans that this scheduler holds."""


def kind_of(scheduler: Scheduler) -> Kind:
    """The module of a scheduler."""
    return cast("Kind", import_module(f"{__name__}.{scheduler.value}"))


def run_tool(command: Sequence[str], text: str = "") -> Output:
    """Runs a program of the system; one that is not there answers 127."""
    try:
        done = subprocess.run(  # noqa: S603  no shell, and the words are our own
            list(command), input=text, capture_output=True, text=True, encoding="utf-8", errors="replace",
            timeout=60, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        return Output(127, "", getattr(error, "strerror", None) or type(error).__name__)
    return Output(done.returncode, done.stdout, done.stderr)


def must(run: Runner, command: Sequence[str], text: str = "") -> str:
    """What the program says. Raises `schedule-tool` where it fails."""
    done = run(command, text)
    if done.code:
        why = " ".join((done.err or done.out or str(done.code)).split())[:200]
        raise EshramError("schedule-tool", Where(command[0]), why=why)
    return done.out


def read_time(text: str) -> dt.time:
    """`20:00`, `8:05`. Raises `schedule-time`."""
    found = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", text.strip())
    if not found:
        raise EshramError("schedule-time", text=text)
    return dt.time(int(found[1]), int(found[2]))


def read_slot(text: str) -> Slot:
    """`20:00`; `18:00, 19:00, 20:00`; `monday 9:00`; `1 9:00` for the first of the month. Raises `schedule-time`."""
    day, _, hours = text.strip().rpartition(" ")
    weekdays = [at for at, name in enumerate(WEEKDAYS) if len(day) > 2 and name.casefold().startswith(day.casefold())]
    if "," in text or not day:
        times = sorted({read_time(one) for one in text.split(",")})
        return Slot(times[-1], tuple(times[:-1]))
    if weekdays:
        return Slot(read_time(hours), weekday=weekdays[0])
    if day.isascii() and day.isdigit() and 1 <= int(day) <= LAST_DAY:
        return Slot(read_time(hours), monthday=int(day))
    raise EshramError("schedule-time", text=text)
