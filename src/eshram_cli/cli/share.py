"""`eshram share`: one picture and a short text to forward."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._charts import draw
from eshram_cli.cli._options import AsOnOption, KnownOnOption, LevelOption, MeasureOption
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import InDrive

SuppressOption = Annotated[bool, typer.Option("--suppress-small", help="Do not show counts below 5.")]


@command(Panel.questions)
def share(
    run: Run,
    where: InDrive,
    level: LevelOption = None,
    by: MeasureOption = None,
    as_on: AsOnOption = None,
    known_on: KnownOnOption = None,
    suppress_small: SuppressOption = False,
) -> None:
    """Make a picture for phones (-o FILE.png) and a short text with the figures of the day, to forward."""
    from eshram_cli.answers.measure import Measure
    from eshram_cli.jobs.sending.share import share
    from eshram_cli.reports.layouts.share import put

    with where.reading() as session:
        result = share(
            session,
            where.place(session),
            level=level,
            by=Measure(by) if by else None,
            as_on=as_on,
            known_on=known_on,
            suppress_small=suppress_small,
        )
    picture = run.output if run.output and run.output.suffix.lower() in {".png", ".svg"} else None
    draw(run, result, "forward", picture, "phone")
    run = replace(run, output=None) if picture else run
    if run.format in {None, "table"} and run.output is None:
        # The text as it is forwarded, in lines that no terminal has broken; other formats as everywhere.
        put(result, run.look)
    else:
        run.show(result)
