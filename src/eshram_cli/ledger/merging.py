"""Taking in the acts of another ledger: each act once, with all that it says of itself, in one order.

An act is known by its uid, wherever it comes from, so that what is here already is passed over. It gets an acceptance
number of this ledger, since `known` is what THIS ledger knew. Which figure stands is decided by the order of acts,
which no merging changes. That order goes by

- the moment of the act: when it was received, or the latest moment that its ledger of origin had seen before, where its
  clock was set back. What a ledger has taken in from others it has seen: an act made after that comes later.
- then the uid of its ledger of origin, which is that of its first own act, and the acceptance number there; last the
  act's own uid, for copies of one ledger that went on apart.

`orders` holds the places in that order of the acts whose place is not their acceptance number; in a ledger that took in
nothing it is empty. Acts of merging belong to one ledger and are not taken over; mails are not either.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import NamedTuple

from eshram_cli.errors import EshramError
from eshram_cli.ledger import schema, store
from eshram_cli.ledger.accepting import Act, add_submission
from eshram_cli.ledger.logbook import TAKEN_BACK, take_back
from eshram_cli.ledger.opened import Opened
from eshram_cli.ledger.versions import Key
from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Where

_OWN = frozenset({"submissions", "undone", "origins", "orders"})
"""Tables with the column `submission` whose rows each ledger works out itself."""
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)

_ACTS = (
    "SELECT s.id, s.uid, s.kind, s.received_at, o.ledger, o.number, o.moment, o.file "
    "FROM {schema}.submissions s LEFT JOIN {schema}.origins o ON o.submission = s.id ORDER BY s.id"
)
_TABLES = (
    "SELECT name FROM main.sqlite_master WHERE type = 'table' "
    "AND EXISTS (SELECT 1 FROM pragma_table_info(sqlite_master.name) c WHERE c.name = 'submission') ORDER BY name"
)
_UNDOS = (
    "SELECT a.new, t.new FROM other.undone u JOIN temp.taken a ON a.old = u.act AND a.new > ? "
    f"JOIN temp.taken t ON t.old = u.submission WHERE u.undone = {TAKEN_BACK} ORDER BY a.new"
)
_DIFFERING = """
    SELECT DISTINCT {place}, s.cut, s.measure, s.as_on
    FROM other.figures s CROSS JOIN temp.taken t ON t.old = s.submission AND t.new > :before
    WHERE EXISTS (SELECT 1 FROM main.figures f WHERE f.place = {place} AND f.cut = s.cut AND f.measure = s.measure
        AND f.as_on = s.as_on AND f.submission <= :before AND f.value <> s.value)
"""
_CHANGED = """
    SELECT DISTINCT place, cut, measure, as_on FROM main.figures WHERE submission <= :before
    AND submission IN (SELECT submission FROM main.undone WHERE act > :before)
"""
_RETARGETED = (
    "SELECT DISTINCT {place}, s.cut FROM other.targets s CROSS JOIN temp.taken t ON t.old = s.submission "
    "AND t.new > :before"
)


class Told(NamedTuple):
    """An act as a ledger has it: its number, what it is known by, and its moment (microseconds since 1970), ledger and
    number of origin, with the name of that ledger's file."""

    number: int
    uid: str
    kind: str
    moment: int
    ledger: str
    number_there: int
    file: str

    @property
    def order(self) -> tuple[int, str, int, str]:
        """What the order of acts goes by."""
        return self.moment, self.ledger, self.number_there, self.uid


@dataclass(frozen=True)
class Taken:
    """What came in from another ledger. `number`: the act of the merge, None where all was here already; `before`: the
    last acceptance number until then. `acts`: how many of each kind, `figures`: how many of them. `differing`: the
    figures that had another value here, or that an undo which came in may have changed; `targets`: the places and cuts
    of which targets came in."""

    number: int | None
    before: int
    acts: Mapping[str, int]
    figures: int = 0
    differing: tuple[Key, ...] = ()
    targets: tuple[tuple[PlaceId, str], ...] = ()


class Merging(Opened):
    """The chapter of a ledger about the acts of others."""

    @contextmanager
    def beside(self, path: Path) -> Iterator[Path]:
        """Lays the ledger at `path` beside this one for `take_in`: a copy, brought up to date; it is never written
        itself. Yields the path of the copy.

        Outside of any transaction. Raises EshramError: merge-itself (exit 2), merge-missing and as `Ledger.open`
        (exit 4).
        """
        if not path.exists():
            raise EshramError("merge-missing", Where(file=str(path)))
        if self.path is not None and self.path.exists() and path.samefile(self.path):
            raise EshramError("merge-itself", Where(file=str(path)))
        with store.copied(path) as copy:
            with store.told(path):
                store.connect(copy, create=False, readonly=False).close()
                self._db.execute("ATTACH ? AS other", (str(copy),))
            try:
                yield copy
            finally:
                self._db.execute("DETACH other")

    def take_in(
        self,
        file: str,
        places: Mapping[PlaceId, PlaceId] | None = None,
        *,
        who: str,
        received_at: dt.datetime,
        tool_version: str = "",
    ) -> Taken:
        """Stores the acts of the ledger laid `beside` that are not here yet, all or none. `file`: the name by which
        that ledger is remembered; `places`: the ids here of places that have another one there."""
        with self._writing():
            before = self._db.execute("SELECT coalesce(max(id), 0) FROM main.submissions").fetchone()[0]
            here = {uid: number for number, uid in self._db.execute("SELECT id, uid FROM main.submissions")}
            there = _acts(self._db, "other", file)
            new = [act for act in there if act.uid not in here and act.kind != "merge"]
            if not new:
                return Taken(None, before, {})
            here |= {act.uid: number for number, act in enumerate(new, start=before + 1)}
            numbers = [(act.number, here[act.uid]) for act in there if act.uid in here]
            self._db.execute("CREATE TEMP TABLE taken (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)")
            self._db.execute("CREATE TEMP TABLE renamed (old TEXT PRIMARY KEY, new TEXT NOT NULL)")
            self._db.executemany("INSERT INTO temp.taken VALUES (?, ?)", numbers)
            self._db.executemany("INSERT INTO temp.renamed VALUES (?, ?)", (places or {}).items())
            place, since = _taken_over("figures", "place", renamed=bool(places)), {"before": before}
            differing = self._db.execute(_DIFFERING.format(place=place), since).fetchall()
            tables = [table for (table,) in self._db.execute(_TABLES) if table not in _OWN]
            stored = {table: self._copy(table, before, bool(places)) for table in ("submissions", *tables)}
            for act, undone in groupby(self._db.execute(_UNDOS, (before,)).fetchall(), key=itemgetter(0)):
                take_back(self._db, act, [one for _, one in undone])
            differing += self._db.execute(_CHANGED, since).fetchall()
            targets = self._db.execute(_RETARGETED.format(place=place), since).fetchall()
            self._db.execute("DROP TABLE temp.taken")
            self._db.execute("DROP TABLE temp.renamed")
            # The act of the merge comes last: what was known after it is all that it brought.
            by = next((act.ledger for act in there if act.number == act.number_there), there[0].ledger)
            merge = Act("merge", who, received_at, tool_version, by, file)
            number = add_submission(self._db, merge, accepted=len(new))
            self._db.executemany(
                "INSERT INTO origins (submission, merge, ledger, number, moment, file) VALUES (?, ?, ?, ?, ?, ?)",
                ((here[act.uid], number, act.ledger, act.number_there, act.moment, act.file) for act in new),
            )
            self._put_in_order()
            keys = dict.fromkeys((*key, dt.date.fromisoformat(as_on)) for *key, as_on in differing)
            kinds = Counter(act.kind for act in new)
            return Taken(number, before, kinds, stored["figures"], tuple(sorted(keys)), tuple(sorted(targets)))

    def origins(self) -> dict[int, tuple[str, int]]:
        """By acceptance number the file and the number there of each act that came from another ledger."""
        with self._reading():
            rows = self._db.execute("SELECT submission, file, number FROM origins")
            return {submission: (file, number) for submission, file, number in rows}

    def _copy(self, table: str, before: int, renamed: bool) -> int:
        """Stores the other ledger's rows of the acts that are new; how many there were."""
        columns = [name for _, name, *_ in self._db.execute(f"PRAGMA main.table_info({table})")]
        said = [_taken_over(table, column, renamed=renamed) for column in columns]
        act = "id" if table == "submissions" else "submission"
        done = self._db.execute(
            f"INSERT INTO main.{table} ({', '.join(columns)}) SELECT {', '.join(said)} FROM other.{table} s "
            f"CROSS JOIN temp.taken t ON t.old = s.{act} AND t.new > ?",
            (before,),
        )
        return done.rowcount

    def _put_in_order(self) -> None:
        """Works out the order of all acts anew. Its places are the acceptance numbers, dealt out anew."""
        acts = _acts(self._db, "main", "")
        ordered = sorted(acts, key=attrgetter("order"))
        self._db.execute("DELETE FROM orders")
        self._db.executemany(
            "INSERT INTO orders (submission, position) VALUES (?, ?)",
            ((act.number, at.number) for act, at in zip(ordered, acts, strict=True) if act is not at),
        )


def _acts(db: sqlite3.Connection, name: str, file: str) -> Sequence[Told]:
    """Every act of the ledger of that schema, by its number there; `file` is the name of the ledger's own file."""
    rows = db.execute(_ACTS.format(schema=name)).fetchall()
    own = next((uid for _, uid, _, _, ledger, *_ in rows if ledger is None), "")
    found = []
    latest = seen = 0
    for number, uid, kind, received_at, ledger, there, moment, came_as in rows:
        if ledger is None:
            received = (dt.datetime.fromisoformat(received_at) - _EPOCH) // _MICROSECOND
            latest = max(latest, received, seen)
            found.append(Told(number, uid, kind, latest, own, number, file))
        else:
            seen = max(seen, moment + 1)
            found.append(Told(number, uid, kind, moment, ledger, there, came_as))
    return found


def _taken_over(table: str, column: str, *, renamed: bool) -> str:
    """How a column of another ledger's row `s` is said here: numbers of acts and ids of places are those of here."""
    if (table, column) == ("submissions", "id") or column in schema.ACTS or column.endswith(("_act", "_submission")):
        return f"(SELECT n.new FROM temp.taken n WHERE n.old = s.{column})"
    if renamed and (column in schema.PLACES or (table, column) == ("places", "id")):
        return f"coalesce((SELECT r.new FROM temp.renamed r WHERE r.old = s.{column}), s.{column})"
    if renamed and (table, column) == ("layouts", "options"):
        renaming = "SELECT json_set(s.options, '$.place', r.new) FROM temp.renamed r"
        return f"coalesce(({renaming} WHERE r.old = json_extract(s.options, '$.place')), s.options)"
    return f"s.{column}"
