"""`eshram drive`: drives within the drive, each counted from its own first day."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command, group
from eshram_cli.cli._options import KnownOnOption, date_option
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import Anywhere

DRIVE = group("drive", Panel.setup, "Drives: each counts the persons registered since its first day.")

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help='The name of the drive: "gig workers 2025".')]


@command(Panel.setup, "add", DRIVE)
def add(
    run: Run,
    name: NameArgument,
    where: Anywhere,
    since: Annotated[dt.date, date_option("--from", help="The first day of the drive.")],
    until: Annotated[dt.date | None, date_option("--until", help="The last day. Default: the drive goes on.")] = None,
    target: Annotated[
        str | None,
        typer.Option("--target", metavar="NUMBER", help="Persons to register in the drive, without those before."),
    ] = None,
) -> None:
    """Keep a drive of a place. Every question then takes `--drive NAME` and counts what was registered since.

    The base is the count as on the day before the first one, as the ledger has it. Default of the place: the setting
    `place`, else all India.
    """
    from eshram_cli.jobs.setup.drives import add_drive

    with run.writing() as session:
        place = where.place(session, run.settings.place or "India")
        run.show(add_drive(session, name, place, since, until, target))


@command(Panel.setup, "list", DRIVE)
def list_(run: Run, known_on: KnownOnOption = None) -> None:
    """List the drives, with base, count and target. The first one, e-Shram from 26.08.2021, is always there."""
    from eshram_cli.jobs.questions.drives import list_drives

    with run.reading() as session:
        run.show(list_drives(session, known_on=known_on))


@command(Panel.setup, "cancel", DRIVE)
def cancel(run: Run, name: NameArgument) -> None:
    """Cancel a drive. Its figures stay; to take the cancelling back: `eshram undo NUMBER`."""
    from eshram_cli.jobs.setup.drives import cancel_drive

    with run.writing(create=False) as session:
        run.show(cancel_drive(session, name))
