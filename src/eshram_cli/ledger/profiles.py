"""The profiles of offices' sheets: how they were told to be read. Append-only, undone like any act.

Of one form from one office the last profile told is in force, as long as the return that it was told with stands.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from eshram_cli.ledger import logbook, store
from eshram_cli.ledger.accepting import Act, add_submission
from eshram_cli.ledger.figures import LAST, STANDS

if TYPE_CHECKING:
    from eshram_cli.returns.profiles import SheetProfile

_SELECT = (
    "SELECT submission, office, sheet, headings, options, file FROM "
    "(SELECT l.*, s.file FROM layouts l JOIN submissions s ON s.id = l.submission) f "
    f"WHERE {STANDS} AND (f.learned IS NULL OR {STANDS.replace('f.submission', 'f.learned')}) ORDER BY submission"
)
_INSERT = (
    "INSERT INTO layouts (submission, form, office, sheet, headings, options, learned) VALUES (?, ?, ?, ?, ?, ?, ?)"
)


class Profiles:
    """The profiles of one ledger. What SQLite finds wrong is an EshramError."""

    def __init__(self, db: sqlite3.Connection, path: Path | None) -> None:
        self._db = db
        self._path = path

    def standing(self) -> list[SheetProfile]:
        """Those in force, by acceptance. A ledger made before there were profiles has none."""
        with store.Part(self._db, self._path, "DEFERRED"):
            return _standing(self._db)

    def add(
        self, profile: SheetProfile, learned: int | None, *, who: str, received_at: dt.datetime, tool_version: str = ""
    ) -> int | None:
        """Remembers how an office's sheet is read; None where just that is known. `learned`: the number of the return
        that it was told with."""
        form, office = profile.fingerprint, profile.office
        with store.Part(self._db, self._path, "IMMEDIATE"):
            known = ((one.fingerprint, one.office, one.read_as) for one in _standing(self._db))
            if (form, office, profile.read_as) in known:
                return None
            act = Act("layout", who, received_at, tool_version, "", profile.file, profile.sheet)
            number = add_submission(self._db, act, accepted=1)
            headings = json.dumps(profile.headings, ensure_ascii=False)
            options = json.dumps(profile.read_as.said, ensure_ascii=False, sort_keys=True)
            self._db.execute(_INSERT, (number, form, office, profile.sheet, headings, options, learned))
            return number

    def forget(self, profile: SheetProfile, *, who: str, received_at: dt.datetime, tool_version: str = "") -> None:
        """Takes every profile of that form and office back."""
        with store.Part(self._db, self._path, "IMMEDIATE"):
            for one in _every(self._db):
                if (one.fingerprint, one.office) == (profile.fingerprint, profile.office):
                    logbook.undo(self._db, one.number, Act("undo", who, received_at, tool_version))


def _standing(db: sqlite3.Connection) -> list[SheetProfile]:
    if "layouts" not in store.tables(db):
        return []
    found = {(one.fingerprint, one.office): one for one in _every(db)}
    return sorted(found.values(), key=lambda one: one.number)


def _every(db: sqlite3.Connection) -> list[SheetProfile]:
    """The profiles that were not undone, those too that a later one has replaced."""
    from eshram_cli.returns.profiles import SheetProfile  # the ledger answers questions without pydantic

    return [
        SheetProfile(json.loads(headings), sheet, office, json.loads(options), file, number)
        for number, office, sheet, headings, options, file in db.execute(_SELECT, (LAST, LAST))
    ]
