"""What `places list` and `places find` show, as frozen results."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import INDIA, Level, Place, PlaceId
from eshram_cli.places.resolve import resolve


@dataclass(frozen=True)
class PlaceLine:
    """One place for a list. `parents` from the nearest up to the state; `population` in persons, census of 2011."""

    id: PlaceId
    level: str
    name: str
    name_hi: str
    code: int | None
    parents: tuple[str, ...]
    since: dt.date | None
    until: dt.date | None
    population: int | None
    other_names: tuple[str, ...]


@dataclass(frozen=True)
class PlaceList:
    """The places within a place."""

    within: str
    level: str | None
    rows: tuple[PlaceLine, ...]


@dataclass(frozen=True)
class PlaceFound:
    """What a written name means: one place, or several of that name, or at most three that are near."""

    text: str
    place: PlaceLine | None
    candidates: tuple[PlaceLine, ...]
    suggestions: tuple[PlaceLine, ...]


def list_places(
    gazetteer: Gazetteer, within: PlaceId = INDIA, level: Level | None = None, day: dt.date | None = None
) -> PlaceList:
    """The places right below `within`, or all of `level` below it; with `day` only those that existed on it.

    In the order of their names; places of one name in the order of their parents.
    """
    found = gazetteer.children(within) if level is None else gazetteer.descendants(within, level)
    alive = [place for place in found if day is None or place.alive(day)]
    rows = sorted((line(gazetteer, place) for place in alive), key=lambda row: (row.name, row.parents))
    return PlaceList(gazetteer.get(within).name, None if level is None else level.name, tuple(rows))


def find_places(
    gazetteer: Gazetteer, text: str, level: Level | None = None, within: PlaceId | None = None
) -> PlaceFound:
    """As `resolve`, for showing."""
    found = resolve(gazetteer, text, level=level, within=within)
    return PlaceFound(
        text=text,
        place=None if found.place is None else line(gazetteer, found.place),
        candidates=tuple(line(gazetteer, place) for place in found.candidates),
        suggestions=tuple(line(gazetteer, place) for place in found.suggestions),
    )


def line(gazetteer: Gazetteer, place: Place) -> PlaceLine:
    """The place with its parents and other names."""
    own = {place.name, place.name_hi}
    return PlaceLine(
        id=place.id,
        level=place.level.name,
        name=place.name,
        name_hi=place.name_hi,
        code=place.code,
        parents=tuple(one.name for one in gazetteer.parents(place.id) if one.level > Level.country),
        since=place.since,
        until=place.until,
        population=place.population,
        other_names=tuple(name for name in gazetteer.names(place.id) if name not in own),
    )
