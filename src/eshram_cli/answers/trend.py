"""How figures went day by day: of one place, or of all places within a place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import computed_field

from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Standing
from eshram_cli.described import INSIDE, LATIN, Answer, Blank, Kind, KnownOn, Row, hindi, shown

_DAY = dt.timedelta(days=1)


class Point(Row):
    """A place on one day: persons so far, persons of that day (null after a gap, then `gain` in `gain_days` days),
    percent of that day's target, persons a day over seven days, rank. `stale_days` 0: a figure of that very day."""

    as_on: Annotated[dt.date, shown(Kind.date)]
    registered: Annotated[int, shown(Kind.count)]
    new: Annotated[int | None, shown(Kind.gain)]
    gain: Annotated[int | None, shown(Kind.gain, 3, group="gain")]
    gain_days: Annotated[int | None, shown(Kind.days, 3, group="gain")]
    percent: Annotated[float | None, shown(Kind.percent, 1)]
    pace7: Annotated[float | None, shown(Kind.rate, 2)]
    rank: Annotated[int | None, shown(Kind.rank)]
    stale_days: Annotated[int, INSIDE]


class Named(Row):
    """A place by its names."""

    place: Annotated[str, LATIN]
    place_hi: Annotated[str, hindi(7)]


class PlaceDay(Point, Named):
    """The same with the place."""


class PlaceDays(Named):
    """A place on the last day, and the days on which it had a figure."""

    code: int | None
    target: int | None
    deadline: dt.date | None
    rank: int | None
    move: int | None
    history: tuple[Point, ...]


class Course(Row):
    """One place over the days, oldest first, from the first day on which it had a figure.

    `now` is its line on the last day, with its rank and with `move` since the first day asked.
    """

    now: Standing
    points: tuple[Point, ...]

    @property
    def fresh(self) -> tuple[Point, ...]:
        """The days on which it had a figure of that very day."""
        return tuple(point for point in self.points if not point.stale_days)


class DayNote(Row):
    """What somebody noted about a day: the portal was slow, a camp was held."""

    as_on: dt.date
    text: str


class Trend(Answer):
    """The courses, in the order of the last day's ranking. `within` is the place that ranks are in, blank for none.

    `since` is the first day asked, or the first on which any of the places had a figure where that is later. `alone`:
    one place was asked for, so `courses` holds it only. `reported` of `places` have a figure of the last day.
    """

    SCHEMA: ClassVar = "eshram.trend/1"

    within: Annotated[str, Blank.null]
    within_hi: str
    level: str
    measure: Measure
    since: dt.date
    as_on: dt.date
    known_on: KnownOn | None
    reported: int
    places: int
    courses: Annotated[tuple[Course, ...], INSIDE]
    alone: Annotated[bool, INSIDE] = False
    day_notes: Annotated[tuple[DayNote, ...], INSIDE] = ()

    @property
    def days(self) -> tuple[dt.date, ...]:
        """Every day from the first to the last."""
        return tuple(self.since + _DAY * step for step in range((self.as_on - self.since).days + 1))

    @computed_field
    def rows(self) -> tuple[PlaceDays, ...]:
        """A row a place, with its history."""
        keys = [key for key in PlaceDays.model_fields if key != "history"]
        return tuple(
            PlaceDays(**{key: getattr(course.now, key) for key in keys}, history=course.fresh)
            for course in self.courses
        )

    def lines(self) -> Sequence[Row]:
        """The days of every place on which it had a figure."""
        return [
            PlaceDay(place=course.now.place, place_hi=course.now.place_hi, **vars(point))
            for course in self.courses
            for point in course.fresh
        ]

    @classmethod
    def line(cls) -> type[Row]:
        """A day of a place."""
        return PlaceDay
