"""A place's count from its own returns and those of the places in it, the same on pandas and DuckDB."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eshram_cli.analysis.frames import COUNTS, OWN, PLACES
from eshram_cli.analysis.rollup import rollup
from eshram_cli.frames import checked, frame

TODAY = 20
TREE = {"D": None, "x": "D", "y": "D"}


def day(number: int) -> dt.date:
    return dt.date(2021, 12, number)


def places(tree: Mapping[str, str | None], lives: Mapping[str, tuple[int, int]] | None = None) -> pd.DataFrame:
    """A tree of at most three levels below a district; a place is one level below its parent."""
    rows = []
    for name, parent in tree.items():
        since, until = (day(number) for number in (lives or {}).get(name, (1, 31)))
        rows.append((name, parent, _depth(tree, name) + 2, name, "", None, since, until))
    return frame(rows, PLACES)


def _depth(tree: Mapping[str, str | None], name: str) -> int:
    parent = tree[name]
    return 0 if parent is None else _depth(tree, parent) + 1


def returns(figures: Mapping[str, tuple[Any, ...]]) -> pd.DataFrame:
    """Own last returns: `{"x": (day, registered)}`, optionally new and inexact."""
    rows = []
    for name, row in figures.items():
        on, registered = row[:2]
        new = row[2] if len(row) > 2 else None
        inexact = row[3] if len(row) > 3 else 0
        rows.append((day(TODAY), name, day(on), registered, inexact, new))
    return frame(rows, OWN)


def counts(own: pd.DataFrame, tree: pd.DataFrame) -> pd.DataFrame:
    """The counts by pandas, in order of day and place."""
    return _ordered(checked(rollup(own, tree, (4, 3, 2)), COUNTS))


def _ordered(table: pd.DataFrame) -> pd.DataFrame:
    return table.sort_values(["day", "place"], ignore_index=True)


def line(figures: Mapping[str, tuple[Any, ...]], *columns: str, **lives: tuple[int, int]) -> tuple[Any, ...]:
    """The district's line, dates as day numbers, missing as None."""
    table = counts(returns(figures), places(TREE, lives))
    row = table[table["place"] == "D"]
    assert len(row) <= 1
    return tuple(_plain(row[name].iloc[0]) for name in columns) if len(row) else ()


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.day if isinstance(value, pd.Timestamp) else value


SHORT = ("registered", "origin", "as_on", "oldest", "missing")


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        pytest.param({"D": (20, 100)}, (100, "own", 20, 20, 0), id="own"),
        pytest.param({"D": (20, 100), "x": (20, 30), "y": (20, 50)}, (100, "own", 20, 20, 0), id="own beside children"),
        pytest.param({"D": (18, 100), "x": (20, 60), "y": (19, 50)}, (110, "sum", 20, 19, 0), id="children newer"),
        pytest.param({"x": (20, 60), "y": (15, 50)}, (110, "sum", 20, 15, 0), id="no own return"),
        pytest.param({"D": (18, 100), "x": (20, 60), "y": (17, 50)}, (100, "carried", 18, 18, 0), id="a child older"),
        pytest.param({"D": (18, 100), "x": (20, 60)}, (100, "carried", 18, 18, 0), id="a child without a figure"),
        pytest.param({"D": (18, 100), "x": (18, 60), "y": (18, 50)}, (100, "carried", 18, 18, 0), id="all of one date"),
        pytest.param({"D": (18, 100), "x": (19, 60), "y": (18, 50)}, (110, "sum", 19, 18, 0), id="one child newer"),
        pytest.param({"x": (20, 60)}, (60, "partial", 20, 20, 1), id="some children only"),
        pytest.param({}, (), id="nobody"),
        pytest.param({"x": (20, 0), "y": (20, 0)}, (0, "sum", 20, 20, 0), id="zero is a figure"),
    ],
)
def test_the_rule(figures: Mapping[str, tuple[Any, ...]], expected: tuple[Any, ...]) -> None:
    assert line(figures, *SHORT) == expected


def test_only_places_alive_on_the_day_are_waited_for() -> None:
    assert line({"x": (20, 60)}, *SHORT, y=(21, 31)) == (60, "sum", 20, 20, 0)
    assert line({"x": (20, 60), "y": (12, 9)}, *SHORT, y=(1, 19)) == (60, "sum", 20, 20, 0)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"D": (20, 100), "x": (20, 30), "y": (20, 50)}, 20),
        ({"D": (20, 80), "x": (20, 30), "y": (20, 50)}, None),
        ({"D": (20, 70), "x": (20, 30), "y": (20, 50)}, -10),
        ({"D": (20, 100), "x": (20, 30), "y": (19, 50)}, None),
        ({"D": (20, 100), "x": (20, 30)}, None),
        ({"D": (18, 100), "x": (18, 30), "y": (18, 50)}, 20),
    ],
)
def test_persons_not_attributed_to_a_child(figures: Mapping[str, tuple[Any, ...]], expected: int | None) -> None:
    assert line(figures, "unattributed") == (expected,)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"x": (20, 60, 5), "y": (20, 50, 3)}, 8),
        ({"x": (20, 60, 5), "y": (19, 50, 3)}, 5),
        ({"x": (20, 60, 5), "y": (20, 50)}, None),
        ({"x": (19, 60, 5), "y": (19, 50, 3)}, None),
        ({"D": (20, 200, 9), "x": (20, 60, 5), "y": (20, 50, 3)}, 9),
        ({"D": (19, 200, 9)}, None),
    ],
)
def test_new_is_of_the_day_itself(figures: Mapping[str, tuple[Any, ...]], expected: int | None) -> None:
    assert line(figures, "new") == (expected,)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"x": (20, 60, 5), "y": (20, 50, 3)}, (8, 0)),
        ({"x": (20, 60, 5), "y": (20, 50)}, (5, 1)),
        ({"x": (20, 60), "y": (20, 50)}, (None, 2)),
        ({"x": (20, 60, 5), "y": (19, 50)}, (5, 0)),
        ({"x": (19, 60), "y": (19, 50)}, (None, 0)),
        ({"D": (20, 200), "x": (20, 60, 5), "y": (20, 50, 3)}, (None, 1)),
    ],
)
def test_what_is_known_of_new_and_how_many_returns_follow_a_gap(
    figures: Mapping[str, tuple[Any, ...]], expected: tuple[int | None, int]
) -> None:
    assert line(figures, "new_known", "new_lacks") == expected


def test_children_and_those_who_reported() -> None:
    assert line({"x": (20, 60), "y": (19, 50)}, "children", "reported") == (2, 1)


def test_a_sum_with_an_inexact_part_is_inexact() -> None:
    assert line({"x": (20, 60, None, 1), "y": (20, 50)}, "inexact") == (1,)


def lines(figures: Mapping[str, tuple[Any, ...]], tree: Mapping[str, str | None]) -> dict[str, list[Any]]:
    """registered, origin, missing of every place with a line."""
    table = counts(returns(figures), places(tree))
    columns = (table[name].tolist() for name in ("place", "registered", "origin", "missing"))
    return {place: rest for place, *rest in zip(*columns, strict=True)}


def test_holes_below_a_child_keep_the_sum_from_taking_the_place_of_a_return() -> None:
    tree = {"D": None, "x": "D", "y": "D", "x1": "x", "x2": "x"}
    found = lines({"D": (18, 100), "x1": (20, 30), "y": (20, 50)}, tree)
    assert (found["x"], found["D"]) == ([30, "partial", 1], [100, "carried", 0])
    assert lines({"x1": (20, 30), "y": (20, 50)}, tree)["D"] == [80, "partial", 1]


def test_several_days_at_once_are_as_each_by_itself() -> None:
    tree = places(TREE)
    first, second = returns({"x": (18, 50), "y": (18, 40)}), returns({"x": (20, 60), "y": (18, 40)})
    first = first.assign(day=pd.Series([day(18)] * 2, dtype="datetime64[s]"))
    together = counts(pd.concat([first, second], ignore_index=True), tree)
    apart = _ordered(pd.concat([counts(first, tree), counts(second, tree)], ignore_index=True))
    pd.testing.assert_frame_equal(together, apart)


figure = st.tuples(st.integers(17, 20), st.integers(0, 50), st.none() | st.integers(-5, 9), st.integers(0, 1))
DEEP = {"D": None, "E": None, "x": "D", "y": "D", "z": "E", "x1": "x", "x2": "x", "z1": "z"}


@pytest.mark.long
@settings(max_examples=10, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(DEEP)), figure, min_size=1), st.booleans(), st.randoms())
def test_pandas_and_duckdb_agree_in_any_order_of_rows(
    figures: dict[str, tuple[Any, ...]], young: bool, random: Any
) -> None:
    own, tree = returns(figures), places(DEEP, {"x2": (20 + young, 31)})
    shuffled = own.sample(frac=1, random_state=random.randrange(100), ignore_index=True)
    expected = counts(own, tree)
    pd.testing.assert_frame_equal(counts(shuffled, tree.iloc[::-1].reset_index(drop=True)), expected)
    with duckdb.connect() as db:
        answer = rollup(db.from_df(shuffled), db.from_df(tree), (4, 3, 2)).df()
    pd.testing.assert_frame_equal(_ordered(checked(answer, COUNTS)), expected)


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(DEEP)), figure, min_size=1))
def test_nothing_is_counted_twice_and_nothing_appears(figures: dict[str, tuple[Any, ...]]) -> None:
    found = lines(figures, DEEP)
    for name, (registered, _, _) in found.items():
        own = figures[name][1] if name in figures else None
        below = [found[child][0] for child, parent in DEEP.items() if parent == name and child in found]
        assert registered in (own, sum(below))
