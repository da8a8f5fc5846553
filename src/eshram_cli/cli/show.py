"""`eshram show`: one place on one card."""

from __future__ import annotations

from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._options import AsOnOption, KnownOnOption, MeasureOption, OfLevelOption
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import InDrive

DaysOption = Annotated[
    int, typer.Option("--days", metavar="NUMBER", min=1, max=366, help="How many of the last days to show.")
]


@command(Panel.questions)
def show(
    run: Run,
    where: InDrive,
    level: OfLevelOption = None,
    by: MeasureOption = None,
    as_on: AsOnOption = None,
    known_on: KnownOnOption = None,
    days: DaysOption = 7,
) -> None:
    """Show all about one place: count, target, balance, pace, rank, last days, channels, and who reported."""
    from eshram_cli.answers.measure import Measure
    from eshram_cli.jobs.questions.show import show

    with where.reading() as session:
        at = where.place(session, level=level)
        measure = Measure(by) if by else None
        run.show(show(session, at, by=measure, as_on=as_on, days=days, known_on=known_on))
