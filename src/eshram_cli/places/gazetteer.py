"""The gazetteer: the tree of places with every name they go by. Immutable; what a ledger learned makes a new one."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from importlib import resources

from eshram_cli.places.keys import place_key
from eshram_cli.places.model import INDIA, Alias, Level, Place, PlaceId

_FOLDER = resources.files("eshram_cli") / "places" / "data"
"""The places that come with the tool: our own tables; see `data/SOURCES.md`."""
ABBREVIATION = "abbreviation"
"""The source of an alias of a few letters, "BR" or "OR": a name only where a state is asked for, else any word."""
_INDIA_NAMES = ("All India", "Bharat", "अखिल भारत", "इंडिया", "संपूर्ण भारत")


class Gazetteer:
    """Places by id, with their children and their names. Build one with `bundled()`, widen it with `with_places()`."""

    def __init__(self, places: Iterable[Place], aliases: Iterable[Alias]) -> None:
        """Parents before children; a later place of the same id replaces the earlier.

        A place without its parent is left out, and an alias without its place: they were learned once and undone since.
        """
        self._places: dict[PlaceId, Place] = {}
        for place in places:
            if place.parent is None or place.parent in self._places:
                self._places[place.id] = place
        self._below: dict[PlaceId, list[PlaceId]] = {}
        for place in self._places.values():
            if place.parent is not None:
                self._below.setdefault(place.parent, []).append(place.id)
        self._aliases = tuple(alias for alias in aliases if alias.place in self._places)
        self._keys_of: dict[Level, dict[str, list[PlaceId]]] = {}

    @staticmethod
    @cache
    def bundled() -> Gazetteer:
        """India, its 36 states and union territories, all districts, Bihar's blocks; the same object each time."""
        states = [_place(Level.state, "s", INDIA, row) for row in _rows("states.csv")]
        persons = sum(state.population or 0 for state in states)
        places = [Place(INDIA, Level.country, "India", None, "भारत", population=persons), *states]
        places += [_place(Level.district, "d", PlaceId(f"s{row['state']}"), row) for row in _rows("districts.csv")]
        places += [_place(Level.block, "b", PlaceId(f"d{row['district']}"), row) for row in _rows("blocks.csv")]
        aliases = [Alias(INDIA, name, "common") for name in _INDIA_NAMES]
        aliases += [Alias(PlaceId(row["place"]), row["name"], row["source"]) for row in _rows("aliases.csv")]
        return Gazetteer(places, aliases)

    def with_places(self, places: Iterable[Place], aliases: Iterable[Alias | tuple[PlaceId, str]] = ()) -> Gazetteer:
        """A gazetteer that holds these too, in any order; a place of a known id replaces it. This one is unchanged."""
        more = sorted(places, key=lambda place: place.level)
        others = [Alias(*alias) for alias in aliases]
        return Gazetteer([*self.all(), *more], [*self._aliases, *others]) if more or others else self

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, place: object) -> bool:
        return place in self._places

    def get(self, place: PlaceId) -> Place:
        """The place of that id; KeyError when there is none."""
        return self._places[place]

    def by_code(self, level: Level, code: int) -> Place | None:
        """The place of that level with that Local Government Directory code."""
        return self._by_code.get((level, code))

    def all(self, level: Level | None = None) -> list[Place]:
        """Every place, or every place of a level, parents before children as bundled."""
        return [place for place in self._places.values() if level is None or place.level == level]

    def children(self, place: PlaceId, level: Level | None = None) -> list[Place]:
        """The places right below, of that level where one is given."""
        below = map(self.get, self.below(place))
        return [child for child in below if level is None or child.level == level]

    def below(self, place: PlaceId) -> Sequence[PlaceId]:
        """The ids of the places right below."""
        return self._below.get(place, ())

    def branch(self, place: PlaceId) -> list[PlaceId]:
        """The id of a place and those of all places below, each before those below it."""
        return [place, *(one.id for one in self.descendants(place))]

    def descendants(self, place: PlaceId, level: Level | None = None) -> list[Place]:
        """All places below, however deep, of that level where one is given."""
        found: list[Place] = []
        for child in self.children(place):
            if level is None or child.level == level:
                found.append(child)
            if level is None or child.level < level:
                found.extend(self.descendants(child.id, level))
        return found

    def parents(self, place: PlaceId) -> list[Place]:
        """The places above, nearest first, up to India."""
        found: list[Place] = []
        above = self._places[place].parent
        while above is not None:
            found.append(self._places[above])
            above = self._places[above].parent
        return found

    def within(self, place: PlaceId, ancestor: PlaceId) -> bool:
        """Whether the place lies below the ancestor; no place lies within itself."""
        above = self._places[place].parent
        while above is not None and above != ancestor:
            above = self._places[above].parent
        return above is not None

    def above(self, place: PlaceId, level: Level) -> Place | None:
        """The place of that level that holds this one; itself when it is of that level."""
        return next((one for one in (self._places[place], *self.parents(place)) if one.level == level), None)

    def aliases(self, place: PlaceId | None = None) -> tuple[Alias, ...]:
        """The other names of a place, or all aliases."""
        return self._aliases if place is None else tuple(self._aliases_of.get(place, ()))

    def names(self, place: PlaceId) -> list[str]:
        """Every name of the place: English, Hindi, aliases but no abbreviations; the gazetteer's own first, none
        twice."""
        one = self._places[place]
        aliases = (alias for alias in self._aliases_of.get(place, ()) if alias.source != ABBREVIATION)
        written = [one.name, one.name_hi, *(alias.name for alias in aliases)]
        return list(dict.fromkeys(name for name in written if name))

    def title(self, place: PlaceId) -> str:
        """The name with the parents that tell it apart: "Bilaspur, Himachal Pradesh"; a state stands alone."""
        above = [one.name for one in self.parents(place) if one.level > Level.country]
        return ", ".join([self._places[place].name, *above])

    def named(self, key: str, level: Level | None = None, within: PlaceId | None = None) -> tuple[Place, ...]:
        """The places that bear the name of that key (see `place_key`), of that level, below `within`. An abbreviation
        is looked at only where its level is asked for and no whole name has the key."""
        levels = Level if level is None else (level,)
        found = [self._places[place] for one in levels for place in self._keys(one).get(key, ())]
        if not found and level is not None:
            found = [self._places[place] for place in self._abbreviations.get((level, key), ())]
        return tuple(place for place in found if within is None or self.within(place.id, within))

    def _keys(self, level: Level) -> dict[str, list[PlaceId]]:
        """The ids of the places of a level by the key of each of their names; made when one is first looked up."""
        if level not in self._keys_of:
            keys = self._keys_of[level] = {}
            for place in self.all(level):
                for key in {place_key(name): None for name in self.names(place.id)}:
                    keys.setdefault(key, []).append(place.id)
        return self._keys_of[level]

    @cached_property
    def _abbreviations(self) -> dict[tuple[Level, str], list[PlaceId]]:
        found: dict[tuple[Level, str], list[PlaceId]] = {}
        for alias in self._aliases:
            if alias.source == ABBREVIATION:
                found.setdefault((self._places[alias.place].level, place_key(alias.name)), []).append(alias.place)
        return found

    @cached_property
    def _aliases_of(self) -> dict[PlaceId, list[Alias]]:
        grouped: dict[PlaceId, list[Alias]] = {}
        for alias in self._aliases:
            grouped.setdefault(alias.place, []).append(alias)
        return grouped

    @cached_property
    def _by_code(self) -> dict[tuple[Level, int], Place]:
        return {(place.level, place.code): place for place in self._places.values() if place.code is not None}


def _place(level: Level, letter: str, parent: PlaceId, row: dict[str, str]) -> Place:
    code, population = row["code"], row["population"]
    since, until = (dt.date.fromisoformat(row[name]) if row.get(name) else None for name in ("since", "until"))
    persons = int(population) if population else None
    return Place(PlaceId(letter + code), level, row["name"], parent, row["name_hi"], int(code), since, until, persons)


def _rows(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader((_FOLDER / name).read_text(encoding="utf-8").splitlines())
