"""The place that a table speaks of as a whole: its state, district and block, and where each was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from eshram_cli.language.lexicon import read_words
from eshram_cli.language.text import clean
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


@dataclass(frozen=True)
class _Found:
    """Places that a text may name, with the text and its source; `sure` where a word for the level stands beside it."""

    places: tuple[Place, ...]
    text: str
    source: str
    sure: bool


def find_context(finder: Finder, hints: Hints, sources: Sequence[Sequence[Clue]]) -> Context:
    """The context: what the user gave, then for each level the first source that names one place of it."""
    context = Context()
    if hints.place is not None:
        context = context.with_place(finder.gazetteer.get(hints.place), finder, "option")
        context = replace(context, bound=hints.place)
    for clues in sources:
        found = [one for clue in clues for one in _found(finder, clue, context)]
        for level in _LEVELS:
            if level not in context.places:
                context = _at_level(finder, context, found, level)
    named = [clue for clues in sources for clue in clues]
    return replace(context, unknown=tuple(one for clue in named for one in _unknown(finder, clue, context)))


def _at_level(finder: Finder, context: Context, found: Sequence[_Found], level: Level) -> Context:
    """The context with the one place of the level that the texts name inside what is known; as it was, for several."""
    fitting = []
    for one in found:
        places = tuple(place for place in one.places if place.level == level and _fits(finder, place, context))
        if places:
            fitting.append(replace(one, places=places))
    fitting = [one for one in fitting if one.sure] or fitting
    named = {one.places[0].id: one for one in fitting if len(one.places) == 1}
    if len(named) == 1:
        only = next(iter(named.values()))
        return context.with_place(only.places[0], finder, only.source)
    if named:
        return context
    return replace(context, unclear=(*context.unclear, *((one.text, one.places) for one in fitting)))


def _fits(finder: Finder, place: Place, context: Context) -> bool:
    """Whether the place lies within the places known above it, and holds those known below it."""
    within = finder.gazetteer.within
    return all(
        within(place.id, one.id) if level < place.level else within(one.id, place.id)
        for level, one in context.places.items()
        if level != place.level
    )


def _found(finder: Finder, clue: Clue, context: Context) -> Iterator[_Found]:
    """The places that a clue may name: as the value of a label, as the name of a sheet, in running text."""
    text = clue.text
    if clue.level is not None:
        places = finder.names(text, clue.level, None)
        if not places:
            whole = finder.find(text, clue.level, None)
            places = (whole.place,) if whole.place else whole.candidates
        words = text.split()
        # The longest beginning that names some: "UJIARPUR as on 27.12.2021".
        for size in range(len(words) - 1, 0, -1):
            places = places or finder.names(" ".join(words[:size]).rstrip(",;(-–—"), clue.level, None)
        if places:
            yield _Found(places, text, clue.source, sure=True)
            return
    district = context.id(Level.district)
    if clue.source == "sheet name" and district is not None and not finder.names(text, Level.district, None):
        # The one block of the known district that a sheet is named for; a name that the district bears too is its own.
        blocks = finder.names(text, Level.block, district)
        if len(blocks) == 1:
            yield _Found(blocks, text, clue.source, sure=False)
    # Names in running text, the longest first; states and districts by their bare name, blocks beside their word.
    words = list(filter(None, title_words(text)))
    used = {number for number, word in enumerate(words) if _DATED.fullmatch(word)}
    for size in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            window = set(range(start, start + size))
            name = " ".join(words[start : start + size])
            # Two letters in running text are a word ("walk-up", "follow up") and no state ("Districts of UP").
            two = size == 1 and len(name) == 2 and name.isascii() and clean(text) != name
            small = two and (not name.isupper() or text.isupper())
            plain = bool(window & used) or small or _is_plain_word(name)
            places, sure = ((), False) if plain else _named(finder, name, context)
            if places:
                used |= window
                yield _Found(places, name, clue.source, sure)


def names_inside(finder: Finder, text: str, place: Place) -> set[Place]:
    """The places below that one which the text names bare, the longest names first; not its own name or that of a place
    above it, which blocks may bear too."""
    words = list(filter(None, title_words(text)))
    around = {place.id, *(one.id for one in finder.gazetteer.parents(place.id))}
    found: set[Place] = set()
    used: set[int] = set()
    for size in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            window, name = set(range(start, start + size)), " ".join(words[start : start + size])
            bearers = () if window & used or _is_plain_word(name) else finder.bare(name)
            if any(one.id in around for one in bearers):
                used |= window
            elif inside := {one for one in bearers if finder.gazetteer.within(one.id, place.id)}:
                used |= window
                found |= inside
    return found


def title_words(text: str) -> list[str]:
    """The words of running text, without the marks around them."""
    return [match.group().strip(".-'*") for match in _WORD.finditer(text)]


@lru_cache(maxsize=16384)
def _is_plain_word(text: str) -> bool:
    return place_key(text) in _DIRECTIONS or text.isdigit() or (" " not in text and bool(read_words(text).tags))


def _named(finder: Finder, text: str, context: Context) -> tuple[tuple[Place, ...], bool]:
    """The states or districts that bear the name, else what it names beside a word for its level, and whether it
    does."""
    bare = finder.bare(text)
    if bare:
        upper = tuple(place for place in bare if place.level in {Level.state, Level.district})
        top = min((place.level for place in upper), default=None)
        return tuple(place for place in upper if place.level == top), False
    district = context.id(Level.district) or context.id(Level.state)
    beside = finder.names(text, None, None)
    inside = tuple(place for place in beside if district is None or finder.gazetteer.within(place.id, district))
    return inside or beside, bool(beside)


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
            # Up to a number, a date or a word of headings: "Ujiyarpur as on 21.12.2021".
            words = clue.text.split()
            ends = (at for at, word in enumerate(words) if any(map(str.isdigit, word)) or not read_words(word).unknown)
            end = next((at for at in ends if at), len(words))
            yield replace(clue, text=" ".join(words[:end]).strip(" ,;-–—"))
        return
    from eshram_cli.places.suggest import is_like

    words = title_words(clue.text)
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
