"""`eshram honours`: who registered most."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._options import AsOnOption, KnownOnOption, LevelOption, date_option
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import InDrive

SinceOption = Annotated[
    dt.date | None,
    date_option("--since", help="Count from the day after this day. Default: one week ago."),
]
MinimumOption = Annotated[
    float,
    typer.Option(
        "--min-completeness",
        metavar="SHARE",
        min=0,
        max=1,
        help="The share of the days on which they must have reported, 0 to 1.",
    ),
]
TopOption = Annotated[
    int,
    typer.Option(
        "--top", metavar="NUMBER", min=1, help="How many of each kind; places with equal figures are all shown."
    ),
]


@command(Panel.questions)
def honours(
    run: Run,
    where: InDrive,
    level: LevelOption = None,
    since: SinceOption = None,
    as_on: AsOnOption = None,
    known_on: KnownOnOption = None,
    minimum: MinimumOption = 0.8,
    top: TopOption = 3,
) -> None:
    """Show which places, departments and officers registered most, by gain, count and percent.

    Those who reported on too few days of the period are left out, so that one lucky day does not win.
    """
    from eshram_cli.jobs.questions.honours import honour

    with where.reading() as session:
        place = where.place(session)
        result = honour(
            session,
            place,
            since=since,
            as_on=as_on,
            level=level,
            minimum=minimum,
            top=top,
            known_on=known_on,
        )
    run.show(result)
