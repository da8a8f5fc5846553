"""What came in from the ledgers of other offices, and which figures they tell otherwise."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from pydantic import InstanceOf

from eshram_cli.described import INSIDE, LATIN, Answer, Kind, Row, hindi, shown
from eshram_cli.problems import Problem


class MergedLedger(Row):
    """One ledger that was taken in: how many of its acts are new here, of them undos; their figures; places that this
    ledger learned from it; figures and targets of which another number was held here. `number`: the act of the merge,
    null where nothing was new."""

    file: Annotated[str, shown()]
    acts: Annotated[int, shown(Kind.number)]
    undos: Annotated[int, shown(Kind.number, 3)]
    figures: Annotated[int, shown(Kind.number, heading="column-figures-stored")]
    places: Annotated[int, shown(Kind.number, 2, heading="column-places-new")]
    restated: Annotated[int, shown(Kind.number)]
    number: Annotated[int | None, shown(Kind.number, 1, heading="column-act")]


class Restated(Row):
    """A figure, or a target (`measure` target), that two ledgers tell otherwise: as it stood here, as the other ledger
    tells it (null where it took the figure back), and which of them stands now, in persons. The acts are numbers of
    this ledger."""

    ledger: Annotated[str, shown(priority=3)]
    place: Annotated[str, LATIN]
    as_on: Annotated[dt.date | None, shown(Kind.date)]
    measure: Annotated[str, shown(Kind.word, 1)]
    cut: Annotated[str, shown(Kind.cut, 2, heading="column-member")]
    here: Annotated[int, shown(Kind.count)]
    there: Annotated[int | None, shown(Kind.count)]
    stands: Annotated[int | None, shown(Kind.count)]
    here_from: Annotated[str, shown(priority=3)]
    there_from: Annotated[str, shown(priority=2)]
    here_act: Annotated[int, shown(Kind.number, 5)]
    there_act: Annotated[int | None, shown(Kind.number, 5)]
    id: Annotated[str, INSIDE]
    place_hi: Annotated[str | None, hindi(9)]


class Merged(Answer):
    """All that was done: the figures told otherwise, which are its lines; what came from each ledger, and why ledgers
    were refused."""

    SCHEMA: ClassVar = "eshram.merge/1"

    dry_run: bool
    changes: tuple[Restated, ...]
    ledgers: tuple[MergedLedger, ...]
    refused: tuple[InstanceOf[Problem], ...]
    before: Annotated[int, INSIDE]

    @property
    def exit_code(self) -> int:
        """1 where one of several ledgers was refused."""
        return 1 if self.refused else 0
