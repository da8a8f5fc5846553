"""Places and their levels in both languages, as messages name them."""

from __future__ import annotations

from collections.abc import Iterable

from eshram_cli.language.words import tr
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, Place
from eshram_cli.problems import Language


def level_words(level: Level | None) -> dict[Language, str]:
    """The level's name in both languages; "place" where none was asked."""
    key = level.name if level is not None else "place"
    return {language: tr(f"level-{key}", language) for language in Language}


def name_words(place: Place) -> dict[Language, str]:
    """The place's name in both languages; the English one where no Hindi name is known."""
    return {Language.en: place.name, Language.hi: place.name_hi or place.name}


def above_words(gazetteer: Gazetteer, place: Place) -> dict[Language, str]:
    """`Purbi Champaran, Bihar` in both languages: the places that it lies in, without the country."""
    above = [name_words(up) for up in gazetteer.parents(place.id) if up.level > Level.country]
    return {language: ", ".join(words[language] for words in above) for language in Language}


def title_words(gazetteer: Gazetteer, places: Iterable[Place]) -> dict[Language, str]:
    """`Kalyanpur, Purbi Champaran, Bihar; …` in both languages: places with the parents that tell them apart."""
    lines = [[place, *(up for up in gazetteer.parents(place.id) if up.level > Level.country)] for place in places]
    return {
        language: "; ".join(", ".join(name_words(place)[language] for place in line) for line in lines)
        for language in Language
    }
