"""Sheets of states whose blocks are read only for them, and of tehsils; Bihar's sheets know nothing of it."""

from __future__ import annotations

import pytest

from tests.returns.conftest import Read

DAY = "2021-12-14"


def places(read: Read, sheet: str, **more: str) -> list[str]:
    return [record.place for record in read(sheet, as_on=DAY, **more).first.records]


@pytest.mark.parametrize(
    "title",
    ["जनपद झाँसी : विकास खण्डवार ई-श्रम पंजीकरण", "District: Jhansi", "Block wise registration, District Jhansi (U.P.)"],
)
def test_a_sheet_that_names_its_district_is_read_with_its_blocks(read: Read, title: str) -> None:
    sheet = f"{title}\nविकास खंड|पंजीकृत\nबबीना|11000\nMoth|9000\nबड़ागाँव|12000"
    assert places(read, sheet) == ["b1244", "b1251", "b1245"]


def test_blocks_beside_their_districts(read: Read) -> None:
    sheet = "State|District|Block|Registered\nUP|Jhansi|Babina|100\nRajasthan|Jaipur|Amber|200\nBihar|Khagaria|Mansi|3"
    assert places(read, sheet) == ["b1244", "b684", "b1819"]


def test_rows_of_districts_above_those_of_their_blocks(read: Read) -> None:
    sheet = "Uttar Pradesh\nBlock|Registered\nJhansi|300\nBabina|100\nMoth|200\nLalitpur|90\nMahrauni|90"
    assert {"b1244", "b1251"} <= set(places(read, sheet))


def test_the_block_in_a_title_is_that_of_the_sheets_district(read: Read) -> None:
    said = read("District: Jhansi\nBlock: Babina\nPanchayat|Registered\nKhailar|10\nBudhpura|20", as_on=DAY)
    assert said.first.within == "b1244"


def test_a_slip_in_a_sheet_of_bihar_is_no_block_of_another_state(read: Read) -> None:
    """Babina is a block of Jhansi, Amber of Jaipur: nothing that a sheet of Khagaria could mean."""
    said = read("District: Khagaria\nBlock|Registered\nMansi|10\nGogri|20\nBabina|30", as_on=DAY)
    assert said.records == ["Mansi registered 10", "Gogri registered 20"]
    assert said.first.rejected == 1


def test_a_sheet_that_names_no_place_is_not_looked_up_in_all_india(read: Read) -> None:
    assert places(read, "Block|Registered\nBabina|10\nMoth|20\nBamaur|30") == []


def test_a_slip_among_known_blocks_is_told_and_not_learned(read: Read) -> None:
    said = read("District: Jhansi\nBlock|Registered\nBabina|10\nMoth|20\nBamaurr|30", as_on=DAY)
    assert said.records == ["Babina registered 10", "Moth registered 20"]
    assert said.problems == ["row-place-unknown A5"]


@pytest.mark.parametrize(
    "sheet",
    [
        "District: Jaipur\nTehsil|Registered\nAmber|10\nBassi|20\nChaksu|30",
        "जिला जयपुर\nतहसील का नाम|पंजीकृत\nAmber|10\nBassi|20\nChaksu|30",
    ],
)
def test_tehsils_that_bear_the_names_of_blocks_are_places_of_their_own(read: Read, sheet: str) -> None:
    said = read(sheet, as_on=DAY)
    assert said.records == []
    assert [one.place.id for one in said.first.unknown] == ["d102/amber", "d102/bassi", "d102/chaksu"]


def test_a_title_of_tehsils_makes_no_name_below_it_a_block(read: Read) -> None:
    said = read("District Jaipur, tehsil wise\nName|Registered\nAmber|10\nBassi|20\nChaksu|30", as_on=DAY)
    assert (said.records, said.first.rejected) == ([], 3)


def test_a_list_of_which_few_names_are_known_is_of_other_units(read: Read) -> None:
    said = read("District: Jhansi\nBlock|Registered\nMoth|10\nTahrauli|20\nGarautha|30", as_on=DAY)
    assert [one.place.name for one in said.first.unknown] == ["Moth", "Tahrauli", "Garautha"]


def test_a_tehsil_column_in_bihar_names_its_blocks(read: Read) -> None:
    assert places(read, "District: Khagaria\nTehsil|Registered\nMansi|10\nGogri|20") == ["b1819", "b1817"]
