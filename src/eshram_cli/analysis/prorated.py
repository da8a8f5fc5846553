"""How a place stands against what should be done by the day: its target, prorated.

    due      = start count + (target - start count) x days passed / days in all
    prorated = registered / due x 100

- The period runs from the day on which the target was set to its deadline; a target that holds from the start of the
  drive, from 26 August 2021, when nobody was registered. Of a target that is the sum of its children's, the day is the
  latest of theirs.
- The start count is the place's last count at or before that day; what was done before is not asked for twice.
- Days passed and days in all are counted after the first day, up to and with the last: every day, or working days
  alone (see `workdays`). After the deadline all of the target is due.
- In percent, not rounded, not capped: 100 is exactly in time. Null without a target or with a target of 0, without a
  deadline, where the start count is not known or covers other places, and up to the first day itself.
"""

from __future__ import annotations

import datetime as dt

from eshram_cli.analysis.workdays import DRIVE_START, Workdays


def starts_on(set_on: dt.date | None) -> dt.date:
    """The first day of the period of a target set on that day; None is from the start of the drive."""
    return set_on or DRIVE_START


def due(target: int, start_count: int, start: dt.date, deadline: dt.date, day: dt.date, workdays: Workdays) -> float:
    """Persons that should be registered by the day; never more than the target, nor less than the start count."""
    whole = workdays.after(start, deadline)
    if day >= deadline or not whole or target <= start_count:
        return target
    return start_count + (target - start_count) * workdays.after(start, day) / whole
