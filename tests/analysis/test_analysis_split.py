"""A target divided among places: always exact, never against the weights."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eshram_cli.analysis.split import split
from eshram_cli.errors import EshramError
from eshram_cli.jobs.setup.population import population_problems, share
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.returns.model import TargetRecord

KHAGARIA = {
    "Alauli": 282127, "Beldaur": 200223, "Chautham": 153831, "Gogri": 316770, "Khagaria": 381358, "Mansi": 88511,
    "Parbatta": 244066,
}  # fmt: skip

WEIGHTS = st.lists(st.integers(0, 10) | st.integers(0, 10**30), min_size=1, max_size=40).map(
    lambda weights: {f"b{at}": weight for at, weight in enumerate(weights)}
)
TOTALS = st.integers(0, 10**9)


def code(total: int, weights: dict[str, int], **options: object) -> str:
    with pytest.raises(EshramError) as stopped:
        split(total, weights, **options)  # type: ignore[arg-type]
    return stopped.value.problem.code


def test_khagaria_by_population() -> None:
    shares = split(560286, KHAGARIA)
    assert sum(shares.values()) == 560286
    assert shares["Alauli"] == 94831  # 560286 x 282127 / 1666886 = 94830.61
    assert shares["Mansi"] == 29751  # 29750.67


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (10, {"a": 1, "b": 1, "c": 1}, {"a": 4, "b": 3, "c": 3}),  # a tie: who comes first
        (10, {"a": 1, "b": 1, "c": 2}, {"a": 3, "b": 2, "c": 5}),  # 2.5, 2.5, 5
        (7, {"only": 3}, {"only": 7}),
        (5, {"a": 0, "b": 1}, {"a": 0, "b": 5}),
        (0, {"a": 0, "b": 0}, {"a": 0, "b": 0}),
    ],
)
def test_largest_remainder(total: int, weights: dict[str, int], shares: dict[str, int]) -> None:
    assert split(total, weights) == shares


def test_kept_places_keep_theirs_and_the_others_share_the_rest() -> None:
    assert split(100, {"a": 1, "b": 1, "c": 3}, kept={"a": 40}) == {"a": 40, "b": 15, "c": 45}


def test_a_minimum_lifts_the_small_and_the_others_pay_by_weight() -> None:
    assert split(100, {"a": 1, "b": 9, "c": 90}, minimum=10) == {"a": 10, "b": 10, "c": 80}


def test_what_a_minimum_takes_can_bring_others_below_it() -> None:
    # By weight alone b gets 11; once a is lifted from 1 to 10 only 10.01 are left for it.
    assert split(100, {"a": 1, "b": 11, "c": 88}, minimum=11) == {"a": 11, "b": 11, "c": 78}


def test_what_cannot_be_done_exactly_is_refused() -> None:
    assert code(10, {"a": 0, "b": 0}) == "split-no-weight"
    assert code(10, {"a": 1, "b": 1}, minimum=6) == "split-minimum"
    assert code(10, {"a": 1, "b": 1}, kept={"a": 11}) == "split-kept"
    assert code(10, {"a": 1}, kept={"a": 9}) == "split-kept"


@given(TOTALS, WEIGHTS)
def test_the_parts_add_up_and_each_is_its_quota_rounded(total: int, weights: dict[str, int]) -> None:
    whole = sum(weights.values())
    assume(whole or not total)
    shares = split(total, weights)
    assert sum(shares.values()) == total
    for place, weight in weights.items():
        assert shares[place] - (total * weight // whole if whole else 0) in {0, 1}


@given(TOTALS, WEIGHTS, st.integers(0, 1000))
def test_more_weight_never_gets_less(total: int, weights: dict[str, int], minimum: int) -> None:
    assume(any(weights.values()) and minimum * len(weights) <= total)
    shares = split(total, weights, minimum=minimum)
    by_weight = sorted(weights, key=lambda place: weights[place])
    for lighter, heavier in pairwise(by_weight):
        assert weights[lighter] == weights[heavier] or shares[lighter] <= shares[heavier]


@given(TOTALS, WEIGHTS, st.integers(0, 1000), st.integers(0, 3))
def test_the_minimum_holds_or_is_refused(total: int, weights: dict[str, int], minimum: int, kept: int) -> None:
    held = dict.fromkeys(list(weights)[:kept], 5)
    try:
        shares = split(total, weights, kept=held, minimum=minimum)
    except EshramError as stopped:
        assert stopped.problem.code in {"split-minimum", "split-kept", "split-no-weight"}
        return
    assert sum(shares.values()) == total
    assert all(shares[place] == 5 if place in held else shares[place] >= minimum for place in weights)


def test_shares_of_the_population() -> None:
    assert share(390, 100) == 390
    assert share(390, None) is None
    khagaria = next(one for one in Gazetteer.bundled().all() if one.population == sum(KHAGARIA.values()))
    told = []
    for percent in (14, 15, 60, 61, 100, 101):
        target = TargetRecord(place=khagaria.id, value=percent * sum(KHAGARIA.values()) // 100 + 1)
        told.append([problem.code for problem in population_problems(Gazetteer.bundled(), [target])])
    assert told == [
        ["target-share-unusual"], [], ["target-share-unusual"], ["target-share-unusual"], ["target-above-population"],
        ["target-above-population"],
    ]  # fmt: skip
