"""What the state's sheets say on each day: the curves, with the flaws that are placed on purpose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sampledrive.bihar import DAYS, DISTRICTS, District, curves
from sampledrive.curves import percent

LATE = "Kishanganj"
LATE_MARKS = {dt.date(2021, 12, 14): "-", dt.date(2021, 12, 15): None, dt.date(2021, 12, 16): "NA"}
"""The district that sent nothing for three days, and how each day's sheet says so."""

MISTYPED = "Siwan"
MISTYPED_ON = dt.date(2021, 12, 20)
SHORT_TOTAL_ON = dt.date(2021, 12, 9)
"""On this day the sum in the total row of the registered stops one row above the last."""


@dataclass(frozen=True)
class Line:
    """One district's row. Without a figure `registered` and `new` are None and `mark` is what the sheet shows."""

    district: District
    registered: int | None
    new: int | None
    mark: str | None = None

    @property
    def percent(self) -> str | None:
        """Registered of target, two decimals; the mark where there is no figure."""
        return self.mark if self.registered is None else percent(self.registered, self.district.target)

    @property
    def balance(self) -> int | None:
        """Target less registered."""
        return None if self.registered is None else self.district.target - self.registered


def lines(day: dt.date, corrected: bool = False) -> list[Line]:
    """The state sheet's rows on `day`, in census order; `corrected` is the second sheet of 20.12."""
    wrong = day == MISTYPED_ON and not corrected
    return [_line(district, day, wrong and district.name == MISTYPED) for district in DISTRICTS]


def _line(district: District, day: dt.date, wrong: bool) -> Line:
    curve, number = curves()[district.name], DAYS.index(day)
    if district.name == LATE and day in LATE_MARKS:
        return Line(district, None, None, LATE_MARKS[day])
    slip = swapped(curve.registered[number]) - curve.registered[number] if wrong else 0
    return Line(district, curve.registered[number] + slip, curve.new[number] + slip)


def swapped(number: int) -> int:
    """The number with its second and third digit exchanged, the commonest slip in typing: 349112 becomes 394112."""
    digits = str(number)
    return int(digits[0] + digits[2] + digits[1] + digits[3:])


def total(rows: Iterable[Line], figure: Callable[[Line], int | None]) -> int:
    """The sum of a figure over the rows that have one."""
    return sum(figure(row) or 0 for row in rows)


def registered_total(rows: list[Line], day: dt.date) -> int:
    """The total row's registered; one row short on 09.12."""
    return total(rows[:-1] if day == SHORT_TOTAL_ON else rows, lambda row: row.registered)
