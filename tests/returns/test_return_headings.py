"""Headings as other systems write them: percentages without the word, forms with columns taken out, codes beside
names, years and numbers over columns, headings broken over several rows. Each kind has a twin that only looks like
it."""

from __future__ import annotations

import pytest

from tests.returns.conftest import Read

BIHAR = {"as_on": "2021-12-27", "within": "s10"}


@pytest.mark.parametrize(
    ("heading", "first", "second", "role"),
    [
        ("Target Achieved", "52.50%", "40.00%", "percent"),
        ("Achievement against target", "52.5 %", "40 %", "percent"),
        ("उपलब्धि", "52.5%", "-", "percent"),
        ("Balance", "47.5%", "60%", "other"),
        ("New", "2.5%", "1%", "other"),
        ("Through CSC", "80%", "75%", "other"),
        ("Target", "100%", "100%", "other"),
    ],
)
def test_a_column_of_percent_signs_is_no_count_whatever_its_heading_says(
    read: Read, heading: str, first: str, second: str, role: str
) -> None:
    said = read(
        f"District|Target|Total Registered|{heading}\nPatna|40000|21000|{first}\nGaya|30000|12000|{second}", **BIHAR
    )
    assert said.roles == f"place:district target registered {role}"
    assert said.records == ["Patna registered 21000", "Gaya registered 12000"]
    assert said.problems == []


def test_a_percentage_without_the_word_is_checked_against_the_counts(read: Read) -> None:
    said = read(
        "District|Target|Total Registered|Target Achieved\n"
        "Patna|40000|21000|52.50%\nGaya|30000|12000|40.00%\nNalanda|20000|15000|57.00%",
        **BIHAR,
    )
    assert said.problems == ["percent-disagrees D4"]


def test_a_percentage_kept_as_a_part_of_one_is_no_second_count(read: Read) -> None:
    said = read(
        "District|Target|Total Registered|Target Achieved\n"
        "Patna|40000|21000|0.525\nGaya|30000|12000|0.4\nNalanda|100|100|1",
        **BIHAR,
    )
    assert said.roles == "place:district target registered percent"
    assert said.problems == []


def test_counts_under_the_same_heading_stay_counts(read: Read) -> None:
    said = read("District|Target|Target Achieved\nPatna|40000|21000\nGaya|30000|12000", **BIHAR)
    assert said.roles == "place:district target registered"
    assert said.records == ["Patna registered 21000", "Gaya registered 12000"]
    twice = read("District|Total Registered|Target Achieved\nPatna|21000|525\nGaya|12000|400", **BIHAR)
    assert twice.records == []
    assert "role-twice B1" in twice.problems


@pytest.mark.parametrize(
    "numbers",
    [
        "1|2|4|5|6=[4-5]",
        "1|2|4|5|6",
        "(1)|(2)|(4)|(5)|(6) = (4)-(5)",
        "1|2|3(a)|3(b)|4",
        "1|2|3a|3b|4=3a-3b",
        "१|२|४|५|६=४-५",
        "A|B|D|E|F=[D-E]",
        "Col 1|Col 2|Col 4|Col 5|Col 4 - Col 5",
    ],
)
def test_a_form_with_columns_taken_out_still_numbers_the_rest(read: Read, numbers: str) -> None:
    said = read(
        f"Sr.No.|District|Target|Registered till date|Balance\n{numbers}\nState Name:-BIHAR||||\n"
        "1|Patna|40000|21000|19000\n2|Gaya|30000|12000|18000\nTotal:-||70000|33000|37000",
        as_on="2021-12-27",
    )
    assert said.rows == "1; 2; 4-5; 6 Total:- yes"
    assert said.first.table.state == "s10"
    assert said.records == ["Patna registered 21000", "Gaya registered 12000"]
    assert said.problems == []


def test_context_below_a_number_row_of_many_columns_is_kept(read: Read) -> None:
    heads = "Sr|Block|Target|" + "|".join(f"Day {day}" for day in range(1, 8)) + "|CSC Registered|Self Registered"
    numbers = "|".join(str(number) for number in range(1, 11)) + "|12(a)|12(b)"
    said = read(
        f"{heads}\n{numbers}\nState Name:-BIHAR\nDistrict Name:-KHAGARIA\n"
        "1|Gogri|4000|1|1|1|1|1|1|1|1500|600\n2|Alauli|3000|1|1|1|1|1|1|1|900|300",
        as_on="2021-12-27",
    )
    assert said.rows == "1; 2; 5-6"
    assert said.first.table.context_rows == (3, 4)
    assert said.first.table.district == "d202"
    assert "Gogri registered[channel=csc] 1500" in said.records


@pytest.mark.parametrize("figures", ["1|2|4|5", "1|2|4|8", "2|3|5|6"])
def test_small_figures_that_rise_beside_a_name_are_data(read: Read, figures: str) -> None:
    first = "|".join(figures.split("|")[1:])
    said = read(f"Sl|District|Target|Registered|New\n1|Araria|{first}\n2|Arwal|9|6|5", **BIHAR)
    assert said.rows == "1; -; 2-3"


@pytest.mark.parametrize(
    ("state", "district"),
    [
        ("State ID", "District ID"),
        ("State Id No.", "Dist. ID"),
        ("State", "District"),
        ("State Code", "District Code"),
    ],
)
def test_text_codes_beside_names_name_no_place(read: Read, state: str, district: str) -> None:
    said = read(
        f"S. No.|{state}|State Name|{district}|District Name|Target|Registered\n"
        "1|IND010|Bihar|IND010028|Patna|40000|21000\n2|IND010|Bihar|IND010035|Gaya|30000|12000",
        as_on="2021-12-27",
    )
    assert said.roles == "serial code place:state code place:district target registered"
    assert said.records == ["Patna registered 21000", "Gaya registered 12000"]
    assert said.problems == []


def test_a_code_that_alone_tells_the_place_is_asked_about(read: Read) -> None:
    said = read("District|Block ID|Registered\nKhagaria|BLK001|500\nKhagaria|BLK002|600", **BIHAR)
    assert said.records == []
    assert said.problems[:2] == ["row-place-unheard-of B2", "row-place-unheard-of B3"]


def test_wards_with_numbers_beside_their_district_are_no_codes(read: Read) -> None:
    said = read("District|Block|Ward|Registered\nKhagaria|Gogri|W-12|500\nKhagaria|Gogri|W-13|600", **BIHAR)
    assert "code" not in said.roles


@pytest.mark.parametrize("heading", ["New Borns", "New born babies", "Newborns", "नवजात शिशु"])
def test_new_borns_are_not_new_registrations(read: Read, heading: str) -> None:
    said = read(f"District|Registered|{heading}\nPatna|21000|52\nGaya|12000|40", **BIHAR)
    assert said.records == ["Patna registered 21000", "Gaya registered 12000"]
    twin = read("District|Registered|New registrations\nPatna|21000|52\nGaya|12000|40", **BIHAR)
    assert twin.roles == "place:district registered new"


@pytest.mark.parametrize(
    "heading",
    [
        "District|2019|2020|2021",
        "Area|2019|2020|2021",
        "|2019|2020|2021",
        "|2019|2020|Change 2019-2020",
        "|2019*|2020*|2021*",
        "District|101|102|103",
        "District|50|100|150",
    ],
)
def test_years_and_numbers_over_columns_are_a_heading(read: Read, heading: str) -> None:
    said = read(f"Registration on e-Shram, Bihar\n{heading}\nAraria|410|520|630\nArwal|120|150|210", **BIHAR)
    assert said.rows == "2; -; 3-4"
    assert said.records == []


@pytest.mark.parametrize("figures", ["2019|2020|2021", "2050|1999|2001", "100|200|300"])
def test_figures_like_years_beside_a_place_are_data(read: Read, figures: str) -> None:
    said = read(f"District|Target|Registered|Balance\nAraria|{figures}\nArwal|120|150|210", **BIHAR)
    assert said.rows == "1; -; 2-3"
    assert f"Araria registered {figures.split('|')[1]}" in said.records


def test_a_total_of_figures_like_years_is_no_heading(read: Read) -> None:
    said = read("District|Target|Registered|Balance\nTotal|2019|2020|2021\nAraria|2019|2020|2021", **BIHAR)
    assert said.rows.startswith("1; -;")
    assert said.records == ["Araria registered 2020"]


def test_a_year_over_the_columns_is_one_level_of_the_heading(read: Read) -> None:
    said = read("Progress of Bihar\n|2021||\nDistrict|Target|Registered|Balance\nAraria|20|5|15\nArwal|10|6|4", **BIHAR)
    assert said.rows == "2 3; -; 4-5"
    assert said.records == ["Araria registered 5", "Arwal registered 6"]


def test_one_cell_spans_several_columns(read: Read) -> None:
    text = "District|Registered|||Target\n|CSC|Self|Total|\nAraria|5|3|8|20\nArwal|6|1|7|10"
    for merges in ([(0, 1, 0, 3)], []):
        said = read(text, merges=merges, **BIHAR)
        assert said.rows == "1 2; -; 3-4"
        assert said.roles == "place:district registered:channel=csc registered:channel=self registered target"
        assert said.problems == []


def test_headings_broken_over_many_rows_with_blank_rows_between(read: Read) -> None:
    said = read(
        "Progress of e-Shram, Bihar\n\nName|Total|Unorganised\nof|target|workers\n||\nthe|of the|registered\n||\n"
        "District|drive|so far\n||\nAraria|20|5\nArwal|10|6",
        **BIHAR,
    )
    assert said.rows == "3 4 5 6 7 8; -; 10-11"
    assert said.roles == "place:district target registered"
    assert said.records == ["Araria registered 5", "Arwal registered 6"]


def test_the_names_heading_may_stand_above_a_gap(read: Read) -> None:
    said = read("Progress of e-Shram, Bihar\nDistrict||\n||\n|Target|Registered\nAraria|20|5\nArwal|10|6", **BIHAR)
    assert said.rows == "2 3 4; -; 5-6"
    assert said.roles == "place:district target registered"


@pytest.mark.parametrize(
    "title",
    [
        "|Daily progress of e-Shram||",
        "|Daily progress report|Khagaria|",
        "|Daily report||04.12.2021",
        "|Daily progress report|Form 3|",
        "|दैनिक प्रतिवेदन|प्रपत्र 2|",
        "|Daily report||Form 3\n|||",
        "Daily report|Labour Department|Form 3|\n|||",
        "Daily progress|||",
        "State:|BIHAR|District:|KHAGARIA",
        "|Daily report of new registrations||\n|||",
    ],
)
def test_a_title_above_a_heading_is_none_of_its_levels(read: Read, title: str) -> None:
    said = read(
        f"{title}\nBlock|Target|Registered|Balance\nGogri|20|5|15\nAlauli|10|6|4", within="d202", as_on="2021-12-04"
    )
    assert said.roles == "place:block target registered balance"
    assert said.records == ["Gogri registered 5", "Alauli registered 6"]


def test_figures_grouped_by_spaces_stay_in_their_table_and_are_asked_about(read: Read) -> None:
    said = read("District|Target|Registered\nAraria|900|510\nArwal|1 200|1 031\nGaya|2 000|1 500\nPatna|700|1", **BIHAR)
    assert said.rows == "1; -; 2-5"
    assert said.records == ["Araria registered 510", "Patna registered 1"]
    assert {"count-two C3", "count-two C4"} <= set(said.problems)


def test_lines_of_a_broken_heading_may_hold_figures(read: Read) -> None:
    said = read(
        "Progress of e-Shram, Bihar\n\n|Number|Regist-|\nDistrict|to be|ered|Still\n|registered|by age|to do\n"
        "||18 to|(1,000)\n||59|\n\nAraria|20|5|15\nArwal|10|6|4",
        **BIHAR,
    )
    assert said.rows == "3 4 5 6 7; -; 9-10"


@pytest.mark.parametrize(
    "first",
    ["Araria|late|7|3", "Arariya|late|7|3", "1|Araria|late|7"],
)
def test_a_word_in_the_first_row_of_data_makes_no_heading_of_its_place(read: Read, first: str) -> None:
    heads = "District|Target|Registered|Balance" if not first[0].isdigit() else "Sl|District|Target|Registered"
    second = "Arwal|10|6|4" if not first[0].isdigit() else "2|Arwal|10|6"
    said = read(f"{heads}\n{first}\n{second}", **BIHAR)
    assert said.rows == "1; -; 2-3"
    assert "Arwal registered 6" in said.records


def test_signs_of_percent_below_a_heading_are_its_lower_row(read: Read) -> None:
    said = read(
        "|Registered||Balance|\nDistrict|persons|%|persons|%\nAraria|5|25|15|75\nArwal|6|60|4|40",
        **BIHAR,
    )
    assert said.rows == "1 2; -; 3-4"
    assert said.roles == "place:district registered percent balance percent"


def test_a_total_among_years_keeps_them_a_heading(read: Read) -> None:
    said = read("District|2019|2020|Total\nAraria|410|520|930\nArwal|120|150|270", **BIHAR)
    assert said.rows == "1; -; 2-3"


@pytest.mark.parametrize("title", ["||Daily report|", "|Daily report||", "|Daily report||Form 3"])
def test_a_short_title_above_the_names_of_channels_is_none_of_their_levels(read: Read, title: str) -> None:
    said = read(f"{title}\nDistrict|CSC|SSK|Self\nAraria|5|3|2\nArwal|6|1|1", **BIHAR)
    assert said.rows == "2; -; 3-4"
    assert "new" not in said.roles


def test_a_misspelt_first_place_with_figures_like_years_is_asked_about(read: Read) -> None:
    said = read("|District|Target|Registered\n|Arariya Dist|2019|2010\n|Arwal|10|6", **BIHAR)
    assert said.rows == "1; -; 2-3"
    assert [problem for problem in said.problems if problem.endswith("B2")]


def test_a_title_over_the_unnamed_first_column_is_no_heading(read: Read) -> None:
    """Tables that a program wrote begin with a column of numbers without a heading."""
    said = read("Activity Details||\n||\n|District|Registered\n0|Araria|5\n1|Arwal|6", **BIHAR)
    assert said.rows == "3; -; 4-5"


def test_new_of_an_unknown_thing_is_asked_about(read: Read) -> None:
    said = read("District|Registered|New anganwadis\nPatna|21000|52\nGaya|12000|40", **BIHAR)
    assert said.roles == "place:district registered other"
    assert said.problems == ["column-unread C1"]


@pytest.mark.parametrize(
    "heading", ["New", "New regn.", "New reg", "New enrollees", "New workers", "नए", "Today's new", "New CSC"]
)
def test_new_of_registering_is_new_however_it_is_shortened(read: Read, heading: str) -> None:
    said = read(f"District|Registered|{heading}\nPatna|21000|52\nGaya|12000|40", **BIHAR)
    assert said.roles.startswith("place:district registered new")
