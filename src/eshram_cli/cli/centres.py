"""`eshram centres`: which centre registered how many, which are idle, which places have none."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._options import AsOnOption, KnownOnOption, date_option, level_option
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import At
from eshram_cli.places.model import Level

if TYPE_CHECKING:
    from eshram_cli.answers.centres import State

CoveredLevelOption = Annotated[
    Level | None,
    level_option("The level of the places that should have a centre. Default: the lowest one that has any."),
]


@command(Panel.questions)
def centres(
    run: Run,
    where: At,
    idle: Annotated[
        bool, typer.Option("--idle", help="Only centres that registered nobody since that day, or told nothing.")
    ] = False,
    without: Annotated[bool, typer.Option("--without", help="Only places without a centre.")] = False,
    level: CoveredLevelOption = None,
    since: Annotated[
        dt.date | None, date_option("--since", help="What is gained and who is idle since this day. Default: a week.")
    ] = None,
    as_on: AsOnOption = None,
    known_on: KnownOnOption = None,
) -> None:
    """Show which centres (CSC, Lok Mitra, e-Mitra) registered how many, which are idle, and which places have none."""
    from eshram_cli.jobs.questions.centres import centres

    states: tuple[State, ...] = (*(("idle", "silent") if idle else ()), *(("none",) if without else ()))
    with run.reading() as session:
        place = where.place(session)
        run.show(centres(session, place, level=level, states=states, as_on=as_on, since=since, known_on=known_on))
