"""The figures behind the sheets: the anchors of the reports, and curves that could be real."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

SUNDAY, MONDAY, TUESDAY = -3, -2, -1


def by_count(bihar: Any, day: int) -> list[str]:
    curves = bihar.curves()
    return sorted(curves, key=lambda name: -curves[name].registered[day])


def by_percent(bihar: Any, day: int) -> list[str]:
    curves = bihar.curves()
    return sorted(curves, key=lambda name: -curves[name].registered[day] / bihar.BY_NAME[name].target)


def test_the_days_run_from_saturday_to_a_tuesday(drive: Any) -> None:
    days = drive("bihar").DAYS
    assert (days[0], days[-1], len(days)) == (dt.date(2021, 12, 4), dt.date(2021, 12, 28), 25)
    assert [day.strftime("%a") for day in (days[0], *days[-3:])] == ["Sat", "Sun", "Mon", "Tue"]


def test_east_champaran_is_third_second_first_by_count(drive: Any) -> None:
    bihar = drive("bihar")
    ranks = [by_count(bihar, day).index("Purbi Champaran") + 1 for day in (SUNDAY, MONDAY, TUESDAY)]
    assert ranks == [3, 2, 1]
    assert bihar.curves()["Purbi Champaran"].registered[MONDAY:] == (942511, 988912)


def test_its_tuesday_is_its_best_day(drive: Any) -> None:
    new = drive("bihar").curves()["Purbi Champaran"].new
    assert new[TUESDAY] == 46401
    assert max(new[:TUESDAY]) < 46401


def test_another_district_leads_by_percent_on_the_last_three_days(drive: Any) -> None:
    bihar = drive("bihar")
    for day in (SUNDAY, MONDAY, TUESDAY):
        assert by_percent(bihar, day)[0] == "Sheikhpura" != by_count(bihar, day)[0]


def test_khagaria_is_sixth_by_percent_on_the_first_day(drive: Any) -> None:
    bihar = drive("bihar")
    assert bihar.curves()["Khagaria"].registered[0] == 207528
    assert by_percent(bihar, 0).index("Khagaria") + 1 == 6


def test_targets_are_khagarias_by_population(drive: Any) -> None:
    bihar = drive("bihar")
    assert bihar.BY_NAME["Khagaria"].target == 560286
    assert bihar.BY_NAME["Purbi Champaran"].target == 1714038
    assert all(abs(d.target - d.population * 560286 / 1666886) <= 0.5 for d in bihar.DISTRICTS)


def test_the_states_monday_is_the_reported_gain(drive: Any) -> None:
    assert sum(curve.new[MONDAY] for curve in drive("bihar").curves().values()) == 248_000


def test_every_curve_rises_and_its_gains_are_its_differences(drive: Any) -> None:
    for name, curve in drive("bihar").curves().items():
        gains = [b - a for a, b in zip(curve.registered, curve.registered[1:], strict=False)]
        assert gains == list(curve.new[1:]), name
        assert min(curve.new) > 0, name


def test_sundays_are_the_slowest_days_of_the_state(drive: Any) -> None:
    bihar = drive("bihar")
    new = {day: sum(c.new[n] for c in bihar.curves().values()) for n, day in enumerate(bihar.DAYS)}
    for day in (d for d in bihar.DAYS if d.weekday() == 6):
        around = [new[day - dt.timedelta(days=1)], new[day + dt.timedelta(days=1)]]
        assert new[day] < 0.7 * min(around)


def test_nobody_passes_east_champaran_and_there_are_no_ties(drive: Any) -> None:
    bihar = drive("bihar")
    for day in range(len(bihar.DAYS)):
        counts = [curve.registered[day] for curve in bihar.curves().values()]
        assert len(set(counts)) == 38
        assert max(counts) <= 988912


def test_the_correction_brings_the_row_back_to_the_curve(drive: Any) -> None:
    returns = drive("returns")
    first, second = returns.lines(returns.MISTYPED_ON), returns.lines(returns.MISTYPED_ON, corrected=True)
    lowered = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    assert len(lowered) == 1
    wrong, right = lowered[0]
    assert wrong.registered > right.registered
    assert wrong.registered - wrong.new == right.registered - right.new


def test_shares_add_up_exactly_and_lie_within_one_of_the_proportion(drive: Any) -> None:
    share = drive("curves").share

    @given(st.integers(0, 10**8), st.lists(st.integers(1, 10**7), min_size=1, max_size=60))
    def holds(total: int, weights: list[int]) -> None:
        parts, whole = share(total, weights), sum(weights)
        assert sum(parts) == total
        assert all(abs(part * whole - total * weight) < whole for part, weight in zip(parts, weights, strict=True))

    holds()


def test_percent_rounds_halves_up(drive: Any) -> None:
    percent = drive("curves").percent
    assert [percent(207528, 560286), percent(988912, 1714038), percent(1, 800)] == ["37.04", "57.69", "0.13"]


def test_lakh_grouping_and_devanagari_digits(drive: Any) -> None:
    curves = drive("curves")
    assert [curves.lakh(n) for n in (7, 999, 1000, 207528, 13888279)] == [
        "7",
        "999",
        "1,000",
        "2,07,528",
        "1,38,88,279",
    ]
    assert curves.devanagari(curves.lakh(988912)) == "९,८८,९१२"
