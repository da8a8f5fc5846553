"""`eshram trend`: how figures and ranks went day by day."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._charts import ChartOption, ChartSize, SizeOption, draw
from eshram_cli.cli._options import (
    OUT,
    AsOnOption,
    KnownOnOption,
    LevelName,
    MeasureOption,
    parse_date,
)
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import Where


class TrendKind(StrEnum):
    """What a chart of a trend shows."""

    trend = "trend"
    daily = "daily"
    bump = "bump"
    multiples = "multiples"
    calendar = "calendar"


LevelOption = Annotated[
    LevelName | None,
    typer.Option(
        "--level",
        metavar="LEVEL",
        help="All places of this level within it, instead of the place itself: state, district, block or panchayat.",
    ),
]
FirstOption = Annotated[
    dt.date | None,
    typer.Option(
        "--since", parser=parse_date, metavar="DATE", help="The first day. Default: 30 days, the last included."
    ),
]
KindOption = Annotated[
    TrendKind | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="Of one place: trend (default) or daily. With --level: bump (default), multiples or calendar.",
        rich_help_panel=OUT,
    ),
]


@command(Panel.questions)
def trend(
    run: Run,
    where: Where,
    level: LevelOption = None,
    by: MeasureOption = None,
    as_on: AsOnOption = None,
    since: FirstOption = None,
    known_on: KnownOnOption = None,
    chart: ChartOption = None,
    kind: KindOption = None,
    size: SizeOption = ChartSize.screen,
) -> None:
    """How a place went day by day: registered, new, rank. With --level, all places of that level within it."""
    from eshram_cli.analysis.measures import Measure
    from eshram_cli.jobs.asking import level_of
    from eshram_cli.jobs.session import reading
    from eshram_cli.jobs.trend import chart_kind, trend

    drawn = chart_kind(str(kind) if kind else None, many=level is not None)
    with reading(run.settings.ledger) as session:
        place = where.place(session, run.settings)
        measure = None if by is None else Measure(by)
        result = trend(session, place, level=level_of(level), by=measure, as_on=as_on, since=since, known_on=known_on)
    draw(run, result, drawn, chart, size)
    run.show(result)
