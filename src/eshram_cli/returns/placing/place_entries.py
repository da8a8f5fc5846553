"""What the place cells of a row mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eshram_cli.language.words import tr
from eshram_cli.places.model import Level, Place
from eshram_cli.problems import Language

Words = Mapping[str, object]


@dataclass(frozen=True)
class PlaceEntry:
    """`kind`: place, parent (named as the place around the table), total, blank, new (a
    name to be learned), or wrong with `code` and `words` of the problem. `column` is that of the cell that decided."""

    kind: str
    column: int
    written: str = ""
    place: Place | None = None
    code: str = ""
    words: Words = field(default_factory=dict)
    like_parent: bool = False


def level_names(level: Level | None) -> Words:
    """The level's name in both languages."""
    key = level.name if level is not None else "place"
    return {language: tr(f"level-{key}", language) for language in Language}
