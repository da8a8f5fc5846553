"""From the words of a command line to a place of the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass

from eshram_cli.errors import EshramError
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import INDIA, Level, Place
from eshram_cli.places.resolve import resolve_anywhere
from eshram_cli.places.words import level_words, name_words, title_words


@dataclass(frozen=True)
class Asked:
    """A place as a command line names it: the deepest option names it, those above narrow it; `text` is of any
    level."""

    state: str | None = None
    district: str | None = None
    block: str | None = None
    india: bool = False
    text: str | None = None


def asked_place(gazetteer: Gazetteer, asked: Asked, home: str = "", level: Level | None = None) -> Place:
    """The place asked for; `home` (any level) where nothing was. `level` is that of the place in `text`. Unknown,
    ambiguous or missing names raise, and `place-differs` where text and options name two places."""
    place: Place | None = gazetteer.get(INDIA) if asked.india else None
    for at, text in ((Level.state, asked.state), (Level.district, asked.district), (Level.block, asked.block)):
        if text is not None:
            place = find_place(gazetteer, text, level=at, within=place)
    if asked.text is not None:
        named = find_place(gazetteer, asked.text, level=level)
        if place is not None and place.id != named.id:
            raise EshramError("place-differs", one=name_words(named), other=name_words(place))
        place = named
    if place is None and home:
        place = find_place(gazetteer, home)
    if place is None:
        raise EshramError("place-missing")
    return place


def optional_place(gazetteer: Gazetteer, asked: Asked) -> Place | None:
    """The place asked for, or None where no option names one."""
    return asked_place(gazetteer, asked) if asked != Asked() else None


def find_place(gazetteer: Gazetteer, text: str, *, level: Level | None = None, within: Place | None = None) -> Place:
    """The one place of that name, in any spelling or language; of several blocks the one nearest to the office. Never a
    guess: raises with suggestions instead."""
    found = resolve_anywhere(gazetteer, text, level=level, within=within.id if within else None)
    if found.place is not None:
        return found.place
    if found.candidates:
        both = title_words(gazetteer, found.candidates)
        example = title_words(gazetteer, found.candidates[:1])
        raise EshramError("place-ambiguous", text=text, count=len(found.candidates), candidates=both, example=example)
    words = {"text": text, "level": level_words(level), "within": name_words(within or gazetteer.get(INDIA))}
    if found.suggestions:
        from eshram_cli.places.learn import alias_command

        command = alias_command(text, gazetteer.title(found.suggestions[0].id))
        near = title_words(gazetteer, found.suggestions)
        raise EshramError("place-unknown", suggestions=near, command=command, **words)
    raise EshramError("place-unheard-of", **words)
