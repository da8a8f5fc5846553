"""The places that come with the tool, read from `data/*.csv` (our own tables; see `data/SOURCES.md`)."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from functools import cache
from importlib import resources

from eshram_cli.places.model import INDIA, Alias, Level, Place, PlaceId

_FOLDER = resources.files("eshram_cli") / "places" / "data"
_INDIA_NAMES = ("All India", "Bharat", "अखिल भारत", "इंडिया", "संपूर्ण भारत")


def read_places() -> Iterator[Place]:
    """India, states, districts and blocks, parents before children."""
    states = list(_rows("states.csv"))
    yield Place(INDIA, Level.country, "India", None, "भारत", population=sum(int(row[4]) for row in states))
    for code, name, name_hi, _kind, population, _basis in states:
        yield Place(PlaceId(f"s{code}"), Level.state, name, INDIA, name_hi, int(code), population=_number(population))
    level = Level.district
    for code, state, name, name_hi, since, until, _note, population, _basis in _rows("districts.csv"):
        place, parent, life = PlaceId(f"d{code}"), PlaceId(f"s{state}"), (_date(since), _date(until))
        yield Place(place, level, name, parent, name_hi, int(code), *life, _number(population))
    level = Level.block
    for code, district, name, name_hi, population in _rows("blocks.csv"):
        place, parent = PlaceId(f"b{code}"), PlaceId(f"d{district}")
        yield Place(place, level, name, parent, name_hi, int(code), population=_number(population))


def read_aliases() -> Iterator[Alias]:
    """The other spellings, with who writes them."""
    for name in _INDIA_NAMES:
        yield Alias(INDIA, name, "common")
    for place, name, source in _rows("aliases.csv"):
        yield Alias(PlaceId(place), name, source)


def bearers(key: str) -> tuple[PlaceId, ...]:
    """The ids of the places that bear a name of that key: what `gazetteer.indexed` makes of the tables above, written
    down by `scripts/write_place_keys.py`. A command asks for one or two of the 3,000 keys, so their line is looked for
    in the text; taking the table apart would cost more than all else that names need."""
    text = _text("keys.csv")
    start = text.find(f"\n{key},") + 1
    line = text[start : text.index("\n", start)] if key and start else ""
    return tuple(map(PlaceId, line.rpartition(",")[2].split()))


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _number(text: str) -> int | None:
    return int(text) if text else None


def _rows(name: str) -> Iterator[list[str]]:
    rows = csv.reader(_text(name).splitlines())
    next(rows)
    return rows


@cache
def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
