"""Places of the gazetteer, listed or found."""

from __future__ import annotations

from dataclasses import dataclass

from eshram_cli.places.model import Place
from eshram_cli.reports.document import Column, Document, Kind, Table, Value, place_columns, within_columns
from eshram_cli.reports.registry import layout

WITHIN, WITHIN_HI = within_columns("within", 2)
COLUMNS = (
    *place_columns(1),
    Column("level", Kind.level),
    WITHIN,
    Column("code", Kind.number, 3),
    Column("since", Kind.date, 4),
    Column("until", Kind.date, 4),
    Column("population", Kind.count, 5),
    Column("id", priority=6),
    WITHIN_HI,
)
VIEW = ("place", "level", "within", "code", "population", "since", "until", "id", "place_hi")


@dataclass(frozen=True)
class PlaceLine:
    """A place, and the names of the places it lies in from the nearest: `Purbi Champaran, Bihar`.

    In Latin and in Hindi.
    """

    place: Place
    within: str
    within_hi: str = ""


@dataclass(frozen=True)
class Places:
    """Places in the order they are shown."""

    rows: tuple[PlaceLine, ...]


@layout(Places, "eshram.places/1")
def places_document(places: Places) -> Document:
    """One line a place."""
    return Document(tables=[Table(COLUMNS, [_row(line) for line in places.rows], view=VIEW)])


def _row(line: PlaceLine) -> list[Value]:
    place = line.place
    name_hi, level = place.name_hi or None, place.level.name
    return [
        place.name, name_hi, level, line.within, place.code, place.since, place.until, place.population, place.id,
        line.within_hi or None,
    ]  # fmt: skip
