"""A column for each place and a row for each day, as a sheet of progress is kept: read as if each place had a row."""

from __future__ import annotations

import pytest

from eshram_cli.errors import EshramError
from tests.returns.conftest import Read, grid

DAYS = """
East Champaran - e-Shram progress
Date       | Motihari | Turkaulia | Areraj | Total
01.12.2021 | 1050     | 2050      | 3050   | 6150
02.12.2021 | 1100     | 2100      | 3100   | 6300
03.12.2021 | 1200     | 2150      | 3150   | 6500
04.12.2021 | 1250     | 2200      | 3250   | 6700
"""


def test_the_days_of_places_side_by_side(read: Read) -> None:
    said = read(DAYS)
    assert said.problems == ["table-turned"]
    assert said.records == [
        "Motihari registered 1050 2021-12-01",
        "Motihari registered 1100 2021-12-02",
        "Motihari registered 1200 2021-12-03",
        "Motihari registered 1250",
        "Turkaulia registered 2050 2021-12-01",
        "Turkaulia registered 2100 2021-12-02",
        "Turkaulia registered 2150 2021-12-03",
        "Turkaulia registered 2200",
        "Areraj registered 3050 2021-12-01",
        "Areraj registered 3100 2021-12-02",
        "Areraj registered 3150 2021-12-03",
        "Areraj registered 3250",
    ]


def test_every_figure_has_its_cell_in_the_file(read: Read) -> None:
    figures = read(DAYS).first.figures
    assert [(one.value, one.row, one.column) for one in figures if one.column == 3] == [
        (2050, 3, 3), (2100, 4, 3), (2150, 5, 3), (2200, 6, 3),
    ]  # fmt: skip


def test_a_cell_that_is_no_number_is_told_where_it_stands(read: Read) -> None:
    assert "count-not-number C4" in read(DAYS.replace("2100 ", "21?? ")).problems


def test_a_lost_formula_is_told_where_it_stands_and_one_below_the_table_is_none_of_it(read: Read) -> None:
    told = read(DAYS.replace("2100 ", "     "), uncached=frozenset({(3, 2), (9, 1)})).problems
    assert [one for one in told if one.startswith("formula")] == ["formula-uncached C4"]


def test_a_blank_column_between_the_places(read: Read) -> None:
    said = read(
        "\n".join(line.replace(" | Areraj", " | | Areraj").replace(" | 3", " | | 3") for line in DAYS.split("\n"))
    )
    assert said.records[-1] == "Areraj registered 3250"


def test_the_total_beside_the_places_is_held_against_them(read: Read) -> None:
    assert "total-disagrees E4" in read(DAYS.replace("6300", "6200")).problems


def test_targets_and_counts_below_each_other(read: Read) -> None:
    said = read("""
East Champaran as on 04.12.2021
Particulars | Motihari | Turkaulia | Areraj
Target      | 60000    | 50000     | 40000
Registered  | 1050     | 2050      | 3050
""")
    assert said.records == ["Motihari registered 1050", "Turkaulia registered 2050", "Areraj registered 3050"]
    assert said.targets == ["Motihari 60000", "Turkaulia 50000", "Areraj 40000"]
    assert [(one.row, one.column) for one in said.first.targets] == [(3, 2), (3, 3), (3, 4)]


def test_rows_of_places_are_not_turned(read: Read) -> None:
    said = read(
        """
Block    | Turkaulia | Areraj | Registered
Motihari | 1         | 2      | 300
Sugauli  | 4         | 5      | 400
""",
        as_on="2021-12-04",
    )
    assert said.records == ["Motihari registered 300", "Sugauli registered 400"]


def test_a_cell_of_a_turned_sheet_is_found_in_the_file_and_back() -> None:
    found = grid(DAYS.strip("\n"), turned=(1, 0))
    assert [found.cell(*found.cell(row, column)) for row, column in ((0, 3), (1, 0), (3, 2))] == [
        (0, 3),
        (1, 0),
        (3, 2),
    ]


def test_days_that_may_be_of_one_day_each_are_not_turned(read: Read) -> None:
    """Nobody could say with --map what they are: the total beside the places is read, as the only column of counts."""
    falling = DAYS.replace("1100 ", "100  ").replace("2150 ", "150  ").replace("3150 ", "15   ")
    assert "table-turned" not in read(falling).problems


def test_a_place_is_no_column_of_counts(read: Read) -> None:
    with pytest.raises(EshramError) as refused:
        read(DAYS, mapping={"registered": "B"})
    assert refused.value.problem.code == "map-place"
    assert read(DAYS, mapping={"registered": "E"}).records[-1] == "Purbi Champaran registered 6700"
