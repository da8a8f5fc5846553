"""`eshram trace`: where a number is from."""

from __future__ import annotations

from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._options import AsOnOption, KnownOnOption, OfLevelOption
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import At

CutOption = Annotated[
    str,
    typer.Option("--cut", metavar="CUT", help="Only one channel, department or category: channel=csc."),
]


@command(Panel.questions)
def trace(
    run: Run,
    where: At,
    level: OfLevelOption = None,
    cut: CutOption = "",
    as_on: AsOnOption = None,
    known_on: KnownOnOption = None,
) -> None:
    """Show where the count of a place is from: file, sheet and cell, when it came, and who sent it.

    Of a sum all parts are shown, each with its own cell. Figures that were corrected later stand below the one that
    counts now.
    """
    from eshram_cli.jobs.questions.trace import trace

    with run.reading() as session:
        at = where.place(session, level=level)
        run.show(trace(session, at, cut=cut, as_on=as_on, known_on=known_on))
