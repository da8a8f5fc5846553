"""Places by id, and who lies right below whom.

A place that comes with the tool stays the line of its table until somebody asks for it: a command speaks of some forty
of the 1,400.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from eshram_cli.places.model import Place, PlaceId

Line = str
"""A place's line in its table."""
Below = dict[PlaceId, list[PlaceId]]
"""The ids of the places right below each that has any, in their order."""


def _as_it_is(_id: PlaceId, line: Line) -> Place:
    raise TypeError(f"nobody said how to read {line}")


class Tree(Mapping[PlaceId, Place]):
    """Parents before children, as they were given. Immutable but for the lines that have become places."""

    def __init__(
        self, known: dict[PlaceId, Place | Line], below: Below, read: Callable[[PlaceId, Line], Place] = _as_it_is
    ) -> None:
        """`read` makes a place of its line, where some are lines."""
        self._known, self._below, self._read = known, below, read

    @classmethod
    def of(cls, places: Iterable[Place]) -> Tree:
        """A tree of places, parents before children. A later place of the same id replaces the earlier. A place without
        its parent is left out: its parent was learned once and undone since."""
        known: dict[PlaceId, Place | Line] = {}
        for place in places:
            if place.parent is None or place.parent in known:
                known[place.id] = place
        tree = cls(known, {})
        tree._hang(tree.values())
        return tree

    def with_places(self, places: Iterable[Place]) -> Tree:
        """The tree that `of` would make of all these together; lines stay lines unless a known place is replaced."""
        more = {place.id: place for place in places}
        if not more.keys().isdisjoint(self._known):
            return Tree.of([*self.values(), *more.values()])
        wider = Tree(dict(self._known), dict(self._below), self._read)
        for place in more.values():
            if place.parent is None or place.parent in wider._known:
                wider._known[place.id] = place
        wider._hang(place for place in more.values() if place.id in wider._known)
        return wider

    def below(self, place: PlaceId) -> Sequence[PlaceId]:
        """The ids of the places right below."""
        return self._below.get(place, ())

    def branch(self, place: PlaceId) -> list[PlaceId]:
        """The id of a place and those of all places below, each before those below it."""
        found, waiting, below = list[PlaceId](), [place], self._below
        while waiting:
            one = waiting.pop()
            found.append(one)
            if one in below:
                waiting.extend(reversed(below[one]))
        return found

    def __getitem__(self, place: PlaceId) -> Place:
        found = self._known[place]
        if not isinstance(found, Place):
            found = self._known[place] = self._read(place, found)
        return found

    def __contains__(self, place: object) -> bool:
        return place in self._known

    def __iter__(self) -> Iterator[PlaceId]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def _hang(self, places: Iterable[Place]) -> None:
        """Puts places below their parents, whose lists other trees may share."""
        mine: Below = {}
        for place in places:
            if place.parent is not None:
                mine.setdefault(place.parent, list(self._below.get(place.parent, ()))).append(place.id)
        self._below.update(mine)
