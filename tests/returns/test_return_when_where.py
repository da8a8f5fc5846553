"""The date and the place of a sheet: option, column, title, sheet name, file name, in that order; nothing guessed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]
ROWS = "District|Registered\nAraria|10\nArwal|20"


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("As on 04.12.2021", "title A1"),
        ("बिहार राज्य, दिनांक 04-12-2021 तक की स्थिति", "title A1"),
        ("e-Shram Bihar, 4 दिसम्बर 2021", "title A1"),
        ("दिनांक | 04/12/2021", "title B1"),
        ("Report generated on 15 Jul 2022\nAs on 4.12.21", "title A2"),
        ("Letter of 01.11.2021\nAs on 04.12.2021", "title A2"),
    ],
)
def test_the_date_of_the_title(read: Read, title: str, source: str) -> None:
    said = read(f"{title}\n{ROWS}", within="s10")
    assert said.first.as_on.isoformat() == "2021-12-04"
    assert said.first.table.as_on_from == source


def test_the_order_of_sources(read: Read) -> None:
    titled = f"As on 04.12.2021\n{ROWS}"
    names = {"sheet": "05.12.2021", "file": "bihar 06.12.2021.xlsx", "within": "s10"}
    assert read(titled, as_on="2021-12-03", **names).first.table.as_on_from == "option"
    assert read(titled, **names).first.table.as_on_from == "title A1"
    assert read(ROWS, **names).first.table.as_on_from == "sheet name"
    assert read(ROWS, file="bihar 06.12.2021.xlsx", within="s10").first.table.as_on_from == "file name"


def test_without_any_date_nothing_is_kept(read: Read) -> None:
    said = read(ROWS, within="s10")
    assert said.records == []
    assert said.problems == ["no-date"]
    assert said.first.rejected == 2


def test_two_dates_in_the_title_ask(read: Read) -> None:
    said = read(f"As on 04.12.2021\nAs on 05.12.2021\n{ROWS}", within="s10")
    assert said.records == []
    assert said.problems == ["date-unclear"]


def test_a_month_before_its_day_asks(read: Read) -> None:
    said = read(f"As on 12/28/2021\n{ROWS}", within="s10")
    assert said.records == []
    assert said.problems == ["date-month-first"]


def test_a_period_is_told(read: Read) -> None:
    said = read(f"01.12.2021 से 07.12.2021 तक\n{ROWS}", within="s10")
    assert said.first.as_on.isoformat() == "2021-12-07"
    assert said.problems == ["date-period"]


def test_a_date_column(read: Read) -> None:
    said = read(
        "District|Registered|Date\nAraria|10|04.12.2021\nArwal|20|12/28/2021\nBanka|20|\nGaya|5|05-12-2021",
        within="s10",
    )
    assert said.records == ["Araria registered 10 2021-12-04", "Gaya registered 5"]
    assert said.problems == ["date-month-first C3", "row-date-blank C4"]
    assert said.first.table.as_on_from == "column C"


def test_a_column_written_month_first_is_not_read_day_first_where_it_could_be(read: Read) -> None:
    said = read("Date|District|Registered\n12/13/2021|Araria|1\n12/04/2021|Gaya|2\n12/12/2021|Banka|3", within="s10")
    assert said.records == ["Banka registered 3"]
    assert said.problems == ["date-month-first A2", "date-month-first A3"]


def test_a_table_of_each_day_below_one_another(read: Read) -> None:
    said = read(f"Bihar\nAs on 03.12.2021\n{ROWS}\n\nAs on 04.12.2021\n{ROWS.replace('1', '2')}")
    assert [(ret.as_on.isoformat(), len(ret.records)) for ret in said.returns] == [("2021-12-03", 2), ("2021-12-04", 2)]


def test_a_heading_repeated_on_each_printed_page_begins_no_table(read: Read) -> None:
    page = "As on 04.12.2021\nDistrict|Registered\n"
    said = read(f"{page}Araria|10\n{page}Arwal|20\nTotal|30", within="s10")
    assert (len(said.returns), said.problems) == (1, [])


def test_the_date_beside_the_second_table_is_its_own(read: Read) -> None:
    said = read(
        f"As on 03.12.2021\n{ROWS}\nTotal|30\n\nदिनांक 05.12.2021\nDistrict|Target\nGaya|5\nBanka|6", within="s10"
    )
    assert said.returns[0].as_on.isoformat() == "2021-12-03"


def test_a_column_of_several_dates_stands_against_the_option(read: Read) -> None:
    said = read("Date|District|Registered\n04.12.2021|Araria|1\n05.12.2021|Araria|2", as_on="2021-12-09", within="s10")
    assert said.records == ["Araria registered 1 2021-12-04", "Araria registered 2"]
    assert said.problems == ["as-on-ignored column A"]


@pytest.mark.parametrize(
    ("title", "within"),
    [
        ("खगड़िया जिला, बिहार", "d202"),
        ("District Name:-KHAGARIA", "d202"),
        ("जिला | खगड़िया", "d202"),
        ("District: East Champaran (Motihari)", "d213"),
        ("प्रखंडवार निबंधन, जिला - पूर्वी चम्पारण", "d213"),
    ],
)
def test_the_place_of_the_title(read: Read, title: str, within: str) -> None:
    blocks = "Alauli|1\nMansi|2" if within == "d202" else "Turkaulia|1\nMotihari|2"
    said = read(f"{title}\nBlock|Registered\n{blocks}", as_on="2021-12-04")
    assert said.first.within == within
    assert len(said.records) == 2


def test_the_place_of_the_file_name(read: Read) -> None:
    said = read("Block|Registered\nAlauli|1\nKhagaria|2", file="khagaria_2021-12-04.xlsx")
    assert (said.first.within, said.first.as_on.isoformat()) == ("d202", "2021-12-04")
    assert [record.place for record in said.first.records] == ["b1814", "b1818"]


def test_a_district_in_the_file_name_of_a_state_sheet_does_not_narrow_it(read: Read) -> None:
    rows = "\n".join(f"{name}|1" for name in ("Araria", "Arwal", "Banka", "Khagaria"))
    said = read(f"Bihar as on 04.12.2021\nDistrict|Registered\n{rows}", file="sent by khagaria.xlsx")
    assert [record.place for record in said.first.records] == ["d188", "d611", "d190", "d202"]


def test_a_place_given_by_option_binds(read: Read) -> None:
    said = read("Block|Registered\nAlauli|1\nTurkaulia|2", as_on="2021-12-04", within="d202")
    assert said.records == ["Alauli registered 1"]
    assert said.problems == ["row-place-unheard-of A3"]


def test_a_name_of_two_states_in_the_title_asks(read: Read) -> None:
    said = read("जिला बिलासपुर\nविकास खंड|निबंधन\nकखग|500\nचछज|7", as_on="2021-12-04")
    assert said.records == []
    assert "title-place-ambiguous" in said.problems


def test_directions_are_no_districts(read: Read) -> None:
    said = read("North East South West Central zone\nDistrict|Registered\nAraria|1\nGaya|2", as_on="2021-12-04")
    assert said.first.table.district is None


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("New registration on 04.12.2021", "new"),
        ("Registered as on 04.12.2021", "registered"),
        ("04.12.2021 तक कुल निबंधन", "registered"),
    ],
)
def test_a_heading_of_two_columns_with_a_date_is_no_title(read: Read, heading: str, role: str) -> None:
    said = read(f"District|{heading}\nAraria|10\nArwal|20", within="s10")
    assert said.rows == "1; -; 2-3"
    assert said.roles == f"place:district {role}"
    assert said.first.as_on.isoformat() == "2021-12-04"


def test_new_beside_two_dated_counts_is_of_the_later_day(read: Read) -> None:
    sheet = "District|Registered as on 03.12.2021|Registered as on 04.12.2021|New\nAraria|10|12|2\nArwal|20|25|5"
    said = read(sheet, within="s10")
    assert said.records == [
        "Araria registered 10 2021-12-03",
        "Arwal registered 20 2021-12-03",
        "Araria registered 12",
        "Arwal registered 25",
        "Araria new 2",
        "Arwal new 5",
    ]
    assert said.first.as_on.isoformat() == "2021-12-04"


def test_the_text_above_the_table_of_a_web_page(read: Read) -> None:
    above = (
        "Home | Login",
        "ई-श्रम जिलावार प्रतिवेदन",
        "राज्य : बिहार",
        "Report generated on 06.12.2021",
        "As on 04.12.2021",
    )
    said = read("District|Registered\nAraria|10\nBalrampur|5\nArwal|20", above=above)
    assert said.first.as_on.isoformat() == "2021-12-04"
    assert said.first.table.as_on_from == "text above the table"
    assert (said.first.table.state, said.first.table.places_from["state"]) == ("s10", "text above the table")


def test_as_on_outweighs_the_date_of_the_report(read: Read) -> None:
    titles = "State Name : BIHAR|Report Date : 05/12/2021 10:11:12 AM\nAs on : 04/12/2021"
    assert read(f"{titles}\n{ROWS}").first.as_on.isoformat() == "2021-12-04"
    assert read(f"राज्य|बिहार\nदिनांक|05.12.2021\nUpto|04.12.2021\n{ROWS}").first.as_on.isoformat() == "2021-12-04"


def test_a_label_that_is_followed_by_more_than_a_name(read: Read) -> None:
    said = read(f"राज्य – बिहार, श्रम विभाग, दिनांक 04.12.2021\n{ROWS}")
    assert (said.first.table.state, said.first.as_on.isoformat()) == ("s10", "2021-12-04")


def test_a_sheet_named_for_a_block_of_the_district_holds_its_panchayats(read: Read) -> None:
    sheet = "ग्राम पंचायत|निबंधन\nरामपुर|10\nशिवनगर|20"
    said = read(sheet, sheet="Gogri", as_on="2021-12-04", within="d202")
    assert {one.place.parent for one in said.first.unknown} == {said.first.table.block}
    assert read(sheet, sheet="Khagaria", as_on="2021-12-04", within="d202").first.table.block is None


def test_a_row_without_a_number_begins_a_district_though_a_block_bears_its_name(read: Read) -> None:
    said = read(
        "Sl|Block|Registered\n|Sheohar|30\n1|Tariyani|10\n2|Sheohar|20\n|Khagaria|12\n1|Parbatta|5\n2|Beldaur|7\n"
        "|Grand Total|42",
        as_on="2021-12-04",
        within="s10",
    )
    assert [record.place for record in said.first.records] == ["b2089", "b2088", "b1820", "b1815"]
    assert said.rows == "1; -; 2-7; 2 Sheohar yes; 5 Khagaria yes; 8 Grand Total yes"
    assert said.problems == []


def test_a_column_of_states_by_their_letters(read: Read) -> None:
    said = read(
        "State | District | Registered\nBR | Patna | 210\nBR | Gaya | 125\nJH | Ranchi | 90", as_on="2021-12-14"
    )
    assert said.records == ["Patna registered 210", "Gaya registered 125", "Ranchi registered 90"]
    assert said.problems == []


def test_letters_of_no_state_are_told(read: Read) -> None:
    said = read("State | District | Registered\nBR | Patna | 210\nXQ | Ranchi | 90", as_on="2021-12-14")
    assert said.records == ["Patna registered 210"]
    assert said.problems == ["row-place-unheard-of A3"]


@pytest.mark.parametrize(
    "title", ["Follow up of registration, 14.12.2021", "FOLLOW UP, 14.12.2021", "Patna OR Gaya 14.12.2021"]
)
def test_small_words_of_a_title_are_no_states(read: Read, title: str) -> None:
    table = read(f"{title}\nDistrict | Registered\nPatna | 210\nGaya | 125").first.table
    assert table.state in {None, "s10"}


def test_a_state_by_its_letters_in_a_title(read: Read) -> None:
    said = read("e-Shram registration in UP as on 14.12.2021\nDistrict | Registered\nHamirpur | 210\nPratapgarh | 125")
    assert said.first.within == "s9"
    assert said.problems == []


BELOW = "Block|Registered\nGogri|120\nAlauli|190\nTotal|310\n"


@pytest.mark.parametrize(
    "line",
    [
        "Dated on 14.12.2021",
        "\nDated on|14.12.2021",
        "दिनांक: 14.12.2021",
        "As on 14.12.2021",
        "दिनांक 14.12.2021 तक",
        "नोट: आंकड़े 14.12.2021 सायं 5 बजे तक के हैं",
        "Note: Data updated till 14.12.2021\n|Labour Superintendent\n|Date 15.12.2021",
    ],
)
def test_a_date_below_the_table(read: Read, line: str) -> None:
    said = read(f"{BELOW}{line}", within="d202")
    assert said.records == ["Gogri registered 120", "Alauli registered 190"]
    assert (str(said.first.as_on), said.problems) == ("2021-12-14", [])


@pytest.mark.parametrize(
    "line",
    [
        "Printed on 15.12.2021",
        "Target upto 31.12.2021",
        "Last date of registration: 31.12.2021",
        "Next review on 20.12.2021",
        "Work to be completed up to 31.12.2021",
        "\nAs on 15.12.2021\nBlock|Registered\nGogri|150\nAlauli|290",
    ],
)
def test_a_date_below_that_is_of_something_else(read: Read, line: str) -> None:
    said = read(f"{BELOW}{line}", within="d202")
    assert said.returns[0].records == ()
    assert said.problems[0] == "no-date"


def test_the_title_and_the_names_stand_before_a_date_below(read: Read) -> None:
    assert str(read(f"As on 13.12.2021\n{BELOW}Date: 14.12.2021", within="d202").first.as_on) == "2021-12-13"
    assert str(read(f"{BELOW}Date: 14.12.2021", within="d202", file="k 13-12-2021.xlsx").first.as_on) == "2021-12-13"


def test_up_to_when_the_figures_are_stands_before_the_files_name(read: Read) -> None:
    said = read(f"{BELOW}Note: figures are up to 14.12.2021", within="d202", file="k 15-12-2021.xlsx")
    assert str(said.first.as_on) == "2021-12-14"
