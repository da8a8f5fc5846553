"""Places: listed, found, taught."""

from __future__ import annotations

from pathlib import Path

from eshram_cli.answers.places import Found, Loaded, Names, PlaceLine, Places, Spelling
from eshram_cli.jobs.clock import acting
from eshram_cli.jobs.session import Session
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.learn import new_alias
from eshram_cli.places.model import INDIA, Level, Place
from eshram_cli.places.resolve import resolve_anywhere
from eshram_cli.places.words import above_words
from eshram_cli.problems import Language


def list_places(session: Session, within: Place | None, level: Level | None) -> Places:
    """The places of a level within a place, by name; default its children, of India the states."""
    root = within.id if within else INDIA
    gazetteer = session.gazetteer.whole if root == INDIA and level == Level.block else session.gazetteer
    found = gazetteer.children(root) if level is None else gazetteer.descendants(root, level)
    ordered = sorted(found, key=lambda place: (place.name, gazetteer.title(place.id)))
    return Places(rows=tuple(_line(gazetteer, one) for one in ordered))


def find_places(session: Session, text: str, within: Place | None, level: Level | None) -> Found:
    """The place or places that bear a name, in any spelling or language, else those that it may have meant."""
    found = resolve_anywhere(session.gazetteer, text, level=level, within=within.id if within else None)
    named = [found.place] if found.place else list(found.candidates)
    shown = named or list(found.suggestions)
    return Found(text=text, named=bool(named), rows=tuple(_line(session.gazetteer, one) for one in shown))


def names_of(session: Session, place: Place) -> Names:
    """Every name that a place goes by."""
    return Names(rows=tuple(Spelling(alias=name, place=place.name) for name in session.gazetteer.names(place.id)))


def add_alias(session: Session, place: Place, written: str) -> bool:
    """Remember a spelling of a place; False where it goes by that name already. Raises `alias-taken`, `alias-empty`."""
    alias = new_alias(session.gazetteer, place.id, written)
    if alias is None:
        return False
    session.ledger.add_alias(alias.place, alias.name, **acting())
    return True


def load_places(session: Session, file: Path) -> Loaded:
    """Add codes, blocks and panchayats from an official list of the Local Government Directory."""
    # Finding a place need not know how sheets are read.
    from eshram_cli.places.official import load_official
    from eshram_cli.sheets.read import read_book

    places, aliases, problems = load_official(read_book(file), session.gazetteer)
    session.ledger.learn(places, source=file.name, **acting())
    for alias in aliases:
        session.ledger.add_alias(alias.place, alias.name, **acting())
    return Loaded(file=file.name, places=len(places), aliases=len(aliases), problems=tuple(problems))


def _line(gazetteer: Gazetteer, place: Place) -> PlaceLine:
    within = above_words(gazetteer, place)
    return PlaceLine(
        place=place.name,
        place_hi=place.name_hi,
        level=place.level.name,
        within=within[Language.en],
        code=place.code,
        since=place.since,
        until=place.until,
        population=place.population,
        id=place.id,
        within_hi=within[Language.hi],
    )
