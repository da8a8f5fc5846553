"""A figure that comes by telephone, checked and kept like any return."""

from __future__ import annotations

import datetime as dt

from eshram_cli import __version__
from eshram_cli.answers.enter import Entered
from eshram_cli.checks import run_checks
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import now, today, user
from eshram_cli.jobs.history import history_of
from eshram_cli.jobs.ingest import restated
from eshram_cli.jobs.session import Session
from eshram_cli.language.numerals import Count, read_count
from eshram_cli.places.model import Place
from eshram_cli.problems import NOWHERE
from eshram_cli.returns.bulk import validated
from eshram_cli.returns.masking import masked
from eshram_cli.returns.model import Quality, Record, Return, Table


def enter(
    session: Session,
    place: Place,
    registered: str,
    *,
    new: str | None = None,
    as_on: dt.date | None = None,
    source: str = "",
    checks: frozenset[str] | None = None,
) -> Entered:
    """Store the count of one place, as on today in India unless another day is given.

    `registered` and `new` are read as a return's cells are: "9,88,912", "9.88 lakh", "दो लाख सात हजार 528".
    `source` says from whom it came; a telephone number in it is not kept. `checks`: the names of the rules to run;
    None: those that run unasked.
    """
    day = as_on or today()
    (persons, quality), gain = _count(registered), None if new is None else _count(new)[0]
    ret = _as_return(place, day, persons)
    found = run_checks(ret, history_of(session.ledger, [place.id], day), checks)
    receipt = session.ledger.enter(
        place.id,
        persons,
        day,
        new=gain,
        quality=quality,
        source=str(masked(source, suspect=True)),
        who=user(),
        received_at=now(),
        tool_version=__version__,
    )
    changed = restated(ret, receipt.changes, session.gazetteer)
    problems = (*found, *receipt.problems, *changed)
    return Entered(
        place=place.name,
        place_hi=place.name_hi,
        code=place.code,
        as_on=day,
        registered=persons,
        new=gain,
        accepted=receipt.accepted,
        unchanged=receipt.unchanged,
        restated=receipt.restated,
        problems=problems,
    )


def _as_return(place: Place, day: dt.date, persons: int) -> Return:
    """The figure as the rules see it. Its date is the user's word."""
    records = validated([Record(place=place.id, as_on=day, value=persons, row=0, column=0, written=place.name)])
    table = Table("", (), None, 0, 0, (), as_on=day, as_on_from="option")
    return Return("", "", "", table, records, (), (), 0, place.id, day)


def _count(text: str) -> tuple[int, Quality]:
    read = read_count(text)
    if not isinstance(read, Count) or read.value is None:
        raise EshramError("count-unreadable", NOWHERE, (), text=text)
    return read.value, read.quality
