"""What holds for every history, whatever its figures."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eshram_cli.analysis.forecasting import Forecast, History, forecast, forecast_all, forecast_sum
from eshram_cli.analysis.forecasting.history import Floats, floats

START = date(2021, 8, 26)
quick = settings(max_examples=25, deadline=None, derandomize=True)


@st.composite
def histories(draw: st.DrawFn, fewest: int = 1, most: int = 110) -> History:
    """Drives of one to five places: gains of all sizes, glitches downward, gaps, a late start, a silent end."""
    days, places = draw(st.integers(fewest, most)), draw(st.integers(1, 5))
    luck = np.random.default_rng(draw(st.integers(0, 10**6)))
    size = 10.0 ** luck.uniform(0, 4, places)
    gains = luck.gamma(draw(st.sampled_from([0.2, 1.0, 5.0])), 1, (days, places)) * size
    gains *= luck.random((days, places)) > draw(st.sampled_from([0.0, 0.3, 0.9]))
    counts = np.floor(np.cumsum(gains, axis=0))
    glitch = luck.random(counts.shape) < draw(st.sampled_from([0.0, 0.05]))
    counts = np.where(glitch, np.floor(counts * 0.8), counts)
    counts[luck.random(counts.shape) < draw(st.sampled_from([0.0, 0.2]))] = np.nan
    counts[: draw(st.integers(0, days - 1)), 0] = np.nan
    return History(START, counts)


def goals(history: History, times: float = 2.0) -> Floats:
    """Targets at a multiple of the highest counts, and a little more."""
    highest = np.vstack([np.nan_to_num(history.counts), np.zeros(history.counts.shape[1])]).max(axis=0)
    return floats(highest * times + 100)


def all_of(history: History, targets: Floats | None) -> list[Forecast]:
    return [*forecast_all(history, targets, horizon=60), whole_of(history, targets, horizon=60)]


def whole_of(history: History, targets: Floats | None, horizon: int = 120) -> Forecast:
    """All places together: their latest counts added up, from the day on which all that ever report have begun."""
    told = pd.DataFrame(history.counts).dropna(axis="columns", how="all")
    total = told.ffill().sum(axis="columns", skipna=False) if len(told.columns) else told.reindex(columns=[0])[0]
    target = None if targets is None else float(targets[told.columns].sum())
    parts = forecast_all(history, targets)
    return forecast_sum(History(history.first, total.to_numpy()[:, None]), parts, target, horizon=horizon)


@quick
@given(histories(), st.booleans())
def test_quantiles_never_cross_and_curves_never_fall_nor_start_below_the_count(history: History, aimed: bool) -> None:
    for made in all_of(history, goals(history) if aimed else None):
        if made.reached is None:
            assert np.isnan(made.paths).all()
            continue
        assert np.isfinite(made.paths).all()
        assert (np.diff(made.paths, axis=1) >= -1e-9 * made.paths.max()).all()
        assert (np.diff(made.paths, axis=0) >= -1e-9 * made.paths.max()).all()
        assert (made.paths >= made.reached - 1e-9).all()
        assert made.curve.shape == (60, 7)


@quick
@given(histories())
def test_finish_is_later_for_a_larger_goal_and_for_a_larger_chance(history: History) -> None:
    for made in forecast_all(history, goals(history)):
        if made.reached is None:
            continue
        later = [made.finish_days(made.reached * times + 1) for times in (1.0, 1.1, 1.5, 3.0)]
        for near, far in pairwise(later):
            assert all((near[p] or 0) <= (400 if far[p] is None else far[p] or 0) for p in near if near[p] is not None)
            assert all(far[p] is None for p in near if near[p] is None)
        known = [400 if d is None else d for d in later[1].values()]
        assert known == sorted(known)


@quick
@given(histories(fewest=20))
def test_a_larger_target_is_not_reached_earlier(history: History) -> None:
    place = history.counts.shape[1] - 1
    found = []
    for times in (1.2, 1.6, 2.5, 5.0):
        targets = goals(history)
        targets[place] = goals(history, times)[place]
        found.append(forecast(history, place, targets).finish_days())
    for near, far in pairwise(found):
        assert all((999 if near[p] is None else near[p] or 0) <= (999 if far[p] is None else far[p] or 0) for p in near)


@quick
@given(histories())
def test_chance_grows_with_the_deadline_and_falls_with_the_goal(history: History) -> None:
    for made in forecast_all(history, goals(history)):
        days = [made.as_on + timedelta(days=d) for d in (-3, 0, 1, 7, 30, 90, 300, 900)]
        chances = [made.chance_by(day) for day in days]
        if made.reached is None:
            assert chances == [None] * len(days)
            continue
        known = [p for p in chances if p is not None]
        assert known == sorted(known)
        assert all(0 <= p <= 1 for p in known)
        falling = [made.chance_by(days[5], made.reached * t + 1) or 0.0 for t in (1, 1.2, 2, 9)]
        assert falling == sorted(falling, reverse=True)


@quick
@given(histories())
def test_chance_and_finish_tell_the_same(history: History) -> None:
    for made in forecast_all(history, goals(history)):
        for chance, day in made.finish().items():
            if day is None or made.reached is None or day == made.as_on:
                continue
            assert (made.chance_by(day) or 0) >= chance - 1e-6


@quick
@given(histories())
def test_ten_times_the_counts_give_ten_times_the_quantiles(history: History) -> None:
    ten = History(history.first, history.counts * 10)
    for one, other in zip(forecast_all(history, goals(history)), forecast_all(ten, goals(history) * 10), strict=True):
        np.testing.assert_allclose(other.paths, one.paths * 10, rtol=1e-6, atol=1e-3)


@quick
@given(histories(), st.integers(0, 100))
def test_the_order_of_places_is_irrelevant(history: History, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(history.counts.shape[1])
    straight, targets = forecast_all(history, goals(history)), goals(history)
    for at, made in zip(order, forecast_all(history.of(order), targets[order]), strict=True):
        np.testing.assert_allclose(made.paths, straight[at].paths, rtol=1e-9)
        assert [n.code for n in made.notes] == [n.code for n in straight[at].notes]


@quick
@given(histories(fewest=10), st.integers(1, 9))
def test_what_comes_after_the_date_changes_nothing(history: History, back: int) -> None:
    as_on = history.last - timedelta(days=back)
    cut = History(history.first, history.counts[:-back])
    for full, short in zip(forecast_all(history, goals(cut), as_on=as_on), forecast_all(cut, goals(cut)), strict=True):
        assert full.as_on == short.as_on == as_on
        np.testing.assert_array_equal(full.paths, short.paths)
        assert (full.notes, full.backtest, full.pace) == (short.notes, short.backtest, short.pace)


@quick
@given(histories())
def test_two_runs_and_one_place_alone_give_the_same(history: History) -> None:
    targets = goals(history)
    everyone = forecast_all(history, targets)
    again = forecast_all(history, targets)
    alone = forecast(history, 0, targets)
    np.testing.assert_array_equal(everyone[0].paths, again[0].paths)
    np.testing.assert_array_equal(everyone[0].paths, alone.paths)
    assert everyone[0].notes == alone.notes


@quick
@given(histories())
def test_medians_of_the_places_add_up_to_the_whole(history: History) -> None:
    places = [made for made in forecast_all(history, goals(history)) if made.reached is not None]
    whole = whole_of(history, goals(history))
    if whole.reached is None:
        assert not places
        return
    gains = np.sum([np.rint(made.paths[:, 3]) - (made.reached or 0) for made in places], axis=0)
    np.testing.assert_allclose(whole.paths[:, 3] - whole.reached, gains, rtol=1e-9, atol=1e-6)
    assert whole.reached == pytest.approx(sum(made.reached or 0 for made in places))
