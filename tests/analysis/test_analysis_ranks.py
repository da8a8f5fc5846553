"""Competition ranks and moves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.analysis.measures import competition, moves

values = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.none() | st.integers(0, 5), max_size=12)


def test_two_tied_at_the_second_place() -> None:
    assert competition({"a": 9, "b": 7, "c": 7, "d": 1}) == {"a": 1, "b": 2, "c": 2, "d": 4}


def test_the_lowest_first() -> None:
    assert competition({"a": 9, "b": -7, "c": 0}, lowest_first=True) == {"b": 1, "c": 2, "a": 3}


def test_without_a_value_there_is_no_rank() -> None:
    assert competition({"a": None, "b": 0}) == {"b": 1}


def test_one_place_up_is_plus_one() -> None:
    assert moves({"a": 1, "b": 2, "c": 3}, {"a": 2, "b": 1, "d": 3}) == {"a": 1, "b": -1}


@given(values)
def test_a_rank_is_one_more_than_the_number_of_better_places(given_values: dict[str, int | None]) -> None:
    known = {place: value for place, value in given_values.items() if value is not None}
    better = {place: sum(other > value for other in known.values()) + 1 for place, value in known.items()}
    assert competition(given_values) == better


@given(values, st.randoms())
def test_the_order_of_the_places_does_not_matter(given_values: dict[str, int | None], random: st.DataObject) -> None:
    items = list(given_values.items())
    random.shuffle(items)  # type: ignore[attr-defined]
    assert competition(dict(items)) == competition(given_values)


@given(values, values)
def test_the_way_back_is_the_opposite_move(now: dict[str, int | None], then: dict[str, int | None]) -> None:
    after, before = competition(now), competition(then)
    assert moves(before, after) == {place: -move for place, move in moves(after, before).items()}
