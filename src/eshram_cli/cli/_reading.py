"""Options that say how a sheet is to be read, whatever it says of itself."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from eshram_cli.cli._options import parse_date

READING = "How to read"

PathsArgument = Annotated[
    list[str], typer.Argument(help="Files, folders and patterns; - is a list pasted on stdin.", show_default=False)
]
DateOption = Annotated[
    dt.date | None,
    typer.Option(
        "--as-on",
        "--as-of",
        parser=parse_date,
        metavar="DATE",
        help="The date of the figures, instead of what the sheet says.",
        rich_help_panel=READING,
    ),
]
MapOption = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="ROLE=HEADING", help="Which column is what; repeatable.", rich_help_panel=READING),
]
SheetOption = Annotated[str, typer.Option("--sheet", help="Read only the sheet of this name.", rich_help_panel=READING)]
HeaderRowOption = Annotated[
    int | None,
    typer.Option(
        "--header-row", min=1, help="The lowest row of the heading, as Excel counts.", rich_help_panel=READING
    ),
]
TableOption = Annotated[
    int | None,
    typer.Option("--table", min=1, help="Read only this table of the sheet, from 1.", rich_help_panel=READING),
]
PasswordFileOption = Annotated[
    Path | None,
    typer.Option(
        "--password-file",
        metavar="FILE",
        help="A file whose first line is the password of locked sheets.",
        rich_help_panel=READING,
    ),
]
CountOnlyOption = Annotated[
    bool,
    typer.Option(
        "--count-only",
        help="Count lists of workers by place, date and cut; keep no name and no number.",
        rich_help_panel=READING,
    ),
]
