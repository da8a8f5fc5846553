"""`eshram race`: who will stand where on a day, and what a rank takes."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._charts import ChartOption, SizeOption, draw
from eshram_cli.cli._options import AsOnOption, KnownOnOption, date_option
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import InDrive
from eshram_cli.errors import EshramError
from eshram_cli.places.model import Level

WithinOption = Annotated[
    bool, typer.Option("--within", help="The race of the blocks in the district, not of the districts in the state.")
]
ToOption = Annotated[
    int | None,
    typer.Option("--to", metavar="RANK", min=1, help="The rank that the given place should reach. Default: 1."),
]
TopOption = Annotated[
    int | None, typer.Option("--top", metavar="NUMBER", min=1, help="Show only the first NUMBER places.")
]
DeadlineOption = Annotated[
    dt.date | None,
    date_option("--deadline", help="The day for which ranks are shown. Default: in four weeks."),
]
ByOption = Annotated[
    Literal["percent", "registered", "balance"] | None,
    typer.Option(
        "--by",
        metavar="MEASURE",
        help="Rank by percent, registered or balance. Default: percent where all have a target, else registered.",
    ),
]


@command(Panel.questions)
def race(
    run: Run,
    where: InDrive,
    within: WithinOption = False,
    to: ToOption = None,
    deadline: DeadlineOption = None,
    by: ByOption = None,
    as_on: AsOnOption = None,
    known_on: KnownOnOption = None,
    top: TopOption = None,
    chart: ChartOption = None,
    size: SizeOption = "screen",
) -> None:
    """Show the chance of every rank on a coming day, who passes whom, and what a rank needs.

    `--state bihar` shows the race of its districts. `--state bihar --district khagaria --to 1` also shows what Khagaria
    must register a day to become first, while the others go on as forecast. The race is simulated 2000 times; the same
    figures always give the same answer.
    """
    from eshram_cli.described import replace
    from eshram_cli.jobs.questions.race import race

    with where.reading() as session:
        place = where.place(session)
        runner = None
        # The office's own place of the settings is no runner.
        deepest = Level.district if within else Level.state
        if where.named(session) and place.level > deepest and place.parent:
            runner, place = place, session.gazetteer.get(place.parent)
        if to is not None and runner is None:
            raise EshramError("race-of-whom")
        table = race(
            session,
            place,
            runner=runner,
            to=to or 1,
            deadline=deadline,
            by=by,
            as_on=as_on,
            known_on=known_on,
        )
    draw(run, table, "race", chart, size)
    run.show(replace(table, runners=table.runners[:top]))
