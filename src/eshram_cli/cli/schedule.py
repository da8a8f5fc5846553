"""`eshram schedule`: the daily run at its hour."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from eshram_cli.cli._app import Panel, command, group
from eshram_cli.cli._options import AttachOption, OnlyIfNewOption
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import Where
from eshram_cli.language.words import tr

SCHEDULE = group("schedule", Panel.sending, "The daily run at a fixed hour: install, show or remove it.")


DailyOption = Annotated[str, typer.Option("--daily", metavar="HH:MM", help="The hour, in Indian time.")]
WithOption = Annotated[
    Literal["cron", "systemd", "windows"] | None,
    typer.Option("--with", help="The scheduler to use. Default: that of this computer.", show_default=False),
]
NameOption = Annotated[
    str, typer.Option("--name", metavar="NAME", help="A name for the plan. Default: the name of the place.")
]
PrintOption = Annotated[bool, typer.Option("--print", help="Only print what would be installed.")]
NameArgument = Annotated[
    str, typer.Argument(metavar="NAME", help="The name of the plan, as `eshram schedule show` lists it.")
]


@command(Panel.sending, "install", SCHEDULE)
def install(
    run: Run,
    daily: DailyOption,
    where: Where,
    scheduler: WithOption = None,
    name: NameOption = "",
    only_if_new: OnlyIfNewOption = False,
    attach_csv: AttachOption = False,
    print_: PrintOption = False,
) -> None:
    """Start `eshram run daily` every day at a fixed hour of Indian time, whatever the time zone of the computer.

    A missed run is done later, two runs never work at once, and nothing is printed unless something is wrong.
    """
    from eshram_cli.delivery.schedules import Scheduler
    from eshram_cli.jobs.sending import schedule

    given = {"--only-if-new": only_if_new, "--attach-csv": attach_csv}
    ledger = run.settings.ledger
    with run.trying() as session:
        place = where.place(session)
        options = [option for option, wanted in given.items() if wanted]
        plan = schedule.plan_of(session, place, daily, ledger, options, name)
    kind = Scheduler(scheduler) if scheduler else schedule.usual_scheduler()
    run.tell(schedule.hidden_settings())
    if print_:
        sys.stdout.write(schedule.printed(plan, kind))
        return
    schedule.install(plan, kind, ledger)
    run.say(tr("schedule-installed", run.language, name=plan.name, hour=plan.hour, scheduler=kind.value))


@command(Panel.sending, "show", SCHEDULE)
def show(run: Run) -> None:
    """List the plans that are installed."""
    from eshram_cli.jobs.sending.schedule import installed

    run.show(installed())


@command(Panel.sending, "remove", SCHEDULE)
def remove(run: Run, name: NameArgument) -> None:
    """Remove a plan. The ledger and its mails are kept."""
    from eshram_cli.jobs.sending.schedule import remove

    found = remove(name)
    run.say(tr("schedule-removed", run.language, name=name, scheduler=", ".join(found)))
