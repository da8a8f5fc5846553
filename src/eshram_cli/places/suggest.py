"""Names that look or sound like a written one, for "did you mean". Never used to decide.

Hindi and English spellings are compared by how they sound, roughly, in Latin letters.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz, process

from eshram_cli.language.text import fold, is_devanagari
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.keys import place_key, split_level_word, strip_marks
from eshram_cli.places.model import Level, Place, PlaceId

LIMIT = 3
LONGEST_NAME = 150
"""Letters of a name with its parents, and half as many again; a longer text is no name, and like none."""
_NEAR = 62.0
"""Percent of likeness below which a name is no help."""
_SAME = 80.0
"""Percent of likeness from which a word is a name misspelt, and no other word."""
_FAR_BEHIND = 20.0
"""A name this much less like than the best is no help beside it."""
_SCORERS = ((fuzz.ratio, 1.0), (fuzz.token_sort_ratio, 0.96), (fuzz.token_set_ratio, 0.88))

_CONSONANTS = dict(zip("कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहळ", "kkggnccjjnttddnttddnppbbmyrlvssshl", strict=True))
_VOWELS = {"ऋ": "ri", **dict(zip("अआइईउऊएऐओऔ", "aaiiuueeoo", strict=True))}
_SIGNS = {"ृ": "ri", **dict(zip("ािीुूेैोौ", "aiiuueeoo", strict=True))}
_OTHERS = {"ं": "n", "ः": "", "ँ": "n"}
_VIRAMA = "्"

# One letter for what office spellings do not keep apart: aspirates, v and w, long and short vowels, doubled letters.
_LATIN = (
    (re.compile("chh|ch"), "c"),
    (re.compile("ck|q|kh|x"), "k"),
    (re.compile("sh"), "s"),
    (re.compile("ph|f"), "p"),
    (re.compile("([tdgbj])h"), r"\1"),
    (re.compile("w"), "v"),
    (re.compile("z"), "j"),
    (re.compile("ee"), "i"),
    (re.compile("oo"), "u"),
    (re.compile("ai|ay|ei"), "e"),
    (re.compile("au|ou"), "o"),
    (re.compile("m(?=[pb])"), "n"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile("iy(?=a)"), "i"),
    (re.compile(r"(?<=[^aeiou ])a\b"), ""),
)


def suggest(
    gazetteer: Gazetteer, text: str, *, level: Level | None = None, within: PlaceId | None = None
) -> tuple[Place, ...]:
    """At most three places of that level below `within` that the text may mean, nearest first.

    First the place above one that bears the name exactly (a district for the name of its headquarters' block), then
    places whose names sound alike, Hindi and English compared by sound: खगडीया finds Khagaria. Ties go to the higher
    level, then to the alphabet. Empty when nothing is near.
    """
    if len(text) > LONGEST_NAME:
        return ()
    text = _bare(text)
    said, sounds = sound(text), _sounds(gazetteer, level, within) if text else []
    spoken = [one for _, one in sounds]
    scores: dict[PlaceId, float] = {}
    # A letter or two are part of too many names: compared whole only.
    for scorer, weight in _SCORERS if len(said) > 2 else _SCORERS[:1]:
        for _, score, at in process.extract(said, spoken, scorer=scorer, score_cutoff=_NEAR / weight, limit=12):
            place = sounds[at][0]
            scores[place] = max(scores.get(place, 0.0), score * weight)
    if level is not None:
        bearers = gazetteer.named(place_key(text), within=within)
        holders = (gazetteer.above(place.id, level) for place in bearers if place.level > level)
        scores |= {holder.id: 100.0 for holder in holders if holder is not None}
    best = max(scores.values(), default=0.0)
    near = [gazetteer.get(place) for place, score in scores.items() if score > best - _FAR_BEHIND]
    return tuple(sorted(near, key=lambda one: (-scores[one.id], one.level, one.name))[:LIMIT])


def is_like(gazetteer: Gazetteer, text: str, place: PlaceId) -> bool:
    """Whether the text sounds so much like a name of the place that it can hardly be any other word."""
    said = sound(_bare(text))
    return any(fuzz.ratio(said, sound(name)) >= _SAME for name in gazetteer.names(place))


def _bare(text: str) -> str:
    text = text.partition(",")[0]
    split = split_level_word(text)
    return fold(strip_marks(split[0] if split else text))


@lru_cache(maxsize=128)
def _sounds(gazetteer: Gazetteer, level: Level | None, within: PlaceId | None) -> list[tuple[PlaceId, str]]:
    """Every name, as it sounds, of every place of the level below `within`."""
    places = gazetteer.all(level) if within is None else gazetteer.descendants(within, level)
    return [(place.id, sound(name)) for place in places for name in gazetteer.names(place.id)]


@lru_cache(maxsize=32768)
def sound(name: str) -> str:
    """The name as it sounds, for comparing only; words stay apart. It is no transliteration and is never shown."""
    text = fold(name)
    if is_devanagari(text):
        letters: list[str] = []
        for char, after in zip(text, f"{text[1:]} ", strict=True):
            if char in _CONSONANTS:
                # Its vowel is a short a, unless a sign gives another one or a virama or the word's end none.
                silent = after in _SIGNS or after in {_VIRAMA, " "}
                letters.append(_CONSONANTS[char] + ("" if silent else "a"))
            elif char != _VIRAMA:
                letters.append(_VOWELS.get(char) or _SIGNS.get(char) or _OTHERS.get(char, char))
        text = "".join(letters)
    for pattern, letter in _LATIN:
        text = pattern.sub(letter, text)
    return text
