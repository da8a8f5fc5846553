"""Commas inside unquoted numbers of a comma-separated file: joined where that is sure, refused where it is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eshram_cli.sheets.model import Book

Read = Callable[[bytes], Book]
Refusal = Callable[[bytes], str]


def table(text: str) -> bytes:
    return ("District Khagaria, as on 14.12.2021\n" + text).encode()


def cells(book: Book) -> list[str]:
    """The rows below the title, a blank as `-`."""
    return ["|".join("-" if cell is None else str(cell) for cell in row) for row in book.grids[0].rows[1:]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Alauli,78,000,36,741 / Gogri,91,000,42,650", "Alauli|78,000|36,741 / Gogri|91,000|42,650"),
        ("Alauli,78000,36741 / Gogri,91000,42,650", "Alauli|78000|36741 / Gogri|91000|42,650"),
        ("Alauli,1,36,741,12 / Gogri,950,12", "Alauli|1,36,741|12 / Gogri|950|12"),
        ("Alauli,78000,36,741, / Gogri,91000,late", "Alauli|78000|36,741|- / Gogri|91000|late"),
        ("Alauli,78,000,36,741 / Total,1,69,000,79,391", "Alauli|78,000|36,741 / Total|1,69,000|79,391"),
    ],
)
def test_numbers_are_joined_where_one_way_fits(read: Read, text: str, rows: str) -> None:
    heading = "Block,Target,Registered" + (",Remark" if "late" in text else "")
    book = read(table("\n".join([heading, *text.split(" / ")])))
    assert cells(book)[1:] == rows.split(" / ")
    (problem,) = book.problems
    assert problem.code == "commas-joined"
    assert problem.where.cell


@pytest.mark.parametrize(
    "text",
    [
        "Block,Target,Registered\nAlauli,78000,36741\nGogri,91000,42650",
        'Block,Target,Registered\nAlauli,"78,000","36,741"\nGogri,"91,000","42,650"',
        "Block,Target,Registered\nAlauli,780,367,47\nGogri,910,4265,46\nMansi,310,120,9",
        "Block,Target,Registered,\nAlauli,780,367,\nGogri,910,426,",
        "Block,Registered\nAlauli,367\nGogri,426\nNote: portal down, no figures",
        "Block,Registered\nAlauli,36741,,\nGogri,42650",
        "Block,Registered\nAlauli,36741,47\nGogri,42650",
        "Block,Registered,Note\nAlauli,367,good, better\nGogri,426,",
        '"Block","Target","Registered"\n"Alauli","78","36","7"\n"Gogri","91","42","650"',
        "Block;Registered\nAlauli;36,741\nGogri;42,650",
    ],
)
def test_other_rows_stay_as_they_are(read: Read, text: str) -> None:
    book = read(table(text))
    assert book.problems == ()
    assert not book.grids[0].unsure
    assert len(cells(book)) == text.count("\n") + 1


def test_a_row_that_can_be_joined_in_two_ways_is_not_sure(read: Read) -> None:
    book = read(table("Block,Target,New,Registered\nAlauli,78000,210,36741\nGogri,91,210,42,650\nMansi,31000,9,11,964"))
    assert cells(book)[1:] == ["Alauli|78000|210|36741", "Gogri|-|-|-", "Mansi|31000|9|11,964"]
    assert set(book.grids[0].unsure) == {(3, 1), (3, 2), (3, 3)}
    assert {why.code for why in book.grids[0].unsure.values()} == {"commas-unsure"}


@pytest.mark.parametrize("row", ["Gogri,138,88,279", "Gogri,42,6,50,123", "Gogri,91,000,42650,7"])
def test_a_row_that_cannot_be_joined_is_not_sure(read: Read, row: str) -> None:
    book = read(table(f"Block,Registered\nAlauli,36741\n{row}"))
    assert cells(book)[1:] == ["Alauli|36741", "Gogri|-"]
    assert set(book.grids[0].unsure) == {(3, 1)}


def test_a_file_of_such_rows_is_refused(refusal: Refusal) -> None:
    rows = "\n".join(f"{name},91,210,42,650" for name in ("Alauli", "Beldaur", "Gogri", "Mansi"))
    assert refusal(table(f"Block,Target,New,Registered\n{rows}")) == "commas-everywhere"
