"""Who is to be honoured."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pytest

from eshram_cli.analysis.honours import Tenure, honours, officer_candidates, place_candidates
from eshram_cli.answers.honours import Honour

if TYPE_CHECKING:
    from tests.analysis.conftest import Drive

    NewDrive = type[Drive]
    On = Callable[[int], dt.date]

TREE = {"Bihar": ["D1"], "D1": ["b1", "b2", "b3"]}
BLOCK = 3


def days_of(figures: Mapping[str, Mapping[int, int]], on: On, since: int, until: int) -> dict[str, frozenset[dt.date]]:
    return {place: frozenset(on(day) for day in counts if since < day <= until) for place, counts in figures.items()}


def candidate(name: str, gain: int, completeness: float = 1.0) -> Honour:
    return Honour(name=name, name_hi="", within="", registered=100, percent=None, gain=gain, completeness=completeness)


def test_blocks_with_their_gain_count_and_completeness(drive: NewDrive, on: On) -> None:
    figures = {"b1": {10: 10, 19: 30, 20: 40}, "b2": {10: 90, 20: 95}}
    asked = drive(TREE, figures, targets={"b1": 80})
    rows = place_candidates(asked.counts, "D1", BLOCK, on(10), on(20), days_of(figures, on, 10, 20))
    told = [(row.name, row.gain, row.registered, row.percent, row.completeness) for row in rows]
    assert told == [("B1", 30, 40, 50.0, 0.2), ("B2", 5, 95, None, 0.1), ("B3", None, None, None, 0.0)]


def test_a_district_is_as_complete_as_its_blocks(drive: NewDrive, on: On) -> None:
    figures = {"b1": {19: 1, 20: 2}, "b2": {20: 1}}
    rows = place_candidates(drive(TREE, figures).counts, "Bihar", 2, on(18), on(20), days_of(figures, on, 18, 20))
    assert [row.completeness for row in rows] == [pytest.approx((1 + 0.5 + 0) / 3)]


def test_one_lucky_day_does_not_win(drive: NewDrive, on: On) -> None:
    asked = drive(TREE, {}).counts
    found = honours(asked, "D1", on(10), on(20), {"block": [candidate("lucky", 900, 0.1), candidate("steady", 50)]})
    assert [row.name for section in found.sections if section.by == "gain" for row in section.rows] == ["steady"]
    assert [(one.of, [row.name for row in one.rows]) for one in found.left_out] == [("block", ["lucky"])]


def test_all_who_tie_are_named_and_a_gain_of_nothing_is_no_honour(drive: NewDrive, on: On) -> None:
    ones = [candidate("a", 5), candidate("b", 7), candidate("c", 5), candidate("d", 0), candidate("e", -2)]
    found = honours(drive(TREE, {}).counts, "D1", on(10), on(20), {"block": ones}, top=2)
    gains = next(section for section in found.sections if section.by == "gain")
    assert [(row.rank, row.name) for row in gains.rows] == [(1, "b"), (2, "a"), (2, "c")]


@pytest.fixture
def officers(drive: NewDrive, on: On) -> Callable[..., dict[str, tuple[int | None, int | None, float | None]]]:
    """`officers(figures, ("A", "b1", 1, 9))`: each officer's count, gain since the 10th, completeness."""

    def ask(figures: dict[str, dict[int, int]], *terms: tuple[str, str, int, int | None]) -> object:
        tenures = [Tenure(name, place, on(first), on(last) if last else None) for name, place, first, last in terms]
        days = days_of(figures, on, 10, 20)
        found = officer_candidates(drive(TREE, figures).counts, tenures, on(10), on(20), days)
        return {one.name: (one.registered, one.gain, one.completeness) for one in found}

    return ask  # type: ignore[return-value]


def test_an_officer_s_count_is_the_gain_of_his_places(officers: Callable[..., object]) -> None:
    figures = {"b1": {1: 100, 10: 150, 20: 400}, "b2": {1: 10, 10: 20, 20: 21}}
    told = officers(figures, ("A", "b1", 2, None), ("A", "b2", 2, None))
    assert told == {"A": (300 + 11, 250 + 1, 0.1)}


def test_at_a_transfer_nothing_is_counted_twice_or_lost(officers: Callable[..., object]) -> None:
    figures = {"b1": {1: 100, 10: 150, 14: 200, 15: 230, 20: 400}}
    told = officers(figures, ("A", "b1", 2, 14), ("B", "b1", 15, None))
    assert told == {"A": (100, 50, 0.25), "B": (200, 200, pytest.approx(2 / 6))}


def test_what_was_there_before_the_first_figure_is_nobody_s(officers: Callable[..., object]) -> None:
    assert officers({"b1": {12: 1000, 20: 1040}}, ("A", "b1", 5, None)) == {"A": (40, 40, 0.2)}


def test_an_officer_who_had_left_before_the_period(officers: Callable[..., object]) -> None:
    assert officers({"b1": {1: 5, 9: 9}}, ("A", "b1", 2, 9)) == {"A": (4, None, None)}
