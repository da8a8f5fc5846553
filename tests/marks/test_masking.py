"""What of a cell may be handed on."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.privacy.masking import masked
from eshram_cli.sheets.model import Cell


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (9876543210, "••••••••••"),
        (9876543210.0, "••••••••••"),
        ("मोबाइल 98765-43210", "मोबाइल •••••-•••••"),
        ("२२३४ ५६७८ ९०१२", "•••• •••• ••••"),
        ("01.12.2021 - 04.12.2021", "01.12.2021 - 04.12.2021"),
        ("9,88,912", "9,88,912"),
        (10010100101, 10010100101),
        (46401, 46401),
        (None, None),
        (True, True),
        (dt.date(2021, 12, 28), dt.date(2021, 12, 28)),
    ],
)
def test_numbers_of_persons_become_dots_and_nothing_else(cell: Cell, shown: Cell) -> None:
    assert masked(cell) == shown


def test_a_cell_with_a_problem_loses_every_long_number() -> None:
    assert masked(10010100101, suspect=True) == "•••••••••••"
    assert masked("46,4O1", suspect=True) == "46,4O1"


@given(st.integers(6_000_000_000, 9_999_999_999), st.sampled_from(["{}", "Mob. {}", "{} (office)", "+91 {}", "0{}"]))
def test_no_mobile_is_left(number: int, text: str) -> None:
    assert str(number) not in str(masked(text.format(number)))
    assert str(number) not in str(masked(number))
