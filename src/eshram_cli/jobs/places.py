"""Places: listed, found, taught."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eshram_cli import __version__
from eshram_cli.jobs.asking import above_words
from eshram_cli.jobs.clock import now, user
from eshram_cli.jobs.session import Session
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.learn import new_alias
from eshram_cli.places.model import INDIA, Level, Place
from eshram_cli.places.official import load_official
from eshram_cli.places.resolve import resolve
from eshram_cli.problems import Language, Problem, Severity
from eshram_cli.reports.document import Column, Document, Kind, Phrase, Table
from eshram_cli.reports.layouts.places import COLUMNS, PlaceLine, Places, places_document
from eshram_cli.reports.layouts.problems import problems_fields
from eshram_cli.reports.registry import Fields, json_of, layout
from eshram_cli.sheets.read import read_book


@dataclass(frozen=True)
class Loaded:
    """What an official list added: places not known so before, spellings of known ones, lines that fit nowhere."""

    file: str
    places: int
    aliases: int
    problems: tuple[Problem, ...]

    @property
    def exit_code(self) -> int:
        """1 where a line was left out."""
        return 1 if any(problem.severity is Severity.error for problem in self.problems) else 0


@dataclass(frozen=True)
class Found:
    """The places that bear a name (`named`), else at most three that it may have meant."""

    text: str
    named: bool
    places: Places


@dataclass(frozen=True)
class Names:
    """Every name that a place goes by, its own first."""

    place: Place
    names: tuple[str, ...]


def list_places(session: Session, within: Place | None, level: Level | None) -> Places:
    """The places of a level within a place, by name; default its children, of India the states."""
    root = within.id if within else INDIA
    gazetteer = session.gazetteer
    found = gazetteer.children(root) if level is None else gazetteer.descendants(root, level)
    return _lines(gazetteer, sorted(found, key=lambda place: (place.name, gazetteer.title(place.id))))


def find_places(session: Session, text: str, within: Place | None, level: Level | None) -> Found:
    """The place or places that bear a name, in any spelling or language, else those that it may have meant."""
    found = resolve(session.gazetteer, text, level=level, within=within.id if within else None)
    named = [found.place] if found.place else list(found.candidates)
    return Found(text, bool(named), _lines(session.gazetteer, named or list(found.suggestions)))


def names_of(session: Session, place: Place) -> Names:
    """Every name that a place goes by."""
    return Names(place, tuple(session.gazetteer.names(place.id)))


def add_alias(session: Session, place: Place, written: str) -> bool:
    """Remember a spelling of a place; False where it goes by that name already. Raises `alias-taken`, `alias-empty`."""
    alias = new_alias(session.gazetteer, place.id, written)
    if alias is None:
        return False
    session.ledger.add_alias(alias.place, alias.name, who=user(), received_at=now(), tool_version=__version__)
    return True


def load_places(session: Session, file: Path) -> Loaded:
    """Add codes, blocks and panchayats from an official list of the Local Government Directory."""
    places, aliases, problems = load_official(read_book(file), session.gazetteer)
    session.ledger.learn(places, who=user(), received_at=now(), source=file.name, tool_version=__version__)
    for alias in aliases:
        session.ledger.add_alias(alias.place, alias.name, who=user(), received_at=now(), tool_version=__version__)
    return Loaded(file.name, len(places), len(aliases), tuple(problems))


def _lines(gazetteer: Gazetteer, places: Sequence[Place]) -> Places:
    return Places(tuple(_line(gazetteer, place) for place in places))


def _line(gazetteer: Gazetteer, place: Place) -> PlaceLine:
    above = above_words(gazetteer, place)
    return PlaceLine(place, above[Language.en], above[Language.hi])


def _found_fields(found: Found) -> Fields:
    rows = json_of(found.places)["rows"]
    return {"text": found.text, "named": found.named, "rows": rows}


@layout(Found, "eshram.places.find/1", _found_fields)
def _found_document(found: Found) -> Document:
    words = {"text": found.text}
    title = Phrase("places-named" if found.named else "places-near", words)
    if not found.places.rows:
        return Document(Phrase("places-unheard-of", words), data=Table(COLUMNS, ()))
    return replace(places_document(found.places), title=title)


@layout(Names, "eshram.places.alias/1")
def _names_document(names: Names) -> Document:
    columns = (Column("alias"), Column("place", Kind.place, 1))
    return Document(tables=[Table(columns, [(name, names.place.name) for name in names.names])])


def _loaded_fields(loaded: Loaded) -> Fields:
    return {
        "file": loaded.file,
        "places": loaded.places,
        "aliases": loaded.aliases,
        "problems": problems_fields(loaded.problems),
    }


@layout(Loaded, "eshram.places.load/1", _loaded_fields)
def _loaded_document(loaded: Loaded) -> Document:
    columns = (Column("file"), Column("places", Kind.count), Column("alias", Kind.count, heading="column-spellings"))
    return Document(tables=[Table(columns, [(loaded.file, loaded.places, loaded.aliases)])])
