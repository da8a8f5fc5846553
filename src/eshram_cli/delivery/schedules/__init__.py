"""The hour of the daily run: a line of cron, a systemd timer of the user, a task of Windows.

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
from eshram_cli.problems import NOWHERE, Where


class Scheduler(StrEnum):
    """What runs things at an hour."""

    cron = "cron"
    systemd = "systemd"
    windows = "windows"


@dataclass(frozen=True)
class Plan:
    """What is run each day: `name` tells plans of one user apart; `command` with full paths; `environment` it needs."""

    name: str
    at: dt.time
    command: tuple[str, ...]
    title: str
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def hour(self) -> str:
        """`20:00`."""
        return f"{self.at:%H:%M}"


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

    def files(self, plan: Plan) -> dict[str, str]:
        """The files of the plan as they would be written: text by name."""

    def install(self, plan: Plan, run: Runner) -> None:
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
        raise EshramError("schedule-tool", Where(command[0]), (), why=why)
    return done.out


def read_time(text: str) -> dt.time:
    """`20:00`, `8:05`. Raises `schedule-time`."""
    found = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", text.strip())
    if not found:
        raise EshramError("schedule-time", NOWHERE, (), text=text)
    return dt.time(int(found[1]), int(found[2]))


def latest_slot(at: dt.time, now: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """The last moment at or before `now` at which a plan was due."""
    local = now.astimezone(zone)
    today = dt.datetime.combine(local.date(), at, zone)
    return today if today <= local else today - dt.timedelta(days=1)
