"""Total rows: found by label or by arithmetic, checked against their rows, never stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eshram_cli.language.lexicon import is_total
from eshram_cli.language.written import group
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.problems import Language
from eshram_cli.returns.read import Hints, read_returns
from eshram_cli.sheets.model import Book, Grid

Read = Callable[..., Any]
BIHAR = {"as_on": "2021-12-04", "within": "s10"}


@pytest.mark.parametrize("label", ["Total", "कुल", "योग :-", "महायोग", "GRAND TOTAL", ""])
def test_the_closing_total_is_left_out(read: Read, label: str) -> None:
    said = read(f"Sl|District|Registered\n1|Araria|10\n2|Arwal|20\n|{label}|30", **BIHAR)
    assert said.records == ["Araria registered 10", "Arwal registered 20"]
    assert said.rows.startswith("1; -; 2-3; 4 ")
    assert said.rows.endswith("yes")


@pytest.mark.parametrize("column", [0, 1])
def test_the_label_may_stand_in_the_serial_s_column(read: Read, column: int) -> None:
    last = ["Total", ""] if column == 0 else ["", "Total"]
    said = read(f"Sl|District|Registered\n1|Araria|10\n2|Arwal|20\n{'|'.join(last)}|30", **BIHAR)
    assert said.rows == "1; -; 2-3; 4 Total yes"


def test_a_total_that_lies_is_told_with_both_sums(read: Read) -> None:
    said = read("District|Target|Registered\nAraria|5|10\nArwal|5|20\nTotal|10|33", **BIHAR)
    assert said.rows == "1; -; 2-3; 4 Total no"
    assert said.problems == ["total-disagrees C4"]
    assert (said.first.problems[0].words["stated"], said.first.problems[0].words["actual"]) == ("33", "30")
    assert len(said.records) == 2


def test_subtotals_and_the_grand_total(read: Read) -> None:
    said = read(
        "District|Block|Registered\nKhagaria|Alauli|10\n|Mansi|30\n|Total|40\nAraria|Forbesganj|5\n|Raniganj|6\n|Total|11\n"
        "|Grand Total|51",
        **BIHAR,
    )
    assert said.rows == "1; -; 2-6; 4 Total yes; 7 Total yes; 8 Grand Total yes"
    assert len(said.records) == 4


def test_india_among_its_states_is_their_total(read: Read) -> None:
    said = read("State|Registered\nBihar|10\nUttar Pradesh|20\nIndia|30", as_on="2021-12-04")
    assert said.records == ["Bihar registered 10", "Uttar Pradesh registered 20"]
    assert said.rows == "1; -; 2-3; 4 India yes"


def test_a_state_that_is_not_the_sum_keeps_its_own_figure(read: Read) -> None:
    said = read(
        "State|District|Registered\nBihar||100\nBihar|Araria|10\nBihar|Arwal|20\nBihar|Gaya|30", as_on="2021-12-04"
    )
    assert said.records[0] == "Bihar registered 100"


def test_an_unknown_name_with_the_sum_is_a_total(read: Read) -> None:
    said = read("District|Registered\nAraria|10\nArwal|20\nसमस्त जिलों का|30", **BIHAR)
    assert said.rows == "1; -; 2-3; 4 समस्त जिलों का yes"
    assert said.problems == []


def test_a_total_over_a_cell_that_cannot_be_read_is_not_judged(read: Read) -> None:
    said = read("District|Registered\nAraria|1O\nArwal|20\nTotal|30", **BIHAR)
    assert said.rows == "1; -; 2-3; 4 Total unsure"
    assert said.problems == ["count-letter B2"]


def test_rates_are_never_summed(read: Read) -> None:
    said = read("District|Dropout rate|Literacy %\nAraria|1.5|60\nArwal|2.5|70.5\nTotal|2.1|65.2", **BIHAR)
    assert said.rows == "1; -; 2-3; 4 Total unsure"


def test_total_in_a_cut_column_is_no_total_row(read: Read) -> None:
    said = read("District|Channel|Registered\nAraria|Total|3\nAraria|CSC|1\nAraria|SSK|2\nArwal|Total|9", **BIHAR)
    assert said.rows == "1; -; 2-5"
    assert "Araria registered 3" in said.records


@given(st.lists(st.integers(0, 10**7), min_size=3, max_size=7), st.integers(-5, 5))
def test_a_total_agrees_exactly_where_it_is_the_sum(values: list[int], slip: int) -> None:
    names = ["Alauli", "Beldaur", "Chautham", "Gogri", "Khagaria", "Mansi", "Parbatta"]
    stated = max(0, sum(values) + slip)
    # A row of the district's own name that is the sum of the rows above it is their total, unless the closing total
    # counts it as a block.
    assume(len(values) < 5 or values[4] != sum(values[:4]) or stated == sum(values))
    rows: list[list[Any]] = [["Block", "Registered"], *([name, n] for name, n in zip(names, values, strict=False))]
    grid = Grid("khagaria 04.12.2021.xlsx", "", [*rows, ["Total", stated]])
    (ret,) = read_returns(Book(grid.file, "", "xlsx", (grid,)), Gazetteer.bundled(), Hints())
    assert [figure.value for figure in ret.figures] == values
    assert [total.agrees for total in ret.table.total_rows] == [stated == sum(values)]


def test_a_state_among_its_districts_is_checked_against_them(read: Read) -> None:
    said = read(
        "State|District|Registered\nBihar||30\nBihar|Araria|10\nBihar|Arwal|20\nJharkhand||7\nJharkhand|Ranchi|3",
        as_on="2021-12-04",
    )
    assert said.rows == "1; -; 2-6; 2 Bihar yes"
    assert "Jharkhand registered 7" in said.records
    assert said.problems == []


@pytest.mark.parametrize(
    ("total", "why", "reason"),
    [
        (30_124, '; the row "Arwal" is not included in the total', '; "Arwal" की पंक्ति इस योग में नहीं जोड़ी गई'),
        (74_592, '; the row "Arwal" was counted twice', '; "Arwal" की पंक्ति दो बार जोड़ी गई'),
        (53_258, "; two digits of the total are swapped", "; योग के दो अंक आपस में बदल गए हैं"),
        (52_367, '; two digits of the row "Arwal" are swapped', '; "Arwal" की पंक्ति के दो अंक आपस में बदल गए हैं'),
        (52_000, "", ""),
    ],
)
def test_a_total_that_lies_is_explained_where_one_slip_explains_it(
    read: Read, total: int, why: str, reason: str
) -> None:
    said = read(f"District|Registered\nAraria|10011\nArwal|22234\nBanka|20113\nTotal|{total}", **BIHAR)
    (problem,) = said.first.problems
    assert problem.code == "total-disagrees"
    assert problem.words["why"] == {"en": why, "hi": reason}
    assert problem.message(Language.en) == (
        f'In the row "Total", Registered is {group(total)}, but the rows add up to 52,358{why}.'
    )


def test_of_two_slips_that_would_explain_it_none_is_told(read: Read) -> None:
    said = read("District|Registered\nAraria|100\nArwal|100\nBanka|20\nTotal|120", **BIHAR)
    assert said.first.problems[0].words["why"] == {"en": "", "hi": ""}


def test_a_row_of_an_unknown_name_that_the_total_counts_is_no_total(read: Read) -> None:
    said = read("District|Registered\nAraria|10\nArwal|20\nNowhere|30\nTotal|60", **BIHAR)
    assert said.rows == "1; -; 2-4; 5 Total yes"
    assert said.problems == ["row-place-unheard-of A4"]


def test_a_total_over_a_figure_below_zero_is_told(read: Read) -> None:
    said = read("District|Registered\nAraria|-10\nArwal|20\nBanka|30\nTotal|60", **BIHAR)
    assert said.problems == ["total-disagrees B5", "count-negative B2"]


def test_a_total_merged_over_its_cuts_is_a_total_in_each_row(read: Read) -> None:
    sheet = "District|Channel|Registered\nAraria|CSC|10\n|Self|5\nGaya|CSC|20\n|Self|7\nTotal|CSC|30\n|Self|12"
    said = read(sheet, **BIHAR, merges=[(1, 0, 2, 0), (3, 0, 4, 0), (5, 0, 6, 0)])
    assert len(said.records) == 4
    assert [total.row for total in said.first.table.total_rows] == [6, 7]


def test_the_total_of_a_division_bears_its_name(read: Read) -> None:
    said = read(
        "Sl|District|Registered\n1|Araria|10\n2|Katihar|20\nPurnia Division Total||30\n1|Patna|5\n2|Nalanda|6\n"
        "पटना प्रमंडल योग||11\nTotal (1 to 4)||41",
        **BIHAR,
    )
    assert said.rows == "1; -; 2-6; 4 Purnia Division Total yes; 7 पटना प्रमंडल योग yes; 8 Total (1 to 4) yes"
    assert said.records == [
        f"{name} registered {n}" for name, n in (("Araria", 10), ("Katihar", 20), ("Patna", 5), ("Nalanda", 6))
    ]
    assert said.problems == []


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("योग मण्डल", True),
        ("योग ग्रामीण", True),
        ("Total of District", True),
        ("SUB-TOTAL (A)", True),
        ("Kosi Total", True),
        ("शिवहर कुल", True),
        ("Total Solutions Nagar", False),
        ("उद्योग नगर", False),
        ("कुल पहाड़", False),
        ("", False),
    ],
)
def test_which_labels_are_those_of_totals(text: str, total: bool) -> None:
    assert is_total(text) is total


def test_the_rate_below_a_total_is_no_row_of_data(read: Read) -> None:
    said = read("District|Target|Registered\nAraria|100|10\nArwal|100|20\nTotal|200|30\n% of target||15.00", **BIHAR)
    assert said.rows == "1; -; 2-3; 4 Total yes; 5 % of target unsure"
    assert said.problems == []


def test_an_unclear_name_that_is_numbered_on_is_no_total_though_it_fits(read: Read) -> None:
    said = read("Sl|District|Registered\n1|Araria|100\n2|Arwal|200\n3|Aurangabadd|300", **BIHAR)
    assert said.rows == "1; -; 2-4"
    assert said.problems == ["row-place-unknown B4"]


def test_the_total_of_a_larger_place_than_the_rows_make_up_is_no_lie(read: Read) -> None:
    said = read(
        "Block|Registered\nAll India Total|900000\nState Total|5000\nDistrict Total|31\nAdapur|10\nAreraj|21",
        as_on="2021-12-04",
        within="d213",
    )
    assert said.rows == "1; -; 2-6; 2 All India Total unsure; 3 State Total unsure; 4 District Total yes"
    assert said.problems == []
    lying = read("District|Registered\nAraria|10\nArwal|20\nState Total|31", **BIHAR)
    assert lying.problems == ["total-disagrees B4"]


def test_the_district_s_own_row_below_its_blocks_tells_where_they_lie_and_is_their_total(read: Read) -> None:
    said = read("Sl|Block|Registered\n1|Adapur|10\n2|Areraj|20\n3|Banjaria|30\n|East Champaran|60", as_on="2021-12-04")
    assert said.rows == "1; -; 2-4; 5 East Champaran yes"
    assert said.first.within == "d213"
    assert said.problems == ["place-inferred"]


def test_a_page_s_total_and_what_is_carried_over_are_no_rows(read: Read) -> None:
    said = read(
        "District|Registered\nAraria|10\nArwal|20\nCarried Over|30\nBrought Forward|30\nBanka|5\nGrand Total|35",
        **BIHAR,
    )
    assert said.records == ["Araria registered 10", "Arwal registered 20", "Banka registered 5"]
    assert said.rows.endswith("7 Grand Total yes")
    assert said.problems == []


def test_how_much_more_than_the_day_before_is_no_row_of_data(read: Read) -> None:
    said = read("District|Registered\nAraria|10\nArwal|20\nTotal|30\nIncrease|7\nYesterday|23", **BIHAR)
    assert said.rows == "1; -; 2-3; 4 Total yes; 5 Increase unsure; 6 Yesterday unsure"


def test_parts_of_a_total_row_that_lies_are_parts_and_the_lie_is_told(read: Read) -> None:
    said = read("District|Male|Female|Registered\nAraria|1|2|3\nArwal|4|5|9\nBanka|1|1|2\nTotal|7|8|14", **BIHAR)
    assert said.roles == "place:district registered:gender=male registered:gender=female registered"
    assert said.problems == ["total-disagrees B5"]


def test_a_number_sign_heads_the_serial(read: Read) -> None:
    assert read("#|District|Registered\n1|Araria|10\n2|Arwal|20", **BIHAR).roles == "serial place:district registered"


FOOTERS = ["Last year|12345", "Difference|1", "Prepared on 28.12.2021|1", "Page 1 of 2|1", "|\nपिछला दिन|50", "Bihar|1"]


@pytest.mark.parametrize("footer", FOOTERS)
@pytest.mark.parametrize("label", ["Total", "कुल योग", ""])
def test_a_footer_with_figures_does_not_hide_the_closing_total(read: Read, label: str, footer: str) -> None:
    """Neither does it take the total's place, nor does its figure make up for what the total has too much."""
    table = f"District|Registered\nAraria|10\nArwal|20\nBanka|30\n{label}"
    lying, true = (read(f"{table}|{total}\n{footer}", **BIHAR) for total in (61, 60))
    assert "total-disagrees B5" in lying.problems
    assert not {"total-disagrees B5", "row-place-blank A5"} & {*true.problems}
    assert (
        lying.records[:3] == true.records[:3] == ["Araria registered 10", "Arwal registered 20", "Banka registered 30"]
    )


@pytest.mark.parametrize("nameless", [30, 31, 40])
def test_a_row_without_its_name_above_a_footer_is_no_total(read: Read, nameless: int) -> None:
    said = read(f"District|Registered\nAraria|10\nArwal|40\nBanka|30\n|{nameless}\nLast year|50", **BIHAR)
    assert "row-place-blank A5" in said.problems


@given(st.lists(st.integers(1, 10**6), min_size=3, max_size=6), st.integers(-5, 5), st.integers(0, 10**7))
def test_a_total_above_a_footer_agrees_exactly_where_it_is_the_sum(values: list[int], slip: int, other: int) -> None:
    names = ["Alauli", "Beldaur", "Chautham", "Gogri", "Khagaria", "Mansi"]
    rows: list[list[Any]] = [["Block", "Registered"], *([name, n] for name, n in zip(names, values, strict=False))]
    grid = Grid("khagaria 04.12.2021.xlsx", "", [*rows, ["Total", sum(values) + slip], ["Last year", other]])
    (ret,) = read_returns(Book(grid.file, "", "xlsx", (grid,)), Gazetteer.bundled(), Hints())
    assert [figure.value for figure in ret.figures] == values
    assert [total.agrees for total in ret.table.total_rows][:1] == [slip == 0]


@pytest.mark.parametrize("name", ["Bihar", "Kishanganj", "Last year"])
def test_a_line_below_the_table_beside_its_columns_is_not_taken_for_registered(read: Read, name: str) -> None:
    """The name stands where the table has its numbers: a note, of which nobody knows what it counts."""
    said = read(f"Sl|District|Registered\n1|Araria|10\n2|Arwal|20\n|Total|30\n{name}||50", **BIHAR)
    assert said.records == ["Araria registered 10", "Arwal registered 20"]
    assert said.problems == ["no-count A5"]


DATED = (
    "Date|District|Registered|New\n2021-12-01|Araria|10|1\n2021-12-01|Total|60|6\n2021-12-01|Arwal|20|2\n"
    "2021-12-01|Banka|30|3\n2021-12-02|Araria|11|1\n2021-12-02|Total|{total}|6\n2021-12-02|Arwal|22|2\n"
    "2021-12-02|Banka|33|3"
)


def test_a_total_among_the_rows_of_its_date_is_compared_with_these(read: Read) -> None:
    said = read(DATED.format(total=66), within="s10")
    assert said.problems == []
    assert said.rows == "1; -; 2-9; 3 Total yes; 7 Total yes"
    assert len(said.records) == 12
    lying = read(DATED.format(total=126), within="s10")
    assert lying.problems == ["total-disagrees C7"]
    assert lying.first.problems[0].words["actual"] == "66"


def test_a_total_below_a_date_that_stands_once_is_of_that_date(read: Read) -> None:
    said = read(
        "Date|District|Registered\n2021-12-01|Araria|10\n|Arwal|20\n|Total|30\n2021-12-02|Araria|11\n|Arwal|22\n"
        "|Total|33",
        within="s10",
    )
    assert said.rows == "1; -; 2-6; 4 Total yes; 7 Total yes"
    assert said.problems == []


PAGES = (
    "Sl|District|Registered\n1|Araria|10\n2|Arwal|20\n|{carried}|30\nSl|District|Registered\n|{brought}|{figure}\n"
    "3|Banka|5\n4|Gaya|7\n|Grand Total|42"
)


@pytest.mark.parametrize(
    ("carried", "brought"), [("Carried forward", "Brought forward"), ("C/F", "B/F"), ("अग्रेनीत", "पिछले पृष्ठ का योग")]
)
def test_what_is_brought_forward_counts_for_the_total_of_its_page(read: Read, carried: str, brought: str) -> None:
    said = read(PAGES.format(carried=carried, brought=brought, figure=30), **BIHAR)
    assert said.problems == []
    assert [one.split()[0] for one in said.records] == ["Araria", "Arwal", "Banka", "Gaya"]
    assert [total.agrees for ret in said.returns for total in ret.table.total_rows] == [True, None, True]


def test_a_grand_total_that_forgot_what_was_brought_forward_is_told(read: Read) -> None:
    said = read(PAGES.format(carried="C/F", brought="B/F", figure=31), **BIHAR)
    assert said.problems == ["total-disagrees C9"]
    assert said.returns[-1].problems[0].words["actual"] == "43"


def test_what_is_brought_forward_in_one_table_is_what_was_carried(read: Read) -> None:
    pages = (
        "District|Registered\nAraria|10\nArwal|20\nC/F|30\nB/F|{}\nBanka|5\nGaya|6\nC/F|41\nB/F|41\nPatna|7\nTotal|48"
    )
    assert read(pages.format(30), **BIHAR).problems == []
    assert "total-disagrees B5" in read(pages.format(13), **BIHAR).problems


@pytest.mark.parametrize(("name", "code"), [("Patnna", "row-place-unknown"), ("Xyzzy", "row-place-unheard-of")])
def test_a_misspelt_name_is_no_total_though_its_figure_is_the_sum_of_the_others(
    read: Read, name: str, code: str
) -> None:
    for sheet in (f"{name}|12\nGaya|12\nNalanda|0\nNawada|0", f"Gaya|12\nNalanda|3\nNawada|0\n{name}|15"):
        said = read(f"District|Registered\n{sheet}", **BIHAR)
        assert said.first.table.total_rows == ()
        assert [problem.code for problem in said.first.problems] == [code]


@pytest.mark.parametrize("name", ["Total", "All Districts", "Bihar", "सभी जिले", "TOTAL (BIHAR)", "कुल राज्य", ""])
def test_a_label_or_the_state_s_own_name_closes_the_rows(read: Read, name: str) -> None:
    said = read(f"District|Registered\nGaya|12\nNalanda|3\nNawada|1\n{name}|16", **BIHAR)
    assert [total.agrees for total in said.first.table.total_rows] == [True]
    assert said.problems == []


def test_every_total_that_does_not_agree_says_why(read: Read) -> None:
    """A balance is in no record, but the total that is not its sum is "no" as well."""
    said = read("District|Target|Registered|Balance\nAraria|15|10|5\nArwal|25|20|5\nTotal|40|30|11", **BIHAR)
    (total,) = said.first.table.total_rows
    assert total.agrees is False
    assert [problem.where.cell for problem in total.problems] == ["D4"]
    assert said.problems == ["total-disagrees D4"]


def test_many_totals_that_lie_are_told_in_one_sentence(read: Read) -> None:
    days = "\n".join(
        f"2021-12-{day:02}|{name}|{figure}"
        for day in range(1, 9)
        for name, figure in (("Araria", 10), ("Arwal", 20), ("Total", 31))
    )
    said = read(f"Date|District|Registered\n{days}", within="s10")
    assert said.problems == ["totals-disagree C4"]
    assert said.first.problems[0].message() == (
        '8 total rows differ from the sum of their rows. The first is "Total": Registered is 31, but its rows add up '
        "to 30."
    )
    assert "8 योग पंक्तियों" in said.first.problems[0].message(Language.hi)
    assert all(total.problems for total in said.first.table.total_rows)


PIVOT = (
    "District / Block|Registered\nKhagaria|{whole}\nAlauli|10\nKhagaria|20\nGogri|30\nMunger|26\nAsarganj|9\n"
    "Bariarpur|8\nDharhara|9"
)


def test_in_a_compact_pivot_a_district_stands_over_its_blocks_and_a_block_bears_its_name(read: Read) -> None:
    said = read(PIVOT.format(whole=60), **BIHAR)
    assert said.problems == []
    assert said.rows == "1; -; 2-9; 2 Khagaria yes; 6 Munger yes"
    assert said.records == [
        f"{name} registered {count}"
        for name, count in (
            ("Alauli", 10),
            ("Khagaria", 20),
            ("Gogri", 30),
            ("Asarganj", 9),
            ("Bariyarpur", 8),
            ("Dharhara", 9),
        )
    ]
    khagaria = said.first.records[1].place
    assert khagaria.startswith("b")


def test_a_district_row_below_the_sum_of_its_blocks_is_an_error(read: Read) -> None:
    said = read(PIVOT.format(whole=59), **BIHAR)
    assert said.problems == ["parent-below A2"]


def test_a_plain_list_of_blocks_has_no_district_rows(read: Read) -> None:
    """Sorted by name a block stands over another of the district whose name it bears."""
    said = read("Block|Registered\nAlauli|10\nGogri|30\nKhagaria|20\nMansi|5\nParbatta|6", **BIHAR)
    assert said.problems == []
    assert len(said.records) == 5
    assert all(record.place.startswith("b") for record in said.first.records)
