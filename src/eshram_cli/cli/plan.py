"""`eshram plan`: what each place must register a day to reach the target by a deadline."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._options import AsOnOption, KnownOnOption, date_option
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import InDrive
from eshram_cli.errors import EshramError

DeadlineOption = Annotated[dt.date, date_option("--deadline", help="The day to reach the target by.")]
TargetOption = Annotated[
    str | None, typer.Option("--target", metavar="NUMBER", help="Use this target instead of the one in the ledger.")
]
PLANNED = 0
"""`--camps planned`: those of the calendar."""


def parse_camps(text: str) -> int:
    """A number of camps, or `PLANNED`; anything else raises `plan-camps`."""
    if text == "planned":
        return PLANNED
    if not text.isdecimal() or not 0 < int(text) < 10**6:
        raise EshramError("plan-camps", text=text)
    return int(text)


CampsOption = Annotated[
    int | None,
    typer.Option(
        "--camps",
        parser=parse_camps,
        metavar="NUMBER",
        help="How many camps there are; they are divided among the places. Or planned: the camps of the calendar, each "
        "with its part of the quota, by what such camps registered.",
    ),
]
RestOption = Annotated[
    float,
    typer.Option(
        "--rest",
        metavar="WEIGHT",
        min=0,
        max=1,
        help="How much of a working day a Sunday or a holiday counts, 0 to 1.",
    ),
]
LinesOption = Annotated[bool, typer.Option("--lines", help="Write one line for each place, to forward.")]


@command(Panel.questions)
def plan(
    run: Run,
    deadline: DeadlineOption,
    where: InDrive,
    target: TargetOption = None,
    camps: CampsOption = None,
    rest: RestOption = 0.5,
    as_on: AsOnOption = None,
    known_on: KnownOnOption = None,
    lines: LinesOption = False,
) -> None:
    """Show what each place must register a day and a week to reach the target by a deadline.

    The quotas depend on what each place still lacks and on its best days so far, and add up exactly. -o plan.xlsx makes
    a workbook with the weeks and the days.
    """
    from eshram_cli.analysis.plan import Terms
    from eshram_cli.jobs.questions.plan import make_plan
    from eshram_cli.jobs.questions.views import workdays_of
    from eshram_cli.jobs.typed import persons
    from eshram_cli.reports.layouts.plan import lines as lines_of

    terms = Terms(deadline, workdays_of(run.settings), rest, camps or None)
    with where.reading() as session:
        place = where.place(session)
        made = make_plan(
            session, place, terms, target=persons(target), as_on=as_on, known_on=known_on, calendar=camps == PLANNED
        )
    if lines and run.output is not None and str(run.output) != "-":
        from eshram_cli.reports.output import save

        save(run.output, lines_of(made, run.look))
    elif lines:
        sys.stdout.write(lines_of(made, run.look))
    else:
        run.show(made)
