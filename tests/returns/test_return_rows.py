"""Rows to records: places, cuts, cells, rows listed twice; a row with an error is kept out whole, good rows stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from eshram_cli.sheets.model import Unsure

Read = Callable[..., Any]
BIHAR = {"as_on": "2021-12-04", "within": "s10"}


def test_every_bad_cell_has_its_problem_and_good_rows_stand(read: Read) -> None:
    said = read(
        "District|Registered\nAraria|46,4O1\nArwal|12\nBanka|-5\nGaya|12.5\nJamui|123456789012\nSaran|-\nSiwan|",
        **BIHAR,
    )
    assert said.records == ["Arwal registered 12"]
    assert said.problems == [
        "person-number B6",
        "count-letter B2",
        "count-negative B4",
        "count-fraction B5",
        "count-too-long B6",
    ]
    assert said.first.rejected == 4
    assert "123456789012" not in "".join(problem.line() for problem in said.first.problems)


def test_an_unknown_place_is_told_with_suggestions_and_never_matched(read: Read) -> None:
    said = read("District|Registered\nMuzafarpoor|12\nAraria|1", **BIHAR)
    assert said.records == ["Araria registered 1"]
    assert said.problems == ["row-place-unknown A2"]
    assert "Muzaffarpur" in said.first.problems[0].hint()


def test_a_name_unlike_any_is_told_once_for_all_its_rows(read: Read) -> None:
    said = read("Date|District|Registered\n01.12.2021|Xyzzy|1\n02.12.2021|Xyzzy|2\n02.12.2021|Gaya|2", within="s10")
    assert said.problems == ["row-place-unheard-of B2"]
    assert said.first.problems[0].words["rows"] == 2
    assert said.first.rejected == 2


def test_a_name_in_two_states_needs_the_state(read: Read) -> None:
    said = read("District|Registered\nAurangabad|4\nGaya|5\nPatna|6", as_on="2021-12-04")
    assert said.problems == ["row-place-ambiguous A2"]
    said = read("State|District|Registered\nBihar|Aurangabad|4\nMaharashtra|Aurangabad|5", as_on="2021-12-04")
    assert [record.place for record in said.first.records] == ["d189", "d469"]


def test_states_written_once_for_their_districts(read: Read) -> None:
    said = read(
        "State|District|Registered\nBihar|Aurangabad|4\n|Gaya|5\nMaharashtra|Aurangabad|6\n|Pune|7", as_on="2021-12-04"
    )
    assert [record.place for record in said.first.records] == ["d189", "d196", "d469", "d490"]
    assert said.problems == ["filled-down column A"]


@pytest.mark.parametrize("mark", ['"', "''", "do", "-do-", "ditto", "तदैव", "〃", ",,"])
def test_a_ditto_mark_repeats_the_name_or_the_date_above_it(read: Read, mark: str) -> None:
    said = read(
        f"State|District|As on|Registered\nBihar|Gaya|04.12.2021|4\n{mark}|Patna|{mark}|5\n{mark}|Siwan|{mark}|6"
    )
    assert said.records == ["Gaya registered 4", "Patna registered 5", "Siwan registered 6"]
    assert said.problems == ["filled-down column A"]


def test_a_ditto_mark_below_a_blank_cell_says_nothing(read: Read) -> None:
    said = read("District|As on|Registered\nGaya|04.12.2021|4\nPatna||5\nSiwan|do|6", within="s10")
    assert said.records == ["Gaya registered 4"]
    assert said.problems == ["row-date-blank B3", "date-not-date B4"]


@pytest.mark.parametrize("below", ["", "do", "Gaya"])
def test_parts_that_are_no_cut_are_not_taken_for_the_whole(read: Read, below: str) -> None:
    """The first of them stands beside the name; a sheet that leaves the name out below it says the same."""
    other = "Patna" if below == "Gaya" else below
    sheet = f"District|Type|Registered\nGaya|Rural|4\n{below}|Urban|1\nPatna|Rural|5\n{other}|Urban|2"
    said = read(sheet, **BIHAR)
    assert said.records == []
    assert [problem for problem in said.problems if "filled" not in problem] == ["rows-of-parts B1"]


@pytest.mark.parametrize("town", ["Nagar Parishad", "नगर परिषद", "Urban Local Bodies", "ULB"])
def test_towns_below_their_own_row_are_not_the_blocks_of_their_name(read: Read, town: str) -> None:
    sheet = f"Block|Registered\nAdapur|10\nAreraj|20\nBlocks Total|30\n{town}|\nMotihari|5\nDhaka|3\nGrand Total|38"
    said = read(sheet, as_on="2021-12-04", within="d213")
    assert said.records == ["Adapur registered 10", "Areraj registered 20"]
    assert said.problems == ["row-unplaced A6", "row-unplaced A7"]
    assert said.rows.endswith("8 Grand Total yes")


def test_groups_of_blocks_under_their_district(read: Read) -> None:
    said = read(
        "Block|Registered\nPurbi Champaran|\nKalyanpur|10\nMotihari|20\nSamastipur|\nKalyanpur|30\nPusa|40", **BIHAR
    )
    assert [record.place for record in said.first.records] == ["b1979", "b1984", "b2043", "b2049"]
    assert said.problems == []


def test_a_block_under_another_district_is_a_problem(read: Read) -> None:
    said = read(
        "Block|Registered\nKhagaria|\n" + "\n".join(f"{name}|1" for name in _KHAGARIA) + "\nForbesganj|9\nAraria|\n"
        "Raniganj|10\nNarpatganj|10\nPalasi|10\nSikti|10",
        **BIHAR,
    )
    assert "row-place-outside A10" in said.problems


_KHAGARIA = ("Alauli", "Beldaur", "Chautham", "Gogri", "Khagaria", "Mansi", "Parbatta")


def test_a_block_named_as_its_district_is_the_block(read: Read) -> None:
    said = read("Block|Registered\nAlauli|10\nKhagaria|20\nMansi|30\nTotal|60", as_on="2021-12-04", within="d202")
    assert [record.place for record in said.first.records] == ["b1814", "b1818", "b1819"]
    assert said.rows == "1; -; 2-4; 5 Total yes"


def test_a_row_named_as_the_district_that_is_the_sum_is_its_total(read: Read) -> None:
    said = read("Block|Registered\nAlauli|10\nMansi|30\nKhagaria|40", as_on="2021-12-04", within="d202")
    assert said.records == ["Alauli registered 10", "Mansi registered 30"]
    assert said.rows == "1; -; 2-3; 4 Khagaria yes"


def test_a_district_named_as_its_state_is_the_state_s_own_figure(read: Read) -> None:
    said = read("State|District|Registered\nDelhi|Delhi|6\nBihar|Gaya|5", as_on="2021-12-04")
    assert [record.place for record in said.first.records] == ["s7", "d196"]


def test_rows_of_no_place_are_left_out_and_told(read: Read) -> None:
    said = read("District|Registered\nAraria|1\nOther State|2\nUnknown|3\nGaya|4", **BIHAR)
    assert said.records == ["Araria registered 1", "Gaya registered 4"]
    assert said.problems == ["row-unplaced A3", "row-unplaced A4"]


def test_figures_without_a_place_are_a_problem(read: Read) -> None:
    said = read("District|Registered\nAraria|1\n|2\nGaya|4\nTotal|7", **BIHAR)
    assert said.records == ["Araria registered 1", "Gaya registered 4"]
    assert said.problems == ["row-place-blank A3"]


def test_blocks_of_a_district_without_known_blocks_are_held_to_be_learned(read: Read) -> None:
    said = read("Block|Registered\nRamnagar|10\nLalpur|20", as_on="2021-12-04", within="d146")
    assert said.records == []
    assert [(one.place.id, one.written, one.row) for one in said.first.unknown] == [
        ("d146/ramnagar", "Ramnagar", 2),
        ("d146/lalpur", "Lalpur", 3),
    ]
    assert said.problems == ["places-new A2"]
    assert said.first.rejected == 2


def test_blocks_without_their_district_are_not_taken_from_anywhere(read: Read) -> None:
    said = read("विकास खंड|निबंधन\nसदर|500\nअलौली|1000", as_on="2021-12-04")
    assert said.records == []
    assert said.problems == ["row-context A2", "row-context A3"]


def test_blocks_that_all_lie_in_one_district_tell_it_visibly(read: Read) -> None:
    said = read("Block|Registered\nAlauli|5\nBeldaur|6", as_on="2021-12-04")
    assert said.records == ["Alauli registered 5", "Beldaur registered 6"]
    assert said.problems == ["place-inferred"]


def test_rows_below_a_panchayat_are_not_kept(read: Read) -> None:
    assert read("Village|Registered\nRampur|1\nLalpur|2", **BIHAR).problems == ["row-level A1"]


def test_a_row_for_each_channel(read: Read) -> None:
    said = read("जिला|माध्यम|निबंधन\nAraria|CSC|10\n|SSK|20\n|कुल|30\nArwal|CSC|11\n|SSK|22\n|कुल|33", **BIHAR)
    assert said.records == [
        "Araria registered[channel=csc] 10",
        "Araria registered[channel=ssk] 20",
        "Araria registered 30",
        "Arwal registered[channel=csc] 11",
        "Arwal registered[channel=ssk] 22",
        "Arwal registered 33",
    ]


def test_a_blank_channel_is_not_the_whole(read: Read) -> None:
    said = read("जिला|माध्यम|निबंधन\nAraria|CSC|10\nAraria||20\nArwal|CSC|11\nArwal|SSK|22", **BIHAR)
    assert said.problems == ["row-cut-blank B3"]
    assert "Araria registered 20" not in said.records


def test_a_place_of_the_title_by_category(read: Read) -> None:
    said = read("जिला हरिद्वार (उत्तराखंड)\nकामगार की श्रेणी|पंजीकरण\nरिक्शा चालक|10\nठेली|20\nकुल|30", as_on="2021-09-25")
    assert said.records == ["Haridwar registered[category=रिक्शा चालक] 10", "Haridwar registered[category=ठेली] 20"]
    assert said.rows == "2; -; 3-4; 5 कुल yes"


def test_one_officer_for_each_place_has_the_place_s_figure_too(read: Read) -> None:
    said = read("District|Officer|Registered\nAraria|Ram|10\nArwal|Shyam|20\nBanka||30", **BIHAR)
    assert said.records == [
        "Araria registered 10",
        "Araria registered[officer=ram] 10",
        "Arwal registered 20",
        "Arwal registered[officer=shyam] 20",
        "Banka registered 30",
    ]
    assert said.problems == []


def test_several_officers_of_a_place_are_a_cut(read: Read) -> None:
    said = read("District|Officer|Registered\nAraria|Ram|10\nAraria|Shyam|20", **BIHAR)
    assert said.records == ["Araria registered[officer=ram] 10", "Araria registered[officer=shyam] 20"]


def test_a_place_listed_twice(read: Read) -> None:
    said = read("District|Registered\nAraria|10\nAraria|10\nGaya|11\nGaya|12\nBanka|3", **BIHAR)
    assert said.records == ["Araria registered 10", "Banka registered 3"]
    assert said.problems == ["place-repeated A3", "place-twice A4", "place-twice A5"]


def test_a_merged_figure_is_nobody_s(read: Read) -> None:
    said = read("District|Target|Registered\nAraria|5|9\nArwal|5|\nBanka|1|2", merges=[(1, 2, 2, 2)], **BIHAR)
    assert said.records == ["Banka registered 2"]
    assert said.problems == ["figure-merged C2"]


@pytest.mark.parametrize(
    ("more", "code"),
    [({"uncached": frozenset({(1, 1)})}, "formula-uncached"), ({"errors": {(1, 1): "#REF!"}}, "cell-error")],
)
def test_cells_without_a_value_are_never_zero(read: Read, more: dict[str, Any], code: str) -> None:
    said = read("District|Registered\nAraria|\nArwal|2", **BIHAR, **more)
    assert said.records == ["Arwal registered 2"]
    assert said.problems == [f"{code} B2"]


def test_percentages_and_balances_are_checked_and_not_kept(read: Read) -> None:
    said = read(
        "District|Target|Registered|%|Balance\nAraria|1000|500|50%|500\nArwal|1000|400|45|500\nBanka|3|1|33.33|2",
        **BIHAR,
    )
    assert said.problems == ["percent-disagrees D3", "balance-disagrees E3"]
    assert len(said.records) == 3


def test_percentages_kept_as_fractions_are_understood(read: Read) -> None:
    assert read("District|Target|Registered|%\nAraria|3|1|0.3333\nArwal|4|1|0.25", **BIHAR).problems == []


def test_figures_that_changed_places_with_the_target_are_withheld(read: Read) -> None:
    said = read("District|Target|Registered|%\nAraria|500|1000|50\nArwal|400|1000|40", **BIHAR)
    assert said.records == []
    assert said.targets == []
    assert said.problems == ["columns-swapped D1"]


def test_a_day_above_the_whole_is_an_error(read: Read) -> None:
    said = read("District|Registered|Today\nAraria|10|11\nArwal|10|1", **BIHAR)
    assert said.problems == ["new-above-registered C2"]
    assert said.records == ["Arwal registered 10", "Arwal new 1"]


def test_hidden_rows_and_columns_are_read_and_told(read: Read) -> None:
    said = read("District|Registered\nAraria|1\nArwal|2", hidden_rows=frozenset({1}), **BIHAR)
    assert len(said.records) == 2
    assert said.problems == ["hidden"]


def test_a_state_row_below_the_sum_of_its_districts_has_lost_a_name(read: Read) -> None:
    said = read(
        "State|District|Registered\nBihar|Araria|10\nBihar||5\nBihar|Gaya|30\nBihar|Arwal|7", as_on="2021-12-04"
    )
    assert said.problems == ["parent-below A3"]
    assert "Bihar registered 5" not in said.records


def test_a_row_of_the_sheet_s_own_place_above_its_parts_is_kept_and_told(read: Read) -> None:
    said = read("District|Registered\nAraria|10\nGaya|30\nBihar|50", **BIHAR)
    assert said.records[-1] == "Bihar registered 50"
    assert said.problems == ["parent-differs A4"]


def test_most_places_far_above_their_target_are_told(read: Read) -> None:
    said = read("District|Target|Registered\nAraria|10|30\nGaya|20|50\nArwal|30|61", **BIHAR)
    assert said.problems == ["above-target C1"]


def test_one_channel_alone_is_told(read: Read) -> None:
    assert read("District|Target|CSC\nAraria|50|30\nGaya|50|40", **BIHAR).problems == ["cut-alone C1"]


def test_names_under_a_heading_of_counts_are_told(read: Read) -> None:
    said = read("District|Today|Registered\n5|Araria|30\n6|Gaya|40", **BIHAR)
    assert said.problems == ["column-no-numbers B1"]


def test_a_part_above_the_whole_is_an_error(read: Read) -> None:
    said = read("District|CSC|Total registered\nAraria|50|40\nGaya|10|40", **BIHAR)
    assert said.problems == ["part-above-whole B2"]
    assert said.records == ["Gaya registered[channel=csc] 10", "Gaya registered 40"]


def test_a_block_named_as_its_district_is_learned_with_the_others(read: Read) -> None:
    sheet = "Block|Registered\nRamnagar|10\nBareilly|25\nLalpur|20\nTotal|55"
    said = read(sheet, as_on="2021-12-04", within="d130")
    assert said.records == []
    assert [one.place.id for one in said.first.unknown] == ["d130/ramnagar", "d130/bareilly", "d130/lalpur"]
    assert said.problems == ["places-new A2"]


def test_a_row_named_as_its_district_with_the_sum_is_no_block_to_learn(read: Read) -> None:
    sheet = "Block|Registered\nRamnagar|10\nSadar|25\nLalpur|20\nBareilly|55"
    said = read(sheet, as_on="2021-12-04", within="d130")
    assert [one.place.name for one in said.first.unknown] == ["Ramnagar", "Sadar", "Lalpur"]
    assert said.first.table.total_rows[0].label == "Bareilly"


@pytest.mark.parametrize("within", ["", "s10"])
def test_a_name_of_two_blocks_is_told_by_the_others_whether_or_not_the_state_is_given(read: Read, within: str) -> None:
    said = read("Block|Registered\nKalyanpur|100\nTurkaulia|200", as_on="2021-12-04", within=within)
    assert said.records == ["Kalyanpur registered 100", "Turkaulia registered 200"]
    assert said.first.records[0].place == "b1979"
    assert said.problems == ["place-inferred"]


def test_a_number_beside_a_name_is_not_kept_with_it(read: Read) -> None:
    said = read("District|Registered\nAraria 9876543210|1\nGaya|4", **BIHAR)
    assert [record.written for record in said.first.records] == ["Araria ••••••••••", "Gaya"]


def test_a_number_of_a_person_is_no_part_of_a_name_to_learn(read: Read) -> None:
    said = read("Block|Registered\nRam Lal 9876543210|10\nLalpur|20", as_on="2021-12-04", within="d130")
    assert [one.place.name for one in said.first.unknown] == ["Lalpur"]
    assert "row-place-unheard-of A2" in said.problems


@pytest.mark.parametrize("cell", ["abc", "see letter", "2345 6789 0125"])
def test_words_in_place_of_the_last_figure_are_told(read: Read, cell: str) -> None:
    said = read(f"District|Registered\nAraria|1\nGaya|4\nNawada|{cell}", **BIHAR)
    assert said.records == ["Araria registered 1", "Gaya registered 4"]
    assert said.first.rejected == 1
    assert any(problem.endswith("B4") and problem.startswith("count-") for problem in said.problems)


def test_a_signature_below_the_table_is_no_row(read: Read) -> None:
    said = read("District|Registered\nAraria|1\nGaya|4\nश्रम अधीक्षक|हस्ताक्षर", **BIHAR)
    assert said.records == ["Araria registered 1", "Gaya registered 4"]
    assert said.problems == []


def test_a_figure_that_is_struck_out_is_refused_and_the_others_are_kept(read: Read) -> None:
    said = read("District|New|Registered\nAraria|7|100\nArwal|8|200", struck=frozenset({(1, 2)}), **BIHAR)
    assert said.problems == ["figure-struck C2"]
    assert said.records == ["Arwal new 8", "Arwal registered 200"]


def test_rows_that_are_struck_out_are_read_and_told(read: Read) -> None:
    struck = frozenset({(1, 0), (1, 1), (1, 2)})
    said = read("District|New|Registered\nAraria|7|100\nArwal|8|200", struck=struck, **BIHAR)
    assert said.problems == ["rows-struck row 2"]
    assert len(said.records) == 4


def test_a_figure_whose_format_shows_another_one_is_refused(read: Read) -> None:
    said = read("District|Registered\nAraria|\nArwal|2", unsure={(1, 1): Unsure("format-unsure", "0,")}, **BIHAR)
    assert said.problems == ["format-unsure B2"]
    assert said.records == ["Arwal registered 2"]


def test_what_is_struck_out_beside_the_figures_is_nothing_to_tell(read: Read) -> None:
    said = read(
        "Old title||\nDistrict|Registered|Remark\nAraria|1|x\nArwal|2|", struck=frozenset({(0, 0), (2, 2)}), **BIHAR
    )
    assert said.problems == []
    assert said.records == ["Araria registered 1", "Arwal registered 2"]


def test_a_row_whose_commas_leave_its_numbers_open_is_refused(read: Read) -> None:
    unsure = dict.fromkeys([(1, 1), (1, 2)], Unsure("commas-unsure", "5 > 3"))
    said = read("District|New|Registered\nAraria||\nArwal|8|200", unsure=unsure, **BIHAR)
    assert said.problems == ["commas-unsure B2"]
    assert said.records == ["Arwal new 8", "Arwal registered 200"]
