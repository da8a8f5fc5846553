"""From figures to pixels: straight scales, round ticks, short words for large counts."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from eshram_cli.language.words import tr
from eshram_cli.reports.document import Kind
from eshram_cli.reports.look import Look, show

STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """A straight line from values to pixels; `pixel_high` may lie above `pixel_low`, as on a page it does."""

    low: float
    high: float
    pixel_low: float
    pixel_high: float

    def __call__(self, value: float) -> float:
        """The pixel of a value."""
        span = self.high - self.low or 1
        return self.pixel_low + (value - self.low) / span * (self.pixel_high - self.pixel_low)


@dataclass(frozen=True)
class Days:
    """A scale of days; each day has the same room, and stands in the middle of it."""

    first: dt.date
    last: dt.date
    left: float
    right: float

    @property
    def room(self) -> float:
        """The width of one day."""
        return (self.right - self.left) / ((self.last - self.first).days + 1)

    def __call__(self, day: dt.date) -> float:
        """The pixel in the middle of a day."""
        return self.left + ((day - self.first).days + 0.5) * self.room

    def ticks(self, apart: float) -> list[dt.date]:
        """Days to be written below, at least `apart` pixels from one another; the last is always among them."""
        count = (self.last - self.first).days
        step = max(1, math.ceil(apart / self.room))
        return [self.last - dt.timedelta(days=back) for back in range(0, count + 1, step)][::-1]


def round_ticks(low: float, high: float, most: int) -> list[float]:
    """Round values from `low` to `high`, both reached or passed, at most about `most` of them; whole numbers only."""
    rough = max(high - low, 1) / max(most, 1)
    power = 10 ** math.floor(math.log10(rough))
    step = max(next(power * part for part in STEPS if power * part >= rough), 1)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [step * at for at in range(first, last + 1)]


def short_count(value: float, look: Look) -> str:
    """A round count for an axis: 5 lakh, 1.5 crore, 20,000; grouped as for people where numbers are international."""
    if look.numbers == "lakh":
        for size, key in ((10_000_000, "unit-crore"), (100_000, "unit-lakh")):
            if abs(value) >= size:
                return f"{value / size:g} {tr(key, look.language)}"
    return show(round(value), Kind.count, look)


def stretches(days: Sequence[dt.date]) -> list[tuple[int, int]]:
    """Where in the days each unbroken stretch begins and ends, both as indices."""
    breaks = [at for at in range(1, len(days)) if (days[at] - days[at - 1]).days > 1]
    return list(zip([0, *breaks], [*(at - 1 for at in breaks), len(days) - 1], strict=True)) if days else []
