"""`eshram mark`: sheets back to their office, the bad cells red."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._reading import Reading
from eshram_cli.cli._run import Run

FilesArgument = Annotated[
    list[str], typer.Argument(metavar="FILE", help="Files, folders or patterns such as *.xlsx.", show_default=False)
]


@command(Panel.figures)
def mark(
    run: Run,
    files: FilesArgument,
    how: Reading,
) -> int:
    """Make a copy of a sheet with its bad cells red, to send back to its office. Nothing is stored.

    Each file with problems gets a copy NAME.to-mend.xlsx beside it, or where -o says (a folder, or an .xlsx for one
    file). It has the office's own sheets, a comment on each bad cell in Hindi and English that says what to do, and a
    list in front. When the corrected copy is ingested, only what changed is replaced. The original is never changed.
    """
    from eshram_cli.jobs.sending.marking import mark

    with run.trying() as session:
        out = None if str(run.output) == "-" else run.output
        result = mark(session, files, how.hints(session), out, how.password())
    run.tell(result.problems)
    replace(run, output=None).show(result)
    return result.exit_code
