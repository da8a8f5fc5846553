"""`eshram doctor`: whether this PC has what is needed."""

from __future__ import annotations

from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._run import Run


@command(Panel.keeping)
def doctor(
    run: Run,
    repair: Annotated[
        bool, typer.Option("--repair", help="Rebuild a damaged ledger from its last copy and what can still be read.")
    ] = False,
) -> int:
    """Check ledger, disk, clock, terminal, fonts, settings and mail server, and say how to correct what does not work.

    Without --repair nothing is changed and nothing is sent. Exit code 1 if something does not work.
    """
    if repair:
        from eshram_cli.jobs.machine.backup import repair as rebuilt

        restored = rebuilt(run.settings)
        if restored is not None:
            run.show(restored)
            return restored.exit_code
    from eshram_cli.jobs.machine.doctor import diagnose

    result = diagnose(run.settings, _hindi_trouble)
    run.show(result)
    run.tell(result.problems)
    return result.exit_code


def _hindi_trouble() -> str | None:
    from eshram_cli.reports.charts.fonts import hindi_trouble

    return hindi_trouble()
