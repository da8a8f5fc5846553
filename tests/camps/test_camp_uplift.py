"""What a camp day adds: which days are compared, and how often the 80 % range holds the truth."""

from __future__ import annotations

import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.analysis.uplift import LEAST, WEEKS, like_days, pairs, uplift_of

FIRST = dt.date(2021, 9, 1)
SPAN = [FIRST + dt.timedelta(at) for at in range(120)]
DAYS = st.sets(st.integers(0, 119), max_size=40).map(lambda found: {SPAN[at] for at in found})


def made(rng: np.random.Generator, effect: float, camps: int = 14) -> tuple[dict[dt.date, float], set[dt.date]]:
    """A place's new persons a day, with quiet Sundays and chance, and days with camps that bring `effect` more."""
    chosen = {SPAN[at] for at in rng.choice(np.arange(28, 92), camps, replace=False)}
    new = {day: float(rng.poisson(300) - 120 * (day.weekday() == 6) + effect * (day in chosen)) for day in SPAN}
    return new, chosen


def test_without_an_effect_the_range_holds_0_in_80_percent() -> None:
    rng = np.random.default_rng(7)
    held = []
    for _ in range(400):
        new, camps = made(rng, 0)
        found = uplift_of([pair.difference for pair in pairs({"b1": new}, {"b1": camps}, {}).pairs])
        assert found.low is not None and found.high is not None
        held.append(found.low <= 0 <= found.high)
    # 400 trials of 80 %: three standard deviations of the share are 6 points.
    assert 0.74 <= float(np.mean(held)) <= 0.86


def test_many_places_on_one_sunday_are_one_thing_learned() -> None:
    """The days of all places rise and fall together; a range over places would be far too narrow."""
    rng = np.random.default_rng(11)
    held = []
    for _ in range(200):
        shared = {day: float(rng.normal(0, 40)) for day in SPAN}
        chosen = {SPAN[at] for at in rng.choice(np.arange(28, 92), 10, replace=False)}
        new = {f"b{at}": {day: 300 + shared[day] + float(rng.normal(0, 5)) for day in SPAN} for at in range(8)}
        found = uplift_of([pair.difference for pair in pairs(new, dict.fromkeys(new, chosen), {}).pairs])
        held.append(found.low is not None and found.high is not None and found.low <= 0 <= found.high)
    assert 0.71 <= float(np.mean(held)) <= 0.89


def test_an_effect_is_found() -> None:
    new, camps = made(np.random.default_rng(3), 90, camps=20)
    found = uplift_of([pair.difference for pair in pairs({"b1": new}, {"b1": camps}, {}).pairs])
    assert found.low is not None and found.high is not None and 0 < found.low < 90 < found.high


@given(DAYS, DAYS, DAYS)
def test_like_days_are_like_and_used_once(known: set[dt.date], camps: set[dt.date], noted: set[dt.date]) -> None:
    new = dict.fromkeys(known, 1.0)
    given_ = like_days(new, camps, noted)
    used = [day for like in given_.values() for day in like]
    assert len(used) == len(set(used))
    assert set(given_) == (camps & known) - noted
    for day, like in given_.items():
        assert all(one.weekday() == day.weekday() and abs((one - day).days) <= 7 * WEEKS for one in like)
    assert set(used) <= known - camps - noted


def test_too_few_days_have_no_range() -> None:
    assert uplift_of([]).uplift is None
    few = uplift_of([5.0] * (LEAST - 1))
    assert (few.uplift, few.low, few.high) == (5.0, None, None)
    equal = uplift_of([5.0] * LEAST)
    assert (equal.low, equal.high) == (5.0, 5.0)


def test_the_same_days_give_the_same_range() -> None:
    differences = [3.0, 8.0, -2.0, 11.0, 4.0, 6.5]
    assert uplift_of(differences) == uplift_of(differences)
    assert uplift_of(differences, seed=1) != uplift_of(differences)
