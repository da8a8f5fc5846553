"""A figure that comes by telephone, checked and kept like any return."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from eshram_cli import __version__
from eshram_cli.checks import run_checks
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import now, today, user
from eshram_cli.jobs.ingest import history_of
from eshram_cli.jobs.session import Session
from eshram_cli.ledger.receipt import Receipt
from eshram_cli.language.numerals import Count, read_count
from eshram_cli.places.model import Place
from eshram_cli.problems import NOWHERE, Problem
from eshram_cli.returns.model import Record, Return, Table


@dataclass(frozen=True)
class Entered:
    """One figure entered: persons registered so far and new in the day (None where not given), and what became of it."""

    place: Place
    as_on: dt.date
    registered: int | None
    new: int | None
    receipt: Receipt
    problems: tuple[Problem, ...]


def enter(
    session: Session,
    place: Place,
    registered: str,
    *,
    new: str | None = None,
    as_on: dt.date | None = None,
    source: str = "",
) -> Entered:
    """Store the count of one place, as on today in India unless another day is given.

    `registered` and `new` are read as a return's cells are: "9,88,912", "9.88 lakh", "दो लाख सात हजार 528".
    """
    day = as_on or today()
    count, gain = _count(registered), None if new is None else _count(new)
    found = run_checks(_as_return(place, day, count), history_of(session.ledger, [place.id], day))
    receipt = session.ledger.enter(
        place.id,
        count.value,
        day,
        new=gain.value if gain else None,
        quality=count.quality,
        source=source,
        who=user(),
        received_at=now(),
        tool_version=__version__,
    )
    return Entered(place, day, count.value, gain.value if gain else None, receipt, (*found, *receipt.problems))


def _as_return(place: Place, day: dt.date, count: Count) -> Return:
    """The figure as the rules see it. Its date is the user's word."""
    record = Record.model_validate(
        {"place": place.id, "as_on": day, "value": count.value, "row": 0, "column": 0, "written": place.name}
    )
    table = Table("", (), None, 0, 0, (), as_on=day, as_on_from="option")
    return Return("", "", "", table, (record,), (), (), 0, place.id, day)


def _count(text: str) -> Count:
    read = read_count(text)
    if not isinstance(read, Count) or read.value is None:
        raise EshramError("count-unreadable", NOWHERE, (), text=text)
    return read
