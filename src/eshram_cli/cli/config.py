"""`eshram config`: the settings."""

from __future__ import annotations

from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command, group
from eshram_cli.cli._run import Run
from eshram_cli.language.words import tr

CONFIG = group("config", Panel.keeping, "Write, show and check the settings.")

ForceOption = Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")]


@command(Panel.keeping, "init", CONFIG)
def init(run: Run, force: ForceOption = False) -> None:
    """Write a settings file that explains every setting: in its usual place, or to -o FILE."""
    from eshram_cli.jobs.machine.config import init

    run.say(tr("config-written", run.language, file=str(init(force=force, file=run.output))))


@command(Panel.keeping, "show", CONFIG)
def show(run: Run) -> None:
    """Show every setting and where it comes from. The password is never shown."""
    from eshram_cli.jobs.machine.config import show

    run.show(show(run.given))


@command(Panel.keeping, "check", CONFIG)
def check(run: Run) -> int:
    """Check the settings. Exit code 4 if something is wrong."""
    from eshram_cli.jobs.machine.config import check

    with run.trying() as session:
        problems = check(run.settings, session)
    run.tell(problems)
    if not problems:
        run.say(tr("config-good", run.language))
    return 4 if problems else 0
