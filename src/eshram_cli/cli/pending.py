"""`eshram pending`: who has not reported."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._options import AsOnOption, KnownOnOption, LevelOption, date_option
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import Where

PeriodOption = Annotated[
    dt.date | None,
    date_option(
        "--since", help="The start of the period of completeness. Default: two weeks; for weekly returns eight."
    ),
]
CalendarOption = Annotated[
    bool, typer.Option("--calendar", help="Who reported on which day: + in time, ~ late, x missing.")
]
ReminderOption = Annotated[bool, typer.Option("--reminder", help="A reminder to paste, in Hindi and English.")]


@command(Panel.questions)
def pending(
    run: Run,
    where: Where,
    level: LevelOption = None,
    as_on: AsOnOption = None,
    since: PeriodOption = None,
    known_on: KnownOnOption = None,
    calendar: CalendarOption = False,
    reminder: ReminderOption = False,
) -> None:
    """Who has not reported, how late, how often.

    Missing: the last return due has not come; stale: nor the two before it; late: it came after the hour. What is
    carried forward is no report. How often a level reports stands in the settings, under `cadence`.
    """
    from eshram_cli.jobs.pending import pending
    from eshram_cli.reports.layouts.pending import Calendar, Reminder

    with run.reading() as session:
        place = where.place(session)
        result = pending(session, place, run.settings, level=level, as_on=as_on, since=since, known_on=known_on)
    shape = Reminder if reminder else Calendar if calendar else None
    run.show(shape(result) if shape else result)
