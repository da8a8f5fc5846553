"""Files that are refused whole: no table, no place, persons; and options that do not fit."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.errors import EshramError
from eshram_cli.language.personal import kind_of_number
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import PlaceId
from eshram_cli.privacy.check_digit import ends_in_check_digit
from eshram_cli.returns.read import Hints, inspect_book, read_returns
from eshram_cli.sheets.model import Book, Cell, Grid

Read = Callable[..., Any]
BIHAR = {"as_on": "2021-12-04", "within": "s10"}
MOBILES = ("9876543210", "+91 98765 43211", "०9876543212", "98765-43213")


def refused(read: Read, text: str, **more: Any) -> EshramError:
    with pytest.raises(EshramError) as raised:
        read(text, **more)
    return raised.value


def test_a_sheet_without_a_table(read: Read) -> None:
    assert refused(read, "श्रम विभाग\nपत्र").problem.code == "no-table"


def test_a_table_of_other_things(read: Read) -> None:
    assert refused(read, "S No|Vehicle class|Total\n1|BUS|5\n2|MOPED|6").problem.code == "no-place"


def test_a_list_of_workers(read: Read) -> None:
    error = refused(read, "Name of worker|Father's name|Block\nRam|Shyam|Alauli\nSita|Gopal|Alauli")
    assert (error.problem.code, error.exit_code) == ("persons", 3)


@pytest.mark.parametrize("numbers", list(itertools.combinations(MOBILES, 3)))
def test_three_mobile_numbers(read: Read, numbers: tuple[str, ...]) -> None:
    rows = "\n".join(f"{name}|5|{number}" for name, number in zip(("Araria", "Arwal", "Gaya"), numbers, strict=True))
    error = refused(read, f"District|Registered|x\n{rows}", **BIHAR)
    assert error.problem.code == "persons"
    assert not any(number in str(error) for number in numbers)


def test_counts_beside_a_place_that_begins_like_the_word_for_mobile(read: Read) -> None:
    said = read("प्रखण्ड|लक्ष्य|निबंधित\nमोतिहारी|60000|45000\nतुरकौलिया|50000|32000", as_on="2021-12-22", within="d213")
    assert said.records == ["Motihari registered 45000", "Turkaulia registered 32000"]
    assert said.problems == []


def test_one_mobile_below_the_table_is_dropped_with_a_warning(read: Read) -> None:
    said = read("District|Registered\nAraria|1\nArwal|2\nमो० 9876543210", **BIHAR)
    assert said.problems == ["person-number A4"]
    assert "9876543210" not in said.first.problems[0].line()


def test_three_long_numbers_among_the_counts(read: Read) -> None:
    rows = "Araria|12345678901\nArwal|12345678902\nGaya|12345678903"
    error = refused(read, f"District|Registered\n{rows}", **BIHAR)
    assert error.problem.code == "persons"
    assert "1234567890" not in str(error)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("234567890123", "aadhaar"),
        ("2345 6789 0123", "aadhaar"),
        ("२३४५ ६७८९ ०१२३", "aadhaar"),
        ("9876543210", "mobile"),
        ("98765 43210", "mobile"),
        ("1210854977", ""),
        ("26.63447312", ""),
        ("9,88,912", ""),
        ("2021-12-04", ""),
        ("10010100101", ""),
    ],
)
def test_numbers_of_persons(text: str, kind: str) -> None:
    assert kind_of_number(text) == kind


def test_a_number_kept_as_a_float_is_seen() -> None:
    rows: list[list[Cell]] = [
        ["District", "x"],
        ["Araria", 9876543210.0],
        ["Gaya", 9876543211.0],
        ["Arwal", 9876543212.0],
    ]
    seen = inspect_book(Book("x", "", "xlsx", (Grid("x", "", rows),)), Gazetteer.bundled())
    assert seen.refused is not None
    assert seen.refused.code == "persons"


def test_an_unknown_sheet_and_an_unknown_table(read: Read) -> None:
    sheet = "District|Registered\nAraria|1\nArwal|2"
    assert refused(read, sheet, hints=Hints(sheet="Dec")).problem.code == "sheet-missing"
    assert refused(read, sheet, hints=Hints(table=2)).problem.code == "table-missing"


def test_two_sheets_that_say_different_things(read: Read) -> None:
    grids = [
        Grid("f.xlsx", name, [["District", "Registered"], ["Araria", value], ["Gaya", 5]])
        for name, value in (("one", 1), ("two", 2))
    ]
    book = Book("f.xlsx", "", "xlsx", tuple(grids))
    one, two = read_returns(book, Gazetteer.bundled(), read_hints())
    assert [problem.code for problem in (*one.problems, *two.problems)] == ["table-twice", "table-twice"]
    assert [record.written for record in (*one.records, *two.records)] == ["Gaya", "Gaya"]
    (only,) = read_returns(book, Gazetteer.bundled(), read_hints(sheet="two"))
    assert [figure.value for figure in only.figures] == [2, 5]


def read_hints(**more: Any) -> Hints:
    return Hints(as_on=dt.date(2021, 12, 4), state=PlaceId("s10"), **more)


@pytest.mark.parametrize(
    "sheet",
    [
        "Sl|Block|Name|A/C No|IFSC\n1|Alauli|Ram|300|x\n2|Gogri|Sita|301|y",
        "Block|Registered|Branch\nAlauli|1|SBIN0001234\nGogri|2|SBIN0001235\nMansi|3|PUNB0123400",
        "Block|e-Shram No|Registered\nAlauli|1012 3456 7890|1\nGogri|1112 3456 7890|1\nMansi|1212-3456-7890|1",
    ],
)
def test_accounts_branches_and_the_workers_own_numbers_are_refused(read: Read, sheet: str) -> None:
    with pytest.raises(EshramError) as error:
        read(sheet, as_on="2021-12-04", within="d202")
    assert error.value.problem.code == "persons"


def test_banks_that_register_are_no_persons(read: Read) -> None:
    assert read(
        "District|Name of Bank|Registered\nAraria|SBI|5\nGaya|PNB|6", as_on="2021-12-04", within="s10"
    ).first.records


SPLIT = "{0}|2345|6789|0123|5\n{1}|3456|7890|1234|6\n{2}|4567|8901|2345|7\n{3}|5678|9012|3456|8"
BLOCKS = ("Adapur", "Areraj", "Banjaria", "Chiraia")


@pytest.mark.parametrize(
    "heading",
    [
        "Block|Worker|||Registered",
        "Block|Aadhaar No|Part 2|Part 3|Registered",
        "Block|Aadhaar first|second|third|Registered",
        "Block|Aadhaar Number I|II|III|Registered",
        "Block|आधार प्रथम|द्वितीय|तृतीय|Registered",
    ],
)
def test_aadhaar_in_three_cells_is_refused_by_its_first_cell(read: Read, heading: str) -> None:
    problem = refused(read, f"{heading}\n{SPLIT.format(*BLOCKS)}").problem
    assert (problem.code, problem.where.cell) == ("persons", "B2")
    assert "6789" not in str(problem.words)


def test_three_cells_with_the_right_check_digit_are_refused_under_any_heading(read: Read) -> None:
    rows = "\n".join(
        f"{block}|2345|{6000 + at}|{with_check(f'2345{6000 + at}123')}|5" for at, block in enumerate(BLOCKS)
    )
    assert refused(read, f"Block|Target|Registered|New|CSC\n{rows}").problem.code == "persons"


def test_counts_of_four_digits_side_by_side_are_counts(read: Read) -> None:
    rows = SPLIT.replace("0123", "1123").format(*BLOCKS)
    said = read(f"Block|Target|Registered|New|%\n{rows}", as_on="2021-12-04")
    assert len(said.records) == 8


def test_workers_by_their_aadhaar_are_counts_where_a_total_says_so(read: Read) -> None:
    rows = "\n".join(f"{block}|1234|2345|3579|5" for block in BLOCKS)
    said = read(f"Block|Aadhaar linked|Aadhaar not linked|Total|Registered\n{rows}", as_on="2021-12-04")
    assert len(said.records) == 4


@pytest.mark.parametrize(
    "above",
    [
        "Block|Aadhaar No||",
        "Block|UID 1|UID 2|UID 3",
        "Block|आधार संख्या||",
        "आधार संख्या की सूची\nBlock|||",
        "Aadhaar numbers",
    ],
)
@pytest.mark.parametrize("groups", [("2345", "6789", "112"), ("3456", "0789", "012")])
def test_one_number_with_the_right_check_digit_is_enough_where_the_sheet_speaks_of_aadhaar(
    read: Read, above: str, groups: tuple[str, str, str]
) -> None:
    """Excel takes the zeros that a group begins with."""
    cells = [str(int(part)) for part in (*groups[:2], with_check("".join(groups)))]
    assert refused(read, f"{above}\nAdapur|{'|'.join(cells)}", as_on="2021-12-04").problem.code == "persons"


COUNTED = [
    "Target|Registered|New",
    "Aadhaar linked|Aadhaar not linked|Registered",
    "Aadhaar OTP|Biometric|Registered",
    "Registered through Aadhaar|New|Target",
    "आधार लिंक|आधार रहित|निबंधित",
    "Aadhaar seeded|Not seeded|Registered",
]


@given(
    st.lists(st.tuples(*[st.integers(1000, 9999)] * 2, st.integers(100, 999)), min_size=1, max_size=3),
    st.sampled_from(COUNTED),
    st.sampled_from(["Registration with Aadhaar", "आधार के साथ निबंधन", "e-Shram"]),
    st.booleans(),
)
def test_counts_of_blocks_are_not_refused_where_the_sheet_speaks_of_aadhaar(
    counts: list[tuple[int, int, int]], headings: str, title: str, checked: bool
) -> None:
    """Not even where each of a few rows ends, by chance, in the right check digit."""
    last = [int(with_check("".join(map(str, row)))) if checked else row[2] + 1000 for row in counts]
    rows: list[list[Cell]] = [[block, *row[:2], end] for block, row, end in zip(BLOCKS, counts, last, strict=False)]
    grid = Grid("motihari 04.12.2021.xlsx", "", [[title], ["Block", *headings.split("|")], *rows])
    (ret,) = read_returns(Book(grid.file, "", "xlsx", (grid,)), Gazetteer.bundled(), Hints())
    assert len(ret.table.columns) == 4


def with_check(digits: str) -> str:
    """The last three digits and the one that makes all twelve a number of Aadhaar."""
    return next(digits[-3:] + check for check in "0123456789" if ends_in_check_digit(digits + check))
