"""A place's forecast with what a reader asks of it; of many places one for each; of a whole the sum of its parts'.

The method itself is `forecasting`. Here a forecast gets its name, its deadline, its day of finishing and its notes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, ClassVar

import numpy as np
from pydantic import InstanceOf

from eshram_cli.analysis.forecasting.backtest import METHODS
from eshram_cli.analysis.forecasting.clean import clean
from eshram_cli.analysis.forecasting.constants import MEDIAN, RECORD, WEEK
from eshram_cli.analysis.forecasting.engine import Forecast
from eshram_cli.analysis.forecasting.history import Floats, or_zero
from eshram_cli.analysis.notes import note
from eshram_cli.answers.forecasts import CurveDay, PlaceAhead, Score
from eshram_cli.answers.notes import Note
from eshram_cli.answers.trend import DayNote
from eshram_cli.described import Answer, Blank, Column, KnownOn, Row, Value

AHEAD = (7, 14, 28, 56)
"""Days ahead whose chances are told where there is no deadline."""
TOO_LONG = 3000
"""Days; a date so far off tells nobody anything."""
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Records:
    """The best that a place has shown: persons in one day, and persons a day over seven days, each with its last day.

    From clean counts (see `forecasting.clean`) of days that follow one another; None where there are none.
    """

    day: int | None = None
    day_on: dt.date | None = None
    week: float | None = None
    week_on: dt.date | None = None


class PlaceForecast(Answer):
    """The forecast of one place; its table has the days ahead. `KEYS` are what its JSON begins with.

    `reported_as`: its name as last written in a return, blank where none ever was. `series` [days] are its counts as
    known, from the day `first`; NaN on days without one. `extra`: what is to be said beside the notes of the method.
    """

    SCHEMA: ClassVar = "eshram.forecast/1"
    KEYS: ClassVar = (
        "place", "place_hi", "level", "code", "reported_as", "as_on", "known_on", "registered", "target", "deadline",
    )  # fmt: skip

    id: str
    place: str
    place_hi: str
    code: int | None
    level: str
    reported_as: Annotated[str, Blank.null]
    known_on: KnownOn | None
    deadline: dt.date | None
    made: InstanceOf[Forecast]
    first: dt.date
    series: InstanceOf[np.ndarray]
    day_notes: tuple[DayNote, ...] = ()
    extra: tuple[InstanceOf[Note], ...] = ()

    @property
    def as_on(self) -> dt.date:
        """The day of the figures."""
        return self.made.as_on

    @property
    def registered(self) -> int | None:
        """Persons so far."""
        return None if self.made.reached is None else round(self.made.reached)

    @property
    def target(self) -> int | None:
        """Persons to register."""
        return None if self.made.target is None else round(self.made.target)

    @property
    def stale_days(self) -> int | None:
        """How many days before the day of the figures the last count is of; None without any."""
        known = np.flatnonzero(~np.isnan(self.series))
        return (self.as_on - self.first).days - int(known[-1]) if len(known) else None

    @cached_property
    def counts(self) -> list[list[int]]:
        """The curve in whole persons, a row a day, a column a quantile."""
        rounded: list[list[int]] = np.rint(or_zero(self.made.curve)).astype(np.int64).tolist()
        return rounded if self.registered is not None else []

    @property
    def needed(self) -> float | None:
        """Persons a day to the target by the deadline; None without either or when it has passed."""
        return self.made.needed(self.deadline) if self.deadline else None

    @cached_property
    def finish(self) -> dict[float, dt.date | None]:
        """The day by which the target is reached with chance 0.1, 0.5, 0.9; where it has been, the day it was."""
        if self.done_on is not None:
            return dict.fromkeys((0.1, 0.5, 0.9), self.done_on)
        return dict(self.made.finish())

    @property
    def promised(self) -> dt.date | None:
        """The day that may be named aloud: by then the target is reached with 9 chances in 10, and it is not farther
        ahead than chances are told. None where there is no such day, and where the target has been reached.

        A middle day is missed half the time; of the days named so, 7 in 100 came late on a real drive, and 1 in 100 not
        within four months (docs/methods/forecast.md).
        """
        late = self.finish.get(0.9)
        near = self.as_on + AHEAD[-1] * _DAY
        return late if late and late <= near and self.done_on is None and self.proven else None

    @cached_property
    def chance_by(self) -> dict[dt.date, float]:
        """The chance that the target is reached by the deadline; without one by a week, two, four and eight ahead."""
        days = [self.deadline] if self.deadline else [self.as_on + ahead * _DAY for ahead in AHEAD]
        chances = {day: self.made.chance_by(day) for day in days}
        return {day: chance for day, chance in chances.items() if chance is not None}

    @cached_property
    def done_on(self) -> dt.date | None:
        """The day since which the count has been at the target; None while it is not."""
        if self.made.target is None or self.made.reached is None or self.made.reached < self.made.target:
            return None
        held = clean(self.series[:, None])[:, 0]
        return self.first + int(np.flatnonzero(held >= self.made.target)[0]) * _DAY

    @property
    def first_figure(self) -> dt.date | None:
        """The day of its first figure."""
        known = np.flatnonzero(~np.isnan(self.series))
        return self.first + int(known[0]) * _DAY if len(known) else None

    @cached_property
    def records(self) -> Records:
        """The best day and the best week so far."""
        return records(self.first, self.series)

    @cached_property
    def pace7(self) -> float | None:
        """Persons a day of the last seven days as the standings have it; None without a figure so many days earlier.

        Where one of these days is noted, it is left out, as the forecast does.
        """
        known = np.flatnonzero(~np.isnan(self.series))
        week = known[known <= known[-1] - WEEK] if len(known) else known
        if not len(week):
            return None
        if any(one.as_on > self.first + int(week[-1]) * _DAY for one in self.day_notes):
            return self.made.pace.seven_day
        return float(self.series[known[-1]] - self.series[week[-1]]) / int(known[-1] - week[-1])

    def days_at(self, pace: float | None) -> int | None:
        """Days to the target at so many persons a day; None without target or pace, or where it takes years."""
        if self.made.target is None or self.made.reached is None or not pace or pace < 0:
            return None
        days = int(np.ceil((self.made.target - self.made.reached) / pace))
        return max(days, 0) if days < TOO_LONG else None

    @property
    def supposed(self) -> bool:
        """Whether a pace was asked for instead of what is expected."""
        return any(remark.code == "what-if" for remark in self.made.notes)

    @property
    def proven(self) -> bool:
        """Whether its chances are more than a convention: at least two days were reported, or a course is borrowed."""
        return self.made.borrowed or int((~np.isnan(self.series)).sum()) > 1

    def table(self) -> tuple[Sequence[Column], Sequence[Sequence[Value]]]:
        """A line a coming day, with the quantiles of the count."""
        return days_ahead([self])

    def ahead(self) -> PlaceAhead:
        """Its line beside other places."""
        finish = [self.finish.get(chance) for chance in (0.1, 0.5, 0.9)]
        return PlaceAhead(
            place=self.place,
            place_hi=self.place_hi,
            code=self.code,
            registered=self.registered,
            target=self.target,
            pace7=self.pace7,
            needed_per_day=self.needed,
            earliest=finish[0],
            finish=finish[1],
            latest=finish[2],
            deadline=self.deadline,
            chance=self.chance_by.get(self.deadline) if self.deadline else None,
            median_28=self.counts[min(28, len(self.counts)) - 1][MEDIAN] if self.counts else None,
        )

    def scores(self) -> list[Score]:
        """How good each method was on its own past; none where there is too little of it."""
        test = self.made.backtest
        if test is None:
            return []
        errors = {method: {days: round(error) for days, error in test.errors[method].items()} for method in METHODS}
        return [
            Score(
                place=self.place,
                place_hi=self.place_hi,
                method=method,
                error_7=found.get(7),
                error_28=found.get(28),
                best=method == test.best,
            )
            for method, found in errors.items()
        ]


def days_ahead(found: Sequence[PlaceForecast]) -> tuple[Sequence[Column], Sequence[Sequence[Value]]]:
    """The table of the coming days of places; a state's blocks have 60,000, so that no line is made an object."""
    rows = [
        (one.place, one.place_hi or None, one.as_on + ahead * _DAY, *counts)
        for one in found
        for ahead, counts in enumerate(one.counts, start=1)
    ]
    return CurveDay.columns(), rows


class Forecasts(Answer):
    """Forecasts of all places of a level within a place, in the order of the tree; their table has the days ahead.
    `silent` are those that never reported, by name, `silent_hi` the same in Hindi."""

    SCHEMA: ClassVar = "eshram.forecast/1"
    KEYS: ClassVar = ("within", "within_hi", "level", "as_on", "known_on")

    within: str
    within_hi: str
    level: str
    as_on: dt.date
    known_on: KnownOn | None
    rows: tuple[PlaceForecast, ...]
    silent: tuple[str, ...] = ()
    silent_hi: tuple[str, ...] = ()

    def table(self) -> tuple[Sequence[Column], Sequence[Sequence[Value]]]:
        """A line a place and coming day."""
        return days_ahead(self.rows)


class Proof(Answer):
    """Places with the score of their forecasts on their own past."""

    SCHEMA: ClassVar = "eshram.forecast.backtest/1"

    as_on: dt.date
    rows: tuple[PlaceForecast, ...]

    def lines(self) -> Sequence[Row]:
        """A line a place and method."""
        return [line for row in self.rows for line in row.scores()]

    @classmethod
    def line(cls) -> type[Row]:
        """A method on the past of a place."""
        return Score


def outlook_note(found: PlaceForecast | None) -> Note | None:
    """When the target is reached (`outlook`), for the pages; None without a target or a week's figures."""
    if found is None or found.target is None:
        return None
    if found.done_on is None and (not found.proven or (found.pace7 is None and not found.made.borrowed)):
        return None
    return outlook(found, found.target)


def outlook(found: PlaceForecast, target: int) -> Note:
    """When the target is reached, as one note with the date at a plain pace `beside`, where there is one.

    Codes forecast-by (by a day that may be promised), forecast-on (the same, where the chances do not lie a day apart),
    forecast (around a day, with 8 chances in 10 between two: too early to promise one), forecast-late (perhaps not
    within a year), forecast-hardly (rather not within a year), forecast-never, forecast-done (it has been).
    """
    if found.done_on is not None:
        return note("forecast-done", target=target, day=found.done_on)
    early, middle, late = (found.finish[chance] for chance in (0.1, 0.5, 0.9))
    pace = pace_note(found)
    words: dict[str, object] = {"target": target} | ({} if pace is None else {"beside": pace})
    if early is None:
        return note("forecast-never", **words)
    if middle is None:
        return note("forecast-hardly", early=early, **words)
    if late is None:
        return note("forecast-late", day=middle, early=early, **words)
    if early == late and found.promised:
        return note("forecast-on", late=late, **words)
    code = "forecast-by" if found.promised else "forecast"
    return note(code, day=middle, early=early, late=late, **words)


def pace_note(found: PlaceForecast) -> Note | None:
    """The date at last week's pace, or at the plain pace that did best on the place's own past, and which is nearer.

    Codes forecast-pace-nearer (a pace was better than the forecast), forecast-pace-farther, forecast-pace-untold (too
    little of a past), forecast-pace-record (last week's is far above the usual and shows nothing). None where a pace
    has no date.
    """
    pace, test = found.made.pace, found.made.backtest
    if found.supposed:
        return None
    better = test.naive_better if test else None
    method = better or "seven_day"
    if method in ("last_day", "seven_day") and (pace.seven_day or 0) > RECORD * (pace.ten_weeks or np.inf):
        return note("forecast-pace-record")
    days = found.days_at(found.pace7 if method == "seven_day" else getattr(pace, method))
    if days is None:
        return None
    verdict = "untold" if test is None else "nearer" if better else "farther"
    return note(f"forecast-pace-{verdict}", method=method, day=found.as_on + days * _DAY)


def records(first: dt.date, series: Floats) -> Records:
    """The best day and week of a place's counts [days] from `first`; of equals the later."""
    held = clean(series[:, None])[:, 0]
    best: list[tuple[float, dt.date] | None] = []
    for days in (1, 7):
        gain = (held[days:] - held[:-days]) / days
        known = gain.size and not np.isnan(gain).all()
        at = len(gain) - 1 - int(np.nanargmax(gain[::-1])) if known else 0
        best.append((float(gain[at]), first + (at + days) * _DAY) if known else None)
    day, week = best
    return Records(
        None if day is None else round(day[0]),
        None if day is None else day[1],
        None if week is None else week[0],
        None if week is None else week[1],
    )
