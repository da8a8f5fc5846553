"""systemd: a timer of the user, which knows time zones, catches up what was missed and runs no job beside itself."""

from __future__ import annotations

import re
from pathlib import Path

import platformdirs

from eshram_cli.delivery.schedules import WEEKDAYS, Installed, Runner, SchedulePlan, Scheduler, must
from eshram_cli.language.written import INDIA

SERVICE = """\
[Unit]
Description=eshram: {title}

[Service]
Type=oneshot
{environment}ExecStart={command}
TimeoutStartSec=1h
"""
TIMER = """\
[Unit]
Description=eshram: {title}, {when} {zone}

[Timer]
{calendar}
Persistent=true
AccuracySec=1min

[Install]
WantedBy=timers.target
"""


def files(plan: SchedulePlan) -> dict[str, str]:
    """The two unit files by name."""
    environment = "".join(f"Environment={_quoted(f'{name}={value}')}\n" for name, value in plan.environment.items())
    command = " ".join(_quoted(word).replace("$", "$$") for word in plan.command)
    title, slot = plan.title.replace("%", "%%"), plan.slot
    day = "" if slot.weekday is None else f"{WEEKDAYS[slot.weekday][:3]} "
    date = "*-*-*" if slot.monthday is None else f"*-*-{slot.monthday:02}"
    calendar = "\n".join(f"OnCalendar={day}{date} {hour}:00 {INDIA}" for hour in slot.hours)
    return {
        f"eshram-{plan.name}.service": SERVICE.format(title=title, environment=environment, command=command),
        f"eshram-{plan.name}.timer": TIMER.format(title=title, when=slot.text, zone=INDIA, calendar=calendar),
    }


def install(plan: SchedulePlan, run: Runner) -> None:
    """Writes the units and starts the timer."""
    _folder().mkdir(parents=True, exist_ok=True)
    for name, text in files(plan).items():
        (_folder() / name).write_text(text, encoding="utf-8", newline="\n")
    must(run, ["systemctl", "--user", "daemon-reload"])
    must(run, ["systemctl", "--user", "enable", "--now", f"eshram-{plan.name}.timer"])


def remove(name: str, run: Runner) -> bool:
    """Stops the timer and removes the units; false where there are none."""
    units = [_folder() / f"eshram-{name}.{kind}" for kind in ("timer", "service")]
    if not any(unit.exists() for unit in units):
        return False
    must(run, ["systemctl", "--user", "disable", "--now", units[0].name])
    for unit in units:
        unit.unlink(missing_ok=True)
    must(run, ["systemctl", "--user", "daemon-reload"])
    return True


def installed(run: Runner) -> list[Installed]:  # noqa: ARG001  the files say it all
    """The timers that are written."""
    found = []
    for timer in sorted(_folder().glob("eshram-*.timer")):
        text = timer.read_text(encoding="utf-8")
        when = re.search(r"^Description=.*?, (every .+)$", text, re.MULTILINE)
        told = when[1].removeprefix("every day at ") if when else ""
        found.append(Installed(timer.stem.removeprefix("eshram-"), Scheduler.systemd, str(timer), told))
    return found


def _folder() -> Path:
    return platformdirs.user_config_path("systemd", appauthor=False) / "user"


def _quoted(text: str) -> str:
    """One word as systemd reads it: quotes and backslashes escaped, its own percent signs doubled."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{plain}"'
