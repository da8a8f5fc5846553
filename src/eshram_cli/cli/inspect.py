"""`eshram inspect`: what the tool understands of a file."""

from __future__ import annotations

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._options import BlockOption, DistrictOption, StateOption
from eshram_cli.cli._reading import (
    DateOption,
    HeaderRowOption,
    MapOption,
    PasswordFileOption,
    PathsArgument,
    SheetOption,
    TableOption,
)
from eshram_cli.cli._run import Run


@command(Panel.figures)
def inspect(
    run: Run,
    paths: PathsArgument,
    state: StateOption = None,
    district: DistrictOption = None,
    block: BlockOption = None,
    as_on: DateOption = None,
    map_: MapOption = None,
    sheet: SheetOption = "",
    header_row: HeaderRowOption = None,
    table: TableOption = None,
    password_file: PasswordFileOption = None,
) -> int:
    """Show what is understood of files, storing nothing.

    Each table with its heading, rows and totals; each column with its role and why; the date and the places, and where
    each was found. With --format json, several files give one object a line.
    """
    from eshram_cli.jobs.asking import Asked
    from eshram_cli.jobs.inspect import exit_code, inspect
    from eshram_cli.jobs.reading import read_password, reading_hints
    from eshram_cli.jobs.session import trying

    with trying(run.settings.ledger) as session:
        hints = reading_hints(
            session.gazetteer,
            Asked(state, district, block),
            as_on=as_on,
            mapping=map_ or (),
            sheet=sheet,
            header_row=header_row,
            table=table,
        )
        files = inspect(session, paths, hints, read_password(password_file))
    for one in files:
        run.show(one, compact=len(files) > 1)
        run.tell(one.all_problems)
    return exit_code(files)
