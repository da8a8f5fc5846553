"""`eshram claim`: is a public claim true?"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._options import (
    AsOnOption,
    KnownOnOption,
    parse_date,
)
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import Where


class MeaningName(StrEnum):
    """What the number of a claim means."""

    total = "total"
    addition = "addition"


TextArgument = Annotated[str, typer.Argument(help='What was said: "17 lakh in 7 days", "17 lakh by 4 January 2022".')]
TargetOption = Annotated[str | None, typer.Option("--target", help="In place of words: the persons to reach.")]
DeadlineOption = Annotated[
    dt.date | None,
    typer.Option("--deadline", parser=parse_date, metavar="DATE", help="In place of words: the last day."),
]
MeaningOption = Annotated[
    MeaningName | None,
    typer.Option("--meaning", help="Where it can mean both: the count to reach, or persons to be added."),
]
FileOption = Annotated[bool, typer.Option("--file", help="Keep it as a promise, to be scored when its day comes.")]
ListOption = Annotated[bool, typer.Option("--list", help="The promises filed, and what became of them.")]


@command(Panel.questions)
def claim(
    run: Run,
    where: Where,
    text: TextArgument = "",
    target: TargetOption = None,
    deadline: DeadlineOption = None,
    meaning: MeaningOption = None,
    as_on: AsOnOption = None,
    known_on: KnownOnOption = None,
    file: FileOption = False,
    list_: ListOption = False,
) -> int:
    """Is a public claim true? What it takes a day, beside the best day and week so far, and its chance.

    A claim that can mean a count to reach or persons to be added is judged both ways. A month counts 30 days. The exit
    code is 1 unless the claim is true.
    """
    from eshram_cli.jobs.asking import asked_place, optional_place
    from eshram_cli.jobs.claim import claim, file_claim, promises
    from eshram_cli.jobs.forecast import persons
    from eshram_cli.jobs.session import reading, writing

    asked = where.asked()
    if list_:
        with reading(run.settings.ledger) as session:
            place = optional_place(session.gazetteer, asked)
            run.show(promises(session, place, as_on=as_on, known_on=known_on))
        return 0
    with reading(run.settings.ledger) as session:
        place = asked_place(session.gazetteer, asked, run.settings.place)
        judged = claim(
            session,
            place,
            text,
            target=persons(target),
            deadline=deadline,
            meaning=None if meaning is None else meaning.value,
            as_on=as_on,
            known_on=known_on,
        )
    if file:
        with writing(run.settings.ledger) as session:
            judged = file_claim(session, judged)
    run.show(judged)
    return judged.exit_code
