"""What is asked about at a terminal, and refused elsewhere unless an option said it before: figures that hardly can be
(`--anyway`), places that nobody knows yet (`--yes`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from eshram_cli.cli._run import Run
from eshram_cli.cli._talk import at_a_terminal
from eshram_cli.counted import counted
from eshram_cli.language.words import tr

if TYPE_CHECKING:
    from eshram_cli.places.gazetteer import Gazetteer
    from eshram_cli.places.model import Place
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


def may_learn(run: Run, gazetteer: Gazetteer, unknown: Sequence[tuple[str, Place]], yes: bool) -> bool:
    """Whether places that nobody knows yet are to be learned: said before (`yes`), else asked y/n at a terminal, which
    names them as they were written. Without one (cron, a pipe) the answer is no."""
    if yes:
        return True
    if not at_a_terminal():
        return False
    for written, place in unknown:
        within = gazetteer.get(place.parent).name if place.parent is not None and place.parent in gazetteer else ""
        run.say(tr("unknown-place", run.language, written=written, within=within))
    return typer.confirm(tr("learn-places", run.language, count=counted(len(unknown))), err=True)
