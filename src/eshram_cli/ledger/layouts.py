"""Forms that offices send, and how they were told to be read. Append-only, undone like any act.

Of one form from one office the last layout told is in force, as long as the return that it was told with stands.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from eshram_cli.ledger import logbook, store
from eshram_cli.ledger.accepting import Act, add_submission
from eshram_cli.ledger.figures import LAST, STANDS

_SELECT = (
    "SELECT submission, form, office, sheet, headings, options, file FROM "
    "(SELECT l.*, s.file FROM layouts l JOIN submissions s ON s.id = l.submission) f "
    f"WHERE {STANDS} AND (f.learned IS NULL OR {STANDS.replace('f.submission', 'f.learned')}) ORDER BY submission"
)
_INSERT = (
    "INSERT INTO layouts (submission, form, office, sheet, headings, options, learned) VALUES (?, ?, ?, ?, ?, ?, ?)"
)


class Layout(NamedTuple):
    """A form (its fingerprint) of an office, its heading rows as (column, text), and the options to read it with.

    `options`: mapping (role -> column letter), sheet and header_row (true where they were told), table, place (an id).
    `number` is its acceptance number, `file` the file that it was learned from.
    """

    form: str
    office: str
    sheet: str
    headings: tuple[tuple[tuple[int, str], ...], ...]
    options: Mapping[str, object]
    file: str = ""
    number: int = 0


class Layouts:
    """The layouts of one ledger. What SQLite finds wrong is an EshramError."""

    def __init__(self, db: sqlite3.Connection, path: Path | None) -> None:
        self._db = db
        self._path = path

    def standing(self) -> list[Layout]:
        """Those in force, by acceptance. A ledger made before there were layouts has none."""
        with store.Part(self._db, self._path, "DEFERRED"):
            return _standing(self._db)

    def add(
        self, layout: Layout, learned: int | None, *, who: str, received_at: dt.datetime, tool_version: str = ""
    ) -> int | None:
        """Remembers how an office's form is read; None where just that is known. `learned`: the number of the return
        that it was told with."""
        with store.Part(self._db, self._path, "IMMEDIATE"):
            if any(_says_the_same(one, layout) for one in _standing(self._db)):
                return None
            act = Act("layout", who, received_at, tool_version, "", layout.file, layout.sheet)
            number = add_submission(self._db, act, accepted=1)
            _insert(self._db, number, layout, learned)
            return number

    def forget(self, layout: Layout, *, who: str, received_at: dt.datetime, tool_version: str = "") -> None:
        """Takes every layout of that form and office back."""
        with store.Part(self._db, self._path, "IMMEDIATE"):
            for one in _every(self._db):
                if (one.form, one.office) == (layout.form, layout.office):
                    logbook.undo(self._db, one.number, Act("undo", who, received_at, tool_version))


def _says_the_same(one: Layout, other: Layout) -> bool:
    return (one.form, one.office, dict(one.options)) == (other.form, other.office, dict(other.options))


def _standing(db: sqlite3.Connection) -> list[Layout]:
    if "layouts" not in store.tables(db):
        return []
    found = {(one.form, one.office): one for one in _every(db)}
    return sorted(found.values(), key=lambda one: one.number)


def _every(db: sqlite3.Connection) -> list[Layout]:
    """The layouts that were not undone, those too that a later one has replaced."""
    return [_layout(row) for row in db.execute(_SELECT, (LAST, LAST))]


def _insert(db: sqlite3.Connection, number: int, layout: Layout, learned: int | None) -> None:
    headings = json.dumps(layout.headings, ensure_ascii=False)
    options = json.dumps(dict(layout.options), ensure_ascii=False, sort_keys=True)
    db.execute(_INSERT, (number, layout.form, layout.office, layout.sheet, headings, options, learned))


def _layout(row: tuple[int, str, str, str, str, str, str]) -> Layout:
    number, form, office, sheet, headings, options, file = row
    rows = tuple(tuple((int(column), str(text)) for column, text in line) for line in json.loads(headings))
    return Layout(form, office, sheet, rows, json.loads(options), file, number)
