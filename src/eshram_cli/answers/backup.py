"""Copies of the ledger, and a ledger that was put back or rebuilt."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from eshram_cli.described import Answer, Kind, Row, shown


class CopyLine(Row):
    """A copy: the day on which it was made, its acts, when the last of them was stored (UTC), its size in KiB; acts
    are null where it is damaged."""

    file: Annotated[str, shown()]
    day: Annotated[dt.date, shown(Kind.date, heading="column-date")]
    acts: Annotated[int | None, shown(Kind.number, heading="backup-copy-acts")]
    last: Annotated[dt.datetime | None, shown(Kind.moment, heading="backup-copy-last")]
    size: Annotated[int, shown(Kind.number, 2, heading="backup-copy-size")]


class CopyList(Answer):
    """The copies of the ledger in `folder`, the latest first; `made`: the file that was written now, blank for none."""

    SCHEMA: ClassVar = "eshram.backup/1"

    folder: str
    made: str
    rows: tuple[CopyLine, ...]


class LostAct(Row):
    """An act that the ledger no longer has. `kind` and the rest are null where the damage leaves nothing of them; act 0
    is the list of mails that were sent since the copy."""

    number: Annotated[int, shown(Kind.number, heading="column-act")]
    kind: Annotated[str | None, shown(Kind.word)]
    file: Annotated[str | None, shown()]
    sheet: Annotated[str | None, shown(priority=1)]
    as_on: Annotated[dt.date | None, shown(Kind.date)]
    who: Annotated[str | None, shown(priority=2)]


class Restored(Answer):
    """A ledger put back (`rebuilt` false) or rebuilt: the copy that it rests on, blank for none; how many acts it has;
    where the one before lies now, blank if there was none; the acts that were in the one before and are not in it."""

    SCHEMA: ClassVar = "eshram.restore/1"

    ledger: str
    source: str
    aside: str
    acts: int
    rebuilt: bool
    rows: tuple[LostAct, ...]

    @property
    def exit_code(self) -> int:
        """1 where a rebuilt ledger lacks acts; what a copy lacks was said before it was put back."""
        return 1 if self.rebuilt and self.rows else 0
