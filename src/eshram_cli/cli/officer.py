"""`eshram officer`: who looks after which place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command, group
from eshram_cli.cli._options import BlockOption, DistrictOption, StateOption, as_on_option, date_option
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import Where
from eshram_cli.language.words import tr

OFFICER = group("officer", Panel.setup, "Officers: their places, and from when until when.")

FromOption = Annotated[dt.date, date_option("--from", help="The officer's first day in the place.")]
UntilOption = Annotated[
    dt.date | None, date_option("--until", help="The last day. Default: until another officer comes.")
]
InOfficeOption = Annotated[dt.date | None, as_on_option("Those in office on this day. Default: all terms.")]


@command(Panel.setup, "assign", OFFICER)
def assign(
    run: Run,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The officer's name, without a telephone number.")],
    since: FromOption,
    state: StateOption = None,
    district: DistrictOption = None,
    block: BlockOption = None,
    until: UntilOption = None,
) -> None:
    """Assign an officer to a place from a day on. The term of the officer before ends on the day before."""
    from eshram_cli.jobs.place_options import Asked, asked_place
    from eshram_cli.jobs.setup.officers import assign

    with run.writing() as session:
        place = asked_place(session.gazetteer, Asked(state, district, block))
        result, receipt = assign(session, name, place, since, until)
    run.show(result)
    run.say(tr("officers-stored", run.language, accepted=receipt.accepted, unchanged=receipt.unchanged))


@command(Panel.setup, "load", OFFICER)
def load(
    run: Run,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A sheet with the columns officer, block (or district), from, until.")
    ],
    state: StateOption = None,
    district: DistrictOption = None,
) -> int:
    """Load officers and their places from a sheet. Telephone numbers are not stored."""
    from eshram_cli.jobs.place_options import Asked, optional_place
    from eshram_cli.jobs.setup.officers import load

    with run.writing() as session:
        result = load(session, file, optional_place(session.gazetteer, Asked(state, district)))
    return run.finish(result)


@command(Panel.setup, "list", OFFICER)
def list_(
    run: Run,
    where: Where,
    as_on: InOfficeOption = None,
) -> None:
    """List officers, their places and their terms. With --as-on, only those in office on that day."""
    from eshram_cli.jobs.setup.officers import list_officers

    with run.reading() as session:
        run.show(list_officers(session, where.named(session), as_on=as_on))
