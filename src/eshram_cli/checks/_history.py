"""What a rule may know besides the return: the ledger's last figures before it, and the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from eshram_cli.drive import DRIVE_START
from eshram_cli.places.model import PlaceId


@dataclass(frozen=True, slots=True)
class Count:
    """A place's registered count (all cuts) of a date."""

    as_on: dt.date
    value: int


@dataclass(frozen=True)
class History:
    """What a rule is told; everything may be empty.

    `before`: by place, the last registered count (all cuts) dated before the return's first date. `after`: by
    place, the first one dated after its last date. `wholes`: by place and day of which the return says no count of
    all persons, the last one at or before that day, its own or of the places below it. `recent`: by place, the
    counts given on the last dates before it, latest first. `targets`: by place and cut, the target in force on the
    return's date; `orders`: those of them that were set, loaded or split, which no return changes. `populations`:
    by place, the persons of the census. `last_places`: of the return that gave most of these places their last
    count, those below the place that holds this return and of its rows' levels, with their names as written there.
    `today`: the day in India, None where it must not matter. `drive_start`: earlier figures belong to another
    drive.
    """

    before: Mapping[PlaceId, tuple[dt.date, int]] = field(default_factory=dict)
    today: dt.date | None = None
    drive_start: dt.date = DRIVE_START
    recent: Mapping[PlaceId, Sequence[Count]] = field(default_factory=dict)
    targets: Mapping[tuple[PlaceId, str], int] = field(default_factory=dict)
    populations: Mapping[PlaceId, int] = field(default_factory=dict)
    last_places: Mapping[PlaceId, str] = field(default_factory=dict)
    orders: Set[tuple[PlaceId, str]] = frozenset()
    after: Mapping[PlaceId, tuple[dt.date, int]] = field(default_factory=dict)
    wholes: Mapping[tuple[PlaceId, dt.date], Count] = field(default_factory=dict)
