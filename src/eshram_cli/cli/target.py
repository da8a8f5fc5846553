"""`eshram target`: what there is to reach."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command, group
from eshram_cli.cli._options import (
    AsOnOption,
    DeadlineOption,
    DistrictOption,
    LevelOption,
    OfLevelOption,
    PlaceArgument,
    StateOption,
    as_on_option,
)
from eshram_cli.cli._run import Run
from eshram_cli.cli._talk import at_a_terminal
from eshram_cli.cli._where import Where
from eshram_cli.counted import counted
from eshram_cli.language.words import tr

TARGET = group("target", Panel.setup, "Targets: set them, load them from a sheet, split or show them.")

SetOnOption = Annotated[
    dt.date | None,
    as_on_option(
        "The day from which the target applies. Default: a first target from the start, a later one from the latest "
        "date reported."
    ),
]
BasisOption = Annotated[
    str, typer.Option("--basis", metavar="TEXT", help='The order or letter it comes from: "letter 512 of the state".')
]
AnywayOption = Annotated[bool, typer.Option("--anyway", help="Store a target even if it is above the population.")]


@command(Panel.setup, "set", TARGET)
def set_(
    run: Run,
    place: PlaceArgument,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help='Persons: 17,14,038 or "17.14 lakh".')],
    as_on: SetOnOption = None,
    basis: BasisOption = "",
    deadline: DeadlineOption = None,
    channel: Annotated[
        str, typer.Option("--channel", metavar="CHANNEL", help="Only for this channel: csc, self, umang, ssk.")
    ] = "",
    department: Annotated[str, typer.Option("--department", metavar="NAME", help="Only for this department.")] = "",
    cut: Annotated[
        str,
        typer.Option("--cut", metavar="CUT", help="The number expected of one part of the workers: category=asha."),
    ] = "",
    level: OfLevelOption = None,
    anyway: AnywayOption = False,
) -> None:
    """Set the target of one place. Earlier targets stay in the ledger."""
    from eshram_cli.jobs.place_options import find_place
    from eshram_cli.jobs.setup.targets import cut_of, set_target

    with run.writing() as session:
        at = find_place(session.gazetteer, place, level=level)
        of = cut_of(cut, channel=channel, department=department)
        result, receipt, problems = set_target(
            session, at, number, cut=of, as_on=as_on, basis=basis, deadline=deadline, anyway=anyway
        )
    run.tell(problems)
    run.show(result)
    run.say(tr("targets-stored", run.language, accepted=receipt.accepted, unchanged=receipt.unchanged))


@command(Panel.setup, "load", TARGET)
def load(
    run: Run,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A sheet with places and a target column.")],
    state: StateOption = None,
    district: DistrictOption = None,
    as_on: SetOnOption = None,
    basis: BasisOption = "",
    deadline: DeadlineOption = None,
    anyway: AnywayOption = False,
) -> int:
    """Load the targets of many places from a sheet.

    Columns: state, district or block as needed, and target; also channel, department, category or another part of the
    workers, if a number is expected of each.
    """
    from eshram_cli.jobs.intake.reading import reading_hints
    from eshram_cli.jobs.place_options import Asked
    from eshram_cli.jobs.setup.targets import load_targets

    with run.writing() as session:
        hints = reading_hints(session.gazetteer, Asked(state, district))
        result = load_targets(session, file, hints, as_on=as_on, basis=basis, deadline=deadline, anyway=anyway)
    return run.finish(result)


@command(Panel.setup, "split", TARGET)
def split(
    run: Run,
    where: Where,
    level: LevelOption = None,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="BASIS",
            help="population (2011), registered, equal, or a sheet with a number for each place.",
        ),
    ] = "population",
    column: Annotated[
        str,
        typer.Option(
            "--column", metavar="HEADING", help="The heading of the column with that number, if it is not clear."
        ),
    ] = "",
    keep_existing: Annotated[bool, typer.Option("--keep-existing", help="Places that have a target keep it.")] = False,
    minimum: Annotated[
        int, typer.Option("--minimum", metavar="NUMBER", min=0, help="The least that a place gets, in persons.")
    ] = 0,
    as_on: SetOnOption = None,
    deadline: DeadlineOption = None,
    anyway: AnywayOption = False,
    yes: Annotated[bool, typer.Option("--yes", help="Store it without asking.")] = False,
) -> None:
    """Split the target of a place among the places within it. The parts add up exactly.

    The parts are shown first and stored when you agree. In a script nothing is stored without --yes. If you split two
    levels down, each place in between splits its own target.
    """

    from eshram_cli.described import replace
    from eshram_cli.jobs.setup.split import SplitOptions, propose_split, store_split

    options = SplitOptions(by, column, keep_existing, minimum, as_on, deadline, anyway)
    with run.reading() as session:
        place = where.place(session)
        proposal = propose_split(session, place, level=level, options=options)
    run.tell(proposal.shown.problems)
    asks = not yes and at_a_terminal()
    if asks:
        run.show(proposal.shown)
        yes = typer.confirm(tr("split-ask", run.language, count=counted(len(proposal.shown.rows))), err=True)
    if not yes:
        if not asks:
            run.show(replace(proposal.shown, dry=True))
        return
    with run.writing() as session:
        stored = store_split(session, proposal)
    if asks:
        run.say(tr("split-stored" if stored.stored else "split-in-force", run.language, number=stored.stored))
    else:
        run.show(stored)


@command(Panel.setup, "show", TARGET)
def show(
    run: Run,
    where: Where,
    place: Annotated[str | None, typer.Argument(metavar="PLACE", help="A place, in any spelling.")] = None,
    as_on: AsOnOption = None,
    history: Annotated[bool, typer.Option("--history", help="Show all versions, the oldest first.")] = False,
) -> None:
    """Show the targets of a place and of the places directly below it."""
    from eshram_cli.jobs.setup.targets import show_targets

    with run.reading() as session:
        run.show(show_targets(session, where.place(session, place or ""), as_on=as_on, history=history))
