"""What a rule may know besides the return: the ledger's last figures before it, and the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from eshram_cli.places.model import PlaceId

DRIVE_START = dt.date(2021, 8, 26)
"""The day the e-Shram portal opened to registration."""


@dataclass(frozen=True)
class History:
    """`before`: by place, the last registered count (all cuts) dated before the return's first date. `today`: the day in
    India, None where it must not matter. `drive_start`: earlier figures belong to another drive."""

    before: Mapping[PlaceId, tuple[dt.date, int]] = field(default_factory=dict)
    today: dt.date | None = None
    drive_start: dt.date = DRIVE_START
