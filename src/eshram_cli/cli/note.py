"""`eshram note`: what happened on a day."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command, group
from eshram_cli.cli._options import as_on_option, date_option
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import Where

NOTE = group("note", Panel.figures, "Notes on days: a slow portal, a holiday, a camp.")

TextArgument = Annotated[str, typer.Argument(metavar="TEXT", help='What happened: "portal slow 12-16".')]
DayOption = Annotated[dt.date | None, as_on_option("The day that it is about. Default: today (Asia/Kolkata).")]
UntilOption = Annotated[dt.date | None, as_on_option("Up to this day.")]
FromOption = Annotated[dt.date | None, date_option("--since", help="The first day.")]


@command(Panel.figures, "add", NOTE)
def add(
    run: Run,
    text: TextArgument,
    where: Where,
    as_on: DayOption = None,
) -> None:
    """Add a note on a day of a place. It is shown with the figures of that day, also for the places within it."""
    from eshram_cli.jobs.questions.daynotes import add_note

    with run.writing() as session:
        place = where.place(session)
        run.show(add_note(session, place, text, as_on))


@command(Panel.figures, "list", NOTE)
def list_(
    run: Run,
    where: Where,
    since: FromOption = None,
    as_on: UntilOption = None,
) -> None:
    """List the notes about a place, or all notes. To take one back: `eshram undo NUMBER`."""
    from eshram_cli.jobs.questions.daynotes import list_notes

    with run.reading() as session:
        place = where.place(session, run.settings.place or "India")
        run.show(list_notes(session, place, since=since, until=as_on))
