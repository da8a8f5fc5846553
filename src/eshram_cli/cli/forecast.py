"""`eshram forecast`: how registrations will go on, and when the target is reached."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._charts import ChartOption, SizeOption, draw
from eshram_cli.cli._lake import FromLake
from eshram_cli.cli._options import AsOnOption, KnownOnOption, LevelOption, date_option
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import InDrive
from eshram_cli.errors import EshramError

AllOption = Annotated[bool, typer.Option("--all", help="All places of the level below, or of --level.")]
DeadlineOption = Annotated[
    dt.date | None, date_option("--deadline", help="Also show the chance of reaching the target by this day.")
]
TargetOption = Annotated[
    str | None,
    typer.Option(
        "--target", metavar="NUMBER", help='Use this target instead of the one in the ledger: 17,14,038 or "17 lakh".'
    ),
]
HorizonOption = Annotated[int, typer.Option("--horizon", metavar="DAYS", min=1, max=365, help="How many days ahead.")]
PaceOption = Annotated[
    int | None,
    typer.Option(
        "--pace", metavar="NUMBER", min=0, help="Show what happens at this many persons a day from tomorrow on."
    ),
]
BacktestOption = Annotated[
    bool, typer.Option("--backtest", help="Test the forecast on past figures, compared with simple paces.")
]


@command(Panel.questions)
def forecast(
    run: Run,
    where: InDrive,
    source: FromLake,
    all_: AllOption = False,
    level: LevelOption = None,
    as_on: AsOnOption = None,
    deadline: DeadlineOption = None,
    target: TargetOption = None,
    horizon: HorizonOption = 120,
    pace: PaceOption = None,
    known_on: KnownOnOption = None,
    backtest: BacktestOption = False,
    chart: ChartOption = None,
    size: SizeOption = "screen",
) -> None:
    """Forecast how registrations go on, when the target is reached, and how sure that is.

    It uses no figures after the date asked for, and knows no holidays. Days with a note (`eshram note`) do not count
    for the pace. The range shows how wrong such forecasts have been before.
    """
    from eshram_cli.analysis.forecasts import Proof
    from eshram_cli.jobs.questions.forecast import ForecastRequest, forecast, forecast_within
    from eshram_cli.jobs.typed import persons

    many = all_ or level is not None
    if many and (target or pace is not None or chart):
        raise EshramError("forecast-of-one")
    request = ForecastRequest(deadline, persons(target), horizon, pace, known_on)
    with source.reading(where.drive) as session:
        place = where.place(session)
        if many:
            several = forecast_within(session, place, level=level, as_on=as_on, request=request)
            run.show(
                Proof(as_on=several.as_on, rows=several.rows, drive=several.drive) if backtest else several,
                compact=True,
            )
            return
        found = forecast(session, place, as_on=as_on, request=request)
    draw(run, found, "forecast", chart, size)
    run.show(Proof(as_on=found.as_on, rows=(found,), drive=found.drive) if backtest else found)
