"""`eshram why`: why a rank moved."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._charts import ChartOption, SizeOption, draw
from eshram_cli.cli._options import AsOnOption, KnownOnOption, MeasureOption, OfLevelOption, date_option
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import InDrive

SinceOption = Annotated[
    dt.date | None,
    date_option("--since", help="The day to compare with. Default: the last day before on which any of them reported."),
]


@command(Panel.questions)
def why(
    run: Run,
    where: InDrive,
    since: SinceOption = None,
    by: MeasureOption = None,
    level: OfLevelOption = None,
    as_on: AsOnOption = None,
    known_on: KnownOnOption = None,
    chart: ChartOption = None,
    size: SizeOption = "screen",
) -> None:
    """Show why a place's rank moved: its own work, its rivals' work, late returns, corrections or new targets.

    The parts add up to the change of the rank, of the measure and of the gap to the next place. Parts of a rank may be
    fractions. The places that it passed, and that passed it, are named with the day.
    """
    from eshram_cli.answers.measure import Measure
    from eshram_cli.jobs.questions.why import why

    with where.reading() as session:
        at = where.place(session, level=level)
        measure = Measure(by) if by else None
        found = why(session, at, by=measure, since=since, as_on=as_on, known_on=known_on)
    draw(run, found, "waterfall", chart, size)
    run.show(found)
