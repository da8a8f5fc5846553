"""The places that come with the tool, read from `data/*.csv` (our own tables; see `data/SOURCES.md`)."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import cast

from eshram_cli.places.model import INDIA, Alias, Level, Place, PlaceId
from eshram_cli.places.tree import Below, Line, Tree

_FOLDER = resources.files("eshram_cli") / "places" / "data"
_INDIA_NAMES = ("All India", "Bharat", "अखिल भारत", "इंडिया", "संपूर्ण भारत")


def read_tree() -> Tree:
    """India, states, districts and blocks, parents before children; all but India still as lines."""
    states = _lines("states.csv")
    known: dict[str, Place | Line] = {INDIA: _india(states)}
    below: dict[str, list[str]] = {INDIA: [f"s{line.partition(',')[0]}" for line in states]}
    known.update(zip(below[INDIA], states, strict=True))
    _hang(_lines("districts.csv"), "d", "s", known, below)
    _hang(_lines("blocks.csv"), "b", "d", known, below)
    return Tree(cast("dict[PlaceId, Place | Line]", known), cast("Below", below), _read)


def _hang(
    lines: list[Line], letter: str, above: str, known: dict[str, Place | Line], below: dict[str, list[str]]
) -> None:
    """Puts each line among the known places, below the parent that its second cell names. Ids are made without asking
    `PlaceId` for each: every command makes 1,300."""
    last, siblings = "", list[str]()
    for line in lines:
        code, parent, _ = line.split(",", 2)
        known[letter + code] = line
        if parent != last:
            last, siblings = parent, below.setdefault(above + parent, [])
        siblings.append(letter + code)


def _india(states: Iterable[Line]) -> Place:
    persons = sum(int(row[4]) for row in csv.reader(states))
    return Place(INDIA, Level.country, "India", None, "भारत", population=persons)


def _read(place: PlaceId, line: Line) -> Place:
    return _READERS[place[0]](place, next(csv.reader([line])))


def _state(place: PlaceId, row: Sequence[str]) -> Place:
    code, name, name_hi, _kind, population, _basis = row
    return Place(place, Level.state, name, INDIA, name_hi, int(code), None, None, _number(population))


def _district(place: PlaceId, row: Sequence[str]) -> Place:
    code, state, name, name_hi, since, until, _note, population, _basis = row
    parent, life = PlaceId(f"s{state}"), (_date(since), _date(until))
    return Place(place, Level.district, name, parent, name_hi, int(code), *life, _number(population))


def _block(place: PlaceId, row: Sequence[str]) -> Place:
    code, district, name, name_hi, population = row
    parent = PlaceId(f"d{district}")
    return Place(place, Level.block, name, parent, name_hi, int(code), None, None, _number(population))


_READERS: dict[str, Callable[[PlaceId, Sequence[str]], Place]] = {"s": _state, "d": _district, "b": _block}
"""How a line becomes a place, by the first letter of its id."""


def read_aliases() -> Iterator[Alias]:
    """The other spellings, with who writes them."""
    for name in _INDIA_NAMES:
        yield Alias(INDIA, name, "common")
    for place, name, source in csv.reader(_lines("aliases.csv")):
        yield Alias(PlaceId(place), name, source)


def bearers(key: str) -> tuple[PlaceId, ...]:
    """The ids of the places that bear a name of that key: what `gazetteer.indexed` makes of the tables above, written
    down by `scripts/write_place_keys.py`. A command asks for one or two of the 3,000 keys, so their line is looked for
    in the text; taking the table apart would cost more than all else that names need."""
    text = _bytes("keys.csv")
    start = text.find(f"\n{key},".encode("utf-8", "replace")) + 1
    line = text[start : text.index(b"\n", start)] if key and start else b""
    return tuple(map(PlaceId, line.rpartition(b",")[2].decode("ascii").split()))


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _number(text: str) -> int | None:
    return int(text) if text else None


def _lines(name: str) -> list[Line]:
    """The lines of a table without its headings. No cell of ours holds a line break, nor the first two a quote."""
    return _bytes(name).decode("utf-8").splitlines()[1:]


@cache
def _bytes(name: str) -> bytes:
    return (_FOLDER / name).read_bytes()
