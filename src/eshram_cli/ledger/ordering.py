"""The order of acts, where it is another than that of their acceptance numbers: in a ledger that took in others.

It goes by the moment of an act, then by the uid of its ledger of origin, which is that of its first own act, then by
its acceptance number there; last by its own uid, for copies of one ledger that went on apart. The moment is when the
act was received, or the latest moment that its ledger had seen before, where the clock was set back. What a ledger has
taken in from others it has seen: an act made after that comes later.

`orders` holds the key of every act, a text that sorts in this order and never changes. In a ledger that took in nothing
the table is empty.
"""

from __future__ import annotations

import sqlite3

_LATER = "+"
"""Behind a moment: just after it."""
_OWN = (
    "SELECT uid FROM submissions s WHERE NOT EXISTS (SELECT 1 FROM origins o WHERE o.submission = s.id) "
    "ORDER BY id LIMIT 1"
)


def keys(db: sqlite3.Connection, schema: str = "") -> dict[int, str]:
    """The keys of all acts by their numbers: of this ledger, or of the one attached as `schema` ("other.")."""
    found: dict[int, str] = dict(db.execute(f"SELECT submission, key FROM {schema}orders").fetchall())
    if found:
        return found
    ledger = moment = ""
    for number, uid, received_at in db.execute(f"SELECT id, uid, received_at FROM {schema}submissions ORDER BY id"):
        ledger, moment = ledger or uid, max(moment, received_at)
        found[number] = _key(moment, ledger, number, uid)
    return found


def put_last(db: sqlite3.Connection, number: int, uid: str, received_at: str) -> None:
    """Gives an act that was just made here its key, behind all others, if this ledger has taken in others."""
    last = db.execute("SELECT max(key) FROM orders").fetchone()[0]
    if last is None:
        return
    own = db.execute(_OWN).fetchone()[0]
    moment, ledger, *_ = last.split(" ")
    seen = moment if ledger == own else moment + _LATER
    key = _key(max(received_at, seen), own, number, uid)
    db.execute("INSERT INTO orders (submission, key) VALUES (?, ?)", (number, key))


def origin(key: str) -> tuple[str, int]:
    """The uid of the ledger that an act comes from, and its number there."""
    _, ledger, number, _ = key.split(" ")
    return ledger, int(number)


def _key(moment: str, ledger: str, number: int, uid: str) -> str:
    return f"{moment} {ledger} {number:012d} {uid}"
