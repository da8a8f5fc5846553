"""`eshram layouts`: how the sheets of offices are read."""

from __future__ import annotations

from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command, group
from eshram_cli.cli._run import Run

LAYOUTS = group("layouts", Panel.keeping, "The forms of offices, and the options they are read with.")

NumberArgument = Annotated[
    int, typer.Argument(metavar="NUMBER", help="The number of the form, as `eshram layouts list` shows it.")
]


@command(Panel.keeping, "list", LAYOUTS)
def list_(run: Run) -> None:
    """List the forms that are remembered.

    A file ingested with options (--map, --sheet, --header-row, --table, a place) is read the same way the next day
    without options, if its headings are the same and its name differs only in dates and numbers.
    """
    from eshram_cli.jobs.intake.layouts import list_layouts

    with run.reading() as session:
        run.show(list_layouts(session))


@command(Panel.keeping, "show", LAYOUTS)
def show(run: Run, number: NumberArgument) -> None:
    """Show one form with its headings."""
    from eshram_cli.jobs.intake.layouts import show_layout

    with run.reading() as session:
        run.show(show_layout(session, number))


@command(Panel.keeping, "forget", LAYOUTS)
def forget(run: Run, number: NumberArgument) -> None:
    """Forget a form: its next file is read without its options. Shows the forms that are left."""
    from eshram_cli.jobs.intake.layouts import forget_layout

    with run.writing(create=False) as session:
        run.show(forget_layout(session, number))
