"""A figure that comes by telephone, checked and kept like any return."""

from __future__ import annotations

import datetime as dt

from eshram_cli import __version__
from eshram_cli.answers.enter import Entered
from eshram_cli.checks import asking, run_checks, taken_anyway
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import now, today, user
from eshram_cli.jobs.intake.history import history_of
from eshram_cli.jobs.intake.ingest import Sure, restated
from eshram_cli.jobs.session import Session
from eshram_cli.jobs.typed import typed_count
from eshram_cli.language.written import group
from eshram_cli.places.model import Place
from eshram_cli.privacy.masking import masked
from eshram_cli.problems import NOWHERE
from eshram_cli.returns.model import CellCount, Record, Return, Table


def enter(
    session: Session,
    place: Place,
    registered: str,
    *,
    new: str | None = None,
    as_on: dt.date | None = None,
    source: str = "",
    checks: frozenset[str] | None = None,
    anyway: bool = False,
    sure: Sure | None = None,
) -> Entered:
    """Store the count of one place, as on today in India unless another day is given.

    `registered` and `new` are read as a return's cells are: "9,88,912", "9.88 lakh", "दो लाख सात हजार 528".
    `source` says from whom it came; a telephone number in it is not kept. `checks`: the names of the rules to run;
    None: those that run unasked.

    A figure above the place's population raises `count-above-population`, and nothing is stored, unless `anyway` or,
    asked, `sure` says that it is right; a day's figure above the cumulative one raises `new-above-registered`.
    """
    day = as_on or today()
    (persons, quality), gain = typed_count(registered), None if new is None else typed_count(new)[0]
    if gain is not None and gain > persons:
        raise EshramError("new-above-registered", new=group(gain), registered=group(persons))
    # The figures as the rules see them. Their date is the user's word.
    counts = [CellCount(value=persons), *([] if gain is None else [CellCount(value=gain, measure="new")])]
    record = Record(place=place.id, as_on=day, written=place.name, counts=tuple(counts))
    table = Table("", (), None, 0, 0, (), as_on=day, as_on_from="option")
    ret = Return("", "", "", table, (record,), within=place.id, as_on=day)
    people = session.gazetteer.populations([place.id])
    found = run_checks(ret, history_of(session.ledger, [place.id], day, None, people), checks)
    if doubted := asking(found):
        if not (anyway or (sure is not None and sure(doubted))):
            raise EshramError(doubted[0].code, NOWHERE, (), **doubted[0].words)
        found = tuple(taken_anyway(found))
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
