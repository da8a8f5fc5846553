"""`eshram ingest`: returns in."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from eshram_cli.cli._anyway import AnywayOption, sure
from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._marking import divided, say_marked
from eshram_cli.cli._reading import CountOnlyOption, PathsArgument, Reading, TakenAsOption
from eshram_cli.cli._run import Run
from eshram_cli.counted import counted
from eshram_cli.language.words import tr
from eshram_cli.reports.progress import progress

if TYPE_CHECKING:
    from eshram_cli.jobs.intake.opening import Read
    from eshram_cli.places.gazetteer import Gazetteer
    from eshram_cli.returns.model import Unknown

PASTED = "-"
STORING = "What to store"

YesOption = Annotated[bool, typer.Option("--yes", help="Add new places without asking.", rich_help_panel=STORING)]
StrictOption = Annotated[
    bool, typer.Option("--strict", help="Store a file only if all its rows are good.", rich_help_panel=STORING)
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Only show what would be stored.", rich_help_panel=STORING)
]
AgainOption = Annotated[
    bool,
    typer.Option("--again", help="Store a sheet again whose figures were corrected later.", rich_help_panel=STORING),
]
MarkOption = Annotated[
    bool,
    typer.Option(
        "--mark",
        help="Write NAME.to-mend.xlsx, with the bad cells red, for each file with problems.",
        rich_help_panel=STORING,
    ),
]


@command(Panel.figures)
def ingest(
    run: Run,
    paths: PathsArgument,
    how: Reading,
    count_only: CountOnlyOption = False,
    taken_as: TakenAsOption = None,
    yes: YesOption = False,
    strict: StrictOption = False,
    dry_run: DryRunOption = False,
    again: AgainOption = False,
    anyway: AnywayOption = False,
    mark: MarkOption = False,
) -> int:
    """Read returns, check them and store every good row.

    Reads Excel (old and new), OpenDocument and CSV, in Hindi or English. Each problem is shown with its cell. The same
    sheet twice changes nothing. A corrected sheet replaces the figures, and the old ones stay in the ledger.
    Options given once for a form are remembered for the next file; see `eshram layouts`.
    With `--mark`, each file with problems gets a copy beside it, NAME.to-mend.xlsx, with its bad cells red.
    """
    from eshram_cli.checks import chosen
    from eshram_cli.jobs.intake.ingest import IngestOptions, ingest, ingest_text

    run, mark_to = divided(run, mark)
    rules = chosen(run.settings.checks.on, run.settings.checks.off)
    with run.trying() if dry_run else run.writing() as session:
        options = IngestOptions(
            how.hints(session),
            strict=strict,
            dry_run=dry_run,
            again=again,
            anyway=anyway,
            sure=partial(sure, run) if paths == [PASTED] else None,
            mark=mark,
            count_only=count_only,
            taken_as=taken_as.value if taken_as else None,
            password=how.password(),
            checks=rules,
            processes=None,
        )
        ask = _yes if yes else partial(_ask, run, session.gazetteer)
        if paths == [PASTED]:
            result = ingest_text(session, sys.stdin.read(), options, ask=ask)
        else:
            result = ingest(session, paths, options, ask=ask, progress=partial(_bar, run))
        warnings = session.ledger.warnings
    if mark:
        from eshram_cli.jobs.sending.marking import with_marked

        result = with_marked(result, mark_to, options.password)
    run.tell([*result.problems, *result.odd, *warnings])
    if result.mended is not None:
        say_marked(run, result.mended)
    run.show(result)
    return result.exit_code


def _bar(run: Run, items: Iterable[Read], total: int) -> Iterable[Read]:
    return progress(items, total, tr("reading", run.language), sys.stderr.isatty() and not run.quiet)


def _yes(_: Sequence[Unknown]) -> bool:
    return True


def _ask(run: Run, gazetteer: Gazetteer, unknown: Sequence[Unknown]) -> bool:
    """Ask at a terminal whether the names are new places. Without one (cron, a pipe) the rows wait as problems."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    for one in unknown:
        parent = one.place.parent
        within = gazetteer.get(parent).name if parent is not None and parent in gazetteer else ""
        run.say(tr("unknown-place", run.language, written=one.written, within=within))
    return typer.confirm(tr("learn-places", run.language, count=counted(len(unknown))), err=True)
