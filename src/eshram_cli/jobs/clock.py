"""Who acts, and when: the only clock of the tool. Nothing that is shown depends on it, only what is recorded."""

from __future__ import annotations

import datetime as dt
import getpass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from eshram_cli import __version__
from eshram_cli.drive import DRIVE_START
from eshram_cli.errors import EshramError
from eshram_cli.language.written import INDIA, show_date
from eshram_cli.problems import NOWHERE, Problem

if TYPE_CHECKING:
    from eshram_cli.ledger.accepting import Acting
    from eshram_cli.ledger.ledger import Ledger

INDIA_TIME = ZoneInfo(INDIA)


def now() -> dt.datetime:
    """The moment, in UTC."""
    return dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """The day in India, whatever the PC's own time zone."""
    return dt.datetime.now(INDIA_TIME).date()


def user() -> str:
    """The name of the account; blank where it has none, as a service's may."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


BACK, AHEAD = dt.timedelta(days=1), dt.timedelta(days=400)
"""How far the clock may stand before the ledger's last act, as another office's clock may differ, and behind it."""


def clock_problem(ledger: Ledger) -> Problem | None:
    """What is doubtful about the PC's clock, held against the ledger's last act; None where it may be right. Raises
    `clock-early` (exit 4) where it stands before the drive: every date would be in the future."""
    last, moment = ledger.last_moment(), now()
    if moment.astimezone(INDIA_TIME).date() < DRIVE_START:
        raise EshramError("clock-early", day=show_date(moment.astimezone(INDIA_TIME).date()))
    if last is None or last - BACK <= moment <= last + AHEAD:
        return None
    code = "clock-back" if moment < last else "clock-ahead"
    words = {
        "day": show_date(moment.astimezone(INDIA_TIME).date()),
        "last": show_date(last.astimezone(INDIA_TIME).date()),
    }
    return Problem(code, NOWHERE, words)


def acting() -> Acting:
    """Who acts now, with which version of the tool: `ledger.undo(7, **acting())`."""
    return {"who": user(), "received_at": now(), "tool_version": __version__}
