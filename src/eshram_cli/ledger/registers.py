"""The registers that a ledger keeps beside the figures: places and spellings learned, officers' terms, notes, promises.

Rows are added under the acceptance number of their act and are undone with it. Of a place, and of an officer's term
from one day in one place, the last row in the order of acts is in force.

A place has one officer at a time: whoever comes later ends the term of the one before on the day before he comes; of
two who begin on one day, the one told last has the place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Unpack

from eshram_cli.ledger.accepting import Act, Acting, add_rows
from eshram_cli.ledger.figures import LAST, POSITION, STANDS, places_in, with_figures
from eshram_cli.ledger.opened import Opened, date_of, limit
from eshram_cli.ledger.receipt import Receipt
from eshram_cli.places.model import Level, Place, PlaceId

_PLACE = ("id", "level", "name", "parent", "name_hi", "code", "since", "until", "population")
_PLACES = (
    f"SELECT {', '.join(_PLACE)}, max({POSITION}) FROM places f WHERE submission <= ? "
    f"AND {STANDS} GROUP BY id ORDER BY id"
)
_ALIASES = f"SELECT DISTINCT place, written FROM aliases f WHERE {STANDS} ORDER BY place, written"
_TERMS = (
    f"SELECT officer, place, since, until, max({POSITION}) FROM officers f WHERE submission <= ? "
    f"AND {STANDS} GROUP BY place, officer, since ORDER BY place, since, max({POSITION})"
)
_NOTES = (
    "SELECT place, as_on, text, submission FROM notes f WHERE place = ? AND as_on BETWEEN ? AND ? "
    f"AND submission <= ? AND {STANDS} ORDER BY as_on, {POSITION}"
)
_PROMISES = (
    "SELECT place, text, made_on, goal, deadline, submission FROM promises f "
    f"WHERE submission <= ? AND {STANDS} ORDER BY {POSITION}"
)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """An officer's time in a place: its first day, and its last one where it is over."""

    officer: str
    place: PlaceId
    since: dt.date
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A note on a day of a place and of everything within it; `number` is its acceptance number."""

    place: PlaceId
    as_on: dt.date
    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Promise:
    """A count of persons that a place is to have by a day. `made_on`: the date of the figures when it was made."""

    place: PlaceId
    text: str
    made_on: dt.date
    goal: int
    deadline: dt.date
    number: int = 0


class Registers(Opened):
    """The chapter of a ledger about places, officers, notes and promises."""

    def places(self, *, known: int | None = None) -> list[Place]:
        """The places that the ledger has learned, in order of id."""
        with self._reading():
            rows = self._db.execute(_PLACES, (limit(known), limit(known))).fetchall()
        return [
            Place(
                PlaceId(id_),
                Level(level),
                name,
                PlaceId(parent) if parent else None,
                name_hi,
                code,
                date_of(since),
                date_of(until),
                population,
            )
            for id_, level, name, parent, name_hi, code, since, until, population, _ in rows
        ]

    def places_held(self) -> set[PlaceId]:
        """The places that any figure was ever stored for, also if that was undone since."""
        with self._reading():
            return set(map(PlaceId, places_in(self._db, "figures")))

    def figures_held(self) -> int:
        """How many figures were ever stored, those corrected or undone since among them."""
        with self._reading():
            return int(self._db.execute("SELECT count(*) FROM figures").fetchone()[0])

    def learn(self, places: Sequence[Place], *, source: str = "", **by: Unpack[Acting]) -> int | None:
        """Remembers places; the acceptance number, None where all were known already just so."""
        with self._writing():
            held = set(self.places())
            new = [place for place in dict.fromkeys(places) if place not in held]
            rows = list(map(attrgetter(*_PLACE), new))
            return add_rows(self._db, Act("place", source=source, **by), "places", _PLACE, rows) if rows else None

    def aliases(self) -> list[tuple[PlaceId, str]]:
        """The spellings that the ledger has learned, each with its place."""
        with self._reading():
            return [(PlaceId(place), written) for place, written in self._db.execute(_ALIASES, (LAST,))]

    def add_alias(self, place: PlaceId, written: str, **by: Unpack[Acting]) -> int | None:
        """Remembers one more spelling of a place; the acceptance number, None where it was known already."""
        with self._writing():
            if (place, written) in self.aliases():
                return None
            act = Act("alias", source=written, **by)
            return add_rows(self._db, act, "aliases", ("place", "written"), [(place, written)])

    def terms(self, *, known: int | None = None) -> list[Term]:
        """Which officer had which place from when to when, by place and first day; each term is ended by the next."""
        found = []
        for _, held in groupby(self._told_terms(limit(known)), key=lambda term: term.place):
            last = {term.since: term for term in held}
            for term, following in pairwise([*last.values(), None]):
                if term is not None:
                    end = following.since - _DAY if following else None
                    found.append(replace(term, until=min((day for day in (term.until, end) if day), default=None)))
        return found

    def assign(self, terms: Sequence[Term], *, file: str = "", **by: Unpack[Acting]) -> Receipt:
        """Remembers which officer has which place from when; terms that are known already are unchanged."""
        with self._writing():
            held = {*self.terms(), *self._told_terms(limit(None))}
            new = [term for term in dict.fromkeys(terms) if term not in held]
            rows = [(one.officer, one.place, one.since, one.until) for one in new]
            act, columns = Act("officer", file=file, **by), ("officer", "place", "since", "until")
            number = add_rows(self._db, act, "officers", columns, rows) if rows else None
        return Receipt(number, len(new), 0, len(terms) - len(new), 0)

    def notes(self, places: Iterable[str], since: dt.date, until: dt.date, *, known: int | None = None) -> list[Remark]:
        """The notes on the places from `since` to `until`, by place, date and acceptance."""
        with self._reading():
            span = (since.isoformat(), until.isoformat(), limit(known), limit(known))
            return [
                Remark(PlaceId(at), dt.date.fromisoformat(day), text, number)
                for place in with_figures(self._db, places, "notes")
                for at, day, text, number in self._db.execute(_NOTES, (place, *span))
            ]

    def add_note(self, place: PlaceId, as_on: dt.date, text: str, **by: Unpack[Acting]) -> int:
        """Keeps a note on a day of a place; its acceptance number."""
        with self._writing():
            act, columns = Act("note", source=text, **by), ("place", "as_on", "text")
            return add_rows(self._db, act, "notes", columns, [(place, as_on, text)], as_on)

    def promises(self, *, known: int | None = None) -> list[Promise]:
        """The promises that stand, the first filed first."""
        with self._reading():
            return [
                Promise(
                    PlaceId(at), text, dt.date.fromisoformat(made_on), goal, dt.date.fromisoformat(deadline), number
                )
                for at, text, made_on, goal, deadline, number in self._db.execute(_PROMISES, (limit(known),) * 2)
            ]

    def promise(self, made: Promise, **by: Unpack[Acting]) -> int:
        """Files a promise; its acceptance number."""
        with self._writing():
            row = (made.place, made.text, made.made_on, made.goal, made.deadline)
            columns = ("place", "text", "made_on", "goal", "deadline")
            return add_rows(self._db, Act("promise", source=made.text, **by), "promises", columns, [row], made.made_on)

    def _told_terms(self, known: int) -> Iterator[Term]:
        """The terms as they were told, by place, first day and acceptance."""
        with self._reading():
            rows = self._db.execute(_TERMS, (known, known)).fetchall()
        for officer, place, since, until, _ in rows:
            yield Term(officer, PlaceId(place), dt.date.fromisoformat(since), date_of(until))
