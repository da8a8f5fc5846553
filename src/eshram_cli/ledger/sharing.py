"""What a ledger hands to a lake, and a ledger in memory made of what a lake holds.

An act is known by its uid, and rows by the uid of their act: numbers of one ledger mean nothing in another. Acts of
merging belong to one ledger and stay there; what came in with them goes out under its own uid and key (see `ordering`),
so that whoever hands an act over, it is the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, Self

from eshram_cli.ledger import store
from eshram_cli.ledger.figures import STANDS
from eshram_cli.ledger.logbook import TAKEN_BACK, take_back
from eshram_cli.ledger.opened import Opened, limit
from eshram_cli.ledger.ordering import keys, origin

_ACTS = (
    "SELECT id, uid, kind, file, sheet, content_sha, figures_sha, received_at, as_on, who, source, tool_version, "
    "accepted, rejected FROM submissions WHERE kind <> 'merge' ORDER BY id"
)
_UNDOS = (
    "SELECT a.uid, t.uid FROM undone u JOIN submissions a ON a.id = u.act JOIN submissions t ON t.id = u.submission "
    f"WHERE u.undone = {TAKEN_BACK} AND t.kind <> 'merge' ORDER BY u.act, u.submission"
)
_STANDING = f"SELECT submission FROM (SELECT id AS submission FROM submissions) f WHERE submission <= ? AND {STANDS}"
_CHUNK = 100_000
"""So many rows are in memory at a time."""


class ToldAct(NamedTuple):
    """An act with all that it says of itself, as the ledger keeps it; `key` is its place in the order of acts."""

    uid: str
    key: str
    kind: str
    file: str
    sheet: str
    content_sha: str
    figures_sha: str
    received_at: str
    as_on: str | None
    who: str
    source: str
    tool_version: str
    accepted: int
    rejected: int

    @property
    def ledger(self) -> str:
        """The uid of the ledger that it comes from."""
        return origin(self.key)[0]

    @property
    def number(self) -> int:
        """Its acceptance number in the ledger that it comes from."""
        return origin(self.key)[1]


class Sharing(Opened):
    """The chapter of a ledger about lakes."""

    def told_acts(self) -> list[ToldAct]:
        """Every act but those of merging, in the order of their numbers."""
        with self._reading():
            key_of = keys(self._db)
            return [ToldAct(uid, key_of[number], *rest) for number, uid, *rest in self._db.execute(_ACTS)]

    def told_undos(self) -> list[tuple[str, str]]:
        """The uids of each undo and of what it took back."""
        with self._reading():
            return self._db.execute(_UNDOS).fetchall()

    def told_rows(self, table: str, columns: Sequence[str], acts: Iterable[str]) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of these acts (uids) in a table of the ledger, some at a time and in its order: the uid of the act,
        then the columns."""
        query = (
            f"SELECT s.uid, {', '.join(f'f.{name}' for name in columns)} FROM {table} f "
            "CROSS JOIN submissions s ON s.id = f.submission WHERE f.submission IN "
            "(SELECT t.id FROM json_each(?) a JOIN submissions t ON t.uid = a.value)"
        )
        with self._reading():
            cursor = self._db.execute(query, (json.dumps(list(acts)),))
            while some := cursor.fetchmany(_CHUNK):
                yield some

    @classmethod
    def made_of(
        cls,
        acts: Sequence[ToldAct],
        undos: Iterable[tuple[int, int]],
        tables: Mapping[str, tuple[Sequence[str], Iterable[Sequence[Any]]]],
    ) -> Self:
        """A ledger in memory of these acts, numbered from 1 in the order given. `undos`: the numbers of an undo and of
        what it took back; `tables`: columns (`submission` among them, a number) and rows of each."""
        made = cls(store.in_memory())
        names = ("id", "uid", *ToldAct._fields[2:])
        with made._writing():
            numbered = [(number, act.uid, *act[2:]) for number, act in enumerate(acts, start=1)]
            made._insert("submissions", names, numbered)
            made._insert("orders", ("submission", "key"), [(at, act.key) for at, act in enumerate(acts, start=1)])
            for table, (columns, rows) in tables.items():
                made._insert(table, columns, rows)
            for act, undone in groupby(sorted(undos), key=itemgetter(0)):
                take_back(made._db, act, [one for _, one in undone])
        return made

    def standing_acts(self, *, known: int | None = None) -> set[int]:
        """The numbers of the acts that nobody took back."""
        with self._reading():
            return {number for (number,) in self._db.execute(_STANDING, (limit(known), limit(known)))}

    def hold(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Adds rows that a question turned out to need to a ledger that was `made_of` others' acts."""
        with self._writing():
            self._insert(table, columns, rows)

    def _insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        places = ", ".join("?" * len(columns))
        self._db.executemany(f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)
