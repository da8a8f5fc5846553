"""`eshram outbox`: mails that wait."""

from __future__ import annotations

from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command, group
from eshram_cli.cli._run import Run

OUTBOX = group("outbox", Panel.sending, "Mails that wait: listed, tried again, given up.")

NumbersArgument = Annotated[
    list[int], typer.Argument(metavar="NUMBER", help="Numbers of mails, as `eshram outbox list` shows them.")
]
MaybeNumbersArgument = Annotated[
    list[int] | None,
    typer.Argument(metavar="NUMBER", help="Numbers of mails. Default: all that wait.", show_default=False),
]
AllOption = Annotated[bool, typer.Option("--all", help="Also those that were sent or given up.")]


@command(Panel.sending, "list", OUTBOX)
def list_(run: Run, everything: AllOption = False) -> None:
    """List the mails that wait, each with its state and why."""
    from eshram_cli.jobs.outbox import list_mails

    with run.reading() as session:
        run.show(list_mails(session, everything=everything))


@command(Panel.sending, "retry", OUTBOX)
def retry(run: Run, mails: MaybeNumbersArgument = None) -> int:
    """Try mails again now, those that were refused too. Exit code 5 where one was not delivered."""
    from eshram_cli.jobs.outbox import retry

    with run.writing(create=False) as session:
        result = retry(session, run.settings, mails or ())
    run.tell(result.problems)
    run.show(result)
    return result.exit_code


@command(Panel.sending, "drop", OUTBOX)
def drop(run: Run, mails: NumbersArgument) -> None:
    """Give mails up. That they were queued stays on record."""
    from eshram_cli.jobs.outbox import drop

    with run.writing(create=False) as session:
        run.show(drop(session, mails))
