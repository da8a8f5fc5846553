"""Chances of ranks, drawn together."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from eshram_cli.analysis.forecasting import History, forecast_all
from eshram_cli.analysis.forecasting.history import Floats
from eshram_cli.analysis.forecasting.race import Field, needed, race, ranks, run

START = date(2021, 10, 1)
DAY = date(2022, 1, 26)


def field(paces: list[float], targets: list[float], days: int = 65, seed: int = 1) -> Field:
    luck = np.random.default_rng(3).gamma(4, 0.25, (days, len(paces)))
    return run(History(START, np.cumsum(luck * paces, axis=0)), np.array(targets), DAY, seed=seed)


@pytest.mark.parametrize(
    ("values", "expected"),
    [([5.0, 9.0, 9.0, 1.0], [3, 1, 1, 4]), ([np.nan, 2.0], [0, 1]), ([3.0, 3.0, 3.0], [1, 1, 1])],
)
def test_competition_ranks(values: list[float], expected: list[int]) -> None:
    assert ranks(np.array(values)).tolist() == expected


def test_chances_of_a_place_add_up_to_one() -> None:
    found = race(field([100, 110, 120, 900], [20_000] * 4))
    np.testing.assert_allclose(found.chance.sum(axis=1), 1)
    assert found.chance[3, 0] > 0.95
    assert found.now[3] == 1


def test_a_place_without_a_target_is_unranked_by_percent_only() -> None:
    drawn = field([100, 110, 120], [20_000, np.nan, 20_000])
    assert race(drawn).chance[1].sum() == 0 and race(drawn).now[1] == 0
    np.testing.assert_allclose(race(drawn, "registered").chance.sum(axis=1), 1)


def test_same_seed_same_race_other_seed_nearly() -> None:
    one, same, other = (race(field([100, 110, 120], [20_000] * 3, seed=s)) for s in (1, 1, 2))
    np.testing.assert_array_equal(one.chance, same.chance)
    assert 0 < np.abs(one.chance - other.chance).max() < 0.06


def test_the_order_of_places_is_irrelevant() -> None:
    luck = np.cumsum(np.random.default_rng(3).gamma(4, [20, 25, 30], (65, 3)), axis=0)
    order = np.array([2, 0, 1])
    targets = np.array([15_000.0, 16_000, 17_000])
    straight = race(run(History(START, luck), targets, DAY))
    turned = race(run(History(START, luck[:, order]), targets[order], DAY))
    np.testing.assert_allclose(turned.chance, straight.chance[order], atol=1e-9)


def test_each_place_keeps_its_own_forecast() -> None:
    drawn = field([100, 110, 120, 130, 140], [40_000] * 5)
    luck = np.random.default_rng(3).gamma(4, 0.25, (65, 5)) * [100, 110, 120, 130, 140]
    made = forecast_all(History(START, np.cumsum(luck, axis=0)), np.full(5, 40_000.0))
    ahead = (DAY - drawn.as_on).days
    for place in range(5):
        share: Floats = (drawn.final[:, place] <= made[place].paths[ahead - 1, 5]).astype(float)
        assert share.mean() == pytest.approx(0.9, abs=0.03)


def test_more_certainty_and_a_better_rank_need_more() -> None:
    drawn = field([100, 110, 120, 130], [40_000] * 4)
    first, third = needed(drawn, 0, 1), needed(drawn, 0, 3)
    values = [first[p] or 0 for p in (0.5, 0.8, 0.95)]
    assert values == sorted(values) and values[0] > 0
    assert all((third[p] or 0) <= (first[p] or 0) for p in first)
    assert set(needed(drawn, 0, 9).values()) == {0.0}


def test_the_needed_pace_does_take_the_rank() -> None:
    drawn = field([100, 110, 120, 130], [40_000] * 4)
    pace = needed(drawn, 0, 1)[0.8] or 0
    days = (DAY - drawn.as_on).days
    final = drawn.final.copy()
    final[:, 0] = drawn.reached[0] + pace * days
    raised = Field(drawn.as_on, DAY, final, drawn.reached, drawn.targets)
    assert race(raised).chance[0, 0] == pytest.approx(0.8, abs=0.01)


def test_ahead_is_a_chance_for_every_pair() -> None:
    found = race(field([100, 110, 120], [20_000] * 3), "new")
    np.testing.assert_allclose(found.ahead + found.ahead.T + np.eye(3), 1)


def test_a_race_into_the_past_is_refused() -> None:
    history = History(START, np.ones((10, 2)))
    with pytest.raises(ValueError, match="after the figures"):
        run(history, None, START + timedelta(days=3))
