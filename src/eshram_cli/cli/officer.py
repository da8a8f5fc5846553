"""`eshram officer`: who looks after which place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command, group
from eshram_cli.cli._options import BlockOption, DistrictOption, StateOption, parse_date
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import Where
from eshram_cli.language.words import tr

OFFICER = group("officer", Panel.setup, "Officers: which places they look after, with the dates of transfer.")

FromOption = Annotated[
    dt.date, typer.Option("--from", parser=parse_date, metavar="DATE", help="The first day in the place.")
]
UntilOption = Annotated[
    dt.date | None,
    typer.Option("--until", parser=parse_date, metavar="DATE", help="The last day. Default: until another comes."),
]
InOfficeOption = Annotated[
    dt.date | None,
    typer.Option(
        "--as-on", "--as-of", parser=parse_date, metavar="DATE", help="Those in office on this day. Default: all terms."
    ),
]


@command(Panel.setup, "assign", OFFICER)
def assign(
    run: Run,
    name: Annotated[str, typer.Argument(help="The officer's name, without a telephone number.")],
    since: FromOption,
    state: StateOption = None,
    district: DistrictOption = None,
    block: BlockOption = None,
    until: UntilOption = None,
) -> None:
    """Say which officer has a place from a day on. Whoever had it before is relieved the day before."""
    from eshram_cli.jobs.asking import Asked, asked_place
    from eshram_cli.jobs.officers import assign
    from eshram_cli.jobs.session import writing

    with writing(run.settings.ledger) as session:
        place = asked_place(session.gazetteer, Asked(state, district, block))
        result, receipt = assign(session, name, place, since, until)
    run.show(result)
    run.say(tr("officers-stored", run.language, accepted=receipt.accepted, unchanged=receipt.unchanged))


@command(Panel.setup, "load", OFFICER)
def load(
    run: Run,
    file: Annotated[Path, typer.Argument(help="A sheet with the columns officer, block (or district), from, until.")],
    state: StateOption = None,
    district: DistrictOption = None,
) -> int:
    """Load officers and their places from a sheet. Telephone numbers are not stored."""
    from eshram_cli.jobs.asking import Asked, optional_place
    from eshram_cli.jobs.officers import load
    from eshram_cli.jobs.session import writing

    with writing(run.settings.ledger) as session:
        result = load(session, file, optional_place(session.gazetteer, Asked(state, district)))
    run.tell(result.problems)
    run.show(result)
    return result.exit_code


@command(Panel.setup, "list", OFFICER)
def list_(
    run: Run,
    where: Where,
    as_on: InOfficeOption = None,
) -> None:
    """List officers, their places and their terms; with --as-on those in office on that day."""
    from eshram_cli.jobs.asking import optional_place
    from eshram_cli.jobs.officers import list_officers
    from eshram_cli.jobs.session import reading

    with reading(run.settings.ledger) as session:
        place = optional_place(session.gazetteer, where.asked())
        run.show(list_officers(session, place, as_on=as_on))
