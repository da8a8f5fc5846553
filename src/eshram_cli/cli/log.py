"""`eshram log`: what was done to the ledger, act by act."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._options import AsOnOption, KnownOnOption, date_option
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import Where
from eshram_cli.errors import EshramError

RestatedOption = Annotated[
    bool, typer.Option("--restated", help="Instead list the counts of a place that were corrected since a day.")
]
SinceOption = Annotated[
    dt.date | None, date_option("--since", help="With --restated: the day of the last review. Default: a week earlier.")
]


@command(Panel.keeping)
def log(
    run: Run,
    where: Where,
    restated: RestatedOption = False,
    since: SinceOption = None,
    as_on: AsOnOption = None,
    known_on: KnownOnOption = None,
) -> None:
    """List every act in the ledger with its number: returns, figures by telephone, targets, places and undos.

    With `--restated`: the counts of a place and of those in it that are others than on the day of the last review.
    """
    from eshram_cli.jobs.machine import log as jobs

    if not restated:
        options = {
            "--state": where.state, "--district": where.district, "--block": where.block, "--india": where.india,
            "--since": since, "--as-on": as_on, "--known-on": known_on,
        }  # fmt: skip
        if given := [name for name, value in options.items() if value]:
            raise EshramError("only-with-restated", options=", ".join(given))
        with run.reading() as session:
            run.show(jobs.log(session))
        return
    from eshram_cli.jobs.questions.restated import restated as restated_since

    with run.reading() as session:
        run.show(restated_since(session, where.place(session), since, as_on=as_on, known_on=known_on))
