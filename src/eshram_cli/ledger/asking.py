"""What a ledger answers: figures as on a date, targets, who reported when, and its own book.

`known` is everywhere an acceptance number up to which the ledger's knowledge is used; None is all of it. Tables are as
`frames` declares them.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from eshram_cli.frames import frame
from eshram_cli.ledger import (
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
from eshram_cli.ledger.courses import Course
from eshram_cli.ledger.daynotes import Remark
from eshram_cli.ledger.memory import Memory
from eshram_cli.ledger.officers import Term
from eshram_cli.ledger.promises import Promise
from eshram_cli.ledger.receipt import Source, Submission
from eshram_cli.ledger.returned import Arrivals
from eshram_cli.ledger.targets import Aim
from eshram_cli.ledger.views import LAST, View
from eshram_cli.places.model import Place, PlaceId

if TYPE_CHECKING:
    import pandas as pd


class Asking:
    """The questions that an open ledger answers; each sees the ledger as it was when the question began."""

    def __init__(self, db: sqlite3.Connection, path: Path | None = None) -> None:
        self._db = db
        self._memory = Memory()
        self.path = path

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

    def latest_on(self, wanted: Mapping[dt.date, Sequence[str]], *, known: int | None = None) -> pd.DataFrame:
        """`frames.DATED`: the same of several days, each with its places; the latest day stands first."""
        with self._reading():
            view = View(self._db, _limit(known), memory=self._memory.fresh(self._db), back_to=min(wanted).isoformat())
            days = ((day.isoformat(), wanted[day]) for day in sorted(wanted, reverse=True))
            return frame(((day, *row) for day, places in days for row in views.latest(view, places, day)), frames.DATED)

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

    def members(
        self,
        places: Iterable[str],
        dimension: str | None,
        as_on: dt.date,
        *,
        known: int | None = None,
        with_new: bool = True,
    ) -> pd.DataFrame:
        """`frames.MEMBERS`: the last figure at or before `as_on` of each place and member of a dimension, None: of all.

        `with_new` false leaves out the new persons of the day and the figure before, which is faster.
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

    def target_days(self) -> list[dt.date]:
        """The days from which any target ever held, in order; between two of them the targets in force are the same."""
        with self._reading():
            return targets.days(self._db)

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

    def name_written(self, place: str, until: dt.date, *, known: int | None = None) -> str:
        """The name of a place as it was last written in a return up to `until`; blank where none wrote it."""
        with self._reading():
            return courses.name_written(View(self._db, _limit(known)), place, until.isoformat())

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
            memory = self._memory.fresh(self._db)
            found = targets.standing(self._db, set(keys), as_on.isoformat(), _limit(known), memory)
        return {key: row[1] for key, row in found.items()}

    def ordered_targets(
        self, keys: Iterable[tuple[str, str]], as_on: dt.date, *, known: int | None = None
    ) -> frozenset[tuple[str, str]]:
        """Those of the places and cuts whose target in force on that day was set, loaded or split."""
        with self._reading():
            memory = self._memory.fresh(self._db)
            found = targets.standing(self._db, set(keys), as_on.isoformat(), _limit(known), memory)
        return frozenset(key for key, row in found.items() if targets.is_order(row))

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
