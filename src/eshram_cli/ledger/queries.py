"""What a ledger answers: figures as on a date, targets, who reported when, and its own book.

`known` is everywhere an acceptance number up to which the ledger's knowledge is used; None is all of it. Tables are as
`frames` declares them.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from eshram_cli.frames import frame
from eshram_cli.ledger import (
    daynotes,
    figures,
    frames,
    logbook,
    neighbours,
    officers,
    promises,
    returned,
    store,
    targets,
    tree,
)
from eshram_cli.ledger.daynotes import Remark
from eshram_cli.ledger.figures import LAST
from eshram_cli.ledger.neighbours import Given
from eshram_cli.ledger.officers import Term
from eshram_cli.ledger.promises import Promise
from eshram_cli.ledger.receipt import Source, StandingTarget, Submission
from eshram_cli.ledger.returned import Arrivals
from eshram_cli.places.model import Place, PlaceId

if TYPE_CHECKING:
    import pandas as pd


class Asking:
    """The questions that an open ledger answers; each sees the ledger as it was when the question began."""

    def __init__(self, db: sqlite3.Connection, path: Path | None = None) -> None:
        self._db = db
        self.path = path

    def figures(
        self,
        places: Iterable[str],
        days: Collection[dt.date],
        *,
        known: int | None = None,
        cuts: Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """`frames.FIGURES`: every current figure of the places that says what stands on the days.

        Those from the first to the last of days near one another, and of each cut those carried into them. `cuts` None:
        of all persons and of every member of one dimension.
        """
        with self._reading():
            return figures.figures(self._db, places, days, _limit(known), cuts)

    def targets(
        self, places: Iterable[str], as_on: dt.date, *, known: int | None = None, cut: str | None = ""
    ) -> pd.DataFrame:
        """`frames.TARGETS`: the target in force on `as_on` of each place that has one; `cut` None: of every cut."""
        with self._reading():
            rows = targets.in_force(self._db, places, as_on.isoformat(), _limit(known), cut)
            return frame(rows, frames.TARGETS)

    def targets_on(self, places: Iterable[str], days: Iterable[dt.date], *, known: int | None = None) -> pd.DataFrame:
        """`frames.DATED_TARGETS`: the targets for all persons in force on each of the days."""
        with self._reading():
            rows = targets.on_days(self._db, places, [day.isoformat() for day in days], _limit(known))
            return frame(rows, frames.DATED_TARGETS)

    def target_versions(self, places: Iterable[str], *, known: int | None = None) -> pd.DataFrame:
        """`frames.TARGETS`: every target of the places that was not undone, by place, cut, date set and acceptance."""
        with self._reading():
            return frame(targets.versions(self._db, places, _limit(known)), frames.TARGETS)

    def returned(self, places: Iterable[str], since: dt.date, until: dt.date, *, known: int | None = None) -> Arrivals:
        """By place and date, from `since` to `until`, when anything that it returned itself first arrived."""
        with self._reading():
            return returned.returned(self._db, places, since.isoformat(), until.isoformat(), _limit(known))

    def name_written(self, place: str, until: dt.date, *, known: int | None = None) -> str:
        """The name of a place as it was last written in a return up to `until`; blank where none wrote it."""
        with self._reading():
            return logbook.name_written(self._db, place, until.isoformat(), _limit(known))

    def last_counts(self, places: Iterable[PlaceId], until: dt.date) -> dict[PlaceId, Given]:
        """Of each place the last count of all persons that was given for a date up to `until`."""
        with self._reading():
            return neighbours.last_before(self._db, places, until)

    def next_counts(self, places: Iterable[PlaceId], after: dt.date) -> dict[PlaceId, Given]:
        """Of each place the first count of all persons that was given for a date after that day, a year on at most."""
        with self._reading():
            return neighbours.next_after(self._db, places, after + dt.timedelta(days=1), after + dt.timedelta(days=365))

    def counts_between(self, place: PlaceId, since: dt.date, until: dt.date) -> list[Given]:
        """The counts of all persons that were given for a place's dates from one to the other, the latest first."""
        with self._reading():
            return neighbours.between(self._db, place, since, until)

    def with_newer(self, places: Iterable[PlaceId], last: Mapping[PlaceId, Given], until: dt.date) -> list[PlaceId]:
        """The places of which something newer than the count in `last`, if any, was given up to `until`: channels, or
        the new persons of a day."""
        with self._reading():
            return neighbours.with_newer(self._db, places, last, until)

    def standing_targets(
        self, keys: Iterable[tuple[str, str]], as_on: dt.date, *, known: int | None = None
    ) -> dict[tuple[str, str], StandingTarget]:
        """The target in force on that day of each place and cut that has one."""
        with self._reading():
            found = targets.standing(self._db, set(keys), as_on.isoformat(), _limit(known))
        return {key: StandingTarget(row[1], targets.is_order(row)) for key, row in found.items()}

    def places_of(self, submission: int) -> dict[str, str]:
        """The places of which that submission had figures, each with its name as written there."""
        with self._reading():
            return logbook.written_in(self._db, submission)

    def first_date(self, places: Iterable[str], *, known: int | None = None) -> dt.date | None:
        """The earliest date that the figures of the places speak of; None where there are none."""
        with self._reading():
            day = returned.first_date(self._db, places, _limit(known))
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
                day = returned.last_date(self._db, places, _limit(known), day)
        return dt.date.fromisoformat(day) if day else None

    def source(self, place: str, as_on: dt.date, cut: str, measure: str, submission: int) -> Source | None:
        """Where the figure of that key came from: file, cell, name as written; None where there is none."""
        with self._reading():
            return logbook.source(self._db, place, as_on.isoformat(), cut, measure, submission)

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

    def subjects(self) -> dict[int, PlaceId]:
        """The place of each act that is about one place alone and came without a sheet, by acceptance number."""
        with self._reading():
            return logbook.subjects(self._db)

    @contextmanager
    def one_view(self) -> Iterator[None]:
        """The ledger as it is at the first question, for all that are asked inside, whatever others store meanwhile."""
        with store.transaction(self._db, "DEFERRED"):
            yield

    def _reading(self) -> store.Part:
        return store.Part(self._db, self.path, "DEFERRED")


def _limit(known: int | None) -> int:
    return LAST if known is None else known
