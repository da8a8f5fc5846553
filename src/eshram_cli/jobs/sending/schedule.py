"""Runs at their hours: planned, installed, shown, removed."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from eshram_cli.answers.schedule import PlanLine, PlanList
from eshram_cli.delivery.schedules import Runner, SchedulePlan, Scheduler, kind_of, read_slot, run_tool
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import now
from eshram_cli.jobs.sending.daily import write_state
from eshram_cli.jobs.session import Session
from eshram_cli.places.model import Level, Place
from eshram_cli.problems import NOWHERE, Problem
from eshram_cli.settings_file import settings_file

CARRIED = ("ESHRAM_PROFILE", "ESHRAM_LANG", "ESHRAM_NUMBERS")
"""What a schedule takes along from the environment in which it is installed, beside the settings file's place."""


def plan_of(
    session: Session,
    place: Place,
    rhythm: Mapping[str, str | None],
    ledger: Path,
    options: Sequence[str] = (),
    name: str = "",
) -> SchedulePlan:
    """The plan of one rhythm: the place's page at hours of the day (daily), or its review pack on a weekday (weekly) or
    on a day of the month (monthly). `options` go on to the run; where a page waits until all have reported, the run
    learns which hour is the last.

    Raises `schedule-rhythm`, `schedule-time`, `schedule-name`, `schedule-option`, `schedule-line`.
    """
    given = [(key, text) for key, text in rhythm.items() if text is not None]
    if len(given) != 1:
        raise EshramError("schedule-rhythm")
    ((key, text),) = given
    slot = read_slot(text)
    if (slot.weekday is None, slot.monthday is None) != (key != "weekly", key != "monthly"):
        raise EshramError("schedule-time", text=text)
    page = key == "daily"
    wrong = {"html"} if page else {"--when", "--only-if-new", "--attach-csv"}
    if found := [option for option in options if option in wrong]:
        raise EshramError("schedule-option", option=found[0], rhythm=f"--{key}")
    place_name = re.sub(r"[^a-z0-9]+", "-", place.name.casefold()).strip("-")
    named = name or (place_name if page else f"{place_name}-{key}")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}", named):
        raise EshramError("schedule-name", text=named)
    where = [f"--{place.level.name}", session.gazetteer.title(place.id)]
    words = [sys.executable, "-m", "eshram_cli", "run", "daily" if page else "review"]
    words += ["--india"] if place.level is Level.country else where
    words += ["--name", named, "--ledger", str(ledger.absolute()), *options]
    words += ["--last", slot.hours[-1]] if "--when" in options else []
    words += ["--monthly"] if key == "monthly" else []
    environment = {"ESHRAM_SETTINGS": str(settings_file(os.environ).absolute())}
    environment |= {name: os.environ[name] for name in CARRIED if os.environ.get(name)}
    for word in (*words, *environment.values()):
        if not word.isprintable():
            raise EshramError("schedule-line", text=word)
    title = f"the daily page of {place.name}" if page else f"the {key} review of {place.name}"
    return SchedulePlan(named, slot, (*words, "--quiet"), title, environment)


def hidden_settings(environment: Mapping[str, str] = os.environ) -> list[Problem]:
    """A warning where mail settings stand only in the environment, which a schedule does not see."""
    names = sorted(name for name in environment if name.startswith("ESHRAM_SMTP_") and environment[name])
    return [Problem("schedule-environment", NOWHERE, {"names": ", ".join(names)})] if names else []


def usual_scheduler() -> Scheduler:
    """The one of this system: Task Scheduler on Windows, systemd where it runs the user's services, else cron."""
    if os.name == "nt":
        return Scheduler.windows
    runs = Path("/run/systemd/system").is_dir() and shutil.which("systemctl")
    return Scheduler.systemd if runs and os.environ.get("XDG_RUNTIME_DIR") else Scheduler.cron


def printed(plan: SchedulePlan, scheduler: Scheduler) -> str:
    """What would be written, each file under its name."""
    files = kind_of(scheduler).files(plan)
    if len(files) == 1:
        return next(iter(files.values()))
    return "\n".join(f"# {name}\n{text}" for name, text in files.items())


def install(plan: SchedulePlan, scheduler: Scheduler, ledger: Path, run: Runner = run_tool) -> None:
    """Installs the plan. Runs count as missed from now on. Raises `schedule-tool`."""
    kind_of(scheduler).install(plan, run)
    write_state(ledger, plan.name, now())


def installed(run: Runner = run_tool) -> PlanList:
    """Every plan that the schedulers of this system have."""
    found = [one for scheduler in _here() for one in kind_of(scheduler).installed(run)]
    return PlanList(
        rows=tuple(
            PlanLine(name=one.name, when=one.when, scheduler=one.scheduler.value, file=str(one.where)) for one in found
        )
    )


def remove(name: str, run: Runner = run_tool) -> list[str]:
    """Removes the plan of that name, wherever it is; gives the schedulers it was in. Raises `schedule-none`."""
    found = [scheduler.value for scheduler in _here() if kind_of(scheduler).remove(name, run)]
    if not found:
        raise EshramError("schedule-none", name=name)
    return found


def _here() -> list[Scheduler]:
    if os.name == "nt":
        return [Scheduler.windows]
    return [Scheduler.systemd, *([Scheduler.cron] if shutil.which("crontab") else [])]
