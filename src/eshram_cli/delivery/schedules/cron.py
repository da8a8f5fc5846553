"""cron: two lines in the user's table, between two marks; one more for each hour that a day has besides.

The first line runs at the hour. The last looks every hour whether the last run was missed (the PC was off or asleep)
and catches it up, else it does nothing. cronie reads CRON_TZ; the cron of Debian and Ubuntu knows no zones but the
PC's own, so for it the hour is turned into the PC's.
"""

from __future__ import annotations

import datetime as dt
import re
import shlex
from zoneinfo import ZoneInfo

from eshram_cli.delivery.schedules import WEEKDAYS, Installed, Runner, SchedulePlan, Scheduler, Slot, must, run_tool
from eshram_cli.language.written import INDIA

BEGIN, END = "# >>> eshram {name} >>>", "# <<< eshram {name} <<<"
BLOCK = r"^# >>> eshram (?P<name>{name}) >>>\n.*?^# <<< eshram (?P=name) <<<\n"
LATER = 37
"""Minutes after the full run at which the other line looks: never while the first is likely to be at work."""


def files(plan: SchedulePlan, *, zones: bool | None = None, today: dt.datetime | None = None) -> dict[str, str]:
    """The block of the table. `zones`: whether this cron reads CRON_TZ; `today`: a moment in the PC's own zone."""
    reads = _reads_zones(run_tool) if zones is None else zones
    return {"crontab": _block(plan, reads, today or dt.datetime.now().astimezone())}


def install(plan: SchedulePlan, run: Runner) -> None:
    """Puts the block at the table's end, since CRON_TZ holds for all lines below it. One of the same name goes."""
    block = _block(plan, _reads_zones(run), dt.datetime.now().astimezone())
    table = _without(_table(run), plan.name)
    must(run, ["crontab", "-"], table + ("" if not table or table.endswith("\n") else "\n") + block)


def remove(name: str, run: Runner) -> bool:
    """Takes the block out; false where there is none."""
    table = _table(run)
    rest = _without(table, name)
    if rest == table:
        return False
    must(run, ["crontab", "-"], rest)
    return True


def installed(run: Runner) -> list[Installed]:
    """The blocks of the table."""
    found = []
    for block in re.finditer(BLOCK.format(name=r"\S+"), _table(run), re.DOTALL | re.MULTILINE):
        when = re.search(r"^# .*?: (every .+)$", block[0], re.MULTILINE)
        told = when[1].removeprefix("every day at ") if when else ""
        found.append(Installed(block["name"], Scheduler.cron, "crontab", told))
    return found


def _block(plan: SchedulePlan, zones: bool, moment: dt.datetime) -> str:
    slot = plan.slot
    india = [dt.datetime.combine(moment.date(), hour, ZoneInfo(INDIA)) for hour in (*slot.earlier, slot.at)]
    here = [hour.astimezone(moment.tzinfo) for hour in india]
    told = zones or f"{here[-1]:%H:%M}" == slot.hours[-1]
    times = india if told else here
    told_at = ", ".join(f"{at:%H:%M}" for at in times)
    # As the shell takes it; a percent sign would end the line for cron.
    words = [f"{name}={shlex.quote(value)}" for name, value in plan.environment.items()]
    command = " ".join([*words, *map(shlex.quote, plan.command)]).replace("%", r"\%")
    lines = [
        BEGIN.format(name=plan.name),
        f"# {plan.title}: {slot.text} {INDIA}",
        f"CRON_TZ={INDIA}" if told else f"# {plan.hour} {INDIA} is {told_at} here; this cron has no CRON_TZ",
        *(f"{at.minute} {at.hour} {_days(slot, (at.date() - moment.date()).days)} {command}" for at in times),
        f"{(times[-1].minute + LATER) % 60} * * * * {command} --if-missed {shlex.quote(_due(slot))}",
        END.format(name=plan.name),
    ]
    return "\n".join(lines) + "\n"


def _days(slot: Slot, shift: int) -> str:
    """The days as cron writes them. `shift`: how many days the PC's own date is off where the hour is turned into its
    zone; a day of the month that this would carry into another month is kept, and the run then is a day late."""
    if slot.monthday is not None:
        return f"{max(slot.monthday + min(shift, 0), 1)} * *"
    return "* * *" if slot.weekday is None else f"* * {(slot.weekday + 1 + shift) % 7}"


def _due(slot: Slot) -> str:
    """The last hour of the day as `--if-missed` takes it."""
    day = "" if slot.weekday is None else f"{WEEKDAYS[slot.weekday].casefold()} "
    day = day if slot.monthday is None else f"{slot.monthday} "
    return f"{day}{slot.hours[-1]}"


def _reads_zones(run: Runner) -> bool:
    done = run(["crontab", "-V"], "")
    return "cronie" in (done.out + done.err)


def _table(run: Runner) -> str:
    """A user without a table has an empty one."""
    done = run(["crontab", "-l"], "")
    return must(lambda *_: done, ["crontab", "-l"]) if done.code != 1 else ""


def _without(table: str, name: str) -> str:
    return re.sub(BLOCK.format(name=re.escape(name)), "", table, flags=re.DOTALL | re.MULTILINE)
