"""`eshram mark`: sheets back to their office, the bad cells red."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._reading import Reading
from eshram_cli.cli._run import Run

FilesArgument = Annotated[
    list[str], typer.Argument(metavar="FILE", help="Files, folders and patterns.", show_default=False)
]


@command(Panel.figures)
def mark(
    run: Run,
    files: FilesArgument,
    how: Reading,
) -> int:
    """Send back a sheet that its office can mend: a copy with the bad cells red, storing nothing.

    Each file with problems gets NAME.to-mend.xlsx beside it, or where -o says (a folder, or an .xlsx for one file):
    the office's own sheets, each bad cell red with a comment in Hindi and English that says what to do, and a list in
    front. Mended and ingested again, it restates only what changed. The file itself is never touched.
    """
    from eshram_cli.jobs.mark import mark

    with run.trying() as session:
        out = None if str(run.output) == "-" else run.output
        result = mark(session, files, how.hints(session), out, how.password())
    run.tell(result.problems)
    replace(run, output=None).show(result)
    return result.exit_code
