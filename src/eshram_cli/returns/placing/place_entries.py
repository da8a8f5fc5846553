"""What the place cells of a row mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.learn import alias_command
from eshram_cli.places.model import Level, Place
from eshram_cli.places.resolve import Resolution
from eshram_cli.places.words import level_words

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


def why_unplaced(
    text: str, found: Resolution, level: Level | None, parent: Place, gazetteer: Gazetteer
) -> tuple[str, Words]:
    """The problem, by its code and words, of a name that is no one place's of the level in the parent: several bear it,
    others are spelt nearly so, or nobody has heard of it."""
    if found.candidates:
        titles = [gazetteer.title(place.id) for place in found.candidates]
        return "row-place-ambiguous", {"count": len(titles), "candidates": "; ".join(titles)}
    words: Words = {"level": level_words(level), "within": parent.name}
    if not found.suggestions:
        return "row-place-unheard-of", words
    titles = [gazetteer.title(place.id) for place in found.suggestions]
    command = alias_command(text, titles[0])
    return "row-place-unknown", {**words, "suggestions": "; ".join(titles), "command": command}
