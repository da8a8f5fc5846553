"""The ledger's own book: every act, and taking one back."""

from __future__ import annotations

from eshram_cli import __version__
from eshram_cli.answers.log import Act, Log
from eshram_cli.jobs.clock import now, user
from eshram_cli.jobs.session import Session
from eshram_cli.ledger.receipt import Submission
from eshram_cli.places.model import Place


def log(session: Session) -> Log:
    """Every act, the first accepted first."""
    gazetteer = session.gazetteer
    subjects = {
        number: gazetteer.get(place) for number, place in session.ledger.subjects().items() if place in gazetteer
    }
    return Log(rows=tuple(_act(one, subjects.get(one.number)) for one in session.ledger.log()))


def undo(session: Session, number: int) -> int:
    """Take the act of that number back; the number of the undo. Raises `no-such-submission`, `already-undone`."""
    return session.ledger.undo(number, who=user(), received_at=now(), tool_version=__version__)


def _act(one: Submission, place: Place | None) -> Act:
    return Act(
        number=one.number,
        received_at=one.received_at,
        kind=one.kind,
        place=place.name if place else None,
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
