"""`eshram undo`: take one act back."""

from __future__ import annotations

from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._run import Run
from eshram_cli.cli._talk import at_a_terminal
from eshram_cli.language.words import tr


@command(Panel.keeping)
def undo(
    run: Run,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The number of the act, as `eshram log` shows it.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before the act is taken back.")] = False,
) -> None:
    """Take back one act by its number. The figures that were there before it are used again.

    At a terminal the act is named and you are asked. Nothing is lost: the act stays in the log, and the undo can be
    undone.
    """
    from eshram_cli.jobs.machine.log import act_told, undo
    from eshram_cli.jobs.questions.moves import moves_told, undo_moves

    with run.writing(create=False) as session:
        run.say(act_told(session, number, run.language))
        moved = moves_told(undo_moves(session, number), run.language)
        if not yes and at_a_terminal():
            for sentence in moved:
                run.say(sentence)
            if not typer.confirm(tr("undo-ask", run.language, number=number), err=True):
                return
            moved = []
        done = undo(session, number)
    run.say(tr("undone", run.language, number=number, by=done))
    for sentence in moved:
        run.say(sentence)
