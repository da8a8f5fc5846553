"""`eshram trend`: how figures and ranks went day by day."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._charts import ChartOption, SizeOption, draw
from eshram_cli.cli._lake import FromLake
from eshram_cli.cli._options import AsOnOption, KnownOnOption, MeasureOption, date_option, level_option, out_option
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import InDrive
from eshram_cli.places.model import Level

EveryLevelOption = Annotated[
    Level | None,
    level_option("Show all places of this level instead of the place itself: state, district, block or panchayat."),
]
FirstOption = Annotated[dt.date | None, date_option("--since", help="The first day. Default: the last 30 days.")]
DaysOption = Annotated[
    int | None, typer.Option("--days", metavar="NUMBER", min=1, max=3660, help="Show the last NUMBER days.")
]
KindOption = Annotated[
    Literal["trend", "daily", "bump", "multiples", "calendar"] | None,
    out_option(
        "--kind",
        metavar="KIND",
        help="For one place: trend (default) or daily. With --level: bump (default), multiples or calendar.",
    ),
]


@command(Panel.questions)
def trend(
    run: Run,
    where: InDrive,
    source: FromLake,
    level: EveryLevelOption = None,
    by: MeasureOption = None,
    as_on: AsOnOption = None,
    since: FirstOption = None,
    days: DaysOption = None,
    known_on: KnownOnOption = None,
    chart: ChartOption = None,
    kind: KindOption = None,
    size: SizeOption = "screen",
) -> None:
    """Show a place day by day: registered, new, rank. With --level, show all places of that level within it."""
    from eshram_cli.answers.measure import Measure
    from eshram_cli.jobs.questions.trend import chart_kind, trend

    drawn = chart_kind(kind, many=level is not None)
    measure = Measure(by) if by else None
    with source.reading(where.drive) as session:
        place = where.place(session)
        result = trend(session, place, level=level, by=measure, as_on=as_on, since=since, days=days, known_on=known_on)
    draw(run, result, drawn, chart, size)
    run.show(result)
