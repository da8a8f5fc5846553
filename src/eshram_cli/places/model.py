"""A place of the tree: country, state, district, block, panchayat."""

from __future__ import annotations

import datetime as dt
from enum import IntEnum
from typing import NamedTuple, NewType

PlaceId = NewType("PlaceId", str)
"""`in`, `s10`, `d213`, `b1974`, `t504` (a tehsil), `p12345` by LGD code; a place without a code is its parent's id, `/`
and its key. `b2550-294` is the part of a block in a second district."""

INDIA = PlaceId("in")

Polygon = tuple[tuple[tuple[float, float], ...], ...]
"""An outline on the map: rings of longitude and latitude in degrees, the outer one first, then its holes."""


class Level(IntEnum):
    """How deep in the tree; a larger number is further down."""

    country = 0
    state = 1
    district = 2
    block = 3
    panchayat = 4


GROWTH = 1.2
"""Ten years of growth add about a fifth to the people of 2011."""


class Place(NamedTuple):
    """One place. `since` and `until` bound its life where known (a district founded in 2023 cannot report in 2021)."""

    id: PlaceId
    level: Level
    name: str
    parent: PlaceId | None
    name_hi: str = ""
    code: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    population: int | None = None

    @property
    def people(self) -> int | None:
        """The persons who live there today, from the census of 2011; None where that is not known."""
        return None if self.population is None else round(GROWTH * self.population)

    def alive(self, day: dt.date) -> bool:
        """Whether the place exists on that day; `until` is its last day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Alias(NamedTuple):
    """Another name that a place goes by. `source` says who writes it so: lgd, census, maps, common, told, ..."""

    place: PlaceId
    name: str
    source: str = ""
