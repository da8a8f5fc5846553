"""`eshram action`: what meetings asked for, by when, and what became of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command, group
from eshram_cli.cli._options import DistrictOption, KnownOnOption, StateOption, as_on_option, date_option
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import Anywhere

ACTION = group("action", Panel.questions, "Tasks from meetings: who does what by when, and what is overdue.")

NumberArgument = Annotated[
    str, typer.Argument(metavar="NUMBER", help="The task's number, as `eshram action list` shows it.")
]
SourceOption = Annotated[
    str,
    typer.Option("--from", metavar="TEXT", help='The meeting or letter it comes from: "meeting 04.12.2021".'),
]
DayOption = Annotated[dt.date | None, date_option("--on", help="On this day. Default: today (Asia/Kolkata).")]
OverdueOption = Annotated[
    dt.date | None,
    as_on_option("What is overdue is decided by this day. Default: the latest date reported within the place."),
]


@command(Panel.questions, "add", ACTION)
def add(
    run: Run,
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help='What is to be done: "lists of cooks from the Education Department".')
    ],
    where: Anywhere,
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="The officer or office that does it.")] = "",
    due: Annotated[
        str | None,
        typer.Option(
            "--due",
            metavar="DAY",
            help='The last day: 14.12.2021, "14 December", or "in 10 days" from the day that --from names, else from '
            "today.",
        ),
    ] = None,
    source: SourceOption = "",
) -> None:
    """Keep a task: what is to be done, by whom, by when. Without a place it is a matter of the office itself.

    To take it back: `eshram undo NUMBER`.
    """
    from eshram_cli.jobs.setup.tasks import add

    with run.writing() as session:
        run.show(add(session, text, who=who, due=due, place=where.named(session), source=source))


@command(Panel.questions, "list", ACTION)
def list_(
    run: Run,
    where: Anywhere,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue.")] = False,
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Only of those whose name holds this.")] = "",
    as_on: OverdueOption = None,
    known_on: KnownOnOption = None,
) -> None:
    """List tasks, overdue ones first, and with them the promises of `eshram claim --file`, which score themselves."""
    from eshram_cli.jobs.questions.tasks import tasks

    with run.reading() as session:
        place = where.named(session)
        run.show(tasks(session, place, overdue=overdue, who=who, as_on=as_on, known_on=known_on))


@command(Panel.questions, "done", ACTION)
def done(run: Run, number: NumberArgument, on: DayOption = None) -> None:
    """Mark a task as done. To open it again: `eshram undo NUMBER`."""
    from eshram_cli.jobs.setup.tasks import close

    with run.writing(create=False) as session:
        run.show(close(session, number, "done", day=on))


@command(Panel.questions, "drop", ACTION)
def drop(
    run: Run,
    number: NumberArgument,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason; it is kept in the ledger.")] = "",
    on: DayOption = None,
) -> None:
    """Drop a task that need not be done any more, with the reason."""
    from eshram_cli.jobs.setup.tasks import close

    with run.writing(create=False) as session:
        run.show(close(session, number, "dropped", day=on, why=why))


@command(Panel.questions, "load", ACTION)
def load(
    run: Run,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A sheet with the columns task, who, by when.")],
    state: StateOption = None,
    district: DistrictOption = None,
    source: SourceOption = "",
) -> int:
    """Keep the tasks of a sheet. Telephone numbers are not stored.

    "in 10 days" counts from the date in the row, else from the one that --from, the title or the file's name speaks of.
    """
    from eshram_cli.jobs.place_options import Asked, optional_place
    from eshram_cli.jobs.setup.tasks import load

    with run.writing() as session:
        result = load(session, file, optional_place(session.gazetteer, Asked(state, district)), source=source)
    return run.finish(result)
