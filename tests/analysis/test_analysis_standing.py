"""The ranking of the places within a place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eshram_cli.analysis.counts import Counts
from eshram_cli.analysis.lines import lines
from eshram_cli.analysis.measures import rank_moves
from eshram_cli.analysis.standing import rank
from eshram_cli.analysis.standing import ranked as ranked_rows
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Ranking, Standing

if TYPE_CHECKING:
    from tests.analysis.conftest import Drive

    NewDrive = type[Drive]
    On = Callable[[int], dt.date]

TREE = {"Bihar": ["D1", "D2", "D3"]}
FIGURES = {
    "D1": {10: 100, 19: 300, 20: 400},
    "D2": {10: 100, 19: 350, 20: 380},
    "D3": {10: 50, 19: 90, 20: 95},
}
TARGETS = {"D1": 1000, "D2": 1000, "D3": 100}


def ranked(ranking: Ranking, *columns: str) -> list[tuple[Any, ...]]:
    return [(row.place, *(getattr(row, column) for column in columns)) for row in ranking.rows]


def one(ranking: Ranking, place: str) -> Standing:
    return next(row for row in ranking.rows if row.place == place)


def notes(ranking: Ranking) -> dict[str, dict[str, object]]:
    return {note.code: dict(note.words) for note in ranking.notes}


def test_three_districts_by_count_with_their_moves(drive: NewDrive, on: On) -> None:
    ranking = rank(drive(TREE, FIGURES).counts, "Bihar", 2, on(20), by=Measure.registered)
    assert ranked(ranking, "rank", "move", "registered", "new") == [
        ("D1", 1, 1, 400, 100),
        ("D2", 2, -1, 380, 30),
        ("D3", 3, 0, 95, 5),
    ]
    assert (ranking.within, ranking.level, ranking.measure, ranking.as_on, ranking.since) == (
        "BIHAR", "district", Measure.registered, on(20), on(19),
    )  # fmt: skip


def test_percent_is_the_default_where_there_are_targets(drive: NewDrive, on: On) -> None:
    ranking = rank(drive(TREE, FIGURES, targets=TARGETS).counts, "Bihar", 2, on(20))
    assert ranking.measure is Measure.percent
    assert ranked(ranking, "rank", "percent") == [("D3", 1, 95.0), ("D1", 2, 40.0), ("D2", 3, 38.0)]


def test_without_targets_the_count_is_the_default_and_it_is_said(drive: NewDrive, on: On) -> None:
    ranking = rank(drive(TREE, FIGURES).counts, "Bihar", 2, on(20))
    assert ranking.measure is Measure.registered
    assert "no-targets" in notes(ranking)


def test_when_count_and_percent_name_different_leaders_both_say_so(drive: NewDrive, on: On) -> None:
    for by in (Measure.registered, Measure.percent):
        ranking = rank(drive(TREE, FIGURES, targets=TARGETS).counts, "Bihar", 2, on(20), by=by)
        assert notes(ranking)["leaders-differ"] == {"registered": ("D1",), "percent": ("D3",)}


def test_one_leader_of_both_is_nothing_to_note(drive: NewDrive, on: On) -> None:
    targets = {"D1": 500, "D2": 1000, "D3": 1000}
    assert "leaders-differ" not in notes(rank(drive(TREE, FIGURES, targets=targets).counts, "Bihar", 2, on(20)))


def test_ties_rank_one_two_two_four(drive: NewDrive, on: On) -> None:
    tree = {"Bihar": ["D1", "D2", "D3", "D4"]}
    figures = {"D1": {20: 5}, "D2": {20: 9}, "D3": {20: 5}, "D4": {20: 1}}
    ranking = rank(drive(tree, figures).counts, "Bihar", 2, on(20))
    assert ranked(ranking, "rank") == [("D2", 1), ("D1", 2), ("D3", 2), ("D4", 4)]


def test_more_than_the_target_is_not_capped(drive: NewDrive, on: On) -> None:
    row = one(rank(drive(TREE, {"D1": {20: 1500}}, targets={"D1": 1000}).counts, "Bihar", 2, on(20)), "D1")
    assert (row.percent, row.balance) == (150.0, -500)


def test_the_smallest_balance_is_first(drive: NewDrive, on: On) -> None:
    ranking = rank(drive(TREE, FIGURES, targets=TARGETS).counts, "Bihar", 2, on(20), by=Measure.balance)
    assert ranked(ranking, "rank", "balance") == [("D3", 1, 5), ("D1", 2, 600), ("D2", 3, 620)]


@pytest.mark.parametrize(
    ("by", "figures", "targets", "reason"),
    [
        (Measure.registered, {}, {}, "never-reported"),
        (Measure.percent, {"D1": {20: 5}}, {}, "no-target"),
        (Measure.percent, {"D1": {20: 5}}, {"D1": 0}, "zero-target"),
        (Measure.balance, {"D1": {20: 5}}, {}, "no-target"),
        (Measure.new, {"D1": {18: 4, 19: 5}}, {}, "stale"),
        (Measure.new, {"D1": {18: 4, 20: 5}}, {}, "gap"),
        (Measure.pace7, {"D1": {15: 4, 20: 5}}, {}, "no-week"),
    ],
)
def test_a_place_without_a_value_is_last_and_says_why(
    drive: NewDrive, on: On, by: Measure, figures: dict[str, dict[int, int]], targets: dict[str, int], reason: str
) -> None:
    others = {"D2": {10: 1, 19: 2, 20: 3}, "D3": {10: 1, 19: 2, 20: 2}}
    goals = {"D2": 10, "D3": 10, **targets}
    ranking = rank(drive(TREE, {**others, **figures}, targets=goals).counts, "Bihar", 2, on(20), by=by)
    assert ranked(ranking, "rank", "move", "reason")[-1] == ("D1", None, None, reason)
    assert notes(ranking)["unranked"] == {"reason": reason, "names": ("D1",)}


def test_why_a_place_has_gained_no_points(drive: NewDrive, on: On) -> None:
    made = drive(TREE, {"D1": {20: 5}, "D2": {10: 5}, "D3": {10: 1, 20: 2}}, targets=TARGETS)
    ranking = rank(made.counts, "Bihar", 2, on(20), by=Measure.delta, since=on(15))
    assert ranked(ranking, "reason") == [("D3", None), ("D1", "no-start"), ("D2", "silent")]


def test_the_unranked_stand_behind_all_groups(drive: NewDrive, on: On) -> None:
    counts = drive(TREE, {"D1": {19: 1, 20: 2}, "D2": {20: 5}, "D3": {19: 1, 20: 9}}).counts
    rows = ranked_rows(lines(counts, list(TREE["Bihar"]), on(20)), Measure.new, {}, {"D1": "A", "D2": "A", "D3": "B"})
    assert [(row.place, row.group, row.rank) for row in rows] == [("D1", "A", 1), ("D3", "B", 1), ("D2", "A", None)]


def test_a_place_in_no_group_says_why_it_has_no_percentage(drive: NewDrive, on: On) -> None:
    counts = drive(TREE, {"D1": {20: 2}, "D2": {20: 5}}, targets={"D1": 10}).counts
    rows = ranked_rows(lines(counts, ["D1", "D2"], on(20)), Measure.registered, {}, {"D1": "A"})
    assert [(row.place, row.rank, row.reason) for row in rows] == [("D1", 1, None), ("D2", None, "no-target")]


def test_a_target_of_zero_still_has_a_balance(drive: NewDrive, on: On) -> None:
    row = one(rank(drive(TREE, {"D1": {20: 5}}, targets={"D1": 0}).counts, "Bihar", 2, on(20)), "D1")
    assert (row.balance, row.percent) == (-5, None)


def test_a_place_without_a_hindi_name_is_not_among_the_hindi_names(drive: NewDrive, on: On) -> None:
    made = drive(TREE, FIGURES)
    made.tree.nodes["D1"] = made.tree.nodes["D1"]._replace(name_hi="पटना")
    assert rank(made.counts, "Bihar", 2, on(20)).names_hi == {"D1": "पटना"}


def test_which_ranks_an_act_moves(drive: NewDrive, on: On) -> None:
    """D1 overtakes D2, D3 stays where it was, D4 comes in, D5 drops out."""
    tree = {"B": ["D1", "D2", "D3", "D4", "D5"]}
    then = {"D1": 300, "D2": 350, "D3": 900, "D5": 10}
    now = {"D1": 400, "D2": 380, "D3": 990, "D4": 5}
    before, after = (
        rank(drive(tree, {name: {20: count} for name, count in counts.items()}).counts, "B", 2, on(20))
        for counts in (then, now)
    )
    told = [(row.place, row.place_hi, was, row.rank) for row, was in rank_moves(before, after)]
    assert told == [("D1", "", 3, 2), ("D2", "", 2, 3), ("D4", "", None, 4), ("D5", "", 4, None)]


def test_without_a_rank_then_there_is_no_move(drive: NewDrive, on: On) -> None:
    ranking = rank(drive(TREE, {**FIGURES, "D3": {20: 95}}).counts, "Bihar", 2, on(20))
    assert ranked(ranking, "move") == [("D1", 1), ("D2", -1), ("D3", None)]


def test_moves_since_a_date(drive: NewDrive, on: On) -> None:
    figures = {"D1": {1: 1, 20: 9}, "D2": {1: 2, 20: 8}, "D3": {1: 3, 20: 7}}
    ranking = rank(drive(TREE, figures).counts, "Bihar", 2, on(20), since=on(5))
    assert (ranking.since, ranked(ranking, "move")) == (on(5), [("D1", 2), ("D2", 0), ("D3", -2)])


def test_after_a_gap_there_is_a_gain_in_days_but_no_new(drive: NewDrive, on: On) -> None:
    ranking = rank(drive(TREE, {"D1": {16: 100, 20: 180}}).counts, "Bihar", 2, on(20))
    row = one(ranking, "D1")
    assert (row.new, row.gain, row.gain_days) == (None, 80, 4)


def test_a_late_place_is_carried_and_marked(drive: NewDrive, on: On) -> None:
    ranking = rank(drive(TREE, {**FIGURES, "D3": {16: 50, 17: 60}}).counts, "Bihar", 2, on(20))
    row = one(ranking, "D3")
    assert (row.registered, row.new, row.as_on, row.stale_days, row.origin) == (60, None, on(17), 3, "carried")
    assert (ranking.reported, ranking.places) == (2, 3)
    assert notes(ranking)["reported"] == {"reported": 2, "places": 3, "as_on": on(20)}
    assert notes(ranking)["stalest"] == {"names": ("D3",), "as_on": on(17), "days": 3}


def test_pace_is_over_the_seven_days_before_the_last_figure(drive: NewDrive, on: On) -> None:
    figures = {"D1": {13: 100, 20: 170}, "D2": {12: 100, 20: 180}, "D3": {9: 10, 18: 100}}
    ranking = rank(drive(TREE, figures).counts, "Bihar", 2, on(20), by=Measure.pace7)
    assert ranked(ranking, "rank", "pace7") == [("D1", 1, 10.0), ("D2", 1, 10.0), ("D3", 1, 10.0)]


def test_needed_pace_to_the_deadline(drive: NewDrive, on: On) -> None:
    def needed(registered: int, deadline: int | None) -> float | None:
        figures = {"D1": {20: registered}}
        asked = drive(TREE, figures, targets={"D1": 1000}, deadline=deadline)
        return one(rank(asked.counts, "Bihar", 2, on(20)), "D1").needed_per_day

    assert [needed(400, 30), needed(400, None), needed(400, 20), needed(1200, 20)] == [60.0, None, None, 0.0]
    assert [needed(1000, 20), needed(1000, 19), needed(999, 19)] == [0.0, 0.0, None]


def test_the_total_is_the_places_own_return(drive: NewDrive, on: On) -> None:
    total = rank(drive(TREE, {**FIGURES, "Bihar": {20: 900}}).counts, "Bihar", 2, on(20)).total
    assert (total.place, total.rank, total.registered, total.unattributed) == ("BIHAR", None, 900, 25)


def test_the_total_adds_up_districts_and_their_targets(drive: NewDrive, on: On) -> None:
    total = rank(drive(TREE, FIGURES, targets=TARGETS).counts, "Bihar", 2, on(20)).total
    assert (total.registered, total.target, total.new, total.origin) == (875, 2100, 135, "sum")
    assert total.percent == pytest.approx(41.6667, abs=1e-4)


def test_a_target_that_not_every_child_has_is_no_total(drive: NewDrive, on: On) -> None:
    total = rank(drive(TREE, FIGURES, targets={"D1": 1000}).counts, "Bihar", 2, on(20)).total
    assert (total.registered, total.target, total.percent) == (875, None, None)


def test_the_total_of_those_who_reported_has_no_percent(drive: NewDrive, on: On) -> None:
    figures = {"D1": {20: 400}, "D2": {20: 380}}
    ranking = rank(drive(TREE, figures, targets=TARGETS).counts, "Bihar", 2, on(20))
    total = ranking.total
    assert (total.registered, total.target, total.percent, total.balance, total.missing) == (780, 2100, None, None, 1)
    assert notes(ranking)["partial"] == {"name": "BIHAR", "missing": ("D3",)}


def test_a_district_known_only_in_part_has_no_percent(drive: NewDrive, on: On) -> None:
    tree = {"Bihar": ["D1"], "D1": ["b1", "b2"]}
    ranking = rank(drive(tree, {"b1": {20: 5}}, targets={"D1": 10}).counts, "Bihar", 2, on(20))
    assert ranked(ranking, "rank", "registered", "reason") == [("D1", None, 5, "partial")]


def test_own_return_and_children_that_differ_are_noted(drive: NewDrive, on: On) -> None:
    ranking = rank(drive(TREE, {**FIGURES, "Bihar": {20: 900}}).counts, "Bihar", 2, on(20))
    assert notes(ranking)["not-attributed"] == {"name": "BIHAR", "persons": 25, "as_on": on(20)}


def test_a_carried_total_is_noted(drive: NewDrive, on: On) -> None:
    ranking = rank(drive(TREE, {"D1": {20: 5}, "Bihar": {18: 900}}).counts, "Bihar", 2, on(20))
    assert notes(ranking)["carried"] == {"name": "BIHAR", "as_on": on(18), "days": 2}


def test_the_gain_of_a_sum_after_a_gap_of_one_child(drive: NewDrive, on: On) -> None:
    figures = {"D1": {18: 100, 20: 140}, "D2": {18: 10, 19: 11, 20: 12}, "D3": {18: 1, 19: 2, 20: 3}}
    total = rank(drive(TREE, figures).counts, "Bihar", 2, on(20)).total
    assert (total.new, total.gain, total.gain_days) == (None, 42, 2)
    assert (total.new_known, total.new_lacks) == (2, 1)


def test_the_gain_of_a_sum_does_not_count_the_days_of_those_who_are_still_silent(drive: NewDrive, on: On) -> None:
    figures = {"D1": {17: 100, 20: 140}, "D2": {10: 10}, "D3": {18: 1, 19: 2, 20: 3}}
    total = rank(drive(TREE, figures).counts, "Bihar", 2, on(20)).total
    assert (total.gain, total.gain_days, total.oldest) == (41, 3, on(10))


def test_the_gain_of_a_sum_of_sums_goes_back_to_the_oldest_figure_replaced(drive: NewDrive, on: On) -> None:
    tree = {"Bihar": ["D1", "D2"], "D1": ["b1", "b2"]}
    figures = {"b1": {15: 5, 20: 9}, "b2": {19: 1, 20: 2}, "D2": {19: 7, 20: 8}}
    total = rank(drive(tree, figures).counts, "Bihar", 2, on(20)).total
    assert (total.gain, total.gain_days) == (6, 5)


def test_the_gain_of_a_sum_after_an_own_return_goes_back_to_that_return(drive: NewDrive, on: On) -> None:
    figures = {"Bihar": {17: 100}, "D1": {17: 60, 20: 70}, "D2": {17: 30, 20: 35}, "D3": {17: 10, 20: 11}}
    total = rank(drive(TREE, figures).counts, "Bihar", 2, on(20)).total
    assert (total.origin, total.gain, total.gain_days) == ("sum", 16, 3)


def test_what_is_known_of_the_new_of_a_sum_is_noted(drive: NewDrive, on: On) -> None:
    figures = {"D1": {18: 100, 20: 140}, "D2": {18: 10, 19: 11, 20: 12}, "D3": {18: 1, 19: 2, 20: 3}}
    ranking = rank(drive(TREE, figures).counts, "Bihar", 2, on(20))
    assert notes(ranking)["new-known"] == {"name": "BIHAR", "persons": 2, "lacks": 1, "as_on": on(20)}
    whole = rank(drive(TREE, FIGURES).counts, "Bihar", 2, on(20))
    assert whole.total.new is not None
    assert "new-known" not in notes(whole)


def test_blocks_of_a_whole_state_name_their_district(drive: NewDrive, on: On) -> None:
    tree = {"Bihar": ["D1", "D2"], "D1": ["b1"], "D2": ["b2"]}
    ranking = rank(drive(tree, {"b1": {20: 5}, "b2": {20: 9}}).counts, "Bihar", 3, on(20))
    assert ranked(ranking, "parent", "level") == [("B2", "D2", 3), ("B1", "D1", 3)]


def test_only_places_alive_on_the_day_are_ranked_and_counted(drive: NewDrive, on: On) -> None:
    young = drive(TREE, {**FIGURES, "D3": {20: 9999}}, lives={"D3": (20, None)})
    ranking = rank(young.counts, "Bihar", 2, on(20))
    assert ranked(ranking, "rank", "move") == [("D3", 1, None), ("D1", 2, 0), ("D2", 3, -2)]
    assert rank(young.counts, "Bihar", 2, on(19)).places == 2


def test_an_inexact_figure_is_marked_up_to_the_total(drive: NewDrive, on: On) -> None:
    ranking = rank(drive(TREE, FIGURES, about=["D2"]).counts, "Bihar", 2, on(20))
    assert (one(ranking, "D2").about, one(ranking, "D1").about, ranking.total.about) == (True, False, True)


def test_each_day_is_asked_for_once(drive: NewDrive, on: On) -> None:
    asked = drive(TREE, FIGURES, targets=TARGETS)
    rank(asked.counts, "Bihar", 2, on(20))
    assert sorted(asked.asked) == [on(13), on(19), on(20)]


def test_nobody_reported_anything(drive: NewDrive, on: On) -> None:
    ranking = rank(drive(TREE, {}).counts, "Bihar", 2, on(20))
    assert ranked(ranking, "rank", "reason") == [(name, None, "never-reported") for name in ("D1", "D2", "D3")]
    assert (ranking.reported, ranking.places, ranking.total.registered) == (0, 3, None)


counts = st.dictionaries(st.sampled_from(["D1", "D2", "D3"]), st.dictionaries(st.integers(10, 20), st.integers(0, 9)))


@settings(max_examples=8, deadline=None)
@given(counts, st.sampled_from(list(Measure)), st.permutations(["D1", "D2", "D3"]))
def test_the_order_of_the_tree_changes_nothing(
    drive: NewDrive, on: On, figures: dict[str, dict[int, int]], by: Measure, order: list[str]
) -> None:
    def ask(names: list[str]) -> list[tuple[Any, ...]]:
        asked = drive({"Bihar": names}, figures, targets={"D1": 7, "D2": 7, "D3": 7})
        return ranked(rank(asked.counts, "Bihar", 2, on(20), by=by), "rank", "move", "registered", "reason")

    assert ask(order) == ask(["D1", "D2", "D3"])


@settings(max_examples=8, deadline=None)
@given(counts, st.integers(11, 20))
def test_later_figures_do_not_change_an_earlier_ranking(
    drive: NewDrive, on: On, figures: dict[str, dict[int, int]], number: int
) -> None:
    early = {place: {on: value for on, value in row.items() if on <= number} for place, row in figures.items()}
    now = rank(drive(TREE, figures).counts, "Bihar", 2, on(number))
    then = rank(drive(TREE, early).counts, "Bihar", 2, on(number))
    assert now == then


class Retargeted:
    """D1's target is a tenth from the 20th on."""

    def __init__(self, drive: Drive, on: On) -> None:
        self._drive, self._day = drive, on(20)

    def targets(self, places: Any, days: Any) -> Any:
        table = self._drive.targets(places, days)
        changed = (table["place"] == "D1") & (table["day"] >= pd.Timestamp(self._day))
        table["target"] = table["target"].mask(changed, 100)
        table["set_on"] = table["set_on"].mask(changed, pd.Timestamp(self._day))
        return table


@pytest.mark.parametrize(("by", "named"), [(Measure.percent, True), (Measure.registered, False)])
def test_a_rank_that_a_target_moved_says_so(drive: NewDrive, on: On, by: Measure, named: bool) -> None:
    figures = {"D1": {19: 90, 20: 90}, "D2": {19: 350, 20: 350}, "D3": {19: 100, 20: 100}}
    made = drive(TREE, figures, targets=dict.fromkeys(TARGETS, 1000))
    moved = Counts(made.tree, made.returned, Retargeted(made, on).targets)
    told = notes(rank(moved, "Bihar", 2, on(20), by=by))
    assert ("target-moves" in told) is named
    if named:
        assert told["target-moves"] == {"names": ("D1", "D2", "D3"), "changed": ("D1",), "since": on(19)}
    assert "target-moves" not in notes(rank(made.counts, "Bihar", 2, on(20), by=by))
