"""`eshram claim`: is a public claim true?"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._options import AsOnOption, KnownOnOption, date_option
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import WhereInDrive
from eshram_cli.errors import EshramError

TextArgument = Annotated[
    str, typer.Argument(metavar="TEXT", help='What was said: "17 lakh in 7 days", "17 lakh by 4 January 2022".')
]
TargetOption = Annotated[
    str | None, typer.Option("--target", metavar="NUMBER", help="Instead of TEXT: the number of persons to reach.")
]
DeadlineOption = Annotated[dt.date | None, date_option("--deadline", help="Instead of TEXT: the last day.")]
MeaningOption = Annotated[
    Literal["total", "addition"] | None,
    typer.Option("--meaning", help="If the claim can mean both: the total to reach, or an addition to the count."),
]
FileOption = Annotated[
    bool, typer.Option("--file", help="Keep the claim as a promise, to see later whether it was kept.")
]
ListOption = Annotated[bool, typer.Option("--list", help="List the promises, and whether they were kept.")]


@command(Panel.questions)
def claim(
    run: Run,
    where: WhereInDrive,
    text: TextArgument = "",
    target: TargetOption = None,
    deadline: DeadlineOption = None,
    meaning: MeaningOption = None,
    as_on: AsOnOption = None,
    known_on: KnownOnOption = None,
    file: FileOption = False,
    list_: ListOption = False,
) -> int:
    """Judge a public claim: what it needs a day, compared with the best day and week so far, and its chance.

    A claim that can mean a count to reach or persons to add is judged both ways. A month counts as 30 days. The exit
    code is 1 unless the claim is true.
    """
    from eshram_cli.jobs.questions.claim import claim, file_claim, promises
    from eshram_cli.jobs.typed import persons

    if where.drive is not None and (file or list_):
        # A promise is scored by the counts of all persons.
        raise EshramError("usage-either", one="--file" if file else "--list", other="--drive")
    if list_:
        with run.reading() as session:
            run.show(promises(session, where.named(session), as_on=as_on, known_on=known_on))
        return 0
    with where.reading() as session:
        judged = claim(
            session,
            where.place(session),
            text,
            target=persons(target),
            deadline=deadline,
            meaning=meaning,
            as_on=as_on,
            known_on=known_on,
        )
    if file:
        with run.writing() as session:
            judged = file_claim(session, judged)
    run.show(judged)
    return judged.exit_code
