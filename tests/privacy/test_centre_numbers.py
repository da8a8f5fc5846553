"""Numbers of centres are kept under a heading that says so, apart from those of persons by Aadhaar's check digit.

All numbers here are made from a seed.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.errors import EshramError
from eshram_cli.privacy.centres import JUDGED, WITHHELD, are_centres, centre_numbers, may_be_aadhaar
from eshram_cli.privacy.check_digit import ends_in_check_digit
from eshram_cli.privacy.numbers import few_numbers, without_persons
from eshram_cli.sheets.model import Cell, Grid
from eshram_cli.sheets.view import Sheet
from tests.conftest import Eshram

BLOCKS = ("Khagaria", "Gogri", "Alauli", "Parbatta", "Beldaur", "Chautham", "Mansi")


def made(count: int, checked: int, seed: int = 1) -> list[str]:
    """So many different numbers of twelve digits, the first of which end in Aadhaar's check digit."""
    random_ = random.Random(seed)  # noqa: S311
    found: dict[str, None] = {}
    while len(found) < count:
        number = str(random_.randint(10**11 * 2, 10**12 - 1))
        if ends_in_check_digit(number) == (len(found) < checked):
            found[number] = None
    return list(found)


def grid(numbers: Sequence[Cell], heading: str = "CSC ID", *more: str) -> Grid:
    rows: list[list[Cell]] = [["4 Dec 2021", None, None], [*more, "Block", heading, "Registered"]]
    for at, number in enumerate(numbers):
        rows.append([*([None] * len(more)), BLOCKS[at % 7], number, str(100 + at)])
    return Grid("khagaria.xlsx", "", rows)


def verdict(found: Grid) -> str:
    try:
        few_numbers(Sheet.of(found))
    except EshramError as error:
        return error.problem.code
    return "kept"


@pytest.mark.parametrize(
    ("different", "checked", "verdict_"),
    [
        (20, 0, "kept"),
        (20, 2, "kept"),
        (20, 6, "kept"),
        (20, 7, "centres-unsure"),
        (20, 9, "centres-unsure"),
        (20, 10, "persons"),
        (20, 20, "persons"),
        (3, 0, "kept"),
        (3, 1, "centres-unsure"),
        (5, 1, "kept"),
        (200, 20, "kept"),
        (200, 40, "centres-unsure"),
    ],
)
def test_a_column_is_of_centres_of_persons_or_refused(different: int, checked: int, verdict_: str) -> None:
    assert verdict(grid(made(different, checked))) == verdict_


@pytest.mark.parametrize(
    "heading", ["CSC ID", "VLE ID", "Centre ID", "CSC-ID No.", "केन्द्र संख्या", "सीएससी आईडी", "वसुधा केन्द्र संख्या"]
)
def test_headings_that_speak_of_centres(heading: str) -> None:
    assert verdict(grid(made(20, 2), heading)) == "kept"


@pytest.mark.parametrize("heading", ["Code", "ID", "Number", "Aadhaar No", "Worker ID", "CSC", "UAN", "", "Mobile"])
def test_other_headings_stay_refused(heading: str) -> None:
    assert verdict(grid(made(20, 2), heading)) == "persons"


@pytest.mark.parametrize("beside", ["Name of Worker", "पिता का नाम", "Aadhaar", "मोबाइल नंबर"])
def test_beside_a_heading_of_persons_nothing_is_of_centres(beside: str) -> None:
    assert verdict(grid(made(20, 2), "CSC ID", beside)) == "persons"


def test_groups_of_four_are_no_number_of_a_centre() -> None:
    numbers = [f"{one[:4]} {one[4:8]} {one[8:]}" for one in made(20, 2)]
    assert verdict(grid(numbers)) == "persons"


def test_another_list_below_is_not_covered_by_the_heading() -> None:
    found = grid(made(20, 2))
    below: list[list[Cell]] = [[None, number, None] for number in made(4, 4, seed=2)]
    rows: list[list[Cell]] = [*found.rows, [None, "Beneficiaries", None], *below]
    assert verdict(replace(found, rows=rows)) == "persons"


def test_numbers_that_may_be_aadhaar_are_withheld_and_told() -> None:
    numbers = made(20, 2)
    sheet, told = without_persons(grid(numbers))
    assert [problem.code for problem in told] == ["centre-withheld"]
    assert told[0].words == {"rows": 2}
    cells = {row[1] for row in sheet.grid.rows}
    assert cells.isdisjoint(numbers[:2])
    assert cells.issuperset(numbers[2:])


def test_one_or_two_numbers_cannot_be_judged() -> None:
    numbers = made(JUDGED - 1, 0)
    sheet, told = without_persons(grid(numbers * 5))
    assert told[0].words == {"rows": 10}
    assert {row[1] for row in sheet.grid.rows[2:]} == {WITHHELD}


def test_the_same_number_day_after_day_is_judged_once() -> None:
    assert verdict(grid(made(6, 1) * 30)) == "kept"


@given(st.integers(3, 60), st.data())
def test_a_list_of_persons_never_passes(persons: int, data: st.DataObject) -> None:
    """Not even one in five of whose numbers has a slip."""
    slips = data.draw(st.integers(0, persons // 5))
    assert not are_centres(persons, persons - slips)


@given(st.lists(st.integers(0, 10**12 - 1), max_size=40, unique=True))
def test_no_number_with_the_check_digit_is_ever_left(numbers: list[int]) -> None:
    found = grid([f"{number:012}" for number in numbers])
    try:
        sheet, _ = without_persons(found)
    except EshramError:
        return
    kept = [str(row[1]) for row in sheet.grid.rows[2:]]
    assert not any(may_be_aadhaar(number) for number in kept if number.isdecimal())


def test_nearly_all_columns_of_centres_are_kept() -> None:
    """Of 10 numbers by chance 987 columns in 1,000, of 30 all but a few."""
    rng = random.Random(3)  # noqa: S311
    for different, least in ((10, 0.97), (30, 0.99), (300, 0.99)):
        draws = [sum(rng.random() < 0.1 for _ in range(different)) for _ in range(1000)]
        assert sum(are_centres(different, checked) for checked in draws) >= least * 1000


def test_centre_numbers_are_empty_where_no_heading_says_so() -> None:
    assert not centre_numbers(Sheet.of(grid(made(20, 2), "Code"))).cells


def test_no_number_that_is_withheld_or_refused_leaks(eshram: Eshram, tmp_path: Path) -> None:
    for checked in (2, 8, 20):
        numbers = made(20, checked)
        rows = [f"{BLOCKS[at % 7]},{number},{100 + at}" for at, number in enumerate(numbers)]
        path = tmp_path / f"centres {checked}.csv"
        path.write_text("\n".join(["Block,CSC ID,Registered", *rows]), encoding="utf-8")
        said = ""
        for asked in (("ingest",), ("inspect",), ("ingest", "--dry-run"), ("mark", "--to", tmp_path / "out")):
            ran = eshram(asked[0], path, *asked[1:], "--district", "khagaria", "--as-on", "04.12.2021")
            said += ran.out + ran.err
        said += eshram("by", "centre", "--district", "khagaria", "--format", "json").out
        stored = b"".join(file.read_bytes() for file in tmp_path.glob("eshram.db*"))
        for number in numbers[:checked]:
            assert number not in said
            assert number.encode() not in stored
