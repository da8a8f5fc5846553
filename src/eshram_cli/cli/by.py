"""`eshram by`: figures by channel, department, category, officer, camp, gender or age."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._charts import ChartOption, ChartSize, SizeOption, draw
from eshram_cli.cli._options import (
    AsOnOption,
    KnownOnOption,
    LevelName,
    parse_date,
)
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import Where


class Dimension(StrEnum):
    """What figures are cut by."""

    channel = "channel"
    department = "department"
    category = "category"
    officer = "officer"
    camp = "camp"
    gender = "gender"
    age = "age"


CutArgument = Annotated[Dimension, typer.Argument(help="channel, department, category, officer, camp, gender or age.")]
LevelOption = Annotated[
    LevelName | None,
    typer.Option(
        "--level",
        metavar="LEVEL",
        help="Every place of this level, instead of the place itself: state, district, block or panchayat.",
    ),
]
SinceOption = Annotated[
    dt.date | None,
    typer.Option("--since", parser=parse_date, metavar="DATE", help="Show the gain and the moves since that day."),
]


@command(Panel.questions)
def by(
    run: Run,
    cut: CutArgument,
    where: Where,
    level: LevelOption = None,
    as_on: AsOnOption = None,
    since: SinceOption = None,
    known_on: KnownOnOption = None,
    chart: ChartOption = None,
    size: SizeOption = ChartSize.screen,
) -> None:
    """How many came by each channel, department, category, officer or camp, of each gender or age.

    A difference between the sum and the place's own count is a line of its own.
    """
    from eshram_cli.jobs.asking import level_of
    from eshram_cli.jobs.by import by
    from eshram_cli.jobs.session import reading

    with reading(run.settings.ledger) as session:
        place = where.place(session, run.settings)
        result = by(session, place, str(cut), level=level_of(level), as_on=as_on, since=since, known_on=known_on)
    draw(run, result, "shares", chart, size)
    run.show(result)
