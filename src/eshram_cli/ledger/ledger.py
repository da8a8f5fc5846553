"""The ledger: one file of accepted figures, open for reading or for writing.

    with Ledger.open(path) as ledger:
        receipt = ledger.accept(ret, who="BDO", received_at=now, tool_version="0.1.0")
        table = ledger.latest(["d213"], day)

`known` is everywhere an acceptance number up to which the ledger's knowledge is used (see `known_number`); None is all
of it. Tables are as `frames` declares them. Whatever SQLite finds wrong is an EshramError with exit code 4.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from eshram_cli.frames import frame
from eshram_cli.ledger import (
    accepting,
    courses,
    daynotes,
    frames,
    logbook,
    officers,
    promises,
    returned,
    store,
    targets,
    tree,
    views,
)
from eshram_cli.ledger.accepting import Act
from eshram_cli.ledger.courses import Course
from eshram_cli.ledger.daynotes import Remark
from eshram_cli.ledger.layouts import Layouts
from eshram_cli.ledger.memory import Memory
from eshram_cli.ledger.network import network_problem
from eshram_cli.ledger.officers import Term
from eshram_cli.ledger.outbox import Outbox
from eshram_cli.ledger.promises import Promise
from eshram_cli.ledger.receipt import Receipt, Restatement, Source, Submission
from eshram_cli.ledger.returned import Arrivals
from eshram_cli.ledger.targets import Aim
from eshram_cli.ledger.views import LAST, View
from eshram_cli.places.model import Place, PlaceId
from eshram_cli.problems import Problem

if TYPE_CHECKING:
    import pandas as pd

    from eshram_cli.returns.model import Quality, Return, TargetRecord

__all__ = ["Ledger", "Receipt", "Restatement", "Source", "Submission"]


class Ledger:
    """The register of accepted figures. Rows are added, never changed or lost."""

    def __init__(self, db: sqlite3.Connection, path: Path | None = None) -> None:
        self._db = db
        self._memory = Memory()
        self.path = path

    @classmethod
    def open(cls, path: Path, *, create: bool = True, readonly: bool = False, wait: float = store.WAIT) -> Ledger:
        """The ledger at `path`; a missing one is made, unless it is opened to read or `create` is false.

        `wait`: seconds to wait for another writer. Raises EshramError (exit 4): ledger-missing, not-a-ledger,
        ledger-newer, ledger-readonly, ledger-busy, ledger-corrupt, ledger-unopened.
        """
        return cls(store.connect(path, create=create and not readonly, readonly=readonly, wait=wait), path)

    @classmethod
    def in_memory(cls) -> Ledger:
        """An empty ledger that leaves nothing behind: for a trial run where there is none yet."""
        return cls(store.in_memory())

    def close(self) -> None:
        """Lets go of the file."""
        self._db.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def on_network(self) -> Problem | None:
        """A warning where the file lies on a network share."""
        return network_problem(self.path) if self.path else None

    @property
    def outbox(self) -> Outbox:
        """The mails that the ledger keeps until they are delivered."""
        return Outbox(self._db, self.path)

    @property
    def layouts(self) -> Layouts:
        """How the forms of offices were told to be read."""
        return Layouts(self._db, self.path)

    # --- storing ---

    def accept(
        self,
        ret: Return,
        *,
        who: str,
        received_at: dt.datetime,
        tool_version: str,
        again: bool = False,
        dry_run: bool = False,
    ) -> Receipt:
        """Stores a return, whole or not at all, and says what became of its rows; see `accepting` for the rules.

        `dry_run` only weighs it. The file's own problems are not repeated in the receipt.
        """
        act = Act("return", who, received_at, tool_version, "", ret.file, ret.sheet, ret.sha256)
        with self._reading() if dry_run else self._writing():
            return accepting.accept(self._db, ret, act, again=again, dry_run=dry_run)

    def enter(
        self,
        place: PlaceId,
        value: int | None,
        as_on: dt.date,
        *,
        new: int | None = None,
        time: dt.time | None = None,
        cut: str = "",
        quality: Quality = "exact",
        source: str = "",
        who: str,
        received_at: dt.datetime,
        tool_version: str,
        dry_run: bool = False,
    ) -> Receipt:
        """Stores the figure of one place that came by telephone: persons registered so far, new in the day, or both.

        It is never refused as older: whoever types it means it. `source` says who gave it.
        """
        from eshram_cli.returns.model import Record, Return, Table

        counts = {"registered": value, "new": new}
        records = [
            Record.model_validate(
                {"place": place, "as_on": as_on, "time": time, "cut": cut, "measure": measure, "value": count,
                 "quality": quality, "row": 0, "column": 0}
            )
            for measure, count in counts.items()
            if count is not None
        ]  # fmt: skip
        ret = Return("", "", "", Table("", (), None, 0, 0, ()), tuple(records), (), (), 0, None, as_on)
        act = Act("enter", who, received_at, tool_version, source)
        with self._reading() if dry_run else self._writing():
            return accepting.accept(self._db, ret, act, again=True, dry_run=dry_run)

    def set_targets(
        self,
        rows: Sequence[TargetRecord],
        *,
        who: str,
        received_at: dt.datetime,
        set_on: dt.date | None = None,
        basis: str = "",
        deadline: dt.date | None = None,
        file: str = "",
        tool_version: str = "",
        dry_run: bool = False,
    ) -> Receipt:
        """Stores targets that hold from `set_on` (None: from the start of the drive); those in force are unchanged.

        Without a deadline they keep the one of the target that they replace.
        """
        day, until = targets.iso(set_on), targets.iso(deadline) or None
        with self._reading() if dry_run else self._writing():
            new = targets.differing(self._db, rows, day, basis, until)
            number = None
            if new and not dry_run:
                act = Act("target", who, received_at, tool_version, basis, file)
                number = accepting.add_submission(self._db, act, as_on=day or None, accepted=len(new))
                targets.insert(self._db, number, new, day, basis, until)
        return Receipt(number, len(new), 0, len(rows) - len(new), 0)

    def learn(
        self, places: Sequence[Place], *, who: str, received_at: dt.datetime, source: str = "", tool_version: str = ""
    ) -> int | None:
        """Remembers places; the acceptance number, None where all were known already just so."""
        with self._writing():
            new = tree.unknown(self._db, places)
            if not new:
                return None
            act = Act("place", who, received_at, tool_version, source)
            number = accepting.add_submission(self._db, act, accepted=len(new))
            tree.insert_places(self._db, number, new)
            return number

    def add_alias(
        self, place: PlaceId, written: str, *, who: str, received_at: dt.datetime, tool_version: str = ""
    ) -> int | None:
        """Remembers one more spelling of a place; the acceptance number, None where it was known already."""
        with self._writing():
            if (place, written) in tree.aliases(self._db):
                return None
            act = Act("alias", who, received_at, tool_version, written)
            number = accepting.add_submission(self._db, act, accepted=1)
            tree.insert_alias(self._db, number, place, written)
            return number

    def add_note(
        self, place: PlaceId, as_on: dt.date, text: str, *, who: str, received_at: dt.datetime, tool_version: str = ""
    ) -> int:
        """Keeps a note on a day of a place; its acceptance number."""
        with self._writing():
            act = Act("note", who, received_at, tool_version, text)
            number = accepting.add_submission(self._db, act, as_on=as_on.isoformat(), accepted=1)
            daynotes.insert(self._db, number, place, as_on.isoformat(), text)
            return number

    def assign(
        self, terms: Sequence[Term], *, who: str, received_at: dt.datetime, file: str = "", tool_version: str = ""
    ) -> Receipt:
        """Remembers which officer has which place from when; terms that are known already are unchanged."""
        with self._writing():
            new = officers.unknown(self._db, terms)
            number = None
            if new:
                act = Act("officer", who, received_at, tool_version, "", file)
                number = accepting.add_submission(self._db, act, accepted=len(new))
                officers.insert(self._db, number, new)
        return Receipt(number, len(new), 0, len(terms) - len(new), 0)

    def promise(self, made: Promise, *, who: str, received_at: dt.datetime, tool_version: str = "") -> int:
        """Files a promise; its acceptance number."""
        with self._writing():
            act = Act("promise", who, received_at, tool_version, made.text)
            number = accepting.add_submission(self._db, act, as_on=made.made_on.isoformat(), accepted=1)
            promises.insert(self._db, number, made)
            return number

    def undo(self, number: int, *, who: str, received_at: dt.datetime, tool_version: str = "") -> int:
        """Takes the submission of that acceptance number back: what it superseded stands again. Nothing is lost, and an
        undo can be undone. Raises no-such-submission, already-undone (exit 2)."""
        with self._writing():
            return logbook.undo(self._db, number, Act("undo", who, received_at, tool_version))

    # --- asking ---

    def latest(
        self,
        places: Iterable[str],
        as_on: dt.date,
        *,
        known: int | None = None,
        cut: str = "",
        measure: str = "registered",
    ) -> pd.DataFrame:
        """`frames.LATEST`: the last figure at or before `as_on` of each place that has one, in the order asked."""
        with self._reading():
            view = View(self._db, _limit(known), cut, measure, self._memory.fresh(self._db))
            return frame(views.latest(view, places, as_on.isoformat()), frames.LATEST)

    def history(
        self,
        places: Iterable[str],
        since: dt.date,
        until: dt.date,
        *,
        known: int | None = None,
        cut: str = "",
        measure: str = "registered",
    ) -> pd.DataFrame:
        """`frames.HISTORY`: the current figure of each place and date, both ends included, by place and date."""
        with self._reading():
            view = View(self._db, _limit(known), cut, measure)
            return frame(views.history(view, places, since.isoformat(), until.isoformat()), frames.HISTORY)

    def cuts(self, places: Iterable[str], as_on: dt.date, *, known: int | None = None) -> pd.DataFrame:
        """`frames.CUTS`: the last figure of each place and cut at or before `as_on`."""
        with self._reading():
            return frame(views.cuts(View(self._db, _limit(known)), places, as_on.isoformat()), frames.CUTS)

    def members(
        self,
        places: Iterable[str],
        dimension: str,
        as_on: dt.date,
        *,
        known: int | None = None,
        with_new: bool = True,
    ) -> pd.DataFrame:
        """`frames.MEMBERS`: the last figure of each place and member of a dimension at or before `as_on`.

        `with_new` false leaves the new persons of the day out, which is faster.
        """
        with self._reading():
            view = View(self._db, _limit(known), memory=self._memory.fresh(self._db))
            rows = views.members(view, places, dimension, as_on.isoformat(), with_new=with_new)
            return frame(rows, frames.MEMBERS)

    def targets(
        self, places: Iterable[str], as_on: dt.date, *, known: int | None = None, cut: str | None = ""
    ) -> pd.DataFrame:
        """`frames.TARGETS`: the target in force on `as_on` of each place that has one; `cut` None: of every cut."""
        with self._reading():
            rows = targets.in_force(self._db, places, as_on.isoformat(), _limit(known), cut)
            return frame(rows, frames.TARGETS)

    def target_versions(self, places: Iterable[str], *, known: int | None = None) -> pd.DataFrame:
        """`frames.TARGETS`: every target of the places that was not undone, by place, cut, date set and acceptance."""
        with self._reading():
            return frame(targets.versions(self._db, places, _limit(known)), frames.TARGETS)

    def returned(self, places: Iterable[str], since: dt.date, until: dt.date, *, known: int | None = None) -> Arrivals:
        """By place and date, from `since` to `until`, when anything that it returned itself first arrived."""
        with self._reading():
            view = View(self._db, _limit(known))
            return returned.returned(view, places, since.isoformat(), until.isoformat())

    def last_counts(
        self, places: Iterable[str], as_on: dt.date, *, known: int | None = None
    ) -> dict[str, tuple[dt.date, int]]:
        """The date and the persons of the last figure of each place at or before `as_on`, as `latest` gives them."""
        with self._reading():
            view = View(self._db, _limit(known))
            last = ((place, views.last_figures(view, place, as_on.isoformat())) for place in places)
            return {place: (dt.date.fromisoformat(found[0].as_on), found[0].value) for place, found in last if found}

    def courses(self, places: Iterable[str], until: dt.date, *, known: int | None = None) -> dict[str, Course]:
        """The counts of registered persons by day up to `until` of each place that has any, as `history` gives them."""
        with self._reading():
            return dict(courses.courses(View(self._db, _limit(known)), places, until.isoformat()))

    def aims(self, places: Iterable[str], as_on: dt.date, *, known: int | None = None) -> dict[str, Aim]:
        """The target in force on `as_on` of each place that has one for all persons, as `targets` gives them."""
        with self._reading():
            return dict(targets.aims(self._db, places, as_on.isoformat(), _limit(known)))

    def recent_counts(
        self, places: Iterable[str], before: dt.date, days: int, *, known: int | None = None
    ) -> dict[str, list[views.Recent]]:
        """The registered counts given on the last `days` days before that day, by place, latest first."""
        since = before - dt.timedelta(days=days)
        until = before - dt.timedelta(days=1)
        with self._reading():
            view = View(self._db, _limit(known))
            return views.recent(view, list(places), since.isoformat(), until.isoformat())

    def standing_targets(
        self, keys: Iterable[tuple[str, str]], as_on: dt.date, *, known: int | None = None
    ) -> dict[tuple[str, str], int]:
        """The persons of the target in force on that day of each place and cut that has one."""
        with self._reading():
            found = targets.standing(self._db, set(keys), as_on.isoformat(), _limit(known))
        return {key: row[1] for key, row in found.items()}

    def places_of(self, submission: int) -> dict[str, str]:
        """The places of which that submission had figures, each with its name as written there."""
        with self._reading():
            return logbook.written_in(self._db, submission)

    def first_date(self, places: Iterable[str], *, known: int | None = None) -> dt.date | None:
        """The earliest date that the figures of the places speak of; None where there are none."""
        with self._reading():
            day = returned.first_date(View(self._db, _limit(known)), places)
        return dt.date.fromisoformat(day) if day else None

    def begun(self) -> dt.datetime | None:
        """When the first act was received; None while the ledger is empty."""
        with self._reading():
            return returned.begun(self._db)

    def terms(self, *, known: int | None = None) -> list[Term]:
        """Which officer had which place from when to when, by place and first day."""
        with self._reading():
            return officers.terms(self._db, _limit(known))

    def notes(self, places: Iterable[str], since: dt.date, until: dt.date, *, known: int | None = None) -> list[Remark]:
        """The notes on the places from `since` to `until`, by place, date and acceptance."""
        with self._reading():
            return list(daynotes.between(self._db, places, since.isoformat(), until.isoformat(), _limit(known)))

    def promises(self, *, known: int | None = None) -> list[Promise]:
        """The promises that stand, the first filed first."""
        with self._reading():
            return list(promises.all_of(self._db, _limit(known)))

    def latest_date(self, places: Iterable[str] | None = None, *, known: int | None = None) -> dt.date | None:
        """The latest date that the figures of the places (None: of all) speak of; None where there are none."""
        with self._reading():
            day = logbook.last_date(self._db, _limit(known))
            if places is not None:
                day = views.last_date(View(self._db, _limit(known)), places, day)
        return dt.date.fromisoformat(day) if day else None

    def source(self, place: str, as_on: dt.date, *, known: int | None = None) -> Source | None:
        """By whom the place was last reported at or before `as_on`: file, cell, name as written; None if never."""
        with self._reading():
            figures = views.last_figures(View(self._db, _limit(known)), place, as_on.isoformat())
            return logbook.source(self._db, place, figures[0]) if figures else None

    def known_number(self, moment: dt.datetime) -> int:
        """The acceptance number that the ledger had reached at a moment (with a time zone); 0 before the first."""
        with self._reading():
            return logbook.known_number(self._db, moment)

    def places(self, *, known: int | None = None) -> list[Place]:
        """The places that the ledger has learned."""
        with self._reading():
            return tree.places(self._db, _limit(known))

    def aliases(self, *, known: int | None = None) -> list[tuple[PlaceId, str]]:
        """The spellings that the ledger has learned, each with its place."""
        with self._reading():
            return tree.aliases(self._db, _limit(known))

    def log(self, *, known: int | None = None) -> list[Submission]:
        """Every act in the ledger, the first accepted first."""
        with self._reading():
            return logbook.log(self._db, _limit(known))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Stores what is accepted inside in one go, each submission still whole or not at all.

        A crash, or a full disk, leaves none of it. Other writers wait meanwhile, so keep it to some dozens.
        """
        with store.told(self.path), store.transaction(self._db, "IMMEDIATE"):
            yield

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with store.told(self.path), store.inside(self._db, "DEFERRED"):
            yield

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with store.told(self.path), store.inside(self._db, "IMMEDIATE"):
            yield


def _limit(known: int | None) -> int:
    return LAST if known is None else known
