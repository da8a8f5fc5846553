"""`eshram summary`: the daily page, on the screen or by mail."""

from __future__ import annotations

from pathlib import Path

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._mail import (
    AllowExternalOption,
    AttachOption,
    DryRunOption,
    FolderOption,
    LastOption,
    OnlyIfNewOption,
    PaperOption,
    ResendOption,
    SendOption,
    ToOption,
    WhenOption,
)
from eshram_cli.cli._options import AsOnOption, KnownOnOption, MeasureOption
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import InDrive
from eshram_cli.errors import EshramError


@command(Panel.questions)
def summary(
    run: Run,
    where: InDrive,
    by: MeasureOption = None,
    as_on: AsOnOption = None,
    known_on: KnownOnOption = None,
    send: SendOption = False,
    to: ToOption = None,
    attach_csv: AttachOption = False,
    attach: PaperOption = None,
    when: WhenOption = None,
    last: LastOption = None,
    only_if_new: OnlyIfNewOption = False,
    allow_external: AllowExternalOption = False,
    resend: ResendOption = False,
    dry_run: DryRunOption = False,
    folder: FolderOption = Path("eshram-mail"),
) -> int:
    """Show the daily page of a place: the places in it, the best and the worst, and who did not report.

    With `--send` the page is mailed: the addresses of a district get its page, those of the state the page of the
    state. Nobody gets the same figures twice on a day. Exit code 5 if a mail was not delivered; the next run tries
    again.
    """
    from eshram_cli.answers.measure import Measure

    measure = Measure(by) if by else None
    if not send:
        mailing = {
            "--to": to,
            "--attach-csv": attach_csv,
            "--attach": attach,
            "--when": when,
            "--only-if-new": only_if_new,
            "--resend": resend,
            "--dry-run": dry_run,
        }
        if given := [name for name, value in mailing.items() if value]:
            raise EshramError("only-with-send", options=", ".join(given))
        from eshram_cli.jobs.questions.summary import summary

        with where.reading() as session:
            run.show(summary(session, where.place(session), by=measure, as_on=as_on, known_on=known_on))
        return 0
    from eshram_cli.jobs.sending.mailing import Sending, is_over, send_summary

    sending = Sending(
        tuple(to or ()),
        (*map(str, attach or ()), *(["csv"] if attach_csv else [])),
        only_if_new,
        allow_external,
        resend,
        folder if dry_run else None,
        complete=when == "complete",
        last=last is not None and is_over(last),
    )
    # A page of figures that nobody has taken in yet does not make a ledger.
    with run.reading() as session:
        place = where.place(session)
    with run.reading() if dry_run else run.writing() as session:
        asked = session.in_drive(where.drive)
        result = send_summary(asked, place, run.settings, sending, by=measure, as_on=as_on, known_on=known_on)
    return run.finish(result)
