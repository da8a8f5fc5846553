"""The ledger's own book: every act, and taking one back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from eshram_cli.answers.log import Act, Log
from eshram_cli.counted import counted
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import acting, now
from eshram_cli.jobs.session import Session, reading
from eshram_cli.language.words import tr
from eshram_cli.language.written import show_date
from eshram_cli.problems import Language


def log(session: Session) -> Log:
    """Every act, the first accepted first."""
    gazetteer = session.gazetteer
    origins = session.ledger.origins()
    subjects = {act: gazetteer.get(place) for act, place in session.ledger.subjects().items() if place in gazetteer}
    return Log(
        rows=tuple(
            Act(
                number=one.number,
                received_at=one.received_at,
                kind=one.kind,
                place=place.name if (place := subjects.get(one.number)) else None,
                file=one.file,
                sheet=one.sheet,
                as_on=one.as_on,
                accepted=one.accepted,
                rejected=one.rejected,
                who=one.who,
                source=one.source,
                undone=one.undone,
                ledger=origins[one.number][0] if one.number in origins else None,
                number_there=origins[one.number][1] if one.number in origins else None,
                place_hi=place.name_hi if place else None,
            )
            for one in session.ledger.log()
        )
    )


def act_told(session: Session, number: int, language: Language) -> str:
    """An act in a sentence: its kind, what it came from or is about, its date and how many rows it stored. Raises
    `no-such-submission`."""
    act = next((one for one in log(session).rows if one.number == number), None)
    if act is None:
        raise EshramError("no-such-submission", number=number)
    place = (act.place_hi or act.place) if language is Language.hi else act.place
    date = show_date(act.as_on, language) if act.as_on else ""
    parts = [tr(f"word-{act.kind}", language), act.file, act.sheet, place, date]
    what = ", ".join(filter(None, parts))
    return tr("undo-act", language, number=number, act=what, rows=counted(act.accepted))


def undo(session: Session, number: int) -> int:
    """Take the act of that number back; the number of the undo. Raises `no-such-submission`, `already-undone`."""
    return session.ledger.undo(number, **acting())


def stored_since(ledger: Path, moment: dt.datetime) -> range:
    """The numbers of the acts that the ledger accepted after a moment (with a time zone); none where there is no
    ledger."""
    if not ledger.exists():
        return range(0)
    with reading(ledger) as session:
        return range(session.ledger.known_number(moment) + 1, session.ledger.known_number(now()) + 1)
