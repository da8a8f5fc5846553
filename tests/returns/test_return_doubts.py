"""Headings that the figures below them contradict: told, each with its column; honest sheets stay silent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]
BIHAR = {"as_on": "2021-12-04", "within": "s10"}

NAMES = ("Araria", "Arwal", "Banka", "Buxar", "Gaya", "Siwan")

TOTALLED = """District|Target|Registered|{new}|%
Araria|500|250|120|50
Arwal|400|100|30|25
Banka|300|150|70|50
Buxar|200|50|20|25
Total|1400|550|240|39.29"""


@pytest.mark.parametrize(
    ("heading", "problem"),
    [
        ("Percentage", "heading-doubtful D1"),
        ("Balance", "heading-doubtful D1"),
        ("Sl. No.", "heading-doubtful D1"),
        ("#", "column-unread D1"),
        ("Neww", "heading-misspelt D1"),
        ("Tody", "heading-misspelt D1"),
    ],
)
def test_a_heading_that_its_figures_contradict_is_told(read: Read, heading: str, problem: str) -> None:
    said = read(TOTALLED.format(new=heading), **BIHAR)
    assert said.problems == [problem]
    assert said.records == [
        f"{name} registered {n}"
        for name, n in zip("Araria Arwal Banka Buxar".split(), (250, 100, 150, 50), strict=True)
    ]


@pytest.mark.parametrize("heading", ["New", "Today", "Share of state %", "Rank", "Population"])
def test_an_honest_heading_is_not_doubted(read: Read, heading: str) -> None:
    sheet = (
        TOTALLED.format(new=heading)
        if heading != "Share of state %"
        else TOTALLED.format(new=heading).replace("120", "12").replace("240", "")
    )
    assert read(sheet, **BIHAR).problems == []


def test_row_numbers_under_a_heading_of_counts_are_told(read: Read) -> None:
    said = read("New|District|Registered\n1|Araria|250\n2|Arwal|100\n3|Banka|150\n4|Buxar|50", **BIHAR)
    assert said.problems == ["heading-doubtful A1"]


def test_a_serial_that_starts_again_in_each_block_is_none_of_it(read: Read) -> None:
    rows = "\n".join(f"{n}|{name}|{300 - n}" for n, name in zip((119, 120, 121, 1, 2, 1), NAMES, strict=True))
    assert read(f"Sl|District|Registered\n{rows}", **BIHAR).problems == []


@pytest.mark.parametrize("told", ["Balance", "%"])
def test_a_balance_without_the_count_that_it_is_made_from_is_told(read: Read, told: str) -> None:
    said = read(f"District|Target|New|{told}\nAraria|500|2|30\nArwal|400|3|30\nBanka|300|4|25", **BIHAR)
    assert said.problems == ["no-registered D1"]


def test_the_percentage_of_the_day_is_that_of_the_day(read: Read) -> None:
    said = read("District|Target|New|%\nAraria|500|250|50\nArwal|400|100|25\nBanka|300|150|50", **BIHAR)
    assert said.problems == []


SLIPPED = "District|Target|Registered\nAraria|500|\nArwal|400|250\nBanka|300|100\nBuxar|200|150{total}"


def test_a_column_that_begins_a_row_late_is_told(read: Read) -> None:
    assert read(SLIPPED.format(total=""), **BIHAR).problems == ["column-slipped C2"]


def test_a_total_that_agrees_says_that_nothing_slipped(read: Read) -> None:
    assert read(SLIPPED.format(total="\nTotal|1400|500"), **BIHAR).problems == []


def test_a_percentage_without_a_count_is_told(read: Read) -> None:
    sheet = "District|Target|Registered|%\nAraria|500|250|50\nArwal|400||100\nBanka|300|150|50"
    assert read(sheet, **BIHAR).problems == ["count-missing D3"]


WHOLE = [("Araria", 500_000, 250_000, 2_500), ("Arwal", 400_000, 100_000, 1_000), ("Banka", 300_000, 150_000, 900)]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ("Buxar|450000|200000||1200", "D5"),
        ("Buxar|450000||200000|1200", "C5"),
        ("Buxar||450000|200000|1200", "B5"),
        ("Buxar||450000|200000", "B5"),
        ("Buxar|450000||200000", "C5"),
    ],
)
def test_a_row_whose_cells_stand_too_far_right_is_told(read: Read, row: str, cell: str) -> None:
    rows = "\n".join("|".join(map(str, one)) for one in WHOLE)
    said = read(f"District|Target|Registered|New\n{rows}\n{row}\nGaya|450000|210000|1100", **BIHAR)
    assert f"cells-slipped {cell}" in said.problems


def test_a_row_that_has_a_figure_less_is_not_slipped(read: Read) -> None:
    rows = "\n".join("|".join(map(str, one)) for one in WHOLE)
    said = read(
        f"District|Target|Registered|New\n{rows}\nBuxar|450000|200000|\nGaya|450000||1100\nSaran|1|2|1", **BIHAR
    )
    assert said.problems == []


def test_a_lone_figure_between_two_blanks_is_told(read: Read) -> None:
    rows = "\n".join(
        f"{name}|500000|250000|2500" for name in "Araria Arwal Banka Gaya Jamui Nawada Patna Purnia Saran".split()
    )
    said = read(f"District|Target|Registered|New\n{rows}\nKishanganj||568190|\nSiwan|1|1|1", **BIHAR)
    assert said.problems == ["cells-slipped B11"]


def test_a_percentage_beside_a_count_that_cannot_be_read_is_told_once(read: Read) -> None:
    sheet = "District|Target|Registered|%\nAraria|500|250|50\nArwal|400|46,4O1|100\nBanka|300|150|50"
    assert read(sheet, **BIHAR).problems == ["count-letter C3"]


def test_one_day_and_all_days_in_one_heading_are_told(read: Read) -> None:
    said = read("District|Registered|New cumulative\nAraria|50|30\nArwal|60|40", **BIHAR)
    assert said.problems == ["column-unread C1"]
