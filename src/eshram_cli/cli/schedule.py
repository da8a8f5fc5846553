"""`eshram schedule`: runs at their hours."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from eshram_cli.cli._app import Panel, command, group
from eshram_cli.cli._mail import AttachOption, OnlyIfNewOption, PackPaperOption, WhenOption
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import Where
from eshram_cli.language.words import tr

SCHEDULE = group("schedule", Panel.sending, "The daily run at a fixed hour: install, show or remove it.")


DailyOption = Annotated[
    str | None,
    typer.Option(
        "--daily", metavar="HH:MM", help='The hour of the daily run, in Indian time, or several: "18:00, 20:00".'
    ),
]
WeeklyOption = Annotated[
    str | None, typer.Option("--weekly", metavar="DAY HH:MM", help='Mail the review pack weekly: "monday 09:00".')
]
MonthlyOption = Annotated[
    str | None, typer.Option("--monthly", metavar="DAY HH:MM", help='Mail the review pack monthly: "1 09:00".')
]
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
    where: Where,
    daily: DailyOption = None,
    weekly: WeeklyOption = None,
    monthly: MonthlyOption = None,
    scheduler: WithOption = None,
    name: NameOption = "",
    only_if_new: OnlyIfNewOption = False,
    attach_csv: AttachOption = False,
    attach: PackPaperOption = None,
    when: WhenOption = None,
    print_: PrintOption = False,
) -> None:
    """Start `eshram run daily` every day at fixed hours of Indian time, or the review pack weekly or monthly.

    A missed run is done later, two runs never work at once, and nothing is printed unless something is wrong. With
    `--when complete` each run of the day ends unsent until all have reported; the last one sends what there is.
    """
    from eshram_cli.delivery.schedules import Scheduler
    from eshram_cli.jobs.sending import schedule

    given = {"--only-if-new": only_if_new, "--attach-csv": attach_csv}
    options = [option for option, wanted in given.items() if wanted]
    options += [word for one in attach or () for word in ("--attach", str(one))]
    options += ["--when", when] if when else []
    ledger = run.settings.ledger
    rhythm = {"daily": daily, "weekly": weekly, "monthly": monthly}
    with run.trying() as session:
        place = where.place(session)
        plan = schedule.plan_of(session, place, rhythm, ledger, options, name)
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
