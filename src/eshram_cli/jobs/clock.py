"""Who acts, and when: the only clock of the tool. Nothing that is shown depends on it, only what is recorded."""

from __future__ import annotations

import datetime as dt
import getpass
from typing import TypedDict
from zoneinfo import ZoneInfo

from eshram_cli import __version__

INDIA_TIME = ZoneInfo("Asia/Kolkata")


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


class Acting(TypedDict):
    """What every act in the ledger says of itself."""

    who: str
    received_at: dt.datetime
    tool_version: str


def acting() -> Acting:
    """Who acts now, with which version of the tool: `ledger.undo(7, **acting())`."""
    return Acting(who=user(), received_at=now(), tool_version=__version__)
