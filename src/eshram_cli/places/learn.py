"""Places and spellings that a ledger learns: a block from its first return, an answer to "did you mean"."""

from __future__ import annotations

from unicodedata import category

from eshram_cli.errors import EshramError
from eshram_cli.language.text import clean, is_devanagari
from eshram_cli.language.unread import shown
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.keys import place_key, split_level_word, strip_marks, ward_number, without_head
from eshram_cli.places.model import Alias, Level, Place, PlaceId


def learned_place(parent: PlaceId, level: Level, written: str) -> Place:
    """The place of that level below `parent` that a return names so, without a code.

    Its id is the parent's, `/` and the key of the name, so that every office that learns the place gets the same. The
    name is as written, without serials, flags and the level's word; capitals throughout are eased. A name without a
    letter raises ValueError.
    """
    if not is_name(written):
        raise ValueError(f"{written!r} is no name")
    name = tidy(written)
    key = place_key(name)
    return Place(PlaceId(f"{parent}/{key}"), level, name, parent, name_hi=name if is_devanagari(name) else "")


def is_name(written: str) -> bool:
    """Whether the text can be the name of a place: without its serials and flags it has a letter."""
    return any(char.isalpha() for char in place_key(tidy(written)))


def tidy(written: str) -> str:
    """The name in a cell, fit to be shown: "1. MANSI BLOCK *" is "Mansi", "WARD NO.03" is "Ward 3". A tidy name stays
    as it is."""
    ward = ward_number(written)
    if ward:
        return f"{'वार्ड' if is_devanagari(written) else 'Ward'} {ward.upper()}"
    before, name = "", written
    while name != before:
        before, text = name, clean(name)
        name = clean(strip_marks(text)) or text
        if name.count("(") != name.count(")"):
            name = clean(without_head(text))
        split = split_level_word(name)
        if split is not None:
            # The folded name tells which of the written words are the name's own.
            words = name.split()
            spans = ((first, last) for first in range(len(words)) for last in range(len(words), first, -1))
            parts = (strip_marks(" ".join(words[first:last])) for first, last in spans)
            name = next((part for part in parts if place_key(part) == place_key(split[0])), "") or name
        name = name.title() if name.isupper() else name
    return name


def new_alias(gazetteer: Gazetteer, place: PlaceId, name: str) -> Alias | None:
    """The alias to remember for the place; None when it goes by that name already.

    A name that a neighbour (same level, same parent) bears would make both ambiguous: EshramError `alias-taken`. A name
    without a letter or digit: `alias-empty`.
    """
    one, name = gazetteer.get(place), clean(name)
    key = place_key(name)
    if not key:
        raise EshramError("alias-empty", text=shown(name))
    bearers = gazetteer.named(key, one.level, one.parent)
    if one in bearers:
        return None
    if bearers:
        raise EshramError("alias-taken", text=shown(name), place=one.name, other=gazetteer.title(bearers[0].id))
    return Alias(place, name, "told")


def alias_command(written: str, title: str) -> str:
    """The command that has a spelling remembered as a name of the place of that title, to be copied into a shell. A
    name with signs that a shell acts on is left to the user: a sheet must not put a command of its own there."""
    plain = all(sign.isalnum() or sign in " .,()-'/" or category(sign).startswith("M") for sign in written)
    name = f'"{written}"' if plain and written[:1].isalnum() else "NAME"
    return f'eshram places alias add {name} "{title}"'
