"""Taking in the acts of another ledger, each once, with all that it says of itself.

An act is known by its uid, wherever it comes from, so that what is here already is passed over. It gets an acceptance
number of this ledger, since `known` is what THIS ledger knew, and keeps its key in the order of acts (see `ordering`),
by which it is decided what stands. Acts of merging belong to one ledger and are not taken over; mails are not either.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Self, Unpack

from eshram_cli.errors import EshramError
from eshram_cli.ledger import schema, store, sums
from eshram_cli.ledger.accepting import Act, Acting, add_submission
from eshram_cli.ledger.figures import places_in
from eshram_cli.ledger.logbook import TAKEN_BACK, take_back
from eshram_cli.ledger.opened import Opened
from eshram_cli.ledger.ordering import keys, origin
from eshram_cli.ledger.versions import Key
from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Where

_OWN = frozenset({"undone", "origins", "orders"})
"""Tables whose rows each ledger works out itself."""

_ACTS = (
    "SELECT s.id, s.kind, coalesce(o.file, ?) FROM other.submissions s "
    "LEFT JOIN other.origins o ON o.submission = s.id WHERE s.kind <> 'merge' ORDER BY s.id"
)
_HELD = "SELECT o.id, m.id FROM other.submissions o JOIN main.submissions m ON m.uid = o.uid"
_SUMS = (
    "SELECT c.content, t.new, sum(c.rows), sum(c.checks) FROM other.sums c JOIN temp.taken t ON t.old = c.submission "
    "AND t.new > :before GROUP BY c.content, t.new ORDER BY c.content, t.new"
)
_UNDOS = (
    "SELECT a.new, t.new FROM other.undone u JOIN temp.taken a ON a.old = u.act AND a.new > ? "
    f"JOIN temp.taken t ON t.old = u.submission WHERE u.undone = {TAKEN_BACK} ORDER BY a.new"
)
_DIFFERING = """
    SELECT DISTINCT {place}, s.cut, s.measure, s.as_on FROM json_each(:shared) p
    CROSS JOIN other.figures s ON s.place = p.value
    CROSS JOIN temp.taken t ON t.old = s.submission AND t.new > :before
    WHERE EXISTS (SELECT 1 FROM main.figures f WHERE f.place = {place} AND f.cut = s.cut AND f.measure = s.measure
        AND f.as_on = s.as_on AND f.submission <= :before AND f.value <> s.value)
"""
_UNDONE = "SELECT DISTINCT submission FROM main.undone WHERE act > :before AND submission <= :before"
_CHANGED = f"SELECT DISTINCT place, cut, measure, as_on FROM main.figures WHERE submission IN ({_UNDONE})"
_RETARGETED = (
    "SELECT DISTINCT {place}, s.cut FROM other.targets s CROSS JOIN temp.taken t ON t.old = s.submission "
    "AND t.new > :before"
)


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
    def beside(self, path: Path) -> Iterator[Self]:
        """Lays the ledger at `path` beside this one for `take_in`: a copy, brought up to date; it is never written
        itself. Yields the copy, to be asked.

        Outside of any transaction. Raises EshramError: merge-itself (exit 2), merge-missing and as `Ledger.open`
        (exit 4).
        """
        if not path.exists():
            raise EshramError("merge-missing", Where(file=str(path)))
        if self.path is not None and self.path.exists() and path.samefile(self.path):
            raise EshramError("merge-itself", Where(file=str(path)))
        with store.copied(path) as copy:
            try:
                db = store.connect(copy, create=False, readonly=False)
            except EshramError as error:
                raise EshramError(error.problem.code, Where(file=str(path)), **error.problem.words) from error
            with closing(db):
                if not schema.tables(self._db) <= schema.tables(db):
                    raise EshramError("ledger-corrupt", Where(file=str(path)))
                self._db.execute("ATTACH ? AS other", (str(copy),))
                try:
                    yield type(self)(db, path)
                finally:
                    self._db.execute("DETACH other")

    def take_in(self, file: str, places: Mapping[PlaceId, PlaceId] | None = None, **by: Unpack[Acting]) -> Taken:
        """Stores the acts of the ledger laid `beside` that are not here yet, all or none. `file`: the name by which
        that ledger is remembered; `places`: the ids here of places that have another one there."""
        with self._writing():
            before = self._db.execute("SELECT coalesce(max(id), 0) FROM main.submissions").fetchone()[0]
            here = dict(self._db.execute(_HELD).fetchall())
            # Acts that are new here: the number there, the kind, and the file of the ledger of origin.
            new = [act for act in self._db.execute(_ACTS, (file,)) if act[0] not in here]
            if not new:
                return Taken(None, before, {})
            here |= {there: number for number, (there, *_) in enumerate(new, start=before + 1)}
            own_keys, key_of = keys(self._db, "main."), keys(self._db, "other.")
            self._db.execute("CREATE TEMP TABLE taken (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)")
            self._db.execute("CREATE TEMP TABLE renamed (old TEXT PRIMARY KEY, new TEXT NOT NULL)")
            self._db.executemany("INSERT INTO temp.taken VALUES (?, ?)", here.items())
            self._db.executemany("INSERT INTO temp.renamed VALUES (?, ?)", (places or {}).items())
            place, since = _taken_over("figures", "place", renamed=bool(places)), {"before": before}
            held, names = places_in(self._db, "main.figures"), places or {}
            shared = [one for one in places_in(self._db, "other.figures") if names.get(PlaceId(one), one) in held]
            asked = {"shared": json.dumps(shared), **since}
            differing = self._db.execute(_DIFFERING.format(place=place), asked).fetchall()
            # By table the acts that add rows to it: their numbers here, how many rows, and the sum of their checks.
            counted: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
            for table, act, rows, checks in self._db.execute(_SUMS, since).fetchall():
                counted[table].append((act, rows, checks))
            for table in sums.checked(self._db):
                if counted[table] and table not in _OWN:
                    self._copy(table, counted[table], before, renamed=bool(places))
            for act, undone in groupby(self._db.execute(_UNDOS, (before,)).fetchall(), key=itemgetter(0)):
                take_back(self._db, act, [one for _, one in undone])
            if self._db.execute(_UNDONE, since).fetchone():
                # A look at all figures, worth it only where an undo came in.
                differing += self._db.execute(_CHANGED, since).fetchall()
            targets = self._db.execute(_RETARGETED.format(place=place), since).fetchall()
            self._db.execute("DROP TABLE temp.taken")
            self._db.execute("DROP TABLE temp.renamed")
            order = {here[there]: key_of[there] for there, *_ in new}
            if self._db.execute("SELECT 1 FROM orders LIMIT 1").fetchone() is None:
                order |= own_keys
            self._db.executemany("INSERT INTO orders (submission, key) VALUES (?, ?)", order.items())
            # The act of the merge comes last: what was known after it is all that it brought.
            number = before + len(new) + 1
            self._db.executemany(
                "INSERT INTO origins (submission, merge, ledger, number, file) VALUES (?, ?, ?, ?, ?)",
                ((here[there], number, *origin(key_of[there]), of_file) for there, _, of_file in new),
            )
            add_submission(self._db, Act("merge", file=file, **by), accepted=len(new))
            differ = {(*key, dt.date.fromisoformat(as_on)) for *key, as_on in differing}
            kinds = Counter(kind for _, kind, _ in new)
            figures = sum(rows for _, rows, _ in counted["figures"])
            return Taken(number, before, kinds, figures, tuple(sorted(differ)), tuple(sorted(targets)))

    def origins(self) -> dict[int, tuple[str, int]]:
        """By acceptance number the file and the number there of each act that came from another ledger."""
        with self._reading():
            rows = self._db.execute("SELECT submission, file, number FROM origins")
            return {submission: (file, number) for submission, file, number in rows}

    def _copy(self, table: str, of_acts: Iterable[tuple[int, int, int]], before: int, *, renamed: bool) -> None:
        """Stores the other ledger's rows of the acts that are new. Where they read here as they do there, but for the
        numbers of their acts, their sums `of_acts` (number here, rows, checks) come along; else they are counted."""
        columns = sums.columns_of(self._db, table)
        said = {column: _taken_over(table, column, renamed=renamed) for column in columns}
        act, *others = sums.act_and_others(table, columns, schema.VERSION)
        same = all(said[column] == f"s.{column}" for column in others)
        with self._db.tally.told_apart(self._db, table) if same else nullcontext() as tell:
            self._db.execute(
                f"INSERT INTO main.{table} ({', '.join(said)}) SELECT {', '.join(said.values())} FROM other.{table} s "
                f"CROSS JOIN temp.taken t ON t.old = s.{act} AND t.new > ?",
                (before,),
            )
            if tell is not None:
                for number, rows, checks in of_acts:
                    tell(number, rows, checks)


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
