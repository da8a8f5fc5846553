"""`eshram log`: what was done to the ledger, act by act."""

from __future__ import annotations

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._run import Run


@command(Panel.keeping)
def log(run: Run) -> None:
    """List every act in the ledger with its number: returns, figures by telephone, targets, places and undos."""
    from eshram_cli.jobs.machine.log import log

    with run.reading() as session:
        run.show(log(session))
