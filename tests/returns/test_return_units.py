"""Figures of a unit below the places of the table are never stored as the places' own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from eshram_cli.problems import Language

Read = Callable[..., Any]
BIHAR = {"as_on": "2021-12-04", "within": "s10"}


@pytest.mark.parametrize("heading", ["Samiti", "Mandli", "मंडली", "Kshetra-II"])
@pytest.mark.parametrize("second", [40, 55])
def test_rows_that_an_unknown_column_tells_apart_are_of_parts(read: Read, heading: str, second: int) -> None:
    """Equal figures are no repeats where the words beside them differ, and a place with one part has no row either."""
    said = read(
        f"District|{heading}|Target|Registered\nGaya|Bankipura|100|40\nGaya|Barangpura|100|{second}\n"
        "Patna|Harabhang|300|90\nPatna|Kantamal|250|80\nSiwan|Satyabad|120|30",
        **BIHAR,
    )
    assert said.records == []
    assert said.targets == []
    assert said.problems == ["rows-of-parts B1"]
    problem = said.first.problems[0]
    assert "2 places are listed more than once" in problem.message()
    assert "2 स्थान कई बार" in problem.message(Language.hi)
    assert "--map channel=B" in problem.hint()


@pytest.mark.parametrize("heading", ["Samiti", "Remarks", "अभ्युक्ति"])
def test_one_row_a_place_beside_other_words_is_quiet(read: Read, heading: str) -> None:
    said = read(f"District|{heading}|Registered\nGaya|north|40\nPatna|late|50\nSiwan|south|60", **BIHAR)
    assert said.problems == []
    assert len(said.records) == 3


def test_a_few_rows_whose_words_differ_are_kept_out_alone(read: Read) -> None:
    said = read("District|Nodal place|Registered\nGaya|x|4\nGaya|y|4\nPatna|p|5\nSiwan|q|6\nSaran|r|7", **BIHAR)
    assert said.problems == ["place-rows-differ A3"]
    assert [record.split()[0] for record in said.records] == ["Patna", "Siwan", "Saran"]


def test_a_repeated_row_with_another_remark_is_still_a_repeated_row(read: Read) -> None:
    said = read("District|Remarks|Registered\nGaya||4\nGaya|again|4\nPatna||5", **BIHAR)
    assert said.problems == ["place-repeated A3"]
    assert len(said.records) == 2


@pytest.mark.parametrize(
    ("columns", "code", "stored"),
    [
        (("{name}|{at}", "{name}|{at}"), "place-repeated-often", 6),
        (("{name}|{at}", "{name}|1{at}"), "place-twice-often", 0),
    ],
)
def test_many_places_listed_twice_are_told_in_one_sentence(
    read: Read, columns: tuple[str, ...], code: str, stored: int
) -> None:
    names = ["Araria", "Arwal", "Banka", "Gaya", "Patna", "Siwan"]
    rows = [form.format(name=name, at=at) for form in columns for at, name in enumerate(names, start=2)]
    said = read("District|Registered\n" + "\n".join(rows), **BIHAR)
    assert len(said.records) == stored
    assert [problem.code for problem in said.first.problems] == [code]
    assert said.first.problems[0].message().startswith("6 places are listed more than once")
    assert said.first.problems[0].message(Language.hi).startswith("6 स्थान")


def test_many_places_whose_words_differ_are_told_in_one_sentence(read: Read) -> None:
    names = ["Araria", "Arwal", "Banka", "Gaya", "Patna", "Siwan"]
    single = ["Nalanda", "Nawada", "Saran", "Rohtas", "Sheohar", "Supaul", "Vaishali", "Jamui", "Munger", "Katihar"]
    single += ["Saharsa", "Madhepura", "Samastipur"]
    rows = [f"{name}|{word}|5" for name in names for word in ("x", "y")] + [f"{name}|z|6" for name in single]
    said = read("District|Nodal place|Registered\n" + "\n".join(rows), **BIHAR)
    assert [problem.code for problem in said.first.problems] == ["place-rows-differ-often"]
    assert len(said.records) == len(single)


@pytest.mark.parametrize("heading", ["Cluster", "संकुल", "Sector Name", "सेक्टर"])
def test_a_column_of_clusters_or_sectors_is_of_a_unit_below(read: Read, heading: str) -> None:
    said = read(f"Block|{heading}|Registered\nAlauli|Meghauna|5\nGogri|Pasraha|6", as_on="2021-12-04", within="d202")
    assert said.records == []
    assert said.problems == ["row-level B1"]


def test_a_sector_of_trades_is_a_category(read: Read) -> None:
    said = read("District|Sector|Registered\nGaya|Construction|5\nGaya|Agriculture|6", **BIHAR)
    assert said.records == [
        "Gaya registered[category=construction] 5",
        "Gaya registered[category=agriculture] 6",
    ]


BLOCKS = "Sl No|District|Block|Target|Registered|Camps\n1|Gaya|{}|100|40|1\n2|Gaya|{}|100|40|2\n3|Patna|{}|120|30|1"


@pytest.mark.parametrize("right", [3, 4])
@pytest.mark.parametrize("beside", ["", "27.12.2021"])
def test_a_title_merged_over_a_part_of_the_columns_is_no_heading(read: Read, right: int, beside: str) -> None:
    title = f" Template: e-Shram Registration. |||||{beside}\n"
    said = read(title + BLOCKS.format("Amas", "Barachatti", "Maner"), merges=[(0, 0, 0, right)], **BIHAR)
    assert said.roles == "serial place:district place:block target registered other"
    assert said.rows == "2; -; 3-5"
    assert [place.place[0] for place in said.first.records] == ["b", "b", "b"]


def test_a_heading_merged_over_figures_alone_is_one(read: Read) -> None:
    said = read("Sl|District|Progress|\n||Target|Registered\n1|Gaya|5|4\n2|Patna|6|5", merges=[(0, 2, 0, 3)], **BIHAR)
    assert said.first.table.columns[3].heading == "Progress / Registered"
    assert said.problems == []
