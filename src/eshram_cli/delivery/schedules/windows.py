"""Windows Task Scheduler: a task that starts when it can if its hour was missed, and never beside itself."""

from __future__ import annotations

import calendar
import csv
import io
import subprocess
import tempfile
from importlib import resources
from pathlib import Path
from xml.sax.saxutils import escape

from eshram_cli.delivery.schedules import WEEKDAYS, Installed, Runner, SchedulePlan, Scheduler, Slot, must

TRIGGER = """\
    <CalendarTrigger>
      <StartBoundary>2021-08-26T{hour}:00+05:30</StartBoundary>
      <Enabled>true</Enabled>
      {by}
    </CalendarTrigger>"""
FOLDER = "\\eshram\\"


def files(plan: SchedulePlan) -> dict[str, str]:
    """The task's XML. Task Scheduler gives a task no variables of its own, so the shell sets them."""
    program, arguments = plan.command[0], subprocess.list2cmdline(plan.command[1:])
    if plan.environment:
        sets = " && ".join(f'set "{name}={value}"' for name, value in plan.environment.items())
        program, arguments = "cmd.exe", f'/d /c "{sets} && {subprocess.list2cmdline(plan.command)}"'
    task = (resources.files(__package__) / "windows_task.xml").read_text(encoding="utf-8")
    text = task.format(
        title=escape(plan.title), when=plan.slot.text, triggers=_triggers(plan.slot), name=escape(plan.name),
        program=escape(program), arguments=escape(arguments),
    )  # fmt: skip
    return {f"eshram-{plan.name}.xml": text}


def _triggers(slot: Slot) -> str:
    """A trigger an hour."""
    if slot.monthday is not None:
        months = "".join(f"<{calendar.month_name[month]} />" for month in range(1, 13))
        day = f"<DaysOfMonth><Day>{slot.monthday}</Day></DaysOfMonth>"
        by = f"<ScheduleByMonth>{day}<Months>{months}</Months></ScheduleByMonth>"
    elif slot.weekday is not None:
        days = f"<DaysOfWeek><{WEEKDAYS[slot.weekday]} /></DaysOfWeek>"
        by = f"<ScheduleByWeek><WeeksInterval>1</WeeksInterval>{days}</ScheduleByWeek>"
    else:
        by = "<ScheduleByDay>\n        <DaysInterval>1</DaysInterval>\n      </ScheduleByDay>"
    return "\n".join(TRIGGER.format(hour=hour, by=by) for hour in slot.hours)


def install(plan: SchedulePlan, run: Runner) -> None:
    """Registers the task; one of the same name is replaced."""
    for name, text in files(plan).items():
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / name
            file.write_text(text, encoding="utf-16")
            must(run, ["schtasks", "/Create", "/TN", FOLDER + plan.name, "/XML", str(file), "/F"])


def remove(name: str, run: Runner) -> bool:
    """Removes the task; false where there is none."""
    if name not in {one.name for one in installed(run)}:
        return False
    must(run, ["schtasks", "/Delete", "/TN", FOLDER + name, "/F"])
    return True


def installed(run: Runner) -> list[Installed]:
    """The tasks in our folder; none where the folder is not there."""
    done = run(["schtasks", "/Query", "/FO", "CSV", "/NH", "/TN", FOLDER], "")
    if done.code:
        return []
    rows = (row for row in csv.reader(io.StringIO(done.out)) if len(row) > 1 and row[0].startswith(FOLDER))
    return [Installed(row[0].removeprefix(FOLDER), Scheduler.windows, row[0], row[1]) for row in rows]
