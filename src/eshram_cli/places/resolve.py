"""From a written name to a place: exact or alias, else suggestions; never a guess."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from eshram_cli.language.text import clean
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.keys import (
    is_code,
    place_key,
    split_brackets,
    split_level_word,
    split_names,
    strip_marks,
    without_head,
    without_tail,
)
from eshram_cli.places.model import INDIA, Level, Place, PlaceId


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a written name means. `place` when one place bears it; `candidates` (two or more) when several do;
    `suggestions` (at most three, nearest first) when none does."""

    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    suggestions: tuple[Place, ...] = ()

    @property
    def ambiguous(self) -> bool:
        """Whether several places bear the name."""
        return len(self.candidates) > 1


class _Scope(NamedTuple):
    gazetteer: Gazetteer
    level: Level | None
    within: PlaceId | None


def resolve(
    gazetteer: Gazetteer, text: str, *, level: Level | None = None, within: PlaceId | None = None
) -> Resolution:
    """The place that the text names, below `within` (an id of any ancestor) and of `level` where they are given.

    Read in this order, the first that names anything wins: the text as it stands; the text with its brackets, its
    parent after a comma ("bilaspur, himachal pradesh"), its word for the level ("Distt.", "प्रखंड"), its second spelling
    ("Khagaria / खगड़िया"), its serials, codes and flags set aside. A bracket that names neither the place, nor one
    above or below it, nor a code ("Khagaria (Urban)") is not set aside: it may be another unit. Without `level` the
    highest level that bears the name wins. Names and aliases weigh the same: a name in one state that is an alias in
    another is ambiguous. Nothing is ever matched by likeness; that gives `suggestions` only.
    """
    found = bearers(gazetteer, text, level=level, within=within)
    return _resolution(gazetteer, found, text, level, within)


def resolve_anywhere(
    gazetteer: Gazetteer, text: str, *, level: Level | None = None, within: PlaceId | None = None
) -> Resolution:
    """The place that an office means by a name it types, which has no sheet around it.

    As `resolve`, but of blocks and places below them the nearest is meant: in the office's home, in the home's
    district, in its state, in the states of the ledger. A name that nobody bears there is looked up among the blocks of
    all India.
    """
    found = bearers(gazetteer, text, level=level, within=within)
    if not found or found[0].level >= Level.block:
        home = gazetteer.home
        around = [] if home is None else [home, *(one.id for one in gazetteer.parents(home) if one.id != INDIA)]
        for near in (*({one} for one in around), gazetteer.held):
            inside = [place for one in sorted(near) for place in bearers(gazetteer, text, level=level, within=one)]
            inside = [place for place in inside if within is None or gazetteer.within(place.id, within)]
            if inside:
                found = tuple(dict.fromkeys(inside))
                break
    if not found and within in {None, INDIA}:
        found = bearers(gazetteer.whole, text, level=level, within=within)
    return _resolution(gazetteer, found, text, level, within)


def _resolution(
    gazetteer: Gazetteer, found: tuple[Place, ...], text: str, level: Level | None, within: PlaceId | None
) -> Resolution:
    if len(found) == 1:
        return Resolution(place=found[0])
    if found:
        return Resolution(candidates=found)
    from eshram_cli.places.suggest import suggest

    return Resolution(suggestions=suggest(gazetteer, clean(text), level=level, within=within))


def bearers(
    gazetteer: Gazetteer, text: str, *, level: Level | None = None, within: PlaceId | None = None
) -> tuple[Place, ...]:
    """The places that the text names, read as `resolve` does but without suggestions: none, one, or several."""
    found = _find(clean(text), _Scope(gazetteer, level, within))
    top = min((place.level for place in found), default=None)
    return tuple(sorted((place for place in found if place.level == top), key=lambda one: gazetteer.title(one.id)))


def _find(text: str, scope: _Scope) -> tuple[Place, ...]:
    found = scope.gazetteer.named(place_key(text), scope.level, scope.within)
    others = (other for rule in _RULES if (other := rule(text, scope)))
    return found or next(others, ())


def _with_parent(text: str, scope: _Scope) -> tuple[Place, ...]:
    """ "kalyanpur, purbi champaran, bihar": what follows the first comma is the parent."""
    child, comma, above = text.partition(",")
    if not comma or not strip_marks(child) or not strip_marks(above):
        return ()
    parents = _ids(_beside(clean(above), scope))
    found = _find(clean(child), scope)
    found = tuple(place for place in found if parents & _ids(scope.gazetteer.parents(place.id)))
    return found or _below(clean(child), parents, scope)


def _below(text: str, parents: set[PlaceId], scope: _Scope) -> tuple[Place, ...]:
    """What the text names below one of the parents, where the blocks of their state are not at hand."""
    gazetteer = scope.gazetteer
    others = [parent for parent in sorted(parents) if gazetteer.at(parent) is not gazetteer]
    found = [place for parent in others for place in _find(text, scope._replace(within=parent))]
    within = scope.within
    return tuple(place for place in dict.fromkeys(found) if within is None or gazetteer.within(place.id, within))


def _beside(text: str, scope: _Scope) -> tuple[Place, ...]:
    """What a name beside another may mean anywhere in India; there "BR" and "HP" are states."""
    found = _find(text, _Scope(scope.gazetteer, None, None))
    return found or scope.gazetteer.named(place_key(text), Level.state)


def _in_brackets(text: str, scope: _Scope) -> tuple[Place, ...]:
    """ "Bilaspur (HP)", "Kaimur (Bhabua)", "Khagaria (202)"; brackets that name something else are left alone."""
    split = split_brackets(text)
    if split is None:
        return ()
    outside, inside = split
    found = _find(outside, scope)
    if is_code(inside):
        return found
    gazetteer = scope.gazetteer
    named = _ids(_beside(inside, scope))
    # What stands in them is the place itself, or one above or below it.
    found = tuple(
        place
        for place in found
        if place.id in named or named & _ids([*gazetteer.parents(place.id), *gazetteer.descendants(place.id)])
    )
    return found or _below(outside, named, scope)


def _with_level_word(text: str, scope: _Scope) -> tuple[Place, ...]:
    """ "Distt. - Khagaria": the word tells the level; against a level asked for it finds nothing."""
    split = split_level_word(text)
    if split is None or scope.level not in {None, split[1]}:
        return ()
    return _find(split[0], scope._replace(level=split[1]))


def _in_two_spellings(text: str, scope: _Scope) -> tuple[Place, ...]:
    """ "Khagaria / खगड़िया": every spelling has to name the same place."""
    first, *others = split_names(text)
    if not others:
        return ()
    found = _find(first, scope)
    for other in others:
        same = _ids(_find(other, scope))
        found = tuple(place for place in found if place.id in same)
    return found


def _without_marks(text: str, scope: _Scope) -> tuple[Place, ...]:
    """ "202 Khagaria", "Khagaria-202 *": one code or flag at a time, so that the 24 of 24 Paraganas stays."""
    for bare in (without_tail(text), without_head(text)):
        found = _find(bare, scope) if bare not in {"", text} else ()
        if found:
            return found
    return ()


_RULES: tuple[Callable[[str, _Scope], tuple[Place, ...]], ...] = (
    _in_brackets,
    _with_parent,
    _with_level_word,
    _in_two_spellings,
    _without_marks,
)


def _ids(places: list[Place] | tuple[Place, ...]) -> set[PlaceId]:
    return {place.id for place in places}
