"""A figure that comes by telephone, checked and kept like any return."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from eshram_cli import __version__
from eshram_cli.checks import asking, run_checks, taken_anyway
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import now, today, user
from eshram_cli.jobs.history import history_of, populations_of
from eshram_cli.jobs.ingest import Sure, restated
from eshram_cli.jobs.session import Session
from eshram_cli.language.numerals import Count, group, read_count
from eshram_cli.language.unread import shown
from eshram_cli.ledger.receipt import Receipt
from eshram_cli.places.model import Place
from eshram_cli.privacy.masking import masked
from eshram_cli.problems import NOWHERE, Problem
from eshram_cli.reports.document import Column, Document, Fact, Kind, Name, Phrase
from eshram_cli.reports.document import Table as Lines
from eshram_cli.reports.layouts.problems import problems_fields
from eshram_cli.reports.registry import Fields, layout
from eshram_cli.returns.model import CellCount, Quality, Record, Return, Table


@dataclass(frozen=True)
class Entered:
    """A figure entered: persons registered so far, new in the day (None where not given), and what became of it."""

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
    (persons, quality), gain = _count(registered), None if new is None else _count(new)[0]
    if gain is not None and gain > persons:
        raise EshramError("new-above-registered", new=group(gain), registered=group(persons))
    ret = _as_return(place, day, persons, gain)
    people = populations_of(session.gazetteer, [place.id])
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
    return Entered(place, day, persons, gain, receipt, problems)


def _as_return(place: Place, day: dt.date, persons: int, gain: int | None) -> Return:
    """The figures as the rules see them. Their date is the user's word."""
    counts = [CellCount(value=persons)]
    if gain is not None:
        counts.append(CellCount(value=gain, measure="new"))
    record = Record(place=place.id, as_on=day, written=place.name, counts=tuple(counts))
    table = Table("", (), None, 0, 0, (), as_on=day, as_on_from="option")
    return Return("", "", "", table, (record,), within=place.id, as_on=day)


def _count(text: str) -> tuple[int, Quality]:
    read = read_count(text)
    if not isinstance(read, Count) or read.value is None:
        raise EshramError("count-unreadable", NOWHERE, (), text=shown(text))
    return read.value, read.quality


def _fields(entered: Entered) -> Fields:
    return {
        "place": entered.place.name,
        "place_hi": entered.place.name_hi or None,
        "code": entered.place.code,
        "as_on": entered.as_on,
        "registered": entered.registered,
        "new": entered.new,
        "accepted": entered.receipt.accepted,
        "unchanged": entered.receipt.unchanged,
        "restated": entered.receipt.restated,
        "problems": problems_fields(entered.problems),
    }


@layout(Entered, "eshram.enter/1", _fields)
def _document(entered: Entered) -> Document:
    known = Phrase("enter-known" if entered.receipt.unchanged else "enter-stored")
    facts = (
        Fact("place", Phrase("name", {"name": Name(entered.place.name, entered.place.name_hi or None)})),
        Fact("as_on", entered.as_on, Kind.date),
        Fact("registered", entered.registered, Kind.count),
        Fact("new", entered.new, Kind.gain),
    )
    row = [entered.place.name, entered.place.name_hi or None, entered.as_on, entered.registered, entered.new]
    data = Lines([Column(key) for key in ("place", "place_hi", "as_on", "registered", "new")], [row])
    return Document(known, facts=[fact for fact in facts if fact.value is not None], data=data)
