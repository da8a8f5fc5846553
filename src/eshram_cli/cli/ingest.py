"""`eshram ingest`: returns in."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

from eshram_cli.cli._anyway import AnywayOption, may_learn, sure
from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._options import panel_options
from eshram_cli.cli._reading import CountOnlyOption, PathsArgument, Reading, TakenAsOption
from eshram_cli.cli._run import Run
from eshram_cli.language.words import tr
from eshram_cli.reports.progress import progress, stages
from eshram_cli.sheets.names import shown_name

if TYPE_CHECKING:
    from eshram_cli.jobs.intake.opening import Read
    from eshram_cli.returns.model import Unknown

PASTED = "-"
_option = panel_options("What to store")

YesOption = Annotated[bool, _option("--yes", help="Add new places without asking.")]
StrictOption = Annotated[bool, _option("--strict", help="Store a file only if all its rows are good.")]
DryRunOption = Annotated[bool, _option("--dry-run", help="Only show what would be stored.")]
AgainOption = Annotated[bool, _option("--again", help="Store a sheet again whose figures were corrected later.")]
MarkOption = Annotated[
    bool, _option("--mark", help="Write NAME.to-mend.xlsx, with the bad cells red, for each file with problems.")
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

    # With --mark, an -o that is a folder or an .xlsx says where workbooks go; the receipt then goes to the screen.
    out = run.output
    mark_to = out if mark and out is not None and (out.is_dir() or out.suffix.lower() == ".xlsx") else None
    run = run if mark_to is None else replace(run, output=None)
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
        gazetteer = session.gazetteer

        def ask(unknown: Sequence[Unknown]) -> bool:
            """Whether the names are new places; where nobody says so, their rows wait as problems."""
            return may_learn(run, gazetteer, [(one.written, one.place) for one in unknown], yes)

        if paths == [PASTED]:
            result = ingest_text(session, sys.stdin.read(), options, ask=ask)
        else:
            names = ("reading", "storing")
            labels = {name: (tr(name, run.language), tr(f"{name}-rate", run.language)) for name in names}
            with stages(labels, sys.stderr.isatty() and not run.quiet) as told:
                options = replace(options, told=told)
                result = ingest(session, paths, options, ask=ask, progress=partial(_bar, run))
        corrections = [one.number for one in result.submissions if one.restated and one.number is not None]
        moved: Sequence[str] = ()
        if corrections:
            from eshram_cli.jobs.questions.moves import correction_moves, moves_told

            moved = moves_told(correction_moves(session, corrections), run.language)
        warnings = session.ledger.warnings
    if mark:
        from eshram_cli.jobs.sending.marking import with_marked

        result = with_marked(result, mark_to, options.password)
    run.tell([*result.problems, *result.odd, *warnings])
    for sentence in moved:
        run.say(sentence)
    if result.mended is not None:
        for one in result.mended.files:
            if one.output is not None:
                run.say(tr("mend-written", run.language, file=one.file, output=shown_name(str(one.output))))
        run.tell([*result.mended.notes, *result.mended.failures])
    run.show(result)
    return result.exit_code


def _bar(run: Run, items: Iterable[Read], total: int) -> Iterable[Read]:
    # One file has a bar of its own where it is long.
    show = total > 1 and sys.stderr.isatty() and not run.quiet
    return progress(items, total, tr("reading", run.language), show)
