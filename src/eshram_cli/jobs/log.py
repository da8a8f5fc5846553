"""The ledger's own book: every act, and taking one back."""

from __future__ import annotations

from eshram_cli import __version__
from eshram_cli.jobs.clock import now, user
from eshram_cli.jobs.session import Session
from eshram_cli.reports.document import Name
from eshram_cli.reports.layouts.log import Log


def log(session: Session) -> Log:
    """Every act, the first accepted first."""
    named = {}
    for number, place in session.ledger.subjects().items():
        if place in session.gazetteer:
            named[number] = Name(session.gazetteer.get(place).name, session.gazetteer.get(place).name_hi or None)
    return Log(tuple(session.ledger.log()), named)


def undo(session: Session, number: int) -> int:
    """Take the act of that number back; the number of the undo. Raises `no-such-submission`, `already-undone`."""
    return session.ledger.undo(number, who=user(), received_at=now(), tool_version=__version__)
