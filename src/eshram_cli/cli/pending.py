"""`eshram pending`: who has not reported."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._lake import FromLake
from eshram_cli.cli._options import AsOnOption, KnownOnOption, LevelOption, date_option
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import At

PeriodOption = Annotated[
    dt.date | None,
    date_option(
        "--since", help="The day from which completeness is counted. Default: two weeks ago; for weekly returns eight."
    ),
]
CalendarOption = Annotated[
    bool, typer.Option("--calendar", help="Show who reported on which day: + in time, ~ late, x missing.")
]
ReminderOption = Annotated[
    bool, typer.Option("--reminder", help="Write a reminder in Hindi and English, to paste into a message.")
]


@command(Panel.questions)
def pending(
    run: Run,
    where: At,
    source: FromLake,
    level: LevelOption = None,
    as_on: AsOnOption = None,
    since: PeriodOption = None,
    known_on: KnownOnOption = None,
    calendar: CalendarOption = False,
    reminder: ReminderOption = False,
) -> None:
    """Show who has not reported, how late they are, and how often.

    Missing: the last return due has not come. Stale: the two before it have not come either. Late: it came after the
    hour. A figure carried forward is not a report. How often a level reports is set under `cadence` in the settings.
    """
    from eshram_cli.analysis.pending import Calendar, Reminder
    from eshram_cli.jobs.questions.pending import pending

    with source.reading() as session:
        place = where.place(session)
        result = pending(session, place, run.settings, level=level, as_on=as_on, since=since, known_on=known_on)
    run.show(Reminder(pending=result) if reminder else Calendar(pending=result) if calendar else result)
