"""`eshram template`: a blank form for a place."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._options import LevelOption, as_on_option
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import Where
from eshram_cli.places.model import Level

BlocksOption = Annotated[bool, typer.Option("--blocks", help="A row for each block: the same as --level block.")]
PanchayatsOption = Annotated[
    bool, typer.Option("--panchayats", help="A row for each panchayat or ward: the same as --level panchayat.")
]
ChannelsOption = Annotated[
    str,
    typer.Option(
        "--channels", metavar="CSC,SELF,…", help="A column for each: csc, self, umang, ssk, camp or post-office."
    ),
]
DayOption = Annotated[dt.date | None, as_on_option("Fill in the date of the figures.")]


@command(Panel.figures)
def template(
    run: Run,
    where: Where,
    level: LevelOption = None,
    blocks: BlocksOption = False,
    panchayats: PanchayatsOption = False,
    channels: ChannelsOption = "",
    as_on: DayOption = None,
) -> None:
    """Make a blank form for returns: `eshram template --district khagaria --blocks -o form.xlsx`.

    Places are written in both languages and locked, figures must be whole numbers, and totals are added up. The form is
    recognised when it comes back filled in, and a message says so if it was changed.
    """
    from eshram_cli.jobs.sending.template import STDOUT, make_template

    wanted = Level.panchayat if panchayats else Level.block if blocks else level
    names = [name.strip() for name in channels.split(",") if name.strip()]
    with run.trying() as session:
        within = where.place(session)
        made = make_template(session.gazetteer, within, run.output, level=wanted, channels=names, as_on=as_on)
    if made.output != STDOUT:
        replace(run, output=None).show(made)
