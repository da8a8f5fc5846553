"""Little pictures made of letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.reports.spark import bar, spark
from eshram_cli.reports.width import columns


@pytest.mark.parametrize(
    ("values", "low", "text"),
    [
        ([], None, ""),
        ([1, 2, 3, 4, 5, 6, 7, 8], None, "▁▂▃▄▅▆▇█"),
        ([0, None, 10], None, "▁·█"),
        ([None, None], None, "··"),
        ([7, 7, 7], None, "▄▄▄"),
        ([50, 100], 0, "▅█"),
        ([-3, -1], None, "▁█"),
    ],
)
def test_a_letter_a_value(values: list[float | None], low: float | None, text: str) -> None:
    assert spark(values, low) == text


@given(st.lists(st.none() | st.floats(-1e9, 1e9)))
def test_as_many_letters_as_values(values: list[float | None]) -> None:
    text = spark(values)
    assert len(text) == len(values)
    assert all((value is None) == (letter == "·") for value, letter in zip(values, text, strict=True))


@pytest.mark.parametrize(
    ("value", "most", "text"),
    [(10, 10, "████"), (5, 10, "██"), (1, 10, "▍"), (0, 10, ""), (-5, 10, ""), (25, 10, "████"), (5, 0, "")],
)
def test_a_bar_to_an_eighth(value: float, most: float, text: str) -> None:
    assert bar(value, most, 4) == text


@given(st.floats(0, 1e9), st.floats(1, 1e9), st.integers(1, 60))
def test_a_bar_stays_in_its_width(value: float, most: float, width: int) -> None:
    assert columns(bar(value, most, width)) <= width
