"""The gazetteer: the tree of places with every name they go by. Immutable; what a ledger learned makes a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property

from eshram_cli.places.keys import place_key
from eshram_cli.places.model import Alias, Level, Place, PlaceId
from eshram_cli.places.tree import Tree

Bearers = dict[str, tuple[PlaceId, ...]]
"""The ids of the places that bear a name, by the key of the name."""
Keys = Callable[[str], tuple[PlaceId, ...]]
"""The same, asked for one key."""


class Gazetteer:
    """Places by id, with their children and their names. Build one with `bundled()`, widen it with `with_places()`."""

    def __init__(self, places: Tree | Iterable[Place], aliases: Iterable[Alias], keys: Keys | None = None) -> None:
        """The places as `Tree.of` takes them, or a tree. An alias without its place is left out: the place was learned
        once and undone since. `keys` finds places by the key of a name, where that is known beforehand; else the keys
        are made when a name is first asked for."""
        self._keys = keys
        self._unkeyed: tuple[Sequence[Place], Sequence[Alias]] = ((), ())
        self._grown: tuple[Gazetteer, list[Place], list[Alias]] | None = None
        self._places = places if isinstance(places, Tree) else Tree.of(places)
        self._written = aliases

    @staticmethod
    def bundled() -> Gazetteer:
        """India, its 36 states and union territories, all districts, Bihar's blocks; the same object each time."""
        return _bundled()

    def with_places(self, places: Iterable[Place], aliases: Iterable[Alias | tuple[PlaceId, str]] = ()) -> Gazetteer:
        """A gazetteer that holds these too, in any order; a place of a known id replaces it. This one is unchanged."""
        more = sorted(places, key=lambda place: place.level)
        others = [Alias(*alias) for alias in aliases]
        if not more and not others:
            return self
        wider = Gazetteer(self._places.with_places(more), self._with_aliases(others))
        wider._grown = (self, more, others)
        if not any(place.id in self._places for place in more):
            wider._keys = self._bearers
            wider._unkeyed = (more, others)
        return wider

    def _with_aliases(self, others: Sequence[Alias]) -> Iterator[Alias]:
        yield from self._aliases
        yield from others

    def __reduce__(self) -> tuple[Callable[..., Gazetteer], tuple[object, ...]]:
        """Sent to another process as what it was made from: the tables that come with the tool are there already."""
        if self._grown is not None:
            return Gazetteer.with_places, self._grown
        if self is Gazetteer.bundled():
            return _bundled, ()
        return Gazetteer, (tuple(self._places.values()), self._aliases)

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
        return self._places.below(place)

    def branch(self, place: PlaceId) -> list[PlaceId]:
        """The id of a place and those of all places below, each before those below it."""
        return self._places.branch(place)

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
        """Every name of the place: English, Hindi, aliases; the gazetteer's own first, none twice."""
        one = self._places[place]
        written = [one.name, one.name_hi, *(alias.name for alias in self._aliases_of.get(place, ()))]
        return list(dict.fromkeys(name for name in written if name))

    def title(self, place: PlaceId) -> str:
        """The name with the parents that tell it apart: "Bilaspur, Himachal Pradesh"; a state stands alone."""
        above = [one.name for one in self.parents(place) if one.level > Level.country]
        return ", ".join([self._places[place].name, *above])

    def named(self, key: str, level: Level | None = None, within: PlaceId | None = None) -> tuple[Place, ...]:
        """The places that bear the name of that key (see `place_key`), of that level, below `within`."""
        found = (self._places[place] for place in self._bearers(key) if place in self._places)
        return tuple(
            place
            for place in found
            if (level is None or place.level == level) and (within is None or self.within(place.id, within))
        )

    @cached_property
    def _aliases(self) -> tuple[Alias, ...]:
        """Read when first asked for: who names a place by a name of the tables needs none of them."""
        return tuple(alias for alias in self._written if alias.place in self._places)

    def _bearers(self, key: str) -> tuple[PlaceId, ...]:
        known = self._keys(key) if self._keys else ()
        return (*known, *(place for place in self._index.get(key, ()) if place not in known))

    @cached_property
    def _index(self) -> Bearers:
        """The names that `_keys` does not know."""
        if self._keys is None:
            return indexed(self._places.values(), self._aliases)
        return indexed(*self._unkeyed)

    @cached_property
    def _aliases_of(self) -> dict[PlaceId, list[Alias]]:
        grouped: dict[PlaceId, list[Alias]] = {}
        for alias in self._aliases:
            grouped.setdefault(alias.place, []).append(alias)
        return grouped

    @cached_property
    def _by_code(self) -> dict[tuple[Level, int], Place]:
        return {(place.level, place.code): place for place in self._places.values() if place.code is not None}


def indexed(places: Iterable[Place], aliases: Iterable[Alias]) -> Bearers:
    """The ids of the places by the key of each of their names (see `place_key`), in the order given."""
    named = [(name, place.id) for place in places for name in (place.name, place.name_hi)]
    index: Bearers = {}
    for name, place in [*named, *((alias.name, alias.place) for alias in aliases)]:
        key = place_key(name)
        bearers = index.get(key, ())
        if key and place not in bearers:
            index[key] = (*bearers, place)
    return index


@cache
def _bundled() -> Gazetteer:
    from eshram_cli.places.bundled import bearers, read_aliases, read_tree

    return Gazetteer(read_tree(), read_aliases(), bearers)
