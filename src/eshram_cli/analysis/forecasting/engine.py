"""The forecast of cumulative registrations: curve, finish date, chances, paces; formulas in docs/methods/forecast.md.

forecast_all answers for every place of a History, forecast for one of them, forecast_sum for the whole that parts make.
Nothing after `as_on` is looked at; the same input gives the same output to the last bit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np

from eshram_cli.analysis.forecasting import backtest, remarks, spread
from eshram_cli.analysis.forecasting.clean import Snapshot, first_reports, snapshot
from eshram_cli.analysis.forecasting.constants import (
    FINISH,
    FOUR_WEEKS,
    LENT,
    LONE_DAY,
    LONG,
    LONGEST,
    MEDIAN,
    QUANTILES,
    WEEK,
    WITH_TARGET,
    WITHOUT_TARGET,
    Spread,
)
from eshram_cli.analysis.forecasting.history import EVERY, Flags, Floats, History, floats, or_zero
from eshram_cli.analysis.forecasting.lend import lend
from eshram_cli.analysis.forecasting.notes import Note
from eshram_cli.analysis.forecasting.pace import Paces, expected_gains, mean_gain, paces
from eshram_cli.analysis.forecasting.trials import Trials, mix, trials
from eshram_cli.analysis.forecasting.weekday import profile


@dataclass(frozen=True)
class PaceFacts:
    """Persons a day: in the last reported day, over 7, 28 and 70 days, since the start; None where no gain is known."""

    last_day: float | None
    seven_day: float | None
    four_weeks: float | None
    ten_weeks: float | None
    since_start: float | None


@dataclass(frozen=True)
class Forecast:
    """One place's future as known on `as_on`.

    `paths` [365 or more days, 7] counts at QUANTILES on as_on + 1, + 2, ...; they never fall, never cross, never lie
    below `reached`. `target` is what the place works toward (None: none), `horizon` the days to print. `borrowed`: its
    own figures show no pace, and the course is the one of the place above (see `lend`).
    """

    as_on: date
    reached: float | None
    target: float | None
    horizon: int
    paths: Floats
    pace: PaceFacts
    backtest: backtest.Backtest | None
    notes: tuple[Note, ...] = field(default=())
    borrowed: bool = False

    @property
    def curve(self) -> Floats:
        """Counts [horizon, 7] to print: the first `horizon` days of the paths."""
        return self.paths[: self.horizon]

    def less(self, base: float, target: float | None) -> Forecast:
        """The same without the persons of a base, held against another target: of a drive, those registered before it
        and the drive's own target."""
        reached = None if self.reached is None else self.reached - base
        notes = tuple(note for note in self.notes if note.code not in {"no-target", "finished"})
        if target is None:
            notes = (Note("no-target"), *notes)
        elif reached is not None and reached >= target:
            notes = (Note("finished"), *notes)
        return replace(self, reached=reached, target=target, paths=self.paths - base, notes=notes)

    def finish(self, goal: float | None = None) -> Mapping[float, date | None]:
        """The day by which the goal (default: the target) is reached with chance 0.1, 0.5, 0.9.

        None when not within the paths, `as_on` when already reached, empty without a goal or a count.
        """
        days = self.finish_days(goal, FINISH)
        return {p: None if d is None else self.as_on + timedelta(days=d) for p, d in days.items()}

    def finish_days(self, goal: float | None = None, chances: tuple[float, ...] = QUANTILES) -> dict[float, int | None]:
        """Days from `as_on` until the goal is reached with each of the chances (members of QUANTILES)."""
        goal = self.target if goal is None else goal
        if goal is None or self.reached is None:
            return {}
        found: dict[float, int | None] = {}
        for chance in chances:
            # The quantile that has reached a goal with this chance is its complement; a path never falls.
            path = self.paths[:, len(QUANTILES) - 1 - QUANTILES.index(chance)]
            at = int(np.searchsorted(path, goal, side="left"))
            found[chance] = 0 if self.reached >= goal else None if at == len(path) else at + 1
        return found

    def chance_by(self, deadline: date, goal: float | None = None) -> float | None:
        """Chance that the goal (default: the target) is reached by the deadline; None without a goal or a count.

        A deadline on or before `as_on` has chance 1 or 0; one beyond the paths that of their last day.
        """
        goal = self.target if goal is None else goal
        if goal is None or self.reached is None:
            return None
        if self.reached >= goal:
            return 1.0
        ahead = (deadline - self.as_on).days
        if ahead < 1:
            return 0.0
        return float(spread.probability(np.array(goal), self.paths[:ahead]).max())

    def needed(self, deadline: date, goal: float | None = None) -> float | None:
        """Persons a day to the goal by the deadline, deadline included; None without goal, count or day left."""
        goal = self.target if goal is None else goal
        days = (deadline - self.as_on).days
        if goal is None or self.reached is None or days < 1:
            return None
        return max(goal - self.reached, 0.0) / days


@dataclass(frozen=True)
class Outlook:
    """All places at once: the snapshot, the targets (NaN: none), what remarks need.

    `paths` are the counts [columns, days, 7] of the places `columns`: of all, or of the one that was asked for. `past`
    are the trials of all places. `lent` [places]: whose course is borrowed.
    """

    history: History
    targets: Floats
    now: Snapshot
    past: Trials
    paths: Floats
    columns: range
    lent: Flags


def target_array(targets: Floats | None, places: int) -> Floats:
    """Targets with anything not positive taken as no target."""
    if targets is None:
        return np.full(places, np.nan)
    given = np.asarray(targets, dtype=np.float64)
    return np.where(given > 0, given, np.nan)


def spread_for(targets: Floats) -> Spread:
    """Errors are of another kind where nothing bounds the forecast: a state without a single target."""
    return WITHOUT_TARGET if np.isnan(targets).all() else WITH_TARGET


def gains_of(
    history: History,
    now: Snapshot,
    median: Floats,
    constants: Spread,
    factor: Floats,
    speed: Paces,
    some: slice = EVERY,
) -> Floats:
    """Gains at the seven quantiles [places, days, 7] around a median gain [places, days], the range widened by `factor`
    [places, 2] at a week and four weeks; of `some` of the places of the snapshot, whose paces `speed` are.

    A silent place is as uncertain as its days of silence and the days ahead together.
    """
    days = median.shape[1]
    ahead = floats(now.stale[some, None] + np.arange(1, days + 1))
    wide = spread.at_days(factor, ahead) * spread.widen_young(now)[some, None]
    error = spread.errors(constants, spread.tempo(now, speed)[some], ahead, wide)
    people = np.full(len(now.reached), np.nan) if history.people is None else history.people
    most = np.minimum(
        spread.ceiling(median, now.reached[some], people[some]), spread.at_its_best(median, now, speed, some)
    )
    gains = spread.quantile_gains(median, spread.floor_gain(now, days, some), error, most)
    # A single figure shows no pace: its curve stands, and the upper quantiles are a convention.
    alone = ((now.days == 0) & ~np.isnan(now.reached))[some]
    convention = or_zero(now.reached)[some, None, None] * np.arange(1, days + 1)[:, None] * np.array(LONE_DAY)
    return np.where(alone[:, None, None], np.minimum(convention, most[..., None]), gains)


def outlook(
    history: History,
    targets: Floats | None,
    days: int,
    constants: Spread | None = None,
    columns: range | None = None,
) -> Outlook:
    """The forecast arrays of a history that ends on the day of the forecast, of all its places or of `columns`."""
    goals = target_array(targets, history.counts.shape[1])
    counts, lent = lend(history)
    chosen = spread_for(goals) if constants is None else constants
    now = snapshot(counts, history.masked, first_reports(counts))
    past = trials(counts, history.masked, goals, lent)
    asked = range(counts.shape[1]) if columns is None else columns
    some, speed = slice(asked.start, asked.stop), paces(now)
    wide = spread.stretch(spread.past_errors(past, chosen), some) * np.where(lent[some], LENT, 1.0)[:, None]
    median = mix(expected_gains(now, goals, days, speed, some), past.weights()[:, some])
    gains = gains_of(history, now, median, chosen, wide, speed, some)
    return Outlook(history, goals, now, past, now.reached[some, None, None] + gains, asked, lent)


def forecast_all(
    history: History,
    targets: Floats | None = None,
    *,
    as_on: date | None = None,
    horizon: int = 120,
) -> tuple[Forecast, ...]:
    """A forecast for every column of the history, in its order; `targets` [places], NaN or not positive: none.

    `as_on` defaults to the last row; later rows are not looked at.
    """
    view = outlook(history.until(as_on), targets, max(horizon, LONGEST))
    return tuple(one(view, place, horizon) for place in view.columns)


def one(view: Outlook, place: int, horizon: int) -> Forecast:
    """The forecast of one column of an outlook."""
    target = float(view.targets[place])
    reached = float(view.now.reached[place])
    lent, own = bool(view.lent[place]), view.now
    test = backtest.backtest(view.past, place)
    if lent:
        own = snapshot(view.history.counts, view.history.masked, first_reports(view.history.counts))
    return Forecast(
        as_on=view.history.last,
        reached=None if np.isnan(reached) else reached,
        target=None if np.isnan(target) else target,
        horizon=horizon,
        paths=view.paths[view.columns.index(place)],
        pace=pace_facts(own, place),
        backtest=test,
        notes=remarks.remarks(view.history, own, place, None if np.isnan(target) else target, test, lent),
        borrowed=lent,
    )


def forecast(
    history: History,
    place: int,
    targets: Floats | None = None,
    *,
    as_on: date | None = None,
    horizon: int = 120,
    pace: float | None = None,
) -> Forecast:
    """The forecast of one column; the other columns lend their rhythm, their errors and their remaining share.

    `pace` supposes so many persons a day from tomorrow on, spread over the weekdays as usual (a what-if).
    """
    known = history.until(as_on)
    view = outlook(known, targets, max(horizon, LONGEST), columns=range(place, place + 1))
    made = one(view, place, horizon)
    return made if pace is None else suppose(known, made, pace)


def suppose(history: History, made: Forecast, pace: float) -> Forecast:
    """The same forecast with the median replaced by `pace` a day; the spread keeps its ratio to the median gain."""
    if made.reached is None:
        return made
    now = snapshot(history.counts, history.masked, first_reports(history.counts))
    factors = profile(now.calendar)
    steady = np.cumsum(pace * factors[np.arange(len(made.paths)) % len(factors)])
    before = np.maximum(made.paths - made.reached, 0.0)
    middle = before[:, MEDIAN : MEDIAN + 1]
    ratio = np.where(middle > 0, before / np.where(middle > 0, middle, 1.0), 1.0)
    paths = made.reached + np.maximum.accumulate(steady[:, None] * ratio, axis=0)
    note = Note("what-if", {"pace": round(pace)})
    return replace(made, paths=paths, notes=(note, *made.notes))


def pace_facts(now: Snapshot, place: int) -> PaceFacts:
    """Plain paces as a meeting knows them: no peak held, masked days left out."""
    gains = now.gains[:, place : place + 1]
    empty = np.array([np.nan])

    def mean(days: int) -> float | None:
        """Over the last `days` days; None where no gain is known."""
        value = float(mean_gain(gains, days, empty)[0])
        return None if np.isnan(value) else value

    start = float(now.since_start[place]) if now.days[place] > 0 else None
    return PaceFacts(mean(1), mean(WEEK), mean(FOUR_WEEKS), mean(LONG), start)


def forecast_sum(series: History, parts: Sequence[Forecast], target: float | None, *, horizon: int = 120) -> Forecast:
    """The forecast of the place whose counts are the one column of `series`, from the forecasts of its parts.

    Its median gain is by definition the sum of theirs, in whole persons, so that the lines of a table agree; its spread
    is learnt on its own series.
    """
    goals = target_array(None if target is None else np.array([target]), 1)
    now = snapshot(series.counts, series.masked, first_reports(series.counts))
    known = [part for part in parts if part.reached is not None]
    days = max(horizon, LONGEST)
    median = sum((np.rint(part.paths[:days, MEDIAN]) - part.reached for part in known), np.zeros(days))
    constants = spread_for(np.array([np.nan if part.target is None else part.target for part in parts]))
    past = trials(series.counts, series.masked, goals)
    wide = spread.stretch(spread.past_errors(past, constants))
    gains = gains_of(series, now, median[None, :], constants, wide, paces(now))
    view = Outlook(series, goals, now, past, now.reached[:, None, None] + gains, range(1), np.zeros(1, np.bool_))
    return one(view, 0, horizon)
