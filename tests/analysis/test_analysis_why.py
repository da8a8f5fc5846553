"""Why a rank moved: the parts of the change, on small tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.analysis.frames import FIGURES
from eshram_cli.analysis.lines import lines
from eshram_cli.analysis.why import CAUSES, by_cause, crossings, first_view, late_places, rounded, shapley
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Standing
from eshram_cli.described import replace
from eshram_cli.frames import frame
from tests.analysis.conftest import Drive, day

PLACES = ["D1", "D2", "D3"]
FOUR = [*PLACES, "D4"]
EMPTY = lines(Drive({"B": FOUR}, {}).counts, FOUR, day(1))
"""The lines of four districts that have never reported."""
View = dict[str, Standing]


def view(
    counts: Mapping[str, int | None], targets: Mapping[str, int] | None = None, places: Sequence[str] = PLACES
) -> View:
    """The lines of districts with these counts, by id."""
    found = {}
    for row in EMPTY:
        if row.id in places:
            count, aim = counts[row.id], (targets or {}).get(row.id)
            known = count is not None and aim is not None
            percent = count / aim * 100 if known and aim else None  # type: ignore[operator]
            balance = aim - count if known else None  # type: ignore[operator]
            found[row.id] = replace(row, registered=count, target=aim, percent=percent, balance=balance)
    return found


def ranks(parts: tuple[object, ...]) -> dict[str, float]:
    """The parts of the rank that are not nothing, by cause."""
    return {part.cause: part.ranks for part in parts if part.ranks}  # type: ignore[attr-defined]


def test_own_work_alone_lifts_a_place_over_two() -> None:
    then, now = view({"D1": 10, "D2": 20, "D3": 30}), view({"D1": 40, "D2": 20, "D3": 30})
    before, after, parts = by_cause("D1", [then, then, then, now], Measure.registered)
    assert (before.rank, after.rank, ranks(parts)) == (3, 1, {"own": 2.0})
    assert [(part.points, part.gap) for part in parts if part.cause == "own"] == [(30, -10)]


def test_a_crossing_that_takes_both_is_divided_between_them() -> None:
    """D2 falls behind D1 only if D1 works; without its own step D1 stays third. It would be third again if D3 works."""
    then, now = view({"D1": 10, "D2": 20, "D3": 5}), view({"D1": 25, "D2": 22, "D3": 26})
    before, after, parts = by_cause("D1", [then, then, then, now], Measure.registered)
    assert (before.rank, after.rank) == (2, 2)
    # Own work first: 2 -> 1, then the rivals 1 -> 2. The rivals first: 2 -> 3, then own work 3 -> 2.
    assert ranks(parts) == {"own": 1.0, "rivals": -1.0}


def test_parts_of_a_rank_may_be_fractions() -> None:
    """D1 passes D2 only where its late figure and its own work are both there: half a rank each."""
    then, late = view({"D1": 10, "D2": 20, "D3": 5}), view({"D1": 16, "D2": 20, "D3": 5})
    now = view({"D1": 22, "D2": 20, "D3": 5})
    _, _, parts = by_cause("D1", [then, then, late, now], Measure.registered)
    assert ranks(parts) == {"late": 0.5, "own": 0.5}
    assert {part.cause: part.points for part in parts if part.points} == {"late": 6, "own": 6}


def test_a_correction_a_target_and_who_was_changed() -> None:
    aims, new_aims = {"D1": 100, "D2": 100, "D3": 100}, {"D1": 50, "D2": 100, "D3": 100}
    then = view({"D1": 30, "D2": 50, "D3": 40}, aims)
    restated = view({"D1": 30, "D2": 35, "D3": 40}, aims)
    now = view({"D1": 30, "D2": 35, "D3": 40}, new_aims)
    before, after, parts = by_cause("D1", [then, restated, restated, now], Measure.percent)
    assert (before.rank, after.rank, ranks(parts)) == (3, 1, {"target": 2.0})
    assert {part.cause: part.places for part in parts if part.places} == {"restated": ("D2",), "target": ("D1",)}
    assert {part.cause: part.points for part in parts if part.points} == {"target": 30.0}


def test_a_place_without_a_figure_then_has_no_parts() -> None:
    then, now = view({"D1": None, "D2": 20, "D3": 30}), view({"D1": 40, "D2": 20, "D3": 30})
    before, _, parts = by_cause("D1", [then, then, now, now], Measure.registered)
    assert (before.rank, parts) == (None, ())


def test_a_rival_that_had_no_figure_then_counts_from_its_late_return() -> None:
    then, late = view({"D1": 10, "D2": None, "D3": 5}), view({"D1": 10, "D2": 20, "D3": 5})
    _, after, parts = by_cause("D1", [then, then, late, late], Measure.registered)
    assert (after.rank, ranks(parts)) == (2, {"late": -1.0})


def test_the_lowest_balance_is_the_first() -> None:
    aims = {"D1": 100, "D2": 100, "D3": 100}
    then, now = view({"D1": 10, "D2": 20, "D3": 5}, aims), view({"D1": 30, "D2": 20, "D3": 5}, aims)
    before, after, parts = by_cause("D1", [then, then, then, now], Measure.balance)
    assert (before.rank, after.rank, ranks(parts)) == (2, 1, {"own": 1.0})
    assert [part.points for part in parts if part.cause == "own"] == [-20]


COUNT = st.none() | st.integers(0, 40)
VIEW = st.fixed_dictionaries({"D2": COUNT, "D3": COUNT, "D4": COUNT, "D1": st.integers(0, 40)})
AIMS = st.fixed_dictionaries({place: st.integers(1, 60) for place in ("D1", "D2", "D3", "D4")})


@given(
    st.lists(VIEW, min_size=4, max_size=4),
    AIMS,
    AIMS,
    st.sampled_from([Measure.registered, Measure.percent, Measure.balance]),
)
def test_the_parts_always_add_up(
    counts: list[dict[str, int | None]], old: dict[str, int], new: dict[str, int], by: Measure
) -> None:
    views = [view(one, aims, FOUR) for one, aims in zip(counts, (old, old, old, new), strict=True)]
    before, now, parts = by_cause("D1", views, by)
    assert before.rank and now.rank
    assert round(100 * sum(part.ranks for part in parts)) == 100 * (before.rank - now.rank)
    assert sum(part.gap or 0 for part in parts) == (now.gap_next or 0) - (before.gap_next or 0)
    if by is Measure.percent:
        shown = round(100 * (now.percent or 0)) - round(100 * (before.percent or 0))
        assert round(100 * sum(part.points for part in parts)) == shown
    else:
        name = by.value
        assert sum(part.points for part in parts) == getattr(now, name) - getattr(before, name)
    assert [part.cause for part in parts] == list(CAUSES)


@given(st.lists(st.integers(-50, 50), min_size=8, max_size=8))
def test_shapley_is_the_mean_over_all_orders(worth: list[int]) -> None:
    """Against the definition itself, for three players and any worth of their coalitions."""
    names = ["a", "b", "c"]

    def outcome(some: frozenset[str]) -> tuple[Fraction, Fraction, Fraction]:
        number = worth[sum(1 << names.index(one) for one in some)]
        return Fraction(number), Fraction(0), Fraction(2 * number)

    found = shapley(names, outcome)
    for at, name in enumerate(names):
        turns = [order[: order.index(name)] for order in permutations(names)]
        steps = [outcome(frozenset({*turn, name}))[0] - outcome(frozenset(turn))[0] for turn in turns]
        assert found[at] == (sum(steps, Fraction(0)) / 6, Fraction(0), 2 * sum(steps, Fraction(0)) / 6)


def test_thirds_are_rounded_so_that_they_add_up() -> None:
    third = Fraction(1, 3)
    found = rounded([third, Fraction(0), third, third], Fraction(1, 100), 100)
    assert found == [Fraction(34, 100), 0, Fraction(33, 100), Fraction(33, 100)]


def told(*rows: tuple[str, int, int]) -> object:
    """Figures by place, day of December and the place of their act in the order of acts."""
    figures = FIGURES | {"submission": "Int64", "position": "Int64"}
    return frame([(place, day(on), "", "registered", 1, "exact", 0, act, act) for place, on, act in rows], figures)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("D1", 1, 1), ("D2", 1, 2), ("D1", 2, 3)], (1, 2)),  # sheets in the order of their days
        ([("D1", 1, 1), ("D1", 2, 2), ("D2", 1, 3)], (1, 1)),  # D2 sent its sheet of the first day late
        ([("D1", 2, 1), ("D1", 1, 2), ("D2", 1, 3)], (1, 2)),  # the last day came in before the first
        ([("D1", 0, 1), ("D2", 0, 2), ("D1", 3, 5)], (0, 4)),  # nobody reported on the first day
        ([("D1", 0, 1), ("D1", 1, 2)], (1, 2)),  # nothing of a later day
        ([("D1", 2, 1)], None),
    ],
)
def test_how_far_the_first_view_of_a_day_reaches(
    rows: list[tuple[str, int, int]], expected: tuple[int, int] | None
) -> None:
    found = first_view(told(*rows), day(1))  # type: ignore[arg-type]
    assert found == (expected and (day(expected[0]), expected[1]))


def test_late_are_the_places_that_a_carried_total_waits_for() -> None:
    tree = {"B": ["D1", "D2"], "D1": ["b1", "b2"]}
    drive = Drive(tree, {"D2": {2: 9}, "b1": {2: 5}, "b2": {1: 4}})
    drive.counts.need([day(2)], ["D1", "D2"])
    assert late_places(drive.counts, ["D1", "D2"], day(2), day(2)) == ["D1", "b2"]


def test_who_was_passed_and_since_when() -> None:
    days: dict[dt.date, View] = {
        day(1): view({"D1": 10, "D2": 20, "D3": 5}),
        day(2): view({"D1": 22, "D2": 21, "D3": 6}),
        day(3): view({"D1": 23, "D2": 24, "D3": 30}),
        day(4): view({"D1": 26, "D2": 25, "D3": 31}),
    }
    found = crossings("D1", days[day(1)], days, Measure.registered)
    assert [(one.place, one.passed, one.day) for one in found] == [("D3", False, day(3)), ("D2", True, day(4))]


def test_drawing_level_is_no_longer_being_behind() -> None:
    then, now = view({"D1": 10, "D2": 20, "D3": 5}), view({"D1": 20, "D2": 20, "D3": 5})
    found = crossings("D1", then, {day(1): then, day(2): now}, Measure.registered)
    assert [(one.place, one.passed) for one in found] == [("D2", True)]
