"""More ways to be first: points gained, ranks within groups, composites of several measures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.analysis.composite import with_composite
from eshram_cli.analysis.contest import BANDS
from eshram_cli.analysis.groups import SIZES, group_lines, groups_of
from eshram_cli.analysis.standing import rank, ranked
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Grouping, Ranking, Standing

if TYPE_CHECKING:
    from tests.analysis.conftest import Drive

On = Callable[[int], dt.date]
BLOCKS = ("b1", "b2", "b3", "b4")
TREE = {"Bihar": ["D1"], "D1": BLOCKS}
COUNTED = st.integers(0, 10**7)


def asked(
    drive: type[Drive],
    on: On,
    figures: Mapping[str, Mapping[int, int]],
    targets: Mapping[str, int],
    **options: object,
) -> Ranking:
    """The ranking of the blocks as on 20 December."""
    return rank(drive(TREE, figures, targets=targets).counts, "D1", 3, on(20), **options)  # type: ignore[arg-type]


def told(found: Ranking, *names: str) -> list[tuple[object, ...]]:
    return [(row.id, *(getattr(row, name) for name in names)) for row in found.rows]


def line(place: str, registered: int, target: int | None, pace7: float = 0.0) -> Standing:
    """What a ranking asks of a line: the count, the target and what follows of them."""
    percent = registered / target * 100 if target else None
    return Standing(
        rank=None, move=None, place=place, place_hi="", code=None, target=target, registered=registered,
        percent=percent, balance=target - registered if target is not None else None, new=None, pace7=pace7,
        needed_per_day=None, as_on=None, stale_days=0, id=place, level=3, parent="D1",
    )  # fmt: skip


LINES = st.lists(st.tuples(COUNTED, st.none() | st.integers(1, 10**7), st.integers(0, 10**5)), max_size=12).map(
    lambda rows: [line(f"b{at:02}", *row) for at, row in enumerate(rows)]
)


def test_a_move_by_points_is_against_as_many_days_before(drive: type[Drive], on: On) -> None:
    figures = {"b1": {10: 0, 15: 50, 20: 60}, "b2": {10: 0, 15: 20, 20: 70}}
    found = asked(drive, on, figures, {"b1": 100, "b2": 100}, by=Measure.delta, since=on(15))
    assert told(found, "rank", "move", "delta")[:2] == [("b2", 1, 1, 50.0), ("b1", 2, -1, 10.0)]


def test_the_gap_by_points_is_in_persons_of_the_own_target(drive: type[Drive], on: On) -> None:
    figures = {"b1": {15: 0, 20: 30}, "b2": {15: 10, 20: 11}}
    found = asked(drive, on, figures, {"b1": 100, "b2": 1000}, by=Measure.delta, since=on(15))
    assert told(found, "delta", "gap_next")[:2] == [("b1", 30.0, None), ("b2", pytest.approx(0.1), 299)]


def test_a_silent_place_is_not_given_nothing(drive: type[Drive], on: On) -> None:
    """b2 fell silent at 300 in a week of 100; at that pace it would be first, so the order is not final."""
    figures = {"b1": {13: 10, 20: 20}, "b2": {6: 200, 13: 300}, "b3": {13: 5, 20: 5}}
    found = asked(drive, on, figures, {"b1": 1000, "b2": 1000, "b3": 100}, by=Measure.delta, since=on(13))
    assert told(found, "rank", "delta", "reason", "rank_at_pace")[:3] == [
        ("b1", 1, 1.0, None, None),
        ("b3", 2, 0.0, None, None),
        ("b2", None, None, "silent", 1),
    ]
    assert not found.final


@pytest.mark.parametrize("grouping", ["bands", "size"])
def test_a_move_within_a_group_is_among_the_places_of_it(drive: type[Drive], on: On, grouping: Grouping) -> None:
    """b1 and b2 change places with each other, b3 and b4 too; in one order of all four b3 would have gained more."""
    figures = {"b1": {19: 80, 20: 80}, "b2": {19: 79, 20: 81}, "b3": {19: 5, 20: 30}, "b4": {19: 6, 20: 29}}
    targets = {"b1": 102, "b2": 102, "b3": 101, "b4": 101}
    found = asked(drive, on, figures, targets, grouping=grouping)
    if grouping == "bands":
        assert told(found, "group", "rank", "move") == [
            ("b2", "75-100", 1, 1), ("b1", "75-100", 2, -1), ("b3", "25-50", 1, 1), ("b4", "25-50", 2, -1),
        ]  # fmt: skip
        assert [(one.group, one.first, one.least, one.most) for one in found.groups] == [
            ("75-100", ("B2",), 102, 102),
            ("25-50", ("B3",), 101, 101),
        ]
    else:
        assert {row.group for row in found.rows} == {"large", "medium"}
    assert [row.gap_next for row in found.rows if row.rank == 1] == [None, None]


def test_the_fastest_of_a_group(drive: type[Drive], on: On) -> None:
    figures = {"b1": {13: 0, 20: 7}, "b2": {13: 7, 20: 9}, "b3": {13: 60, 20: 67}, "b4": {13: 60, 20: 95}}
    found = asked(drive, on, figures, dict.fromkeys(BLOCKS, 100), grouping="bands")
    assert [(one.group, one.places, one.first, one.fastest, one.points) for one in found.groups] == [
        ("75-100", 1, ("B4",), ("B4",), 5.0),
        ("50-75", 1, ("B3",), ("B3",), 1.0),
        ("0-25", 2, ("B2",), ("B1",), 1.0),
    ]


def test_a_composite_names_what_a_place_lacks(drive: type[Drive], on: On) -> None:
    figures = {"b1": {13: 1, 20: 9}, "b2": {13: 1, 20: 5}, "b3": {20: 500}}
    weights = {Measure.percent: 1.0, Measure.pace7: 1.0}
    found = asked(drive, on, figures, {"b1": 100, "b2": 100, "b3": 1000}, weights=weights)
    assert found.measure is Measure.composite
    assert told(found, "rank", "composite", "reason") == [
        ("b1", 1, 100.0, None),
        ("b2", 2, 0.0, None),
        ("b3", None, None, "no-week"),
        ("b4", None, None, "never-reported"),
    ]
    assert dict(found.weights) == {Measure.percent: 50.0, Measure.pace7: 50.0}


def test_of_the_balance_the_least_has_most_points() -> None:
    rows = with_composite([line("a", 10, 100), line("b", 70, 100)], {Measure.balance: 3})
    assert [(row.place, row.composite) for row in rows] == [("a", 0.0), ("b", 100.0)]


@given(LINES, st.sampled_from(["bands", "size"]), st.randoms())
def test_ranks_within_groups_are_those_of_each_group_alone(
    rows: list[Standing], grouping: Grouping, random: Random
) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    found = contest(rows, grouping)
    assert contest(shuffled, grouping) == found
    for row in found:
        beside = [other for other in found if other.group == row.group and other.percent is not None]
        better = [other for other in beside if (other.percent or 0) > (row.percent or 0)]
        expected = len(better) + 1 if row.group and row.percent is not None else None
        assert row.rank == expected
    groups = groups_of(rows, grouping, BANDS)
    assert set(groups) == {row.id for row in rows if row.target}
    assert sum(one.places for one in group_lines(found, groups)) == len(groups)


def contest(rows: Sequence[Standing], grouping: Grouping) -> tuple[Standing, ...]:
    return ranked(rows, Measure.percent, {}, groups_of(rows, grouping, BANDS))


@given(LINES)
def test_groups_of_size_are_thirds_that_never_part_equal_targets(rows: list[Standing]) -> None:
    groups = groups_of(rows, "size", BANDS)
    aimed = [row for row in rows if row.target]
    for row in aimed:
        for other in aimed:
            if row.target == other.target:
                assert groups[row.id] == groups[other.id]
            elif (row.target or 0) > (other.target or 0):
                assert SIZES.index(groups[row.id]) <= SIZES.index(groups[other.id])
    if aimed:
        assert groups[max(aimed, key=lambda row: row.target or 0).id] == "large"


WEIGHED = st.dictionaries(
    st.sampled_from([Measure.percent, Measure.registered, Measure.pace7, Measure.balance]),
    st.integers(1, 100),
    min_size=1,
)


@given(LINES, WEIGHED, st.integers(1, 1000), st.integers(1, 1000), st.randoms())
def test_a_composite_does_not_depend_on_scale_or_order(
    rows: list[Standing], weights: dict[Measure, float], times: int, larger: int, random: Random
) -> None:
    """Weights of another sum, drives of another size, another order of the places: the same composites and ranks."""
    found = scores(rows, weights)
    assert all(score is None or 0 <= score <= 100 for score in found.values())
    assert scores(rows, {one: weight * times for one, weight in weights.items()}) == pytest.approx(found, abs=1e-6)
    grown = [
        line(row.id, (row.registered or 0) * larger, row.target and row.target * larger, (row.pace7 or 0) * larger)
        for row in rows
    ]
    assert scores(grown, weights) == pytest.approx(found, abs=1e-6)
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert scores(shuffled, weights) == found


def scores(rows: Sequence[Standing], weights: Mapping[Measure, float]) -> dict[str, float | None]:
    return {row.id: row.composite for row in with_composite(rows, weights)}


@given(LINES)
def test_who_lacks_a_measure_moves_nobody(rows: list[Standing]) -> None:
    weights = {Measure.percent: 2.0, Measure.registered: 1.0}
    whole = scores([row for row in rows if row.target], weights)
    assert None not in whole.values()
    assert scores(rows, weights) == {row.id: whole.get(row.id) for row in rows}
