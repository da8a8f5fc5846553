"""`eshram restore`: a copy put in the place of the ledger."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._run import Run
from eshram_cli.cli._talk import at_a_terminal
from eshram_cli.counted import counted
from eshram_cli.errors import EshramError
from eshram_cli.language.words import tr


@command(Panel.keeping)
def restore(
    run: Run,
    copy: Annotated[
        str | None,
        typer.Argument(metavar="COPY", help="The file of a copy, or the date of one. Default: the latest whole copy."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before the ledger is replaced.")] = False,
) -> int:
    """Put a copy in the place of the ledger, and show which acts it lacks.

    The ledger as it was stays beside it under another name. If only some pages are damaged, `eshram doctor --repair`
    brings back more.
    """
    from eshram_cli.jobs.machine import backup as jobs
    from eshram_cli.language.dates import read_date

    day = read_date(copy) if copy and not Path(copy).exists() else None
    wanted = day.date.isoformat() if day else copy
    result = jobs.restore(run.settings, wanted, (lambda *_: True) if yes else partial(_ask, run))
    if result is None:
        return 0
    run.show(result)
    return result.exit_code


def _ask(run: Run, copy: Path, lacking: int) -> bool:
    """Ask y/n at a terminal. Without one (cron, a pipe) `--yes` has to say it."""
    if not at_a_terminal():
        raise EshramError("restore-unasked", copy=str(copy))
    return typer.confirm(tr("backup-restore-ask", run.language, file=copy, count=counted(lacking)), err=True)
