"""`eshram enter`: the figure that comes by telephone."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._options import OfLevelOption, PlaceArgument, as_on_option
from eshram_cli.cli._run import Run

TodayOption = Annotated[dt.date | None, as_on_option("The date of the figure. Default: today (Asia/Kolkata).")]


@command(Panel.figures)
def enter(
    run: Run,
    place: PlaceArgument,
    registered: Annotated[
        str, typer.Argument(metavar="NUMBER", help='Persons registered so far: 9,88,912 or "9.88 lakh".')
    ],
    new: Annotated[str | None, typer.Option("--new", metavar="NUMBER", help="Persons registered in the day.")] = None,
    as_on: TodayOption = None,
    source: Annotated[str, typer.Option("--from", metavar="TEXT", help='Who gave it: "phone, BDO".')] = "",
    level: OfLevelOption = None,
) -> None:
    """Keep a figure that came by telephone, checked like any return.

    Without --as-on it is today's figure (Asia/Kolkata).
    """
    from eshram_cli.checks import chosen
    from eshram_cli.jobs.asking import find_place
    from eshram_cli.jobs.enter import enter

    rules = chosen(run.settings.checks.on, run.settings.checks.off)
    with run.writing() as session:
        at = find_place(session.gazetteer, place, level=level)
        result = enter(session, at, registered, new=new, as_on=as_on, source=source, checks=rules)
    run.tell(result.problems)
    run.show(result)
