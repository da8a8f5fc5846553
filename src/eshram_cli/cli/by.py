"""`eshram by`: figures by channel, department, category, officer, camp, centre, aggregator, list, gender or age."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._charts import ChartOption, SizeOption, draw
from eshram_cli.cli._lake import FromLake
from eshram_cli.cli._options import AsOnOption, KnownOnOption, date_option, level_option
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import InDrive
from eshram_cli.places.model import Level

Dimension = Literal[
    "channel", "department", "category", "officer", "camp", "centre", "aggregator", "list", "gender", "age"
]
CutArgument = Annotated[
    Dimension,
    typer.Argument(
        metavar="CUT", help="channel, department, category, officer, camp, centre, aggregator, list, gender or age."
    ),
]
EveryLevelOption = Annotated[
    Level | None,
    level_option("Every place of this level, instead of the place itself: state, district, block or panchayat."),
]
GainOption = Annotated[
    dt.date | None, date_option("--since", help="Show the gain and the change of rank since that day.")
]


@command(Panel.questions)
def by(
    run: Run,
    cut: CutArgument,
    where: InDrive,
    source: FromLake,
    level: EveryLevelOption = None,
    as_on: AsOnOption = None,
    since: GainOption = None,
    known_on: KnownOnOption = None,
    chart: ChartOption = None,
    size: SizeOption = "screen",
) -> None:
    """Show how many registered through each channel, department, category, officer or camp, or by gender or age.

    Departments, officers, camps, centres, aggregators and counted lists are a part of the workers: they never change
    the count of a place.

    If the sum differs from the count of the place, the difference is shown on its own line.
    """
    from eshram_cli.jobs.questions.by import by

    with source.reading(where.drive) as session:
        result = by(session, where.place(session), cut, level=level, as_on=as_on, since=since, known_on=known_on)
    draw(run, result, "shares", chart, size)
    run.show(result)
