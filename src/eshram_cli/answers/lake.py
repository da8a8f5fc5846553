"""What an export wrote into a lake."""

from __future__ import annotations

from typing import Annotated, ClassVar

from eshram_cli.described import Answer, Kind, shown


class PushedLake(Answer):
    """One export: the ledger's acts that the lake did not hold yet, those that it held, and what came with the new.

    `push` names the export in the lake; null where nothing was new and nothing was written.
    """

    SCHEMA: ClassVar = "eshram.export-lake/1"
    VIEW: ClassVar = ("lake", "acts", "held", "undos", "figures", "targets", "files")

    lake: Annotated[str, shown()]
    push: Annotated[str | None, shown(priority=3)]
    acts: Annotated[int, shown(Kind.number)]
    held: Annotated[int, shown(Kind.number, 2, heading="column-acts-held")]
    undos: Annotated[int, shown(Kind.number, 3)]
    figures: Annotated[int, shown(Kind.number, heading="column-figures-stored")]
    targets: Annotated[int, shown(Kind.number, 2, heading="column-targets-stored")]
    files: Annotated[int, shown(Kind.number, 1)]
