"""The ledger's own book: every act, and taking one back."""

from __future__ import annotations

from eshram_cli.answers.log import Act, Log
from eshram_cli.jobs.clock import acting
from eshram_cli.jobs.session import Session


def log(session: Session) -> Log:
    """Every act, the first accepted first."""
    gazetteer = session.gazetteer
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
                place_hi=place.name_hi if place else None,
            )
            for one in session.ledger.log()
        )
    )


def undo(session: Session, number: int) -> int:
    """Take the act of that number back; the number of the undo. Raises `no-such-submission`, `already-undone`."""
    return session.ledger.undo(number, **acting())
