"""Figures by one dimension."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pytest

from eshram_cli.analysis.by import by_cut
from eshram_cli.answers.by import ByCut

if TYPE_CHECKING:
    from tests.analysis.conftest import Drive

    NewDrive = type[Drive]
    On = Callable[[int], dt.date]

TREE = {"Bihar": ["D1"], "D1": ["b1", "b2"]}
Figures = Mapping[tuple[str, str], Mapping[int, int]]
"""Persons by place and channel, and by day of December."""


@pytest.fixture
def asked(drive: NewDrive, on: On) -> Callable[..., ByCut]:
    """`asked(channels, counts, 20)`: by channel in D1 as on 20 December."""

    def ask(figures: Figures, counts: Mapping[str, Mapping[int, int]], day: int, **options: object) -> ByCut:
        cuts = {(place, f"channel={channel}"): dated for (place, channel), dated in figures.items()}
        given = drive(TREE, counts, cuts=cuts)
        return by_cut(given.counts, "channel", "D1", on(day), **options)  # type: ignore[arg-type]

    return ask


def rows(result: ByCut, *names: str) -> list[tuple[object, ...]]:
    return [tuple(getattr(row, name) for name in names) for row in result.rows]


def test_members_add_up_over_the_blocks(asked: Callable[..., ByCut]) -> None:
    figures = {("b1", "csc"): {20: 60}, ("b1", "self"): {20: 20}, ("b2", "csc"): {20: 20}}
    result = asked(figures, {"b1": {20: 80}, "b2": {20: 20}}, 20)
    assert rows(result, "member", "registered", "share") == [("csc", 80, 80.0), ("self", 20, 20.0)]
    assert (result.total.registered, result.total.members, result.total.difference) == (100, 100, 0)
    assert result.notes == ()


def test_new_and_pace_are_the_member_s_own(asked: Callable[..., ByCut]) -> None:
    figures = {("b1", "csc"): {12: 10, 19: 70, 20: 90}}
    result = asked(figures, {"b1": {20: 90}, "b2": {20: 1}}, 20)
    assert rows(result, "new", "pace7") == [(20, 10.0)]


def test_a_late_member_has_the_pace_of_its_own_last_week(asked: Callable[..., ByCut]) -> None:
    figures = {("b1", "csc"): {10: 30, 17: 100}}
    result = asked(figures, {"b1": {17: 100}, "b2": {17: 1}}, 20)
    assert rows(result, "new", "pace7", "stale_days") == [(None, 10.0, 3)]


def test_gain_and_move_are_since_the_day_asked(asked: Callable[..., ByCut], on: On) -> None:
    figures = {("b1", "csc"): {10: 30, 20: 40}, ("b1", "self"): {10: 20, 20: 60}}
    result = asked(figures, {"b1": {10: 50, 20: 100}, "b2": {10: 1, 20: 1}}, 20, since=on(10))
    assert rows(result, "member", "gain", "rank", "move") == [("self", 40, 1, 1), ("csc", 10, 2, -1)]
    assert result.total.gain == 50


@pytest.mark.parametrize(("counted", "difference", "told_"), [(100, 0, []), (101, 1, [-1]), (99, -1, [1])])
def test_a_sum_that_misses_the_count_by_one_is_told(
    asked: Callable[..., ByCut], counted: int, difference: int, told_: list[int]
) -> None:
    figures = {("D1", "csc"): {20: 60}, ("D1", "self"): {20: 40}}
    result = asked(figures, {"D1": {20: counted}}, 20)
    assert result.total.difference == difference
    assert [note.words["persons"] for note in result.notes if note.code == "cuts-differ"] == told_


def test_figures_of_another_date_are_not_held_against_the_count(asked: Callable[..., ByCut]) -> None:
    result = asked({("D1", "csc"): {19: 60}}, {"D1": {20: 100}}, 20)
    assert result.total.difference is None
    assert [note.code for note in result.notes] == ["cuts-other-date"]


def test_own_targets_of_a_member(asked: Callable[..., ByCut]) -> None:
    figures = {("D1", "csc"): {20: 60}, ("D1", "self"): {20: 40}}
    result = asked(figures, {"D1": {20: 100}}, 20, goals={("D1", "channel=csc"): 40, ("D1", "channel=self"): 0})
    assert rows(result, "target", "percent") == [(40, 150.0), (0, None)]


def test_a_line_for_every_block_and_member(asked: Callable[..., ByCut]) -> None:
    figures = {("b1", "csc"): {20: 60}, ("b1", "self"): {20: 20}}
    result = asked(figures, {"b1": {20: 80}, "b2": {20: 20}}, 20, level=3)
    assert rows(result, "place", "member", "registered") == [("B1", "csc", 60), ("B1", "self", 20)]
    assert (result.alone, result.silent) == (False, ("B2",))
    assert [note.code for note in result.notes] == ["cuts-differ", "cuts-silent"]
