"""`eshram run`: the job that a schedule starts."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command, group
from eshram_cli.cli._mail import AttachOption, LastOption, OnlyIfNewOption, PackPaperOption, PaperOption, WhenOption
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import Where

RUN = group("run", Panel.sending, "The daily job that a schedule starts.")

NameOption = Annotated[
    str, typer.Option("--name", metavar="NAME", help="The name of the plan, if one ledger has several.")
]
IfMissedOption = Annotated[
    str | None,
    typer.Option("--if-missed", metavar="HH:MM", help="Run only if the run of that hour (Indian time) was missed."),
]


DueOption = Annotated[
    str | None,
    typer.Option("--if-missed", metavar="DAY HH:MM", help="Run only if the run of that day and hour was missed."),
]
MonthlyOption = Annotated[bool, typer.Option("--monthly", help="The last full month. Default: the last full week.")]


def _logging(run: Run, name: str) -> Callable[[str], None]:
    """What adds a line to the log beside the ledger, with the moment in India, and says it."""
    from eshram_cli.jobs.clock import INDIA_TIME
    from eshram_cli.jobs.sending.daily import log_file

    path = log_file(run.settings.ledger)
    path.parent.mkdir(parents=True, exist_ok=True)

    def log(line: str) -> None:
        """One line with its moment in India, in the file and on stderr."""
        moment = dt.datetime.now(INDIA_TIME).isoformat(timespec="seconds")
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"{moment} {name} {line}\n")
        run.say(line)

    return log


@command(Panel.sending, "daily", RUN)
def daily(
    run: Run,
    where: Where,
    name: NameOption = "daily",
    if_missed: IfMissedOption = None,
    only_if_new: OnlyIfNewOption = False,
    attach_csv: AttachOption = False,
    attach: PaperOption = None,
    when: WhenOption = None,
    last: LastOption = None,
) -> int:
    """Ingest the inbox folder, move the files that were read, check the figures, make the page and mail it.

    Each step writes one line on the screen and in the log beside the ledger; with `--quiet`, only what is wrong. The
    exit code is that of the worst step.
    """
    from eshram_cli.delivery.schedules import read_slot, read_time
    from eshram_cli.jobs.sending.daily import run_daily
    from eshram_cli.jobs.sending.mailing import Sending

    papers = (*map(str, attach or ()), *(["csv"] if attach_csv else []))
    sending = Sending(attach=papers, only_if_new=only_if_new, complete=when == "complete")
    due, end = read_slot(if_missed) if if_missed else None, read_time(last) if last else None
    done = run_daily(run.settings, where.asked(), sending, _logging(run, name), name=name, if_missed=due, last=end)
    run.tell(done.problems)
    sys.stderr.flush()
    return done.exit_code


@command(Panel.sending, "review", RUN)
def review(
    run: Run,
    where: Where,
    name: NameOption = "review",
    if_missed: DueOption = None,
    monthly: MonthlyOption = False,
    attach: PackPaperOption = None,
) -> int:
    """Mail the review pack of the last full week or month, once for each.

    Its line is on the screen and in the log beside the ledger; with `--quiet`, only what is wrong.
    """
    from eshram_cli.delivery.schedules import read_slot
    from eshram_cli.jobs.sending.mailing import Sending
    from eshram_cli.jobs.sending.reviews import run_review

    due = read_slot(if_missed) if if_missed else None
    sending, log = Sending(attach=tuple(map(str, attach or ()))), _logging(run, name)
    asked = where.asked()
    done = run_review(run.settings, asked, sending, "month" if monthly else "week", log, name=name, if_missed=due)
    run.tell(done.problems)
    sys.stderr.flush()
    return done.exit_code
