"""What a rank rests on: bands, the gap to the next place, and what the missing places could still change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from eshram_cli.analysis.contest import BANDS, band_of
from eshram_cli.analysis.standing import rank
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Ranking
from eshram_cli.settings import Band

if TYPE_CHECKING:
    from tests.analysis.conftest import Drive

    NewDrive = type[Drive]
    On = Callable[[int], dt.date]

TREE = {"Bihar": ["D1", "D2", "D3"]}
DISTRICT = 2


@pytest.fixture
def ranking(drive: NewDrive, on: On) -> Callable[..., Ranking]:
    """`ranking({"D1": {20: 5}})` ranks the districts as on 20 December."""

    def ask(figures: dict[str, dict[int, int]], *, targets: dict[str, int] | None = None, **options: object) -> Ranking:
        given = drive(TREE, figures, targets=targets)
        return rank(given.counts, "Bihar", DISTRICT, on(20), **options)  # type: ignore[arg-type]

    return ask


def by_place(result: Ranking, name: str) -> dict[str, object]:
    return {row.id: getattr(row, name) for row in result.rows}


@pytest.mark.parametrize(
    ("percent", "label"),
    [(0, "0-25"), (24.99, "0-25"), (25, "25-50"), (99.99, "75-100"), (100, "100+"), (390, "100+"), (None, None)],
)
def test_a_band_holds_its_lower_end(percent: float | None, label: str | None) -> None:
    assert band_of(percent, BANDS) == label


def test_bands_of_one_s_own(ranking: Callable[..., Ranking]) -> None:
    half = [Band(low=0, high=50), Band(low=50)]
    result = ranking({"D1": {20: 5}, "D2": {20: 4}}, targets={"D1": 10, "D2": 10}, bands=half)
    assert by_place(result, "band") == {"D1": "50+", "D2": "0-50", "D3": None}


def test_the_fastest_of_a_band_gains_most_of_its_own_target_a_day(ranking: Callable[..., Ranking]) -> None:
    figures = {"D1": {13: 100, 20: 170}, "D2": {13: 30, 20: 44}, "D3": {13: 10, 20: 80}}
    result = ranking(figures, targets={"D1": 1000, "D2": 100, "D3": 100})
    told = [(line.band, line.places, line.fastest, line.points) for line in result.bands if line.places]
    assert told == [("0-25", 1, ("D1",), 1.0), ("25-50", 1, ("D2",), 2.0), ("75-100", 1, ("D3",), 10.0)]


def test_no_percentages_no_bands(ranking: Callable[..., Ranking]) -> None:
    assert ranking({"D1": {20: 5}}).bands == ()


@pytest.mark.parametrize(
    ("by", "gaps"),
    [
        (Measure.registered, {"D1": None, "D2": 40, "D3": 10}),
        (Measure.percent, {"D1": 67, "D2": None, "D3": 6}),
        (Measure.balance, {"D1": 90, "D2": None, "D3": 5}),
    ],
)
def test_the_gap_to_the_next_place_in_persons(
    ranking: Callable[..., Ranking], by: Measure, gaps: dict[str, int | None]
) -> None:
    """D1 has 100 of 200, D2 60 of 65, D3 50 of 60: at D2's 92.3 percent D3 had 56 persons, at D3's 83.3 D1 167."""
    figures = {"D1": {20: 100}, "D2": {20: 60}, "D3": {20: 50}}
    result = ranking(figures, targets={"D1": 200, "D2": 65, "D3": 60}, by=by)
    assert by_place(result, "gap_next") == gaps


def test_days_to_the_next_place_only_where_the_gap_closes(ranking: Callable[..., Ranking]) -> None:
    figures = {"D1": {13: 93, 20: 100}, "D2": {13: 46, 20: 60}, "D3": {13: 50, 20: 57}}
    result = ranking(figures, by=Measure.registered)
    assert by_place(result, "days_next") == {"D1": None, "D2": 40.0, "D3": None}


def test_places_that_share_a_rank_look_to_the_same_next_place(ranking: Callable[..., Ranking]) -> None:
    result = ranking({"D1": {20: 9}, "D2": {20: 5}, "D3": {20: 5}}, by=Measure.registered)
    assert by_place(result, "gap_next") == {"D1": None, "D2": 4, "D3": 4}


def test_a_late_place_that_would_overtake_makes_the_ranking_not_final(ranking: Callable[..., Ranking]) -> None:
    figures = {"D1": {20: 100}, "D2": {20: 95}, "D3": {11: 20, 18: 90}}
    result = ranking(figures, by=Measure.registered)
    assert not result.final
    assert by_place(result, "rank_at_pace") == {"D1": None, "D2": None, "D3": 1}
    assert [dict(note.words) for note in result.notes if note.code == "not-final"] == [
        {"names": ("D3",), "furthest": 2}
    ]


def test_a_late_place_that_would_stay_where_it_is_changes_nothing(ranking: Callable[..., Ranking]) -> None:
    result = ranking({"D1": {20: 100}, "D2": {20: 95}, "D3": {11: 20, 18: 27}}, by=Measure.registered)
    assert (result.final, by_place(result, "rank_at_pace")["D3"]) == (True, 3)


def test_a_place_that_never_reported_may_take_any_rank(ranking: Callable[..., Ranking]) -> None:
    result = ranking({"D1": {20: 100}, "D2": {20: 95}}, by=Measure.registered)
    assert [note.words["names"] for note in result.notes if note.code == "not-final-unknown"] == [("D3",)]


def test_without_a_target_a_place_has_no_rank_to_wait_for(ranking: Callable[..., Ranking]) -> None:
    result = ranking({"D1": {20: 100}, "D2": {20: 95}, "D3": {18: 9}}, targets={"D1": 200, "D2": 200})
    assert result.final


def test_without_a_deadline_no_late_place_can_take_a_rank_by_what_is_due(ranking: Callable[..., Ranking]) -> None:
    figures = {"D1": {20: 100}, "D2": {20: 95}, "D3": {18: 9}}
    result = ranking(figures, targets={"D1": 200, "D2": 200, "D3": 200}, by=Measure.prorated)
    assert result.final
    assert {row.reason for row in result.rows} == {"no-deadline"}


def test_the_ranks_of_the_last_days(ranking: Callable[..., Ranking], on: On) -> None:
    figures = {"D1": {18: 3, 19: 5, 20: 9}, "D2": {18: 2, 19: 6, 20: 8}, "D3": {20: 1}}
    result = ranking(figures, by=Measure.registered, history=3)
    assert result.days == (on(18), on(19), on(20))
    assert by_place(result, "ranks") == {"D1": (1, 2, 1), "D2": (2, 1, 2), "D3": (None, None, 3)}
