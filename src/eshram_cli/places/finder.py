"""Place names looked up once each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.keys import place_key, split_level_word, strip_marks
from eshram_cli.places.model import Level, Place, PlaceId
from eshram_cli.places.resolve import Resolution, resolve
from eshram_cli.timelimit import look_at_clock

_COMPOUND = re.compile(r"[^,()\[\]/|]*[,()\[\]/|]|[^a-z]*[a-z].*[\u0900-\u097f]", re.IGNORECASE)
"""Signs of a name with its parent, a bracket or a second spelling, which only a whole resolution takes apart."""


class Finder:
    """A gazetteer that remembers what each name meant: a long table names 700 places 2,32,000 times."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.find = cache(self._find)
        self.names = cache(self._names)
        self.bare = cache(self._bare)
        self._plain = cache(self._plain_names)

    @staticmethod
    @lru_cache(maxsize=8)
    def of(gazetteer: Gazetteer) -> Finder:
        """The finder of that gazetteer, the same for every file: a folder names the same places sheet after sheet."""
        return Finder(gazetteer)

    def _find(self, text: str, level: Level | None, within: PlaceId | None) -> Resolution:
        look_at_clock()
        return resolve(self.gazetteer, text, level=level, within=within)

    def _bare(self, text: str) -> tuple[Place, ...]:
        """The places that bear just this name, whatever their level."""
        return self.gazetteer.named(place_key(text))

    def _names(self, text: str, level: Level | None, within: PlaceId | None) -> tuple[Place, ...]:
        """The places that the text names, without suggestions: quick, for looking whether a text is a name at all."""
        found = self._plain(text, level, within) or self._plain(strip_marks(text), level, within)
        if found or not _COMPOUND.match(text):
            return found
        whole = self.find(text, level, within)
        return (whole.place,) if whole.place else whole.candidates

    def _plain_names(self, text: str, level: Level | None, within: PlaceId | None) -> tuple[Place, ...]:
        found = self.gazetteer.named(place_key(text), level, within)
        if found:
            return found
        split = split_level_word(text)
        if split is None or level not in {None, split[1]}:
            return ()
        return self.gazetteer.named(place_key(strip_marks(split[0])), split[1], within)

    def known(self, text: str) -> bool:
        """Whether the text is the name of any place."""
        return bool(self.names(text, None, None))

    def share(self, texts: Iterable[str], level: Level | None, within: PlaceId | None) -> float:
        """The share of the texts that name a place of the level within the ancestor; 0 for no text."""
        found = [bool(self.names(text, level, within)) for text in texts]
        return sum(found) / len(found) if found else 0.0
