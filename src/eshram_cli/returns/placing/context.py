"""The place that a table speaks of as a whole: its state, district and block, and where each was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from eshram_cli.language.lexicon import read_words
from eshram_cli.places.finder import Finder
from eshram_cli.places.keys import place_key
from eshram_cli.places.learn import is_name
from eshram_cli.places.model import INDIA, Level, Place, PlaceId
from eshram_cli.returns.find.labels import level_of
from eshram_cli.returns.find.surroundings import Clue
from eshram_cli.returns.hints import Hints

_LEVELS = (Level.state, Level.district, Level.block)
_WORD = re.compile(r"[^\s,;:/|()\[\]{}_–—=\"“”]+")
_LONGEST = 5
_DATED = re.compile(r"\d+(?:[.-]\d+)+")
"""A date, or the years of a period, is part of no place's name."""
# Districts of Delhi and Sikkim are named for a direction, which in a title is only a word.
_DIRECTIONS = frozenset(
    {"east", "west", "north", "south", "central", "new", "northeast", "northwest", "southeast", "southwest"}
    | {"पूर्व", "पूर्वी", "पश्चिम", "पश्चिमी", "उत्तर", "उत्तरी", "दक्षिण", "दक्षिणी", "मध्य", "नई"}
)


@dataclass(frozen=True)
class Context:
    """State, district and block of a table as far as known, with the source of each in words.

    `bound` is the deepest place that the user gave: nothing outside it is looked at. `unclear` are names in the title
    that several places bear, `unknown` what it calls a place of a level and nobody knows.
    """

    places: Mapping[Level, Place] = field(default_factory=dict)
    sources: Mapping[Level, str] = field(default_factory=dict)
    bound: PlaceId | None = None
    unclear: tuple[tuple[str, tuple[Place, ...]], ...] = ()
    unknown: tuple[Clue, ...] = ()

    @property
    def deepest(self) -> Place | None:
        """The lowest place known."""
        return next((self.places[level] for level in reversed(_LEVELS) if level in self.places), None)

    def id(self, level: Level) -> PlaceId | None:
        """The place of the level, if known."""
        place = self.places.get(level)
        return place.id if place else None

    def chain(self) -> list[PlaceId]:
        """The places to look within, deepest first, up to India; no further up than what the user gave."""
        ids = [self.places[level].id for level in reversed(_LEVELS) if level in self.places]
        ids = [*ids, INDIA]
        return ids[: ids.index(self.bound) + 1] if self.bound in ids else ids

    def with_place(self, place: Place, finder: Finder, source: str) -> Context:
        """The context with that place and those above it."""
        line = [place, *finder.gazetteer.parents(place.id)]
        found = {one.level: one for one in line if one.level in _LEVELS and one.level not in self.places}
        sources = dict.fromkeys(found, source)
        return replace(self, places={**self.places, **found}, sources={**self.sources, **sources})

    def up_to(self, place: PlaceId) -> Context:
        """The context without the places below that one."""
        kept = {level: one for level, one in self.places.items() if one.id in self.chain()[self.chain().index(place) :]}
        return replace(self, places=kept, sources={level: self.sources[level] for level in kept})


def find_context(finder: Finder, hints: Hints, sources: Sequence[Sequence[Clue]]) -> Context:
    """The context: what the user gave, then for each level the first source that names one place of it."""
    context = _given(finder, hints)
    for clues in sources:
        context = _widen(finder, context, [found for clue in clues for found in _found(finder, clue, context)])
    named = [clue for clues in sources for clue in clues]
    return replace(context, unknown=tuple(one for clue in named for one in _unknown(finder, clue, context)))


def _unknown(finder: Finder, clue: Clue, context: Context) -> Iterator[Clue]:
    """What the clue calls the name of a state, district or block and no place bears, where the user did not give the
    place of that level: the value of a label ("Block:UJIYARPUR"), or in running text a word beside "District" or
    "Block" that is nearly such a name."""
    if clue.level is not None:
        asked = clue.level in _LEVELS and context.sources.get(clue.level) != "option"
        named = (place for found in _found(finder, clue, context) for place in found.places)
        known = any(place.level == clue.level and _fits(finder, place, context) for place in named)
        # "All", "Block wise" and a number name nothing.
        if asked and not known and read_words(clue.text).unknown and is_name(clue.text):
            yield replace(clue, text=_name_in(clue.text))
        return
    from eshram_cli.places.suggest import is_like

    words = [match.group().strip(".-'*") for match in _WORD.finditer(clue.text)]
    for at, word in enumerate(words):
        level = level_of(word) if len(word) > 1 else None
        above = context.id(Level(level - 1)) if level in {Level.district, Level.block} else None
        if level is None or above is None or level in context.places:
            continue
        for other in (*words[at + 1 : at + 2], *words[max(0, at - 1) : at]):
            if not read_words(other).unknown or finder.known(other) or _is_plain_word(other):
                continue
            near = finder.find(other, level, above).suggestions
            if any(is_like(finder.gazetteer, other, place.id) for place in near):
                yield replace(clue, text=other, level=level)


@dataclass(frozen=True)
class _Found:
    """Places that a text may name, with the text and its source; `sure` where a word for the level stands beside it."""

    places: tuple[Place, ...]
    text: str
    source: str
    sure: bool


def _given(finder: Finder, hints: Hints) -> Context:
    if hints.place is None:
        return Context()
    deepest = finder.gazetteer.get(hints.place)
    line = [deepest, *finder.gazetteer.parents(deepest.id)]
    places = {place.level: place for place in line if place.level in _LEVELS}
    return Context(places, dict.fromkeys(places, "option"), bound=deepest.id)


def _widen(finder: Finder, context: Context, found: list[_Found]) -> Context:
    for level in _LEVELS:
        if level not in context.places:
            context = _at_level(finder, context, found, level)
    return context


def _at_level(finder: Finder, context: Context, found: list[_Found], level: Level) -> Context:
    """The context with the one place of the level that the texts name inside what is known; as it was, for several."""
    fitting = []
    for one in found:
        places = tuple(place for place in one.places if place.level == level and _fits(finder, place, context))
        if places:
            fitting.append(replace(one, places=places))
    fitting = [one for one in fitting if one.sure] or fitting
    named = {place.id: (place, one) for one in fitting if len(one.places) == 1 for place in one.places}
    if len(named) == 1:
        place, source = next(iter(named.values()))
        return context.with_place(place, finder, source.source)
    if named:
        return context
    unclear = tuple((one.text, one.places) for one in fitting)
    return replace(context, unclear=context.unclear + unclear)


def _fits(finder: Finder, place: Place, context: Context) -> bool:
    """Whether the place lies within the places known above it, and holds those known below it."""
    above = [one for level, one in context.places.items() if level < place.level]
    below = [one for level, one in context.places.items() if level > place.level]
    inside = all(finder.gazetteer.within(place.id, one.id) for one in above)
    return inside and all(finder.gazetteer.within(one.id, place.id) for one in below)


def _found(finder: Finder, clue: Clue, context: Context) -> Iterator[_Found]:
    if clue.level is not None:
        places = finder.names(clue.text, clue.level, None)
        if not places:
            whole = finder.find(clue.text, clue.level, None)
            places = (whole.place,) if whole.place else whole.candidates or _first_words(finder, clue.text, clue.level)
        if places:
            yield _Found(places, clue.text, clue.source, sure=True)
            return
    yield from _whole(finder, clue, context)
    yield from _in_text(finder, clue, context)


def _name_in(text: str) -> str:
    """The beginning of a label's value up to a number, a date or a word of headings: "Ujiyarpur as on 21.12.2021"."""
    words = text.split()
    known = (any(map(str.isdigit, word)) or not read_words(word).unknown for word in words[1:])
    ends = (at for at, one in enumerate(known, start=1) if one)
    return " ".join(words[: next(ends, len(words))]).strip(" ,;-–—")


def _first_words(finder: Finder, text: str, level: Level) -> tuple[Place, ...]:
    """The places of the level that the longest beginning of the text names: "UJIARPUR as on 27.12.2021"."""
    words = text.split()
    tried = (
        finder.names(" ".join(words[:size]).rstrip(",;(-–—"), level, None) for size in range(len(words) - 1, 0, -1)
    )
    return next(filter(None, tried), ())


def _whole(finder: Finder, clue: Clue, context: Context) -> Iterator[_Found]:
    """The one block of the known district that a sheet is named for; a name that the district bears too is its own."""
    district = context.id(Level.district)
    if clue.source != "sheet name" or district is None or finder.names(clue.text, Level.district, None):
        return
    blocks = finder.names(clue.text, Level.block, district)
    if len(blocks) == 1:
        yield _Found(blocks, clue.text, clue.source, sure=False)


def _in_text(finder: Finder, clue: Clue, context: Context) -> Iterator[_Found]:
    """Names in running text, the longest first; states and districts by their bare name, blocks beside their word."""
    words = [match.group().strip(".-'*") for match in _WORD.finditer(clue.text)]
    words = [word for word in words if word]
    used = {number for number, word in enumerate(words) if _DATED.fullmatch(word)}
    for size in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            window = set(range(start, start + size))
            if window & used:
                continue
            text = " ".join(words[start : start + size])
            places, sure = _named(finder, text, context)
            if places:
                used |= window
                yield _Found(places, text, clue.source, sure)


@lru_cache(maxsize=16384)
def _is_plain_word(text: str) -> bool:
    return place_key(text) in _DIRECTIONS or text.isdigit() or (" " not in text and bool(read_words(text).tags))


def _named(finder: Finder, text: str, context: Context) -> tuple[tuple[Place, ...], bool]:
    if _is_plain_word(text):
        return (), False
    bare = finder.bare(text)
    if bare:
        upper = tuple(place for place in bare if place.level in {Level.state, Level.district})
        top = min((place.level for place in upper), default=None)
        return tuple(place for place in upper if place.level == top), False
    district = context.id(Level.district) or context.id(Level.state)
    beside = finder.names(text, None, None)
    inside = tuple(place for place in beside if district is None or finder.gazetteer.within(place.id, district))
    return inside or beside, bool(beside)
