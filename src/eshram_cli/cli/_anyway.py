"""Figures that hardly can be: asked about at a terminal, refused elsewhere unless `--anyway` was said before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from eshram_cli.cli._run import Run
from eshram_cli.cli._talk import at_a_terminal
from eshram_cli.language.words import tr

if TYPE_CHECKING:
    from eshram_cli.problems import Problem

AnywayOption = Annotated[
    bool, typer.Option("--anyway", help="Store a figure even if it is above the population of the place.")
]


def sure(run: Run, problems: Sequence[Problem]) -> bool:
    """Tell what is doubted and ask y/n at a terminal. Without one (cron, a pipe) the answer is no."""
    if not at_a_terminal():
        return False
    for problem in problems:
        run.say(problem.message(run.language))
    return typer.confirm(tr("store-anyway", run.language), err=True)
