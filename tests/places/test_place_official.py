"""The official Local Government Directory download."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from eshram_cli.errors import EshramError
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.learn import learned_place
from eshram_cli.places.model import Alias, Level, Place, PlaceId
from eshram_cli.places.official import load_official
from eshram_cli.problems import Language, Problem
from eshram_cli.sheets.model import Book, Cell, Grid

HEADINGS: list[Cell] = ["state_code", "district_code", "block_code", "block_name", "block_name_lgd", "block_name_local"]


def book(*rows: Sequence[Cell], hidden: bool = False) -> Book:
    return Book("list.csv", "", "csv", (Grid("list.csv", "", [list(row) for row in rows], hidden=hidden),))


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_blocks_of_another_state(india: Gazetteer) -> None:
    places, aliases, problems = load_official(
        book(
            HEADINGS,
            [9, 187, 9901, "Arajiline", "ARAJILINE", "आराजीलाइन"],
            [9, 187, "9902", "BARAGAON", "Badagaon", ""],
        ),
        india,
    )
    assert places == [
        Place(PlaceId("b9901"), Level.block, "Arajiline", PlaceId("d187"), "आराजीलाइन", 9901),
        Place(PlaceId("b9902"), Level.block, "Baragaon", PlaceId("d187"), "", 9902),
    ]
    assert aliases == [Alias(PlaceId("b9902"), "Badagaon", "lgd")]
    assert problems == []


@pytest.mark.parametrize(
    "headings",
    [
        ["S.No.", "State Code", "State Name (In English)", "District Code", "Block Code", "Block Name (In English)"],
        ["S No", "STATE CODE", "State Name", "District LGD Code", "Block LGD Code", "Block Name"],
        ["No", "State Code", "State", "District Code", "Block Code", "Block Name (LGD)"],
        ["क्र.", "राज्य कोड", "राज्य का नाम", "जिला कोड", "प्रखंड कोड", "प्रखंड का नाम"],
    ],
)
def test_headings_as_the_directory_has_spelled_them(india: Gazetteer, headings: list[Cell]) -> None:
    title: list[Cell] = ["List of Blocks"]
    places, _, problems = load_official(
        book(title, [], headings, [1, 9, "Uttar Pradesh", 187, 9901.0, "Arajiline"], [None]), india
    )
    assert [place.id for place in places] == ["b9901"]
    assert problems == []


def test_panchayats_with_their_block(india: Gazetteer) -> None:
    headings = [
        *("State Code", "Zilla Panchayat Code", "District Code", "Block Code", "Block Name (In English)"),
        *("Local Body Code", "Local Body Name (In English)", "Local Body Name (In Local)", "Local Body Type Code"),
    ]
    places, _, problems = load_official(
        book(
            headings,
            [10, 77, 202, 1819, "Mansi", 95001, "Saidpur", "सैदपुर", 3],
            [9, 78, 187, 9901, "Arajiline", 95002, "Asbalpur", "", 3],
        ),
        india,
    )
    assert places == [
        Place(PlaceId("p95001"), Level.panchayat, "Saidpur", PlaceId("b1819"), "सैदपुर", 95001),
        Place(PlaceId("b9901"), Level.block, "Arajiline", PlaceId("d187"), "", 9901),
        Place(PlaceId("p95002"), Level.panchayat, "Asbalpur", PlaceId("b9901"), "", 95002),
    ]
    assert problems == []


def test_a_known_block_gains_what_the_list_knows_more(india: Gazetteer) -> None:
    nameless = Place(PlaceId("b1624"), Level.block, "Araria", PlaceId("d188"), "", 1624)
    places, aliases, problems = load_official(
        book(HEADINGS, [10, 188, 1624, "Araria", "ARARIYA", "अररिया"], [10, 202, 1819, "Mansi", "MANSI", "मानसी"]),
        india.with_places([nameless]),
    )
    assert [(place.id, place.name_hi) for place in places] == [("b1624", "अररिया")]
    assert aliases == [Alias(PlaceId("b1624"), "Arariya", "lgd")]
    assert problems == []


def test_a_learned_block_keeps_its_id_and_gets_its_code(india: Gazetteer) -> None:
    learned = learned_place(PlaceId("d187"), Level.block, "Arajiline")
    places, _, _ = load_official(book(HEADINGS, [9, 187, 9901, "ARAJILINE", "", ""]), india.with_places([learned]))
    assert places == [Place(learned.id, Level.block, "Arajiline", PlaceId("d187"), "", 9901)]


def test_a_district_may_be_named_without_its_code(india: Gazetteer) -> None:
    headings: list[Cell] = ["State Name", "District Name", "Block Code", "Block Name"]
    places, _, problems = load_official(
        book(headings, ["Uttar Pradesh", "Banaras", 9901, "Arajiline"], ["Uttar Pradesh", "Nowhere", 9902, "Baragaon"]),
        india,
    )
    assert [(place.id, place.parent) for place in places] == [("b9901", "d187")]
    assert [problem.line() for problem in problems] == [
        'list.csv, B3: The row of "Nowhere" does not say in which district or block it is, so it was left out. '
        "Download the list again: for blocks with the code of the district, for panchayats with the code of the block."
    ]


def test_a_district_founded_since_comes_with_its_name(india: Gazetteer) -> None:
    headings: list[Cell] = ["State Code", "District Code", "District Name", "Block Code", "Block Name"]
    places, _, _ = load_official(book(headings, [10, 999, "Bagaha", 9991, "Semra"]), india)
    assert [(place.id, place.parent) for place in places] == [("d999", "s10"), ("b9991", "d999")]


def test_what_is_wrong_is_told_row_by_row_and_the_rest_is_read(india: Gazetteer) -> None:
    places, _, problems = load_official(
        book(
            HEADINGS,
            [9, 99999, 9901, "Arajiline", "", ""],
            [9, 187, "9O2", "Baragaon", "", ""],
            [9, 187, 9903, "", "", ""],
            [10, 213, 1819, "Mansi", "", ""],
            [9, 187, 9904, "Cholapur", "", ""],
        ),
        india,
    )
    assert [place.name for place in places] == ["Cholapur"]
    assert [(problem.code, problem.where.cell) for problem in problems] == [
        ("official-parent-unknown", "B2"),
        ("official-no-code", "C3"),
        ("official-no-name", "C4"),
        ("official-moved", "C5"),
    ]
    assert problems[0].message() == (
        "The row is in a district or block with the code 99999, which is not known, so it was left out."
    )
    assert problems[3].message() == (
        "Mansi is under Purbi Champaran in this list and under Khagaria here. "
        "It stays under Khagaria, so that past figures still add up."
    )
    assert all(problem.message(Language.hi).endswith("।") for problem in problems)


def test_a_block_without_a_district_cannot_be_placed(india: Gazetteer) -> None:
    places, _, problems = load_official(book(["Block Code", "Block Name"], [9901, "Arajiline"], [1819, "Mansi"]), india)
    assert places == []
    assert codes(problems) == ["official-no-parent"]


@pytest.mark.parametrize(
    "rows", [[], [["Name", "Registered"], ["Mansi", 12]], [["Block Code", "Registered"], [1819, 5]]]
)
def test_a_file_that_is_no_such_list(india: Gazetteer, rows: list[list[Cell]]) -> None:
    with pytest.raises(EshramError) as refused:
        load_official(book(*rows), india)
    assert refused.value.problem.code == "official-no-table"
    assert refused.value.exit_code == 3


def test_hidden_sheets_are_not_read(india: Gazetteer) -> None:
    with pytest.raises(EshramError):
        load_official(book(HEADINGS, [9, 187, 9901, "Arajiline", "", ""], hidden=True), india)


def test_loading_the_same_list_again_adds_nothing(india: Gazetteer) -> None:
    one = book(HEADINGS, [9, 187, 9901, "Arajiline", "ARAZILINE", "आराजीलाइन"])
    places, aliases, _ = load_official(one, india)
    assert load_official(one, india.with_places(places, aliases)) == ([], [], [])


def test_the_directorys_own_list_of_blocks(india: Gazetteer, reference: Path) -> None:
    """All blocks of India come with the tool, so that the list has none that is new."""
    with (reference / "lgd" / "blocks.csv").open(encoding="utf-8", newline="") as file:
        places, _, problems = load_official(book(*csv.reader(file)), india)
    assert [place for place in places if place.id not in india.whole] == []
    assert len(india.whole.all(Level.block)) == 7_233
    assert len(india.descendants(PlaceId("s9"), Level.block)) == 828
    assert set(codes(problems)) <= {"official-moved"}


def test_a_phone_number_in_the_name_is_not_echoed(india: Gazetteer) -> None:
    _, _, problems = load_official(book(HEADINGS, [9, 187, "", "Ram 9876543210", "", ""]), india)
    assert codes(problems) == ["official-no-code"]
    assert "9876543210" not in problems[0].line()


TEHSILS: list[Cell] = [
    *("S.No.", "State Code", "State Name (In English)", "District Code", "District Name", "Sub-District Code"),
    *("Sub-District Version", "Sub-District Name (In English)", "Sub-District Name (In Local)", "Census 2011 Code"),
]


def tehsil(code: int, name: str, local: str = "", *, state: int = 8, district: int = 102) -> list[Cell]:
    return [1, state, "", district, "", code, 1, name, local, "00501"]


def test_tehsils_stand_instead_of_the_blocks_of_their_district(india: Gazetteer) -> None:
    """A tehsil's code may be that of some block too, so that its id has a letter of its own."""
    places, aliases, problems = load_official(
        book(TEHSILS, tehsil(504, "AMBER", "आमेर"), tehsil(505, "Sanganer", "सांगानेर")), india
    )
    assert places == [
        Place(PlaceId("t504"), Level.block, "Amber", PlaceId("d102"), "आमेर", 504),
        Place(PlaceId("t505"), Level.block, "Sanganer", PlaceId("d102"), "सांगानेर", 505),
    ]
    assert problems == []
    office = india.with_places(places, aliases)
    assert office.children(PlaceId("d102")) == places
    assert "b504" in {place.id for place in office.whole.all(Level.block)}
    neighbour = PlaceId("d86")
    assert office.children(neighbour) == india.children(neighbour) != []
    assert load_official(book(TEHSILS, tehsil(504, "Amber", "आमेर")), office) == ([], [], [])


def test_a_tehsil_that_was_learned_by_name_keeps_its_id(india: Gazetteer) -> None:
    learned = learned_place(PlaceId("d102"), Level.block, "Amber")
    places, _, _ = load_official(book(TEHSILS, tehsil(504, "Amber", "आमेर")), india.with_places([learned]))
    assert places == [learned._replace(name_hi="आमेर")]


def test_a_circle_of_bihar_is_the_block_of_its_name(india: Gazetteer) -> None:
    places, _, problems = load_official(book(TEHSILS, tehsil(1234, "Mansi", state=10, district=202)), india)
    assert (places, problems) == ([], [])


def test_a_list_of_blocks_is_not_one_of_the_tehsils_it_names(india: Gazetteer) -> None:
    headings: list[Cell] = ["State Code", "District Code", "Tehsil Code", "Tehsil Name", "Block Code", "Block Name"]
    places, _, _ = load_official(book(headings, [8, 102, 504, "Amber", 9901, "Nayabad"]), india)
    assert [place.id for place in places] == ["b9901"]
