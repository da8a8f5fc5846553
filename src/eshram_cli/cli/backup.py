"""`eshram backup`: a copy of the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._run import Run


@command(Panel.keeping)
def backup(
    run: Run,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Where to write the copy. Default: the folder of the copies.")
    ] = None,
    only_list: Annotated[bool, typer.Option("--list", help="Only show the copies that there are.")] = False,
) -> None:
    """Copy the ledger to a file, whole and as of one moment, also while others write to it.

    Before the first write of a day this is done unasked: seven days are kept, and four weeks before them. `eshram
    restore` puts a copy back. Settings: backup.daily and backup.folder.
    """
    from eshram_cli.jobs.machine import backup as jobs

    run.show(jobs.copy_list(run.settings) if only_list else jobs.backup(run.settings, file))
