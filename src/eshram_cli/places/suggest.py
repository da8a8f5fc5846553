"""Names that look or sound like a written one, for "did you mean". Never used to decide."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz, process

from eshram_cli.language.text import fold
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.keys import split_level_word, strip_marks
from eshram_cli.places.model import Level, Place, PlaceId
from eshram_cli.places.sound import sound

LIMIT = 3
_NEAR = 62.0
"""Percent of likeness below which a name is no help."""


def suggest(
    gazetteer: Gazetteer, text: str, *, level: Level | None = None, within: PlaceId | None = None, limit: int = LIMIT
) -> tuple[Place, ...]:
    """At most `limit` places of that level below `within` whose names come nearest by sound, nearest first.

    Hindi and English are compared by sound, so खगडीया finds Khagaria. Ties go to the higher level, then to the
    alphabet. Empty when nothing is near.
    """
    said = sound(_bare(text))
    if not said:
        return ()
    scores: dict[PlaceId, float] = {}
    sounds = [(place, spoken) for place, spoken in _sounds(gazetteer) if _in_scope(gazetteer, place, level, within)]
    spoken = [one for _, one in sounds]
    for scorer, weight in ((fuzz.ratio, 1.0), (fuzz.token_sort_ratio, 0.96), (fuzz.token_set_ratio, 0.88)):
        for _, score, at in process.extract(said, spoken, scorer=scorer, score_cutoff=_NEAR / weight, limit=12):
            place = sounds[at][0]
            scores[place] = max(scores.get(place, 0.0), score * weight)
    return tuple(sorted(map(gazetteer.get, scores), key=lambda one: (-scores[one.id], one.level, one.name)))[:limit]


def _bare(text: str) -> str:
    text = text.partition(",")[0]
    split = split_level_word(text)
    return fold(strip_marks(split[0] if split else text))


def _in_scope(gazetteer: Gazetteer, place: PlaceId, level: Level | None, within: PlaceId | None) -> bool:
    fits = level is None or gazetteer.get(place).level == level
    return fits and (within is None or gazetteer.within(place, within))


@lru_cache(maxsize=4)
def _sounds(gazetteer: Gazetteer) -> list[tuple[PlaceId, str]]:
    """Every name of every place as it sounds."""
    return [(place.id, sound(name)) for place in gazetteer.all() for name in gazetteer.names(place.id)]
