"""The gazetteer: the tree of places with every name they go by. Immutable; what a ledger learned makes a new one.

All states and districts are in it, and the blocks of its `states`: Bihar's, and those that an office works with. The
blocks of any other state are looked at only by what asks below it: a bare name never finds them, so that a slip of the
pen in one state is no block of another.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, cached_property
from importlib import resources

from eshram_cli.places.keys import place_key
from eshram_cli.places.model import INDIA, Alias, Level, Place, PlaceId

_FOLDER = resources.files("eshram_cli") / "places" / "data"
"""The places that come with the tool: our own tables; see `data/SOURCES.md`."""
ABBREVIATION = "abbreviation"
"""The source of an alias of a few letters, "BR" or "OR": a name only where a state is asked for, else any word."""
BIHAR = PlaceId("s10")
"""The state whose blocks are always at hand."""
_INDIA_NAMES = ("All India", "Bharat", "अखिल भारत", "इंडिया", "संपूर्ण भारत")


class Gazetteer:
    """Places by id, with their children and their names. Build one with `bundled()`, widen it with `with_places()`.

    `states`: those whose blocks it holds. `home`: the office's own place, `held`: the states that its ledger knows
    places of, and the districts of other states than Bihar whose bundled blocks have figures there; both choose between
    several bearers of a name that is typed (see `resolve_anywhere`).
    """

    def __init__(
        self,
        places: Iterable[Place],
        aliases: Iterable[Alias],
        states: Iterable[PlaceId] = (),
        *,
        home: PlaceId | None = None,
        held: Iterable[PlaceId] = (),
    ) -> None:
        """Parents before children; a later place of the same id replaces the earlier.

        A place without its parent is left out, and an alias without its place: they were learned once and undone since.
        """
        self.states = frozenset(states)
        self.home, self.held = home, frozenset(held)
        self._wider: dict[PlaceId, Gazetteer] = {}
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
        """India, its 36 states and union territories, all districts, Bihar's blocks; the same object each time. The
        blocks of the other states join where they are asked for."""
        states = [_place(Level.state, "s", INDIA, row) for row in _rows("states.csv")]
        persons = sum(state.population or 0 for state in states)
        places = [Place(INDIA, Level.country, "India", None, "भारत", population=persons), *states]
        places += [_place(Level.district, "d", PlaceId(f"s{row['state']}"), row) for row in _rows("districts.csv")]
        aliases = [Alias(INDIA, name, "common") for name in _INDIA_NAMES]
        aliases += [Alias(PlaceId(row["place"]), row["name"], row["source"]) for row in _rows("aliases.csv")]
        return Gazetteer([*places, *_blocks(BIHAR)], [*aliases, *_block_aliases(BIHAR)], [BIHAR])

    def with_places(self, places: Iterable[Place], aliases: Iterable[Alias | tuple[PlaceId, str]] = ()) -> Gazetteer:
        """A gazetteer that holds these too, in any order; a place of a known id replaces it. This one is unchanged."""
        more = sorted(places, key=lambda place: place.level)
        others = [Alias(*alias) for alias in aliases]
        return self._like([*self.all(), *more], [*self._aliases, *others]) if more or others else self

    def with_states(self, states: Iterable[PlaceId], leaving_out: Collection[PlaceId] | None = None) -> Gazetteer:
        """A gazetteer that holds the blocks of these states too, without those left out: if nothing is said, those of
        districts whose own list was learned (`set_aside`)."""
        new = [state for state in states if state not in self.states]
        leaving_out = set_aside(new, self.all(Level.block)) if leaving_out is None else leaving_out
        blocks = [block for state in new for block in _blocks(state) if block.id not in leaving_out]
        places = [*self.all(), *(block for block in blocks if block.id not in self._places)]
        aliases = [*self._aliases, *(alias for state in new for alias in _block_aliases(state))]
        return self._like(places, aliases, self.states.union(new)) if new else self

    def of_office(self, home: PlaceId | None, held: Iterable[PlaceId]) -> Gazetteer:
        """The same places, with what chooses between several bearers of a name."""
        return Gazetteer(self.all(), self._aliases, self.states, home=home, held=held)

    @cached_property
    def whole(self) -> Gazetteer:
        """A gazetteer with the blocks of all states."""
        return self.with_states(_blocks_of_states())

    @cached_property
    def own_lists(self) -> Gazetteer:
        """A gazetteer without the bundled blocks of other states than Bihar: for a sheet of tehsils, which bear many of
        their names."""
        blocks = {block.id for state in self.states - {BIHAR} for block in _blocks(state)}
        return self._like([place for place in self.all() if place.id not in blocks], self._aliases, _blocks_of_states())

    def _like(
        self, places: Iterable[Place], aliases: Iterable[Alias], states: Iterable[PlaceId] | None = None
    ) -> Gazetteer:
        states = self.states if states is None else states
        return Gazetteer(places, aliases, states, home=self.home, held=self.held)

    def state_of(self, place: PlaceId) -> PlaceId | None:
        """The state around a place or itself, also of a block that is not at hand; None of India and of no place."""
        one = self._places.get(place)
        if one is None:
            return state_of_block(place)
        while one.level > Level.state and one.parent is not None:
            one = self._places[one.parent]
        return one.id if one.level == Level.state else None

    def at(self, place: PlaceId) -> Gazetteer:
        """The gazetteer that has the blocks around the place: this one, or one with the blocks of its state too."""
        one = self._places.get(place)
        if one is None:
            state = state_of_block(place)
        elif one.level == Level.district:
            state = one.parent
        else:
            state = one.id if one.level == Level.state else None
        if state is None or state in self.states:
            return self
        if state not in self._wider:
            self._wider[state] = self.with_states([state])
        return self._wider[state]

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, place: object) -> bool:
        return place in self._places or (isinstance(place, str) and place in self.at(PlaceId(place))._places)

    def get(self, place: PlaceId) -> Place:
        """The place of that id; KeyError when there is none."""
        return self._places.get(place) or self.at(place)._places[place]

    def by_code(self, level: Level, code: int) -> Place | None:
        """The place of that level with that Local Government Directory code."""
        found = self._by_code.get((level, code))
        if found is None and level == Level.block and (block := PlaceId(f"b{code}")) in self:
            return self.get(block)
        return found

    def all(self, level: Level | None = None) -> list[Place]:
        """Every place, or every place of a level, parents before children as bundled."""
        return [place for place in self._places.values() if level is None or place.level == level]

    def children(self, place: PlaceId, level: Level | None = None) -> list[Place]:
        """The places right below, of that level where one is given."""
        return [child for child in map(self.get, self.below(place)) if level is None or child.level == level]

    def below(self, place: PlaceId) -> Sequence[PlaceId]:
        """The ids of the places right below."""
        return self.at(place)._below.get(place, ())

    def branch(self, place: PlaceId) -> list[PlaceId]:
        """The id of a place and those of all places below, each before those below it."""
        return [place, *(one.id for one in self.descendants(place))]

    def descendants(self, place: PlaceId, level: Level | None = None) -> list[Place]:
        """All places below, however deep, of that level where one is given; of India the blocks of `states`."""
        return list(self.at(place)._walk(place, level))

    def _walk(self, place: PlaceId, level: Level | None) -> Iterator[Place]:
        for child in map(self._places.__getitem__, self._below.get(place, ())):
            if level is None or child.level == level:
                yield child
            if level is None or child.level < level:
                yield from self._walk(child.id, level)

    def parents(self, place: PlaceId) -> list[Place]:
        """The places above, nearest first, up to India."""
        found: list[Place] = []
        above = self.get(place).parent
        while above is not None:
            found.append(self._places[above])
            above = self._places[above].parent
        return found

    def within(self, place: PlaceId, ancestor: PlaceId) -> bool:
        """Whether the place lies below the ancestor; no place lies within itself."""
        above = self.get(place).parent
        while above is not None and above != ancestor:
            above = self._places[above].parent
        return above is not None

    def populations(self, places: Iterable[PlaceId]) -> dict[PlaceId, int]:
        """The persons of the census of 2011, of the places where they are known."""
        known = ((place, self.get(place).population) for place in places if place in self)
        return {place: persons for place, persons in known if persons}

    def above(self, place: PlaceId, level: Level) -> Place | None:
        """The place of that level that holds this one; itself when it is of that level."""
        return next((one for one in (self.get(place), *self.parents(place)) if one.level == level), None)

    def aliases(self, place: PlaceId | None = None) -> tuple[Alias, ...]:
        """The other names of a place, or all aliases."""
        if place is None:
            return self._aliases
        holder = self if place in self._places else self.at(place)
        return tuple(holder._aliases_of.get(place, ()))

    def names(self, place: PlaceId) -> list[str]:
        """Every name of the place: English, Hindi, aliases but no abbreviations; the gazetteer's own first, none
        twice."""
        one = self.get(place)
        aliases = (alias for alias in self.aliases(place) if alias.source != ABBREVIATION)
        written = [one.name, one.name_hi, *(alias.name for alias in aliases)]
        return list(dict.fromkeys(name for name in written if name))

    def title(self, place: PlaceId) -> str:
        """The name with the parents that tell it apart: "Bilaspur, Himachal Pradesh"; a state stands alone."""
        above = [one.name for one in self.parents(place) if one.level > Level.country]
        return ", ".join([self.get(place).name, *above])

    def named(self, key: str, level: Level | None = None, within: PlaceId | None = None) -> tuple[Place, ...]:
        """The places that bear the name of that key (see `place_key`), of that level, below `within`. An abbreviation
        is looked at only where its level is asked for and no whole name has the key."""
        if within is not None and (wider := self.at(within)) is not self:
            return wider.named(key, level, within)
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
        # Of a block in two districts the first; tehsils have codes of their own.
        places = [place for place in self._places.values() if place.code is not None and not place.id.startswith("t")]
        return {(place.level, place.code): place for place in reversed(places) if place.code is not None}


def _place(level: Level, letter: str, parent: PlaceId, row: dict[str, str]) -> Place:
    code, population = row["code"], row["population"]
    since, until = (dt.date.fromisoformat(row[name]) if row.get(name) else None for name in ("since", "until"))
    persons = int(population) if population else None
    return Place(PlaceId(letter + code), level, row["name"], parent, row["name_hi"], int(code), since, until, persons)


def set_aside(states: Iterable[PlaceId], learned: Iterable[Place], reported: Collection[PlaceId] = ()) -> set[PlaceId]:
    """The bundled blocks of districts whose places below a ledger has learned itself: an office's own list, of tehsils
    or of blocks in its own spelling, goes before them.

    Where a bundled block of the district is among those `reported`, which have figures, only its neighbours are set
    aside that bear a name of the list and have none. Bihar's blocks always stay.
    """
    lists: dict[PlaceId, set[str]] = {}
    for place in learned:
        if place.level == Level.block and place.parent is not None and not place.id.startswith("b"):
            lists.setdefault(place.parent, set()).update(map(place_key, (place.name, place.name_hi)))
    found: set[PlaceId] = set()
    others = [state for state in states if state != BIHAR] if lists else []
    blocks = [block for state in others for block in _blocks(state) if block.parent in lists]
    used = {block.parent for block in blocks if block.id in reported}
    for block in blocks:
        names = {place_key(block.name), place_key(block.name_hi)} - {""}
        twin = block.id not in reported and block.parent is not None and not names.isdisjoint(lists[block.parent])
        if twin or block.parent not in used:
            found.add(block.id)
    return found


def state_of_block(block: PlaceId) -> PlaceId | None:
    """The state of a block by its id, also of one that no gazetteer has read yet; None for any other id."""
    return _states_by_block().get(PlaceId(block.partition("-")[0])) if block.startswith("b") else None


@cache
def _states_by_block() -> dict[PlaceId, PlaceId]:
    found = {}
    for state in _blocks_of_states():
        lines = (_FOLDER / "blocks" / f"{state[1:]}.csv").read_text(encoding="utf-8").splitlines()[1:]
        found.update(dict.fromkeys([PlaceId(f"b{line.partition(',')[0]}") for line in lines], state))
    return found


@cache
def _blocks_of_states() -> tuple[PlaceId, ...]:
    """The states whose blocks come with the tool, by code."""
    names = [file.name.removesuffix(".csv") for file in (_FOLDER / "blocks").iterdir()]
    return tuple(PlaceId(f"s{code}") for code in sorted(map(int, filter(str.isdecimal, names))))


@cache
def _blocks(state: PlaceId) -> tuple[Place, ...]:
    """The bundled blocks of a state; none where the directory has none. Of a block that the directory lists under two
    districts (Bilasipara in Dhubri and in Kokrajhar) each has its part; the second part's id names its district too."""
    rows = _rows(f"blocks/{state[1:]}.csv") if state in _blocks_of_states() else ()
    found: dict[PlaceId, Place] = {}
    for row in rows:
        block = _place(Level.block, "b", PlaceId(f"d{row['district']}"), row)
        if block.id in found:
            block = block._replace(id=PlaceId(f"{block.id}-{row['district']}"))
        found[block.id] = block
    return tuple(found.values())


@cache
def _block_aliases(state: PlaceId) -> tuple[Alias, ...]:
    if not (_FOLDER / "block_aliases" / f"{state[1:]}.csv").is_file():
        return ()
    rows = _rows(f"block_aliases/{state[1:]}.csv")
    return tuple(Alias(PlaceId(row["place"]), row["name"], row["source"]) for row in rows)


def _rows(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader((_FOLDER / name).read_text(encoding="utf-8").splitlines())
