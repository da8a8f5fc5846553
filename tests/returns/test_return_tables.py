"""Where the table lies: titles above it, headings of several rows, number rows, notes below, several tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]
BIHAR = {"as_on": "2021-12-04", "within": "s10"}


def test_a_titled_block_sheet_in_hindi(read: Read) -> None:
    said = read("""
खगड़िया जिला अंतर्गत प्रखंडवार ई-श्रम निबंधन की स्थिति
दिनांक 04.12.2021 तक
क्र.सं. | प्रखंड का नाम | लक्ष्य | निबंधन | प्रतिशत
1 | अलौली | 1000 | 500 | 50
2 | बेलदौर | 2000 | 1,500 | 75
3 | खगड़िया | 1000 | ९०० | 90
4 | चौथम | 500 | - |
कुल | | 4500 | 2900 |
श्रम अधीक्षक, खगड़िया
""")
    assert said.rows == "3; -; 4-7; 8 कुल yes"
    assert said.roles == "serial place:block target registered percent"
    assert said.records == ["Alauli registered 500", "Beldaur registered 1500", "Khagaria registered 900"]
    assert said.targets == ["Alauli 1000", "Beldaur 2000", "Khagaria 1000", "Chautham 500"]
    assert said.problems == []
    assert said.first.as_on.isoformat() == "2021-12-04"
    assert said.first.table.as_on_from == "title A2"
    assert said.first.within == "d202"


@pytest.mark.parametrize(
    "numbers",
    [
        "1|2|3|4",
        "(1)|(2)|(3)|(4)",
        "१|२|३|४",
        "1|2|3|4 = [3-2]",
        "A|B|C|D",
        "A|B|C|D=C/B*100",
        "(i)|(ii)|(iii)|(iv)",
        "क|ख|ग|घ",
        "Col 1|Col 2|Col 3|Col 4",
    ],
)
def test_the_row_that_numbers_the_columns_is_no_data(read: Read, numbers: str) -> None:
    said = read(
        f"Sl|District|Target|Registered\n{numbers}\n1|Araria|10|5\n2|Arwal|10|6", as_on="2021-12-04", within="s10"
    )
    assert said.rows == "1; 2; 3-4"
    assert said.records == ["Araria registered 5", "Arwal registered 6"]


def test_a_heading_of_two_rows_with_merged_groups(read: Read) -> None:
    said = read(
        "District|CSC||Self|\n|Registered|Today|Registered|Today\nAraria|10|1|20|2\nArwal|11|1|21|2",
        merges=[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)],
        as_on="2021-12-04",
        within="s10",
    )
    assert said.rows == "1 2; -; 3-4"
    assert said.roles == (
        "place:district registered:channel=csc new:channel=csc registered:channel=self new:channel=self"
    )


def test_groups_run_on_to_the_right_where_a_csv_has_no_merges(read: Read) -> None:
    said = read(
        "District|Target|Registered||\n||CSC|SSK|Total\nAraria|100|10|20|30\nArwal|100|11|21|32",
        as_on="2021-12-04",
        within="s10",
    )
    assert said.roles == "place:district target registered:channel=csc registered:channel=ssk registered"
    assert said.targets == ["Araria 100", "Arwal 100"]


def test_a_context_row_between_heading_and_data(read: Read) -> None:
    said = read(
        "Sl|GP Name|Registered\nState Name:-BIHAR|District Name:-SAHARSA|Block Name :-MAHISHI\n1|AARA|5\n2|AINA|6",
        as_on="2021-12-04",
    )
    assert said.rows == "1; -; 3-4"
    assert said.first.within == "b2031"
    assert [one.place.parent for one in said.first.unknown] == ["b2031", "b2031"]


def test_without_any_heading_names_and_one_column_of_figures_are_read_and_told(read: Read) -> None:
    said = read("Khagaria 04.12.2021\nAlauli|5000\nBeldaur|400\nKhagaria|5400\nTotal|10800")
    assert said.rows == "; -; 2-4; 5 Total yes"
    assert said.records == ["Alauli registered 5000", "Beldaur registered 400", "Khagaria registered 5400"]
    assert said.problems == ["role-assumed B2"]


def test_without_any_heading_two_columns_of_figures_ask(read: Read) -> None:
    said = read("Araria|500|1000\nArwal|600|700", as_on="2021-12-04", within="s10")
    assert said.records == []
    assert said.problems == ["no-count A1"]


def test_tables_side_by_side(read: Read) -> None:
    said = read(
        "Sl|District|Registered||Sl|District|Registered\n1|Araria|10||3|Banka|30\n2|Arwal|20||4|Gaya|40",
        as_on="2021-12-04",
        within="s10",
    )
    assert said.records == [
        "Araria registered 10",
        "Arwal registered 20",
        "Banka registered 30",
        "Gaya registered 40",
    ]


def test_a_list_folded_into_two_halves_without_a_gap(read: Read) -> None:
    said = read(
        "Sl|District|Registered|Sl|District|Registered\n1|Araria|10|3|Banka|30\n2|Arwal|20||| ",
        as_on="2021-12-04",
        within="s10",
    )
    assert said.records == ["Araria registered 10", "Arwal registered 20", "Banka registered 30"]


def test_tables_below_each_other(read: Read) -> None:
    said = read(
        "District|Registered\nAraria|10\nArwal|20\nTotal|30\n\nDistrict|Registered\nBanka|1\nGaya|2\nTotal|3",
        as_on="2021-12-04",
        within="s10",
    )
    assert [ret.table.header_rows for ret in said.returns] == [(1,), (6,)]
    assert len(said.records) == 4


def test_a_heading_repeated_on_the_next_page_is_no_new_table(read: Read) -> None:
    said = read(
        "District|Registered\nAraria|10\nArwal|20\nDistrict|Registered\nBanka|1\nTotal|31",
        as_on="2021-12-04",
        within="s10",
    )
    assert said.rows == "1; -; 2-5; 6 Total yes"
    assert said.records == ["Araria registered 10", "Arwal registered 20", "Banka registered 1"]


def test_years_and_days_in_a_heading_are_no_figures(read: Read) -> None:
    said = read("District|Target|2021|2022|Registered\nAraria|9|1|2|3\nArwal|9|1|2|4", as_on="2021-12-04", within="s10")
    assert said.rows == "1; -; 2-3"
    assert said.records == ["Araria registered 3", "Arwal registered 4"]


def test_notes_and_signatures_below_are_no_data(read: Read) -> None:
    said = read(
        "District|Registered\nAraria|10\nArwal|20\nTotal|30\nNote: provisional\nश्रम अधीक्षक|हस्ताक्षर",
        as_on="2021-12-04",
        within="s10",
    )
    assert said.rows == "1; -; 2-3; 4 Total yes"
    assert said.problems == []


def test_a_repeated_blank_row_in_the_body_is_passed_over(read: Read) -> None:
    said = read("District|Registered\nAraria|10\n\nArwal|20\n\nTotal|30", as_on="2021-12-04", within="s10")
    assert said.records == ["Araria registered 10", "Arwal registered 20"]
    assert said.problems == []


def test_years_over_the_columns_are_a_level_of_the_heading(read: Read) -> None:
    said = read("""
Literates and literacy rates
Code|District|Literates||Literacy rate|||
||||2001||2011|
||Male|Female|Male|Female|Male|Female
1|Araria|10|20|50|40|55|45
2|Arwal|10|30|60|50|65|55
""")
    assert said.rows == "2 3 4; -; 5-6"
    assert said.first.table.columns[6].heading == "Literacy rate / 2011 / Male"


def test_ages_in_a_heading_with_an_open_end_are_no_row_of_data(read: Read) -> None:
    said = read(
        "e-Shram, Bihar, 04.12.2021\nDistrict|16-18|18-40|40-50|Above 50|Total\nAraria|1|100|50|10|161", within="s10"
    )
    assert said.rows == "2; -; 3-3"


def test_a_figure_with_a_footnote_s_mark_does_not_end_the_table(read: Read) -> None:
    said = read("State|Title|Registered\nBihar|Block|10\nGujarat|Taluka|248[4]\nHaryana|Tehsil|67", as_on="2021-12-04")
    assert said.rows == "1; -; 2-4"
    assert said.records == ["Bihar registered 10", "Haryana registered 67"]
    assert said.problems == ["count-two C3"]


@pytest.mark.parametrize("blank", ["", "|\n"])
def test_a_page_break_repeats_heading_and_number_row(read: Read, blank: str) -> None:
    head = "Sl|District|Target|Registered|%\n(1)|(2)|(3)|(4)|(5)\n"
    said = read(f"{head}1|Araria|10|5|50\n2|Arwal|10|6|60\n{blank}{head}3|Banka|10|7|70\n|Total|30|18|60", **BIHAR)
    assert said.records == ["Araria registered 5", "Arwal registered 6", "Banka registered 7"]
    assert said.rows.endswith("Total yes")
    assert said.problems == []


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("Sl|Name of|Target|Total", "No|District|2021-22|Registered"),
        ("क्र|जिले|निर्धारित|कुल", "सं|का नाम|लक्ष्य|पंजीकरण"),
        ("क्र०|जिला|लक्ष्य|पंजीकरण", "Sl No|District|Target|Registered"),
    ],
)
def test_a_heading_broken_over_two_full_rows_is_one(read: Read, upper: str, lower: str) -> None:
    said = read(f"e-Shram\n{upper}\n{lower}\n1|Araria|10|5\n2|Arwal|10|6", **BIHAR)
    assert said.rows == "2 3; -; 4-5"
    assert said.roles == "serial place:district target registered"
