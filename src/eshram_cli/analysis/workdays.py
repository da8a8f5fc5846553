"""Days that count: all of the calendar, or the working ones (no Sundays, no listed holidays)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

SUNDAY = 6
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


def days_between(first: dt.date, last: dt.date) -> list[dt.date]:
    """The days from the first to the last, both among them; none where the last lies before the first."""
    return [first + DAY * step for step in range((last - first).days + 1)]


@dataclass(frozen=True)
class Workdays:
    """Which days count. `working` false: every day; else not Sundays and not `holidays`."""

    working: bool = False
    holidays: frozenset[dt.date] = frozenset()

    def counts(self, day: dt.date) -> bool:
        """Whether the day counts."""
        return not self.working or (day.weekday() != SUNDAY and day not in self.holidays)

    def after(self, start: dt.date, end: dt.date) -> int:
        """The days that count after `start` up to and with `end`; 0 where `end` is not after `start`."""
        days = (end - start).days
        if not self.working:
            return max(days, 0)
        return sum(self.counts(start + back * DAY) for back in range(1, days + 1))


EVERY_DAY = Workdays()
