"""One place's card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from eshram_cli.analysis.card import card
from eshram_cli.answers.measure import Measure

if TYPE_CHECKING:
    from tests.analysis.conftest import Drive

    NewDrive = type[Drive]
    On = Callable[[int], dt.date]

TREE = {"Bihar": ["D1", "D2"]}
FIGURES = {"D1": {18: 3, 19: 2, 20: 9}, "D2": {18: 2, 19: 4, 20: 8}}


def test_a_card_is_the_row_of_the_ranking_with_its_days(drive: NewDrive, on: On) -> None:
    shown = card(drive(TREE, FIGURES).counts, "D1", on(20))
    assert (shown.standing.rank, shown.standing.move, shown.standing.new) == (1, 1, 7)
    assert (shown.within, shown.level, shown.reported, shown.places) == ("BIHAR", "district", 2, 2)
    days = [(one.as_on, one.registered, one.new, one.rank) for one in shown.history]
    assert days == [(on(18), 3, None, 1), (on(19), 2, -1, 2), (on(20), 9, 7, 1)]


def test_history_holds_the_days_asked_for_that_have_a_figure(drive: NewDrive, on: On) -> None:
    figures = {"D1": {17: 1, 20: 9}, "D2": {18: 2}}
    shown = card(drive(TREE, figures).counts, "D1", on(21), days=4)
    assert [(one.as_on, one.rank) for one in shown.history] == [(on(20), 1)]


def test_the_rank_follows_the_measure(drive: NewDrive, on: On) -> None:
    asked = drive(TREE, FIGURES, targets={"D1": 100, "D2": 10})
    assert (card(asked.counts, "D1", on(20)).standing.rank, card(asked.counts, "D1", on(20)).measure) == (
        2,
        Measure.percent,
    )
    assert card(asked.counts, "D1", on(20), by=Measure.registered).standing.rank == 1


def test_the_topmost_place_is_alone(drive: NewDrive, on: On) -> None:
    shown = card(drive(TREE, FIGURES).counts, "Bihar", on(20))
    assert (shown.within, shown.standing.rank, shown.standing.registered) == ("", 1, 17)


def test_a_place_that_was_abolished_can_still_be_shown(drive: NewDrive, on: On) -> None:
    shown = card(drive(TREE, FIGURES, lives={"D1": (None, 19)}).counts, "D1", on(20))
    assert (shown.standing.registered, shown.standing.reason) == (None, "never-reported")


def test_channels_with_their_shares(drive: NewDrive, on: On) -> None:
    cuts = {
        ("D1", "channel=self"): {20: 42567},
        ("D1", "channel=csc"): {20: 73557},
        ("D1", "channel=csc|category=hawker"): {20: 9},
        ("D1", "department=labour"): {19: 0},
        ("D2", "channel=csc"): {20: 5},
    }
    shown = card(drive(TREE, {"D1": {20: 116124}}, cuts=cuts).counts, "D1", on(20))
    lines = [(line.dimension, line.member, line.registered, line.share) for line in shown.cuts]
    assert lines == [
        ("channel", "csc", 73557, pytest.approx(63.34, abs=0.005)),
        ("channel", "self", 42567, pytest.approx(36.66, abs=0.005)),
        ("department", "labour", 0, None),
    ]
    assert [note.code for note in shown.notes] == []


def test_channels_of_the_places_below_add_up(drive: NewDrive, on: On) -> None:
    tree = {"Bihar": ["D1"], "D1": ["b1", "b2"]}
    cuts = {("b1", "channel=csc"): {20: 70}, ("b1", "channel=self"): {20: 30}, ("b2", "channel=csc"): {19: 50}}
    shown = card(drive(tree, {"b1": {20: 100}, "b2": {19: 50}}, cuts=cuts).counts, "D1", on(20))
    assert [(line.member, line.registered, line.as_on, line.oldest) for line in shown.cuts] == [
        ("csc", 120, on(20), on(19)),
        ("self", 30, on(20), on(20)),
    ]


@pytest.mark.parametrize(("count", "of", "told"), [(9, 20, [-1]), (10, 20, []), (9, 19, [])])
def test_channels_that_miss_the_count_of_their_date_are_noted(
    drive: NewDrive, on: On, count: int, of: int, told: list[int]
) -> None:
    cuts = {("D1", "channel=csc"): {of: 6}, ("D1", "channel=self"): {of: count - 6}}
    shown = card(drive(TREE, {"D1": {20: 10}}, cuts=cuts).counts, "D1", on(20))
    assert [note.words["persons"] for note in shown.notes if note.code == "cuts-differ"] == told


def test_a_place_without_cuts_has_none(drive: NewDrive, on: On) -> None:
    assert card(drive(TREE, FIGURES, cuts={("D2", "channel=csc"): {20: 5}}).counts, "D1", on(20)).cuts == ()
