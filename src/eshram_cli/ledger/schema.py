"""The tables of the ledger. Rows are added, never changed or removed; triggers hold that line.

A figure's key is (place, cut, measure, as_on, submission), stored in that order, so that the current figure of a place
is one seek; `part` is 1 where its cut's dimension covers a part of the place's workers only. `''` as a cut is all
persons; `''` as `set_on` of a target is "from the start of the drive".

`submissions.id` is the acceptance number: what this ledger knew, and when. Every table with a column `submission` holds
rows of acts, and is taken in by `merge`; `ACTS` and `PLACES` say which other columns hold acceptance numbers and ids of
places.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence

from eshram_cli.dimensions import PARTS

APPLICATION = 0x65736872
"""`eshr`: marks the file as a ledger of this tool in SQLite's own header."""

VERSION = 5
"""The version of the tables; a ledger with a higher one belongs to a newer eshram."""

_OF_PART = " OR ".join(f"cut LIKE '{dimension}=%'" for dimension in PARTS)
OF_PART = f"CASE WHEN {_OF_PART} THEN 1 ELSE 0 END"
"""Whether a figure of a ledger that does not say it is of a part: decided by its cut alone."""

ACTS = frozenset({"submission", "act", "learned"})
"""Columns that hold acceptance numbers, beside those whose names end in `_act` or `_submission`."""

PLACES = frozenset({"place", "parent"})
"""Columns that hold the id of a place, beside `places.id`."""

MERGED = (
    """CREATE TABLE origins (
        submission INTEGER PRIMARY KEY REFERENCES submissions,
        merge INTEGER NOT NULL REFERENCES submissions,
        ledger TEXT NOT NULL,
        number INTEGER NOT NULL,
        file TEXT NOT NULL)""",
    """CREATE TABLE orders (
        submission INTEGER PRIMARY KEY REFERENCES submissions,
        key TEXT NOT NULL UNIQUE)""",
)
"""Of the acts that came from other ledgers: with which act, from which ledger (its uid) and its number there, and the
name of the file. And the key by which each act is sorted, in a ledger that took in others; see `ordering`."""

SUMMED = 4
"""The first version whose ledgers have sums."""

SUMS = "sums"
_SUMS = """CREATE TABLE sums (
    submission INTEGER NOT NULL,
    content TEXT NOT NULL,
    rows INTEGER NOT NULL,
    checks INTEGER NOT NULL)"""
"""How many rows each act added to each table, and the sum of their checks; see `sums`."""

_TABLES = (
    """CREATE TABLE submissions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        file TEXT NOT NULL,
        sheet TEXT NOT NULL,
        content_sha TEXT NOT NULL,
        figures_sha TEXT NOT NULL,
        received_at TEXT NOT NULL,
        as_on TEXT,
        who TEXT NOT NULL,
        source TEXT NOT NULL,
        tool_version TEXT NOT NULL,
        accepted INTEGER NOT NULL,
        rejected INTEGER NOT NULL)""",
    "CREATE INDEX submissions_by_figures ON submissions (figures_sha)",
    """CREATE TABLE figures (
        place TEXT NOT NULL,
        cut TEXT NOT NULL,
        measure TEXT NOT NULL,
        as_on TEXT NOT NULL,
        submission INTEGER NOT NULL REFERENCES submissions,
        time TEXT,
        value INTEGER NOT NULL CHECK (value >= 0),
        quality TEXT NOT NULL,
        row INTEGER NOT NULL,
        col INTEGER NOT NULL,
        part INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (place, cut, measure, as_on, submission)) WITHOUT ROWID""",
    """CREATE TABLE spellings (
        submission INTEGER NOT NULL REFERENCES submissions,
        place TEXT NOT NULL,
        written TEXT NOT NULL,
        PRIMARY KEY (submission, place, written)) WITHOUT ROWID""",
    """CREATE TABLE targets (
        place TEXT NOT NULL,
        cut TEXT NOT NULL,
        set_on TEXT NOT NULL,
        submission INTEGER NOT NULL REFERENCES submissions,
        value INTEGER NOT NULL CHECK (value >= 0),
        quality TEXT NOT NULL,
        basis TEXT NOT NULL,
        deadline TEXT,
        row INTEGER NOT NULL,
        col INTEGER NOT NULL,
        PRIMARY KEY (place, cut, set_on, submission)) WITHOUT ROWID""",
    """CREATE TABLE undone (
        submission INTEGER NOT NULL REFERENCES submissions,
        act INTEGER NOT NULL REFERENCES submissions,
        undone INTEGER NOT NULL,
        PRIMARY KEY (submission, act)) WITHOUT ROWID""",
    """CREATE TABLE places (
        id TEXT NOT NULL,
        submission INTEGER NOT NULL REFERENCES submissions,
        level INTEGER NOT NULL,
        name TEXT NOT NULL,
        name_hi TEXT NOT NULL,
        parent TEXT,
        code INTEGER,
        since TEXT,
        until TEXT,
        population INTEGER,
        PRIMARY KEY (id, submission)) WITHOUT ROWID""",
    """CREATE TABLE aliases (
        place TEXT NOT NULL,
        written TEXT NOT NULL,
        submission INTEGER NOT NULL REFERENCES submissions,
        PRIMARY KEY (place, written, submission)) WITHOUT ROWID""",
    *MERGED,
    _SUMS,
)

_LATER = {
    "notes": """CREATE TABLE notes (
        place TEXT NOT NULL,
        as_on TEXT NOT NULL,
        submission INTEGER NOT NULL REFERENCES submissions,
        text TEXT NOT NULL,
        PRIMARY KEY (place, as_on, submission)) WITHOUT ROWID""",
    "mails": """CREATE TABLE mails (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        recipient TEXT NOT NULL,
        page TEXT NOT NULL,
        day TEXT NOT NULL,
        figures_sha TEXT NOT NULL,
        copy INTEGER NOT NULL,
        subject TEXT NOT NULL,
        UNIQUE (recipient, page, day, figures_sha, copy))""",
    "mail_acts": """CREATE TABLE mail_acts (
        mail INTEGER NOT NULL REFERENCES mails,
        number INTEGER NOT NULL,
        act TEXT NOT NULL CHECK (act IN ('queued', 'tried', 'failed', 'refused', 'sent', 'dropped')),
        at TEXT NOT NULL,
        why TEXT NOT NULL,
        PRIMARY KEY (mail, number)) WITHOUT ROWID""",
    "letters": """CREATE TABLE letters (
        mail INTEGER PRIMARY KEY REFERENCES mails,
        message BLOB NOT NULL)""",
    "officers": """CREATE TABLE officers (
        place TEXT NOT NULL,
        officer TEXT NOT NULL,
        since TEXT NOT NULL,
        submission INTEGER NOT NULL REFERENCES submissions,
        until TEXT,
        PRIMARY KEY (place, officer, since, submission)) WITHOUT ROWID""",
    "promises": """CREATE TABLE promises (
        submission INTEGER PRIMARY KEY REFERENCES submissions,
        place TEXT NOT NULL,
        text TEXT NOT NULL,
        made_on TEXT NOT NULL,
        goal INTEGER NOT NULL CHECK (goal >= 0),
        deadline TEXT NOT NULL)""",
    "silences": """CREATE TABLE silences (
        submission INTEGER PRIMARY KEY REFERENCES submissions,
        place TEXT NOT NULL,
        rule TEXT NOT NULL,
        why TEXT NOT NULL)""",
    "follows": """CREATE TABLE follows (
        submission INTEGER PRIMARY KEY REFERENCES submissions,
        place TEXT NOT NULL,
        rule TEXT NOT NULL,
        why TEXT NOT NULL)""",
    # Of the tables of camps `submission` alone holds an acceptance number.
    "camps": """CREATE TABLE camps (
        place TEXT NOT NULL,
        as_on TEXT NOT NULL,
        camp TEXT NOT NULL,
        window TEXT NOT NULL,
        submission INTEGER NOT NULL REFERENCES submissions,
        site TEXT NOT NULL,
        starts TEXT,
        ends TEXT,
        kind TEXT NOT NULL,
        sponsor TEXT NOT NULL,
        expected INTEGER CHECK (expected >= 0),
        row INTEGER NOT NULL,
        PRIMARY KEY (place, as_on, camp, window, submission)) WITHOUT ROWID""",
    "camp_changes": """CREATE TABLE camp_changes (
        place TEXT NOT NULL,
        as_on TEXT NOT NULL,
        camp TEXT NOT NULL,
        window TEXT NOT NULL,
        submission INTEGER NOT NULL REFERENCES submissions,
        change TEXT NOT NULL CHECK (change IN ('cancelled', 'held')),
        why TEXT NOT NULL,
        PRIMARY KEY (place, as_on, camp, window, submission)) WITHOUT ROWID""",
    "tasks": """CREATE TABLE tasks (
        submission INTEGER NOT NULL REFERENCES submissions,
        line INTEGER NOT NULL,
        place TEXT NOT NULL,
        task TEXT NOT NULL,
        who TEXT NOT NULL,
        due TEXT,
        source TEXT NOT NULL,
        said_on TEXT,
        PRIMARY KEY (submission, line)) WITHOUT ROWID""",
    # `task_submission` is the acceptance number of the act that gave the task.
    "task_changes": """CREATE TABLE task_changes (
        submission INTEGER PRIMARY KEY REFERENCES submissions,
        task_submission INTEGER NOT NULL REFERENCES submissions,
        line INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('done', 'dropped')),
        day TEXT NOT NULL,
        why TEXT NOT NULL)""",
    "drives": """CREATE TABLE drives (
        submission INTEGER PRIMARY KEY REFERENCES submissions,
        name TEXT NOT NULL,
        place TEXT NOT NULL,
        since TEXT NOT NULL,
        until TEXT,
        target INTEGER CHECK (target >= 0),
        cancelled INTEGER NOT NULL)""",
    "layouts": """CREATE TABLE layouts (
        submission INTEGER PRIMARY KEY REFERENCES submissions,
        form TEXT NOT NULL,
        office TEXT NOT NULL,
        sheet TEXT NOT NULL,
        headings TEXT NOT NULL,
        options TEXT NOT NULL,
        learned INTEGER REFERENCES submissions)""",
}
"""Tables that ledgers made before them lack until they are next written to: they are read as if they had them empty. An
older eshram passes them over."""

LOOSE = frozenset({"letters"})
"""What is thrown away when it has served: the text of a mail that was delivered. That it was sent, and when, stays."""

_GUARDED = ("submissions", "figures", "spellings", "targets", "undone", "places", "aliases", "origins", "orders", SUMS)


def statements() -> list[str]:
    """What makes an empty file a ledger, in order."""
    marks = [f"PRAGMA application_id = {APPLICATION}", f"PRAGMA user_version = {VERSION}"]
    return [*_TABLES, *_guards(*_GUARDED), *additions(()), *marks]


def additions(present: Collection[str]) -> list[str]:
    """What brings a ledger that has only these tables up to date."""
    return later(present) + _guards(*(table for table in _LATER if table not in present and table not in LOOSE))


def later(present: Collection[str]) -> list[str]:
    """What makes the tables that a ledger with only these lacks."""
    return [made for table, made in _LATER.items() if table not in present]


def tables(db: sqlite3.Connection) -> set[str]:
    """The names of the tables that the ledger has."""
    return {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def upgrades(version: int) -> list[str]:
    """What brings the tables of that version up to `VERSION`, in order; nothing where they are. What was accepted stays
    as it was; what the new version knows besides is added."""
    steps = {
        1: [
            "ALTER TABLE figures ADD COLUMN part INTEGER NOT NULL DEFAULT 0",
            "DROP TRIGGER figures_no_update",
            f"UPDATE figures SET part = 1 WHERE {_OF_PART}",
            *_guards("figures", verbs=("UPDATE",)),
            "PRAGMA user_version = 2",
        ],
        2: [*MERGED, *_guards("origins", "orders"), "PRAGMA user_version = 3"],
        # The sums of the rows that are there are written by `store`, which can work them out.
        3: [_SUMS, *_guards(SUMS), "PRAGMA user_version = 4"],
        4: [f"DROP TABLE {SUMS}", _SUMS, *_guards(SUMS), "PRAGMA user_version = 5"],
    }
    return [statement for number in range(version, VERSION) for statement in steps[number]]


def _guards(*names: str, verbs: Sequence[str] = ("UPDATE", "DELETE")) -> list[str]:
    """The triggers that hold the rows of these tables."""
    return [
        f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {name} "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        for name in names
        for verb in verbs
    ]
