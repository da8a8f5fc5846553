"""`eshram target`: what there is to reach."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command, group
from eshram_cli.cli._options import (
    AsOnOption,
    BlockOption,
    DistrictOption,
    IndiaOption,
    LevelOption,
    PlaceArgument,
    StateOption,
    parse_date,
)
from eshram_cli.cli._run import Run
from eshram_cli.language.words import tr

TARGET = group("target", Panel.setup, "Targets: set, loaded from a sheet, shown.")

SetOnOption = Annotated[
    dt.date | None,
    typer.Option(
        "--as-on",
        "--as-of",
        parser=parse_date,
        metavar="DATE",
        help="The day from which the target holds. Default: a first target from the start, a later one from the latest "
        "date reported.",
    ),
]
BasisOption = Annotated[str, typer.Option("--basis", help='Where it comes from: "letter 512 of the state".')]
DeadlineOption = Annotated[
    dt.date | None, typer.Option("--deadline", parser=parse_date, metavar="DATE", help="The day to reach it by.")
]


@command(Panel.setup, "set", TARGET)
def set_(
    run: Run,
    place: PlaceArgument,
    number: Annotated[str, typer.Argument(help='Persons: 17,14,038 or "17.14 lakh".')],
    as_on: SetOnOption = None,
    basis: BasisOption = "",
    deadline: DeadlineOption = None,
    channel: Annotated[str, typer.Option("--channel", help="Only for this channel: csc, self, umang, ssk.")] = "",
    department: Annotated[str, typer.Option("--department", help="Only for this department.")] = "",
    level: LevelOption = None,
) -> None:
    """Set the target of one place. Earlier targets stay readable."""
    from eshram_cli.jobs.asking import find_place, level_of
    from eshram_cli.jobs.session import writing
    from eshram_cli.jobs.targets import cut_of, set_target

    with writing(run.settings.ledger) as session:
        at = find_place(session.gazetteer, place, level=level_of(level))
        cut = cut_of(channel=channel, department=department)
        result, receipt = set_target(session, at, number, cut=cut, as_on=as_on, basis=basis, deadline=deadline)
    run.show(result)
    run.say(tr("targets-stored", run.language, accepted=receipt.accepted, unchanged=receipt.unchanged))


@command(Panel.setup, "load", TARGET)
def load(
    run: Run,
    file: Annotated[Path, typer.Argument(help="A sheet with places and a target column.")],
    state: StateOption = None,
    district: DistrictOption = None,
    as_on: SetOnOption = None,
    basis: BasisOption = "",
    deadline: DeadlineOption = None,
) -> int:
    """Load the targets of many places from a sheet.

    Columns: state, district, block as far as needed, channel or department where the target is for one, target.
    """
    from eshram_cli.jobs.asking import Asked
    from eshram_cli.jobs.reading import reading_hints
    from eshram_cli.jobs.session import writing
    from eshram_cli.jobs.targets import load_targets

    with writing(run.settings.ledger) as session:
        hints = reading_hints(session.gazetteer, Asked(state, district))
        result = load_targets(session, file, hints, as_on=as_on, basis=basis, deadline=deadline)
    run.tell(result.problems)
    run.show(result)
    return result.exit_code


@command(Panel.setup, "show", TARGET)
def show(
    run: Run,
    place: Annotated[str | None, typer.Argument(help="A place, in any spelling.")] = None,
    state: StateOption = None,
    district: DistrictOption = None,
    block: BlockOption = None,
    india: IndiaOption = False,
    as_on: AsOnOption = None,
    history: Annotated[bool, typer.Option("--history", help="All versions, the oldest first.")] = False,
) -> None:
    """Show the targets of a place and of the places right below it."""
    from eshram_cli.jobs.asking import Asked, asked_place
    from eshram_cli.jobs.session import reading
    from eshram_cli.jobs.targets import show_targets

    with reading(run.settings.ledger) as session:
        asked = Asked(state, district, block, india)
        at = asked_place(session.gazetteer, asked, home=place or run.settings.place)
        run.show(show_targets(session, at, as_on=as_on, history=history))
