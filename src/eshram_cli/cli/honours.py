"""`eshram honours`: who registered most."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._options import (
    AsOnOption,
    CompositeOption,
    KnownOnOption,
    LevelOption,
    WithinOption,
    date_option,
)
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import InDrive
from eshram_cli.errors import EshramError

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
ByOption = Annotated[
    Literal["gain", "registered", "percent", "delta"] | None,
    typer.Option(
        "--by",
        metavar="MEASURE",
        help="Show only the table by gain, registered, percent or delta (points of percent gained since the day of "
        "--since).",
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
    by: ByOption = None,
    within: WithinOption = None,
    composite: CompositeOption = None,
) -> None:
    """Show which places, departments and officers registered most, by gain, count and percent.

    Those who reported on too few days of the period are left out, so that one lucky day does not win. With --within or
    --composite only places are shown.
    """
    from eshram_cli.analysis.contest import BANDS
    from eshram_cli.jobs.questions.composite import read_weights
    from eshram_cli.jobs.questions.honours import honour

    if by and composite:
        raise EshramError("usage-either", one="--by", other="--composite")
    weights = read_weights(composite) if composite else None
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
            by=by,
            bands=run.settings.bands or BANDS,
            grouping=within,
            weights=weights,
        )
    run.show(result)
