"""`eshram enter`: the figure that comes by telephone."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Annotated

import typer

from eshram_cli.cli._anyway import AnywayOption, sure
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
    new: Annotated[str | None, typer.Option("--new", metavar="NUMBER", help="Persons registered on the day.")] = None,
    as_on: TodayOption = None,
    source: Annotated[str, typer.Option("--from", metavar="TEXT", help='Who gave the figure: "phone, BDO".')] = "",
    level: OfLevelOption = None,
    anyway: AnywayOption = False,
) -> None:
    """Store a figure that came by telephone. It is checked like any return.

    Without --as-on it is today's figure (Asia/Kolkata). If it is above the population of the place, you are asked
    first; in a script it is refused unless --anyway is given.
    """
    from eshram_cli.checks import chosen
    from eshram_cli.jobs.intake.enter import enter
    from eshram_cli.jobs.place_options import find_place

    rules = chosen(run.settings.checks.on, run.settings.checks.off)
    with run.writing() as session:
        at = find_place(session.gazetteer, place, level=level)
        result = enter(
            session,
            at,
            registered,
            new=new,
            as_on=as_on,
            source=source,
            checks=rules,
            anyway=anyway,
            sure=partial(sure, run),
        )
    run.tell(result.problems)
    run.show(result)
