"""`eshram outbox`: mails that wait."""

from __future__ import annotations

from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command, group
from eshram_cli.cli._run import Run

OUTBOX = group("outbox", Panel.sending, "Mails that wait: list them, send them again, or give them up.")

NumbersArgument = Annotated[
    list[int], typer.Argument(metavar="NUMBER", help="Numbers of mails, as `eshram outbox list` shows them.")
]
MaybeNumbersArgument = Annotated[
    list[int] | None,
    typer.Argument(metavar="NUMBER", help="Numbers of mails. Default: all waiting mails.", show_default=False),
]
AllOption = Annotated[bool, typer.Option("--all", help="Also show mails that were sent or given up.")]


@command(Panel.sending, "list", OUTBOX)
def list_(run: Run, everything: AllOption = False) -> None:
    """List the waiting mails, with the state of each and the reason."""
    from eshram_cli.jobs.sending.outbox import list_mails

    with run.reading() as session:
        run.show(list_mails(session, everything=everything))


@command(Panel.sending, "retry", OUTBOX)
def retry(run: Run, mails: MaybeNumbersArgument = None) -> int:
    """Send waiting mails again now, also those that were refused. Exit code 5 if one was not delivered."""
    from eshram_cli.jobs.sending.outbox import retry

    with run.writing(create=False) as session:
        result = retry(session, run.settings, mails or ())
    return run.finish(result)


@command(Panel.sending, "drop", OUTBOX)
def drop(run: Run, mails: NumbersArgument) -> None:
    """Give mails up. They stay listed with --all."""
    from eshram_cli.jobs.sending.outbox import drop

    with run.writing(create=False) as session:
        run.show(drop(session, mails))
