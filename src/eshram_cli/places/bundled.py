"""The places that come with the tool, read from `data/*.csv` (our own tables; see `data/SOURCES.md`)."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from importlib import resources

from eshram_cli.places.model import INDIA, Alias, Level, Place, PlaceId

_INDIA_NAMES = ("All India", "Bharat", "अखिल भारत", "इंडिया", "संपूर्ण भारत")


def read_places() -> Iterator[Place]:
    """India, states, districts and blocks, parents before children."""
    states = list(_rows("states.csv"))
    total = sum(int(row[4]) for row in states)
    yield Place(INDIA, Level.country, "India", None, "भारत", population=total)
    for code, name, name_hi, _kind, population, _basis in states:
        yield _place("s", Level.state, code, name, INDIA, name_hi, population)
    for code, state, name, name_hi, since, until, _note, population, _basis in _rows("districts.csv"):
        parent = PlaceId(f"s{state}")
        yield _place("d", Level.district, code, name, parent, name_hi, population, since, until)
    for code, district, name, name_hi, population in _rows("blocks.csv"):
        yield _place("b", Level.block, code, name, PlaceId(f"d{district}"), name_hi, population)


def read_aliases() -> Iterator[Alias]:
    """The other spellings, with who writes them."""
    for name in _INDIA_NAMES:
        yield Alias(INDIA, name, "common")
    for place, name, source in _rows("aliases.csv"):
        yield Alias(PlaceId(place), name, source)


def read_keys() -> dict[str, tuple[PlaceId, ...]]:
    """The ids of the places by the key of each of their names: what `gazetteer.indexed` makes of the tables above,
    written down by `scripts/write_place_keys.py`, since making it takes longer than all else that a short answer needs.
    """
    return {key: tuple(map(PlaceId, places.split())) for key, places in _rows("keys.csv")}


def _place(
    letter: str,
    level: Level,
    code: str,
    name: str,
    parent: PlaceId,
    name_hi: str,
    population: str,
    since: str = "",
    until: str = "",
) -> Place:
    return Place(
        id=PlaceId(f"{letter}{code}"),
        level=level,
        name=name,
        parent=parent,
        name_hi=name_hi,
        code=int(code),
        since=dt.date.fromisoformat(since) if since else None,
        until=dt.date.fromisoformat(until) if until else None,
        population=int(population) if population else None,
    )


def _rows(name: str) -> Iterator[list[str]]:
    file = resources.files("eshram_cli") / "places" / "data" / name
    lines = file.read_text(encoding="utf-8").splitlines()
    return iter(list(csv.reader(lines))[1:])
