"""`eshram export`: the ledger for other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from eshram_cli.cli._app import Panel, command, group
from eshram_cli.cli._run import Run

EXPORT = group("export", Panel.keeping, "The ledger for other programs: a Parquet lake.")

LakeArgument = Annotated[
    str,
    typer.Argument(
        metavar="DIR", help="The folder of the lake, or an address such as s3://bucket/lake; made where it is missing."
    ),
]


@command(Panel.keeping, "lake", EXPORT)
def lake(run: Run, folder: LakeArgument) -> None:
    """Write the ledger into a lake of Parquet files, which other ledgers may share.

    Only acts that the lake does not hold yet are written, with restatements and what was undone. Many offices may write
    to one lake at the same time. The ledger itself is only read. Questions are asked of it with --lake.
    """
    from eshram_cli.jobs.machine.lake import export_lake

    with run.reading() as session:
        run.show(export_lake(session, folder))
