"""How a place will go on: its counts from the ledger, its siblings beside it, the forecast."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd

from eshram_cli.analysis import forecasting
from eshram_cli.analysis.counts import Goal, rolled_up, standing_on
from eshram_cli.analysis.daily_counts import DailyCounts
from eshram_cli.analysis.forecasting import Forecast, History
from eshram_cli.analysis.forecasting.engine import suppose
from eshram_cli.analysis.forecasting.history import Flags, Floats
from eshram_cli.analysis.forecasting.lend import young
from eshram_cli.analysis.forecasts import Forecasts, PlaceForecast
from eshram_cli.analysis.frames import STANDING
from eshram_cli.analysis.notes import note
from eshram_cli.analysis.since_base import since_base
from eshram_cli.answers.trend import DayNote
from eshram_cli.described import KnownOn
from eshram_cli.errors import EshramError
from eshram_cli.frames import checked
from eshram_cli.jobs.questions.views import day_of, figures_of, level_below, nothing_reported, targets_of, tree
from eshram_cli.jobs.session import Session
from eshram_cli.ledger.registers import Remark
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, Place, PlaceId

HORIZON = 120
TOLD = dt.timedelta(days=28)
"""Notes on days as old as this are told; older ones are left out of the pace all the same."""


@dataclass(frozen=True)
class ForecastRequest:
    """What was asked of a forecast beside the place and the day.

    `target` and `deadline` in place of those of the ledger, `pace` persons a day supposed from tomorrow on.
    """

    deadline: dt.date | None = None
    target: int | None = None
    horizon: int = HORIZON
    pace: float | None = None
    known_on: KnownOn | None = None


def forecast(
    session: Session,
    place: Place,
    *,
    as_on: dt.date | None = None,
    request: ForecastRequest | None = None,
    futures: Futures | None = None,
) -> PlaceForecast:
    """The forecast of one place; see `analysis.forecasts`. `futures`: what has been worked out of that day and request
    already. Raises `nothing-reported`, `deadline-passed`."""
    request = request or ForecastRequest()
    known = session.known(request.known_on)
    day = day_of(session, place, as_on, known)
    if request.deadline is not None and request.deadline <= day:
        raise EshramError("deadline-passed", deadline=request.deadline, as_on=day)
    found = (futures or Futures(session, day, request, asked=place.id)).of(place)
    if found is None or found.registered is None:
        raise nothing_reported(place, day)
    return session.told(found)


def forecast_within(
    session: Session,
    place: Place,
    *,
    level: Level | None = None,
    as_on: dt.date | None = None,
    request: ForecastRequest | None = None,
    futures: Futures | None = None,
) -> Forecasts:
    """The forecasts of all places of a level within a place that have reported; those silent are named.

    Where none of them has but the place itself has (a union territory that reports as one district), it stands alone.
    `futures`: what has been worked out of that day and request already.
    """
    request = request or ForecastRequest()
    rows_at = level_below(session.gazetteer, place, level)
    day = day_of(session, place, as_on, session.known(request.known_on))
    futures = futures or Futures(session, day, request)
    futures.read(place)
    places = [one for one in session.gazetteer.descendants(place.id, rows_at) if one.alive(day)]
    made = [(one, futures.of(one)) for one in places]
    rows = tuple(found for _, found in made if found is not None and found.registered is not None)
    if not rows:
        itself = Futures(session, day, request).of(place)
        if itself is None:
            raise nothing_reported(place, day)
        rows = (itself,)
    silent = [one for one, found in made if found is None]
    return session.told(
        Forecasts(
            within=place.name,
            within_hi=place.name_hi,
            level=rows_at.name,
            as_on=day,
            known_on=request.known_on,
            rows=rows,
            silent=tuple(one.name for one in silent),
            silent_hi=tuple(one.name_hi for one in silent),
        )
    )


@dataclass
class Futures:
    """Forecasts as on one day. What places share (counts, the forecasts of their siblings) is worked out once.

    In a drive the forecast is the one of all persons, whose course is known from the first figure on and goes toward
    the ledger's targets; the base is taken off it, and it is held against the target of the drive. `asked`: the place
    to which a target in the request belongs.
    """

    session: Session
    day: dt.date
    request: ForecastRequest
    asked: str = ""
    _daily: DailyCounts = field(default_factory=DailyCounts)
    _goals: dict[str, Goal] = field(default_factory=dict)
    _drive_goals: dict[str, Goal] = field(default_factory=dict)
    _remarks: set[Remark] = field(default_factory=set)
    _read: set[str] = field(default_factory=set)
    _siblings: dict[str, Siblings] = field(default_factory=dict)
    _sums: dict[str, Forecast] = field(default_factory=dict)
    _bases: dict[str, int] = field(default_factory=dict)

    @property
    def gazetteer(self) -> Gazetteer:
        """The places that the ledger knows."""
        return self.session.gazetteer

    @cached_property
    def known(self) -> int | None:
        """The acceptance number up to which the ledger's knowledge is used."""
        return self.session.known(self.request.known_on)

    # --- forecasts ---

    def of(self, place: Place) -> PlaceForecast | None:
        """The forecast of one place, None where nothing in it was ever reported."""
        if not self._read & {place.id, *(above.id for above in self.gazetteer.parents(place.id))}:
            # What it needs: its siblings and all below; of a state its parts, if these carry its figures.
            parent = self.gazetteer.get(place.parent) if place.parent else place
            if place.level <= Level.state:
                self.read(place)
            if place.level > Level.state or not self.summed(place):
                self.read(parent)
        made = self.made(place)
        if made is None or made.reached is None:
            return None
        if self.request.pace is not None:
            made = suppose(self.alone(place), made, self.request.pace)
        first, series = self.first, self.series(place)
        silent = self.silent(place) if self.summed(place) else ()
        if self.session.base_on:
            first = max(first, self.session.base_on)
            series = series[(first - self.first).days :] - self.base(place)
            made = made.less(self.base(place), self.target(place))
        return PlaceForecast(
            id=place.id,
            place=place.name,
            place_hi=place.name_hi,
            code=place.code,
            level=place.level.name,
            reported_as=self.session.ledger.name_written(place.id, self.day, known=self.known),
            known_on=self.request.known_on,
            deadline=self.request.deadline or self.deadline(place),
            made=made,
            first=first,
            series=series,
            day_notes=tuple(one for one in self.notes(place) if one.as_on > self.day - TOLD),
            extra=(note("partial", name=place.name, missing=silent),) if silent else (),
        )

    def made(self, place: Place) -> Forecast | None:
        """The bare forecast of a place whose figures were read: the sum of its parts', or one among its siblings."""
        if self.summed(place):
            if place.id not in self._sums:
                found = [made for made in map(self.made, self.parts(place)) if made is not None]
                goal = self.goals([place])[0]
                self._sums[place.id] = forecasting.forecast_sum(
                    self.alone(place), found, None if np.isnan(goal) else goal, horizon=self.request.horizon
                )
            return self._sums[place.id]
        parent = self.gazetteer.get(place.parent) if place.parent else None
        if parent is not None:
            return self.siblings(parent).forecast(self, place)
        return forecasting.forecast(self.alone(place), 0, self.goals([place]), horizon=self.request.horizon)

    def summed(self, place: Place) -> bool:
        """Whether a place is forecast as the sum of its parts: a state or the country whose parts carry its figures.

        They do where every one has reported, and on as many days as the place itself; or where it has no own return.
        """
        parts = self.parts(place) if place.level <= Level.state else []
        own = self._daily.own_days(place.id)
        if not parts or not own:
            return bool(parts)
        days = [int((~np.isnan(self.series(part))).sum()) for part in parts]
        return not self.silent(place) and float(np.median(days)) >= own

    def siblings(self, parent: Place) -> Siblings:
        """The parts of a place that have reported, forecast together."""
        if parent.id not in self._siblings:
            self._siblings[parent.id] = Siblings(self, parent)
        return self._siblings[parent.id]

    # --- counts ---

    @property
    def first(self) -> dt.date:
        """The first day of any figure read, with which the series begin."""
        return self._daily.first or self.day

    def read(self, top: Place) -> None:
        """Reads counts, targets and notes of a place and all below it, if they are not read yet."""
        if top.id in self._read:
            return
        ids = self.gazetteer.branch(top.id)
        above = [one.id for one in self.gazetteer.parents(top.id)]
        ledger = self.session.ledger
        self._remarks |= set(ledger.notes([*above, *ids], dt.date.min, self.day, known=self.known))
        self._read.add(top.id)
        first = ledger.first_date(ids, known=self.known) or self.day
        base_on = self.session.base_on
        days = [first + dt.timedelta(days=step) for step in range((self.day - first).days + 1)]
        figures, engine = figures_of(self.session, self.known)
        stands = standing_on(engine, figures(ids, days), days, members=False)
        own = checked(engine.frame(stands), STANDING)
        # Places that a ledger has learned but has no figure of, nor of any place in them: nobody waits for these.
        bundled, told = Gazetteer.bundled(), set(own["place"].unique())
        told |= {above.id for place in told for above in self.gazetteer.parents(PlaceId(place))}
        unheard_of = {one for one in ids if one not in bundled and one not in told}
        places = tree(self.gazetteer, top, leaving_out=unheard_of)
        counts, goals = rolled_up(places, ids, stands, ledger.targets_on(ids, [self.day], known=self.known), engine)
        if base_on:
            aims = targets_of(self.session, self.known)(ids, [self.day])
            _, of_drive = rolled_up(places, ids, own.iloc[:0], aims)
            self._drive_goals |= {place: goal for _, place, goal in of_drive}
            counts = self._with_base(counts, base_on)
            own = own[own["place"].isin(counts["place"])]
        self._daily.add(own, counts)
        self._goals |= {place: goal for _, place, goal in goals}

    def _with_base(self, counts: pd.DataFrame, base_on: dt.date) -> pd.DataFrame:
        """The counts of all persons of the places that have a base, which is kept; from the base on only those that
        cover the same places as it."""
        since = since_base(counts, base_on)
        base = counts[counts["day"] == pd.Timestamp(base_on)]
        self._bases |= dict(zip(base["place"], base["registered"].astype(int), strict=True))
        of_drive = counts.index.isin(counts.reset_index().merge(since[["day", "place"]])["index"])
        before = counts["place"].isin(since["place"]) & (counts["day"] < pd.Timestamp(base_on))
        return counts[of_drive | before]

    def parts(self, place: Place) -> list[Place]:
        """The places right below, alive on the day, that have any count."""
        return [part for part in self._alive(place) if self._told(part)]

    def silent(self, place: Place) -> tuple[str, ...]:
        """The names of those that never reported."""
        return tuple(part.name for part in self._alive(place) if not self._told(part))

    def _alive(self, place: Place) -> list[Place]:
        """Places that a ledger has learned count from their first figure on: before it, it had not heard of them."""
        bundled = Gazetteer.bundled()
        below = [one for one in self.gazetteer.children(place.id) if one.alive(self.day)]
        return [one for one in below if one.id in bundled or self._told(one)]

    def _told(self, place: Place) -> bool:
        """Whether it has any count."""
        return place.id in self._daily.places

    def series(self, place: Place) -> Floats:
        """Its counts by day, rolled up."""
        return self._daily.series(place.id, self.first, self.day)

    def alone(self, place: Place) -> History:
        """Its counts as a history of one place."""
        masked = self.masked(self.notes(place))
        return History(self.first, self.series(place)[:, None], masked, people=self.people([place]))

    @staticmethod
    def people(places: Sequence[Place]) -> Floats:
        """The persons who live in the places; NaN where that is not known."""
        return np.array([np.nan if place.people is None else place.people for place in places], dtype=np.float64)

    # --- targets and notes ---

    def target(self, place: Place) -> int | None:
        """The target asked for, else the place's own, else the sum of its parts' if every one has one."""
        if self.request.target is not None and place.id == self.asked:
            return self.request.target
        goal = self._goal(place)
        return goal.target if goal else None

    def _goal(self, place: Place) -> Goal | None:
        """The target in force: of a drive its own."""
        return (self._drive_goals if self.session.base_on else self._goals).get(place.id)

    def base(self, place: Place) -> int:
        """Its count on the day before the drive; 0 where all persons count."""
        return self._bases.get(place.id, 0)

    def goals(self, places: Sequence[Place]) -> Floats:
        """The targets toward which the places go on, those of all persons; NaN without one."""
        if not self.session.base_on:
            return self.aims(places)
        found = [self._goals.get(place.id) for place in places]
        return np.array([np.nan if goal is None else goal.target for goal in found], dtype=np.float64)

    def aims(self, places: Sequence[Place]) -> Floats:
        """The targets that the places are held against, in a drive those of the drive; NaN without one."""
        targets = [self.target(place) for place in places]
        return np.array([np.nan if one is None else one for one in targets], dtype=np.float64)

    def deadline(self, place: Place) -> dt.date | None:
        """The deadline of the target, or the one that all its parts share; None where it has passed."""
        goal = self._goal(place)
        return goal.deadline if goal and goal.deadline and goal.deadline > self.day else None

    def notes(self, place: Place) -> tuple[DayNote, ...]:
        """The notes on days of a place and of those above it, up to the day, by date."""
        bearing = {place.id, *(one.id for one in self.gazetteer.parents(place.id))}
        found = sorted((one.as_on, one.number, one.text) for one in self._remarks if one.place in bearing)
        return tuple(DayNote(as_on=as_on, text=text) for as_on, _, text in found)

    def masked(self, notes: Sequence[DayNote]) -> Flags | None:
        """The days whose gain says nothing about the pace."""
        first = self.first
        rows = [(one.as_on - first).days for one in notes if one.as_on >= first]
        flags = np.zeros((self.day - first).days + 1, dtype=np.bool_)
        flags[rows] = True
        return flags if rows else None


class Siblings:
    """The reporting places of one parent, forecast together; a place with notes of its own a second time for itself."""

    def __init__(self, futures: Futures, parent: Place) -> None:
        self.places = futures.parts(parent)
        self._at = {place.id: at for at, place in enumerate(self.places)}
        self._common = futures.notes(parent)
        first, columns = futures.first, [futures.series(place) for place in self.places]
        counts = np.column_stack(columns) if columns else np.empty(((futures.day - first).days + 1, 0))
        above = futures.series(parent) if parent.level >= Level.state and young(counts).any() else None
        self.history = History(first, counts, futures.masked(self._common), above, futures.people(self.places))
        self.targets = futures.goals(self.places)
        self.aims = futures.aims(self.places)
        self.bases: Floats = np.array([futures.base(place) for place in self.places], dtype=np.float64)
        self._all: tuple[Forecast, ...] | None = None

    def forecast(self, futures: Futures, place: Place) -> Forecast | None:
        """The forecast of one of its places; None for one that never reported."""
        at = self._at.get(place.id)
        if at is None:
            return None
        request, notes = futures.request, futures.notes(place)
        if notes != self._common or futures.asked == place.id:
            history = replace(self.history, masked=futures.masked(notes))
            return forecasting.forecast(history, at, self.targets, horizon=request.horizon)
        if self._all is None:
            history = self.history
            self._all = forecasting.forecast_all(history, self.targets, horizon=request.horizon)
        return self._all[at]
