"""`eshram report`: the review pack, on paper, in a workbook, in a browser."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._mail import (
    AllowExternalOption,
    DryRunOption,
    FolderOption,
    PackPaperOption,
    ResendOption,
    SendOption,
    ToOption,
)
from eshram_cli.cli._options import AsOnOption, KnownOnOption, LevelOption, date_option, out_option
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import InDrive
from eshram_cli.errors import EshramError
from eshram_cli.language.words import tr
from eshram_cli.problems import Language

WeeklyOption = Annotated[
    bool,
    typer.Option("--weekly", help="The last full week, Monday to Sunday; this is the default."),
]
MonthlyOption = Annotated[bool, typer.Option("--monthly", help="The last full month.")]
SinceOption = Annotated[
    dt.date | None,
    date_option("--since", help="The days from the last review, on this day, to --as-on, instead of a week or month."),
]
BestFirstOption = Annotated[
    bool, typer.Option("--best-first", help="Show the first place at the top, as for the press, not the last.")
]
FilesOption = Annotated[
    list[Path] | None,
    out_option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write to this file: .pdf, .xlsx or .html, or a format of other answers; may be repeated.",
    ),
]
LanguagesOption = Annotated[
    Literal["en", "hi", "both"] | None, out_option("--lang", help="English, Hindi or both.", show_default=False)
]


@command(Panel.questions)
def report(
    run: Run,
    where: InDrive,
    weekly: WeeklyOption = False,
    monthly: MonthlyOption = False,
    since: SinceOption = None,
    level: LevelOption = None,
    as_on: AsOnOption = None,
    known_on: KnownOnOption = None,
    best_first: BestFirstOption = False,
    output: FilesOption = None,
    lang: LanguagesOption = None,
    send: SendOption = False,
    to: ToOption = None,
    attach: PackPaperOption = None,
    allow_external: AllowExternalOption = False,
    resend: ResendOption = False,
    dry_run: DryRunOption = False,
    folder: FolderOption = Path("eshram-mail"),
) -> int:
    """Make the review pack of a place: findings, standings, who moved and why, who is silent, forecasts, the plan.

    What the ledger knows nothing of is left out. Each table names the command that gives the same figures. With
    `--send` its findings and standings are mailed, once for each week or month, the pack itself where --attach names
    its forms.
    """
    from eshram_cli.jobs.questions.review import review
    from eshram_cli.reports.pack import looks_of, write_pack

    if monthly and weekly:
        raise EshramError("usage-either", one="--weekly", other="--monthly")
    if since and (monthly or weekly):
        raise EshramError("usage-either", one="--since", other="--monthly" if monthly else "--weekly")
    span: Literal["week", "month"] = "month" if monthly else "week"
    pack_of = partial(
        review,
        settings=run.settings,
        span=span,
        since=since,
        as_on=as_on,
        known_on=known_on,
        level=level,
        best_first=best_first,
    )
    mailing = {"--to": to, "--attach": attach, "--resend": resend, "--dry-run": dry_run}
    if not send and (given := [name for name, value in mailing.items() if value]):
        raise EshramError("only-with-send", options=", ".join(given))
    if send:
        from eshram_cli.jobs.sending.mailing import Sending
        from eshram_cli.jobs.sending.reviews import send_report

        if output:
            raise EshramError("usage-either", one="--send", other="-o")
        sending = Sending(
            to=tuple(to or ()),
            attach=tuple(map(str, attach or ())),
            allow_external=allow_external,
            resend=resend,
            folder=folder if dry_run else None,
        )
        # A pack of figures that nobody has taken in yet does not make a ledger.
        with run.reading() as session:
            place = where.place(session)
        with run.reading() if dry_run else run.writing() as session:
            result = send_report(
                session.in_drive(where.drive), place, run.settings, sending, pack_of, span="days" if since else span
            )
        return run.finish(result)
    languages = [Language.hi, Language.en] if lang == "both" else [run.language]
    looks = looks_of(run.look, languages)
    with where.reading() as session:
        pack = pack_of(session, where.place(session))
    for file in (*output,) if output else (None,):
        written, problems = write_pack(pack, run.format, file, looks, run.settings.letterhead)
        run.tell(problems)
        if written is not None:
            run.say(tr("output-written", run.language, file=written))
    return 0
