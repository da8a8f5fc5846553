"""Series that a ledger really holds: constant, empty, one day, falling, finished, short, silent, noted."""

from __future__ import annotations

from datetime import date, timedelta
from string import Formatter

import numpy as np
import pytest

from eshram_cli.analysis.forecasting import Forecast, History, Note, forecast, forecast_all, forecast_sum
from eshram_cli.analysis.forecasting.history import Floats
from eshram_cli.analysis.forecasting.notes import CODES
from eshram_cli.language.words import words_of
from eshram_cli.problems import Language

START = date(2021, 11, 1)
STEADY = np.cumsum(np.full(60, 1000.0))


def of(counts: Floats | list[float], target: float | None = None, masked: list[int] | None = None) -> Forecast:
    column = np.asarray(counts, dtype=float)[:, None]
    flags = None if masked is None else np.isin(np.arange(len(column)), masked)
    return forecast(History(START, column, flags), 0, None if target is None else np.array([target]))


def codes(made: Forecast) -> list[str]:
    return [note.code for note in made.notes]


def width(made: Forecast, day: int = 14) -> float:
    return float((made.paths[day - 1, 5] - made.paths[day - 1, 1]) / (made.paths[day - 1, 3] - (made.reached or 0)))


def test_steady_pace_without_a_target_goes_on_and_says_so() -> None:
    made = of(STEADY)
    assert made.paths[9, 3] == pytest.approx(70_000, rel=1e-6)
    assert codes(made) == ["no-target"]
    assert made.finish() == {} and made.chance_by(START + timedelta(days=99)) is None


def test_a_near_target_slows_the_drive_and_never_a_far_one_below() -> None:
    near, far = of(STEADY[:20], 25_000), of(STEADY[:20], 10_000_000)
    assert near.paths[29, 3] < 35_000
    assert far.paths[29, 3] > 49_000


def test_constant_series_stands_but_may_start_again() -> None:
    made = of([*range(0, 40_000, 1000), *[40_000.0] * 80], 100_000)
    assert made.paths[6, 3] - 40_000 < 500
    assert made.paths[-1, 5] > made.paths[-1, 3] > 0
    assert "standing" in codes(made)
    assert made.finish()[0.5] is None


def test_zero_series() -> None:
    made = of([0.0] * 30, 1000)
    assert (made.paths == 0).all()
    assert "standing" in codes(made)
    assert made.chance_by(START + timedelta(days=200)) == pytest.approx(0, abs=1e-6)


def test_a_standing_place_is_as_wide_as_its_siblings_allow() -> None:
    counts = np.column_stack([np.zeros(60), STEADY])
    made = forecast(History(START, counts), 0, np.array([50_000.0, 200_000.0]))
    assert made.paths[29, 3] == 0 < made.paths[29, 5]


def test_one_day() -> None:
    made = of([5000.0], 10_000)
    assert (made.paths[:, :4] == 5000).all()
    assert made.paths[9, 6] == pytest.approx(7500)
    assert codes(made)[:1] == ["one-day"] and "unproven" in codes(made)


def test_nothing_reported() -> None:
    made = of([np.nan] * 12, 10_000)
    assert made.reached is None and np.isnan(made.paths).all()
    assert codes(made) == ["no-figure"]


def test_falling_series_is_taken_back_to_its_lowest_later_count() -> None:
    made = of(list(range(6000, 3000, -100)), 9000)
    assert made.reached == 3100
    assert (made.paths >= 3100).all()
    assert Note("fallen", {"days": 29}) in made.notes


def test_finished_series() -> None:
    made = of(STEADY, 55_000)
    assert codes(made)[0] == "finished"
    assert set(made.finish().values()) == {made.as_on}
    assert made.chance_by(made.as_on) == 1.0


@pytest.mark.parametrize("days", [5, 9, 20])
def test_a_short_history_answers_with_a_wider_range(days: int) -> None:
    short, long = of(STEADY[:days], 500_000), of(STEADY, 500_000)
    assert width(short) > 1.2 * width(long)
    assert Note("short", {"days": days}) in short.notes
    assert short.paths[6, 3] == pytest.approx(1000 * (days + 7), rel=0.1)


def test_seven_fast_days_do_not_register_more_people_than_there_are() -> None:
    counts = np.cumsum(np.full(7, 24_000.0))[:, None]
    people = 1.2 * 51e5
    free, held = (forecast(History(START, counts, people=who), 0) for who in (None, np.array([people])))
    assert held.paths[13, 6] < 10e5 and free.paths[13, 6] > 20e5
    assert held.paths[119, 6] <= people < free.paths[119, 6]
    np.testing.assert_array_equal(held.paths[:, :4], free.paths[:, :4])


@pytest.mark.parametrize(
    ("now", "best"),
    [
        (1_200, 24_000),  # fell to a twentieth: back to its best week at the most
        (12_000, 24_000),  # fell to half: the same
        (24_000, np.inf),  # never slowed down: nothing says that it cannot be faster
    ],
)
def test_a_drive_that_has_slowed_down_is_not_given_more_than_its_best_week(now: int, best: float) -> None:
    made = of(np.cumsum([24_000.0] * 172 + [now] * 28), 9e6)
    for days in (7, 28, 120):
        most, median = made.paths[days - 1, [6, 3]] - made.paths[0, 3] + now
        assert most <= max(best * days, 2 * median) + now


def test_more_than_the_people_of_a_census_is_possible_where_the_count_says_so() -> None:
    made = forecast(History(START, STEADY[:, None], people=np.array([50_000.0])), 0)
    assert made.paths[27, 3] == pytest.approx(88_000, rel=1e-3)
    assert made.paths[27, 3] < made.paths[27, 5] <= 60_000 + 1.25 * 28_000 + 1


@pytest.mark.parametrize("times", [None, 0.6, 1.05, 1.5])
def test_four_hundred_equal_days_go_on_whatever_the_target(times: float | None) -> None:
    counts = np.cumsum(np.full(400, 2400.0))
    made = of(counts, None if times is None else times * counts[-1])
    ahead = (made.paths[27] - counts[-1]) / (28 * 2400)
    assert made.backtest is not None and made.backtest.errors["forecast"][28] < 1
    assert ahead[3] == pytest.approx(1, abs=0.001)
    assert ahead[1] > 0.95 and ahead[5] < 1.05


def test_a_place_that_was_reported_late_is_no_launch() -> None:
    late, launch = of(STEADY[50:], 500_000), of(STEADY[:10], 500_000)
    assert width(launch) > 1.2 * width(late)


def test_a_noted_day_does_not_lower_the_pace() -> None:
    gains = np.full(60, 1000.0)
    gains[57] = 0
    counts = np.cumsum(gains)
    plain, noted = of(counts), of(counts, masked=[57])
    assert noted.pace.seven_day == pytest.approx(1000)
    assert (plain.pace.seven_day or 0) < 900
    assert noted.paths[6, 3] > plain.paths[6, 3]
    assert Note("masked", {"days": 1}) in noted.notes


def test_one_peak_day_is_held_and_said() -> None:
    gains = np.full(60, 1000.0)
    gains[58] = 40_000
    made = of(np.cumsum(gains))
    assert "peak" in codes(made)
    assert made.paths[6, 3] - (made.reached or 0) < 7 * 3500
    assert made.pace.seven_day == pytest.approx((6000 + 40_000) / 7)


def test_a_silent_place_goes_on_from_its_last_figure() -> None:
    counts = STEADY.copy()
    counts[55:] = np.nan
    made = of(counts)
    assert made.reached == 55_000
    assert made.paths[0, 3] == pytest.approx(61_000, rel=1e-6)
    assert Note("stale", {"days": 5}) in made.notes
    assert width(made, 14) > width(of(STEADY), 14)


def test_a_gap_is_bridged() -> None:
    counts = STEADY.copy()
    counts[[40, 41, 42, 50]] = np.nan
    np.testing.assert_allclose(of(counts).paths[:, 3], of(STEADY).paths[:, 3])


def test_sundays_stay_quiet() -> None:
    gains = np.where(np.arange(84) % 7 == 6, 100.0, 1150.0)
    made = of(np.cumsum(gains))
    ahead = np.diff(np.append(made.reached or 0, made.paths[:14, 3]))
    assert (ahead[[6, 13]] < 0.2 * ahead[:6].mean()).all()


def test_what_if_pace() -> None:
    history = History(START, STEADY[:, None])
    made = forecast(history, 0, np.array([100_000.0]), pace=4000)
    assert made.paths[9, 3] == pytest.approx(100_000)
    assert made.finish()[0.5] == made.as_on + timedelta(days=10)
    assert made.notes[0] == Note("what-if", {"pace": 4000})
    assert made.paths[9, 1] < made.paths[9, 3] < made.paths[9, 5]


def test_needed_pace_counts_the_deadline() -> None:
    made = of(STEADY, 100_000)
    assert made.needed(made.as_on + timedelta(days=10)) == 4000
    assert made.needed(made.as_on) is None


def test_a_wild_past_widens_the_range() -> None:
    calm = np.cumsum(np.full(100, 1000.0))
    luck = np.random.default_rng(4)
    wild = np.cumsum(np.repeat(luck.gamma(0.3, 3300, 20), 5))
    assert width(of(wild), 7) > 1.5 * width(of(calm), 7)


def test_blocks_borrow_their_siblings_errors() -> None:
    luck = np.random.default_rng(4)
    calm, wild = np.full(100, 1000.0), np.repeat(luck.gamma(0.3, 3300, 20), 5)
    among_calm = np.column_stack([calm, *[calm * k for k in (2, 3, 4)]])
    among_wild = np.column_stack([calm, *[wild * k for k in (2, 3, 4)]])
    one, other = (forecast(History(START, np.cumsum(g, axis=0)), 0) for g in (among_calm, among_wild))
    assert width(other, 7) > width(one, 7)


def test_the_whole_has_its_own_count_where_it_reports_one() -> None:
    parts = forecast_all(History(START, np.column_stack([STEADY, 2 * STEADY])))
    made = forecast_sum(History(START, (3 * STEADY + 5000)[:, None]), parts, 400_000)
    assert made.reached == 185_000 and made.target == 400_000
    gain = sum(float(p.paths[9, 3]) - (p.reached or 0) for p in parts)
    assert made.paths[9, 3] == pytest.approx(185_000 + gain)


def test_history_refuses_wrong_shapes() -> None:
    with pytest.raises(ValueError, match="days, places"):
        History(START, STEADY)
    with pytest.raises(ValueError, match="one flag a day"):
        History(START, STEADY[:, None], np.zeros(3, bool))


def test_a_date_after_the_last_row_counts_as_not_reported() -> None:
    history = History(START, STEADY[:, None], np.zeros(60, bool))
    made = forecast(history, 0, as_on=history.last + timedelta(days=2))
    assert Note("stale", {"days": 2}) in made.notes


@pytest.mark.parametrize("code", sorted(CODES))
@pytest.mark.parametrize("language", Language)
def test_every_note_has_a_sentence_that_its_facts_fill(code: str, language: Language) -> None:
    sentence = words_of(f"forecast-note-{code}")[language]
    assert sentence.endswith((".", "।"))
    assert {name for _, name, _, _ in Formatter().parse(sentence) if name} == CODES[code]
