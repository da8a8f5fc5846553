"""What the ledger answers: receipts, restatements, submissions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Problem


@dataclass(frozen=True, slots=True)
class Restatement:
    """A figure that a later return changed: persons before and after, and the cell (from 1) of the new one."""

    place: PlaceId
    as_on: dt.date
    cut: str
    measure: str
    old: int
    new: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class StandingTarget:
    """The target in force of a place and cut, in persons; `order`: it was set, loaded or split, and no return changes
    it. `submission`: the act that brought it."""

    persons: int
    order: bool
    submission: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Receipt:
    """What became of a return, counted in its rows: rows = accepted + unchanged + rejected.

    Restated rows are among the accepted. `submission` is the acceptance number, None where nothing was stored (the same
    figures again, or a trial run).
    """

    submission: int | None
    accepted: int
    rejected: int
    unchanged: int
    restated: int
    changes: tuple[Restatement, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Submission:
    """One act in the ledger, by its acceptance number. `kind`: return, enter, target, place, alias, note, camp, undo.

    `undone` is the number of the undo that took it back, None while it stands.
    """

    number: int
    uid: str
    kind: str
    file: str
    sheet: str
    received_at: dt.datetime
    as_on: dt.date | None
    who: str
    source: str
    tool_version: str
    accepted: int
    rejected: int
    undone: int | None = None
