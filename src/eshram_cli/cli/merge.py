"""`eshram merge`: the ledgers of other offices in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eshram_cli.cli._anyway import may_learn
from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._run import Run

if TYPE_CHECKING:
    from eshram_cli.places.model import Place

LedgersArgument = Annotated[
    list[Path], typer.Argument(metavar="LEDGER", help="The ledger files of other offices, or copies of them.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Add places that only the other ledger knows without asking.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Only show what would come in, and which ranks move.")]


@command(Panel.keeping)
def merge(run: Run, ledgers: LedgersArgument, dry_run: DryRunOption = False, yes: YesOption = False) -> int:
    """Take the ledgers of other offices into this one.

    Every act comes over with its file, cell, account and time; what was taken in before changes nothing. Acts count in
    the order in which offices received them, so that the answer is the same in whatever order ledgers are merged. The
    other ledger is only read. `eshram undo` takes a merge back.
    """
    from eshram_cli.jobs.machine import merge as jobs

    with run.rehearsing() if dry_run else run.writing() as session:
        gazetteer = session.gazetteer

        def ask(unknown: Sequence[Place]) -> bool:
            """Whether places that the other ledger knows by name alone are new ones; else that ledger waits."""
            return may_learn(run, gazetteer, [(one.name, one) for one in unknown], yes)

        result = jobs.merge(session, ledgers, ask=ask, dry_run=dry_run)
        moved = jobs.merge_moves(session, result, run.language)
        warnings = session.ledger.warnings
    run.tell([*result.refused, *warnings])
    for sentence in moved:
        run.say(sentence)
    run.show(result)
    return result.exit_code
