"""Copies of a ledger, beside it in a folder of their own: one a day, kept for seven days, and one a week for four weeks
more. They are counted and not dated: a clock that was wrong for a day throws none away.

A copy is made under a name that nobody can guess and then renamed, so that a copy with a name is whole. It is its
maker's alone, as a new ledger is.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from eshram_cli.ledger.seal import seal, seal_of

DAYS, WEEKS = 7, 4


class Copy(NamedTuple):
    """A copy, and the day in India on which it was made."""

    path: Path
    day: dt.date


def folder_of(ledger: Path, folder: Path | None) -> Path:
    """Where the copies of a ledger lie, unless its settings name a folder."""
    return folder or ledger.with_name(f"{ledger.stem}-copies")


def copy_of(ledger: Path, folder: Path, day: dt.date) -> Path:
    """The file of a day's copy."""
    return folder / f"{ledger.stem}-{day.isoformat()}{ledger.suffix}"


def copies(ledger: Path, folder: Path) -> list[Copy]:
    """The copies of a ledger, the latest last."""
    found = []
    for path in folder.glob(f"*{ledger.suffix}") if folder.is_dir() else ():
        with suppress(ValueError):
            day = dt.date.fromisoformat(path.stem[-10:])
            if path == copy_of(ledger, folder, day):
                found.append(Copy(path, day))
    return sorted(found, key=lambda copy: copy.day)


def copy_to(db: sqlite3.Connection, target: Path) -> None:
    """Copies the ledger that is open, as of one moment, outside of a transaction. Raises sqlite3.Error and OSError."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = target.with_name(f".{os.urandom(8).hex()}.part")
    half.touch(0o600, exist_ok=False)
    try:
        db.execute("VACUUM INTO ?", (str(half),))
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    seal(target)


def thin_out(ledger: Path, folder: Path) -> None:
    """Removes the copies that are neither of the last seven days of work nor the last of one of four weeks before."""
    found = copies(ledger, folder)
    weeks = {copy.day.isocalendar()[:2]: copy for copy in found[:-DAYS]}
    kept = {*found[-DAYS:], *list(weeks.values())[-WEEKS:]}
    for copy in found:
        if copy not in kept:
            with suppress(OSError):
                copy.path.unlink()
                seal_of(copy.path).unlink(missing_ok=True)
