"""One place's own daily register: the title names the place, the rows are its days."""

from __future__ import annotations

import pytest

from eshram_cli.errors import EshramError
from tests.returns.conftest import Read

TITLE = "e-Shram registration, Block Gogri, District Khagaria (Bihar)"
KHAGARIA, GOGRI = "d202", "b1817"

DAYS = [
    "Gogri new 120 2021-12-01",
    "Gogri new 90 2021-12-02",
    "Gogri new 140",
    "Gogri registered 5120 2021-12-01",
    "Gogri registered 5210 2021-12-02",
    "Gogri registered 5350",
]


@pytest.mark.parametrize(
    "table",
    [
        f"{TITLE}\nDate|New|Total registered\n01.12.2021|120|5120\n02.12.2021|90|5210\n03.12.2021|140|5350",
        f"{TITLE}\nDate|New|Total registered\n03.12.2021|140|5350\n02.12.2021|90|5210\n01.12.2021|120|5120",
        f"{TITLE}\nS.No|Date|Day|Today|Cumulative|Remarks\n1|01.12.2021|Wednesday|120|5120|\n"
        "2|02.12.2021|Thursday|90|5210|camp\n3|03.12.2021|Friday|140|5350|\n|Total||350||",
        f"{TITLE}\nDate|Daily registration|Cumulative registration\n01.12.2021|120|5120\n02.12.2021|90|5210\n"
        "03.12.2021|140|5350\nTotal|350|5350",
        "गोगरी प्रखंड, जिला खगड़िया\nदिनांक|वार|आज का निबंधन|कुल निबंधन\n01.12.2021|बुधवार|120|5120\n"
        "02.12.2021|गुरुवार|90|5210\n03.12.2021|शुक्रवार|140|5350\nकुल||350|",
        "Gogri, Khagaria\nDate|New|Total registered\n01.12.2021|120|5120\n02.12.2021|90|5210\n03.12.2021|140|5350",
    ],
)
def test_the_days_of_the_block_in_the_title(read: Read, table: str) -> None:
    said = read(table)
    assert sorted(said.records) == sorted(DAYS)
    assert said.first.within == GOGRI
    assert said.problems == []


def test_a_sheet_named_for_the_block_and_a_district_of_its_own(read: Read) -> None:
    table = "District Khagaria\nDate|Registered\n01.12.2021|5120\n02.12.2021|5210\n03.12.2021|5350"
    assert read(table, sheet="Gogri").first.within == GOGRI
    assert read(table).first.within == KHAGARIA
    assert read(table).problems == []


def test_a_column_that_grows_by_another_counts_all(read: Read) -> None:
    said = read(f"{TITLE}\nDate|Registered|Total\n01.12.2021|120|5120\n02.12.2021|90|5210\n03.12.2021|140|5350")
    assert said.roles == "date new registered"
    assert sorted(said.records) == sorted(DAYS)
    assert said.problems == []


def test_registered_that_falls_from_day_to_day_asks(read: Read) -> None:
    said = read(f"{TITLE}\nDate|Registered\n01.12.2021|120\n02.12.2021|90\n03.12.2021|140\n04.12.2021|100")
    assert said.records == []
    assert said.problems == ["role-unclear B2", "no-count"]


def test_a_day_on_which_the_office_was_closed_ends_no_table(read: Read) -> None:
    said = read(f"{TITLE}\nDate|New|Total registered\n01.12.2021|120|5120\n05.12.2021|Sunday|\n06.12.2021|90|5210")
    assert [one for one in said.records if "registered" in one] == [
        "Gogri registered 5120 2021-12-01",
        "Gogri registered 5210",
    ]
    assert said.problems == ["count-not-number B4"]


def test_a_day_that_stands_twice_is_told(read: Read) -> None:
    said = read(f"{TITLE}\nDate|New|Total registered\n01.12.2021|120|5120\n01.12.2021|90|5210\n03.12.2021|140|5350")
    assert said.records == ["Gogri new 140", "Gogri registered 5350"]
    assert said.problems == ["place-twice A3", "place-twice A4"]


def test_months_of_a_place_and_what_is_new_in_them(read: Read) -> None:
    said = read(f"{TITLE}\nMonth|New|Total registered\nOct-21|120|5120\nNov-21|90|5210")
    assert said.records == ["Gogri registered 5120 2021-10-31", "Gogri registered 5210"]


def test_a_place_that_only_the_options_or_the_file_tell_is_said(read: Read) -> None:
    table = "Date|Registered\n01.12.2021|5120\n02.12.2021|5210\n03.12.2021|5350"
    assert read(table, within=KHAGARIA).problems == ["register-place"]
    assert read(table, within=GOGRI).problems == []
    by_file = read(table, file="khagaria gogri.xlsx")
    assert (by_file.first.within, by_file.problems) == (GOGRI, ["register-place"])


@pytest.mark.parametrize(
    "title",
    [
        "Panchayat Maheshkhut, Block Gogri, District Khagaria",
        "Nagar Parishad, Block Gogri, District Khagaria",
        "Xyzab Block, District Khagaria",
        "Gogrri, Khagaria",
        "Registration by CSC, Block Gogri, District Khagaria",
        "Camp at the school, Block Gogri, District Khagaria",
        "Education Department, District Khagaria",
        "Nodal officer Ram Kumar, District Khagaria",
        "Registration of women, Block Gogri, District Khagaria",
        "Registration of construction workers, Block Gogri, District Khagaria",
        "e-Shram registration",
    ],
)
def test_the_days_of_a_part_are_not_those_of_its_place(read: Read, title: str) -> None:
    with pytest.raises(EshramError) as refused:
        read(f"{title}\nDate|New|Total registered\n01.12.2021|120|5120\n02.12.2021|90|5210\n03.12.2021|140|5350")
    assert refused.value.problem.code == "no-place"


@pytest.mark.parametrize(
    "table",
    [
        "Date|Team|Registered\n01.12.2021|First|5120\n02.12.2021|Second|5210\n03.12.2021|Third|5350",
        "Date|Unit code|Registered\n01.12.2021|7801|5120\n02.12.2021|7802|5210\n03.12.2021|7803|5350",
    ],
)
def test_rows_that_something_else_tells_apart_are_no_days_of_a_place(read: Read, table: str) -> None:
    with pytest.raises(EshramError) as refused:
        read(f"{TITLE}\n{table}")
    assert refused.value.problem.code == "no-place"


@pytest.mark.parametrize(
    ("cells", "place"), [("14-13-2021 15-13-2021", "A2"), ("44544 44544", "A2"), ("दिसंबर दिसंबर", "A2")]
)
def test_a_date_column_that_cannot_be_read_is_named_with_its_first_cell(read: Read, cells: str, place: str) -> None:
    first, second = cells.split()
    said = read(f"Date|Block|Registered\n{first}|Gogri|120\n{second}|Alauli|190", within=KHAGARIA)
    assert said.records == []
    assert said.problems == [f"date-column-unread {place}"]
    told = said.first.problems[0]
    assert (told.words["column"], told.words["text"]) == ('A "Date"', first)


def test_a_date_of_the_title_stands_for_a_date_column_that_cannot_be_read(read: Read) -> None:
    said = read("As on 14.12.2021\nDate|Block|Registered\nmorning|Gogri|120\nevening|Alauli|190", within=KHAGARIA)
    assert said.records == ["Gogri registered 120", "Alauli registered 190"]


def test_a_state_of_its_own(read: Read) -> None:
    said = read("Bihar\nDate|Registered\n01.12.2021|5120\n02.12.2021|5210")
    assert (said.first.within, said.problems) == ("s10", [])


@pytest.mark.parametrize(
    "title",
    [
        "Labour Resources Department, Government of Bihar\nBlock Gogri, District Khagaria",
        "Office of the Labour Enforcement Officer, Block Gogri, District Khagaria",
        "कार्यालय प्रखंड विकास पदाधिकारी, गोगरी, जिला खगड़िया",
        "Daily progress of registration of unorganised workers on e-Shram portal, Block Gogri, Khagaria",
    ],
)
def test_a_letterhead_names_no_part(read: Read, title: str) -> None:
    said = read(f"{title}\nDate|New|Total registered\n01.12.2021|120|5120\n02.12.2021|90|5210\n03.12.2021|140|5350")
    assert sorted(said.records) == sorted(DAYS)
    assert said.problems == []
