"""The places that come with the tool, read from `data/*.csv` (our own tables; see `data/SOURCES.md`)."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from importlib import resources

from eshram_cli.places.model import INDIA, Alias, Level, Place, PlaceId

_FOLDER = resources.files("eshram_cli") / "places" / "data"
_INDIA_NAMES = ("All India", "Bharat", "अखिल भारत", "इंडिया", "संपूर्ण भारत")


def read_places() -> Iterator[Place]:
    """India, states, districts and blocks, parents before children."""
    states = [_place(Level.state, "s", INDIA, row) for row in _rows("states.csv")]
    persons = sum(state.population or 0 for state in states)
    yield Place(INDIA, Level.country, "India", None, "भारत", population=persons)
    yield from states
    for row in _rows("districts.csv"):
        yield _place(Level.district, "d", PlaceId(f"s{row['state']}"), row)
    for row in _rows("blocks.csv"):
        yield _place(Level.block, "b", PlaceId(f"d{row['district']}"), row)


def read_aliases() -> Iterator[Alias]:
    """The other spellings, with who writes them."""
    for name in _INDIA_NAMES:
        yield Alias(INDIA, name, "common")
    for row in _rows("aliases.csv"):
        yield Alias(PlaceId(row["place"]), row["name"], row["source"])


def _place(level: Level, letter: str, parent: PlaceId, row: dict[str, str]) -> Place:
    code, population = row["code"], row["population"]
    since, until = (dt.date.fromisoformat(row[name]) if row.get(name) else None for name in ("since", "until"))
    persons = int(population) if population else None
    return Place(PlaceId(letter + code), level, row["name"], parent, row["name_hi"], int(code), since, until, persons)


def _rows(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader((_FOLDER / name).read_text(encoding="utf-8").splitlines())
