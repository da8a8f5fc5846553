"""Returns by centre and by aggregator: what is a cut, and what counts the centres."""

from __future__ import annotations

import pytest

from eshram_cli.errors import EshramError
from tests.privacy.test_centre_numbers import made
from tests.returns.conftest import Read

TITLE = "E-Shram, District Khagaria, as on 04.12.2021 | | |"


def by_centre(*rows: str, heading: str = "CSC ID") -> str:
    return "\n".join([TITLE, f"Block | {heading} | Registered |", *rows])


def test_numbers_of_centres_are_a_cut(read: Read) -> None:
    numbers = made(4, 0)
    said = read(by_centre(*(f"Gogri | {number} | {at + 10} |" for at, number in enumerate(numbers))))
    assert said.roles == "place:block cut:centre registered"
    assert {figure.cut for figure in said.first.figures} == {f"centre={number}" for number in numbers}
    assert all(figure.of_part for figure in said.first.figures)


def test_withheld_rows_are_told_and_add_up(read: Read) -> None:
    numbers = made(12, 3)
    said = read(by_centre(*(f"Gogri | {number} | {at + 10} |" for at, number in enumerate(numbers))))
    assert [problem.code for problem in said.first.problems] == ["centre-withheld"]
    figures = {figure.cut: figure.value for figure in said.first.figures}
    assert figures["centre=withheld"] == 10 + 11 + 12
    assert sum(figures.values()) == sum(range(10, 22))


def test_a_column_between_centres_and_persons_is_asked_about(read: Read) -> None:
    with pytest.raises(EshramError) as raised:
        read(by_centre(*(f"Gogri | {number} | 1 |" for number in made(10, 4))))
    assert raised.value.problem.code == "centres-unsure"
    assert raised.value.problem.words == {"checked": 4, "different": 10}


@pytest.mark.parametrize("heading", ["Centre name", "Name of CSC", "केन्द्र का नाम", "वसुधा केन्द्र का नाम"])
def test_names_of_centres_are_a_cut(read: Read, heading: str) -> None:
    said = read(by_centre("Gogri | Bazar | 12 |", "Gogri | Station Road | 30 |", heading=heading))
    assert [figure.cut for figure in said.first.figures] == ["centre=bazar", "centre=station road"]


@pytest.mark.parametrize("heading", ["No. of CSC", "Number of Centres", "केन्द्र संख्या"])
def test_short_figures_count_the_centres(read: Read, heading: str) -> None:
    said = read(by_centre("Gogri | 12 | 1200 |", "Alauli | 9 | 900 |", heading=heading))
    assert {figure.cut for figure in said.first.figures} == {""}


def test_a_number_goes_before_the_name_of_its_centre(read: Read) -> None:
    numbers = made(3, 0)
    rows = [f"Gogri | Centre {at} | {number} | {at + 10}" for at, number in enumerate(numbers)]
    said = read("\n".join([TITLE, "Block | Centre name | CSC ID | Registered", *rows]))
    assert {figure.cut for figure in said.first.figures} == {f"centre={number}" for number in numbers}


@pytest.mark.parametrize(
    ("written", "cut"),
    [
        ("ज़ोमैटो", "zomato"),
        ("Zomato", "zomato"),
        ("SWIGGY", "swiggy"),
        ("ओला", "ola"),
        ("Urban Clap", "urban-company"),
        ("अमेज़न", "amazon"),
        ("Flip Kart", "flipkart"),
        ("Porter", "porter"),
        ("Motihari Riders", "motihari riders"),
    ],
)
def test_aggregators_by_their_names(read: Read, written: str, cut: str) -> None:
    said = read("\n".join([TITLE, "Block | Aggregator | Registered |", f"Gogri | {written} | 12 |"]))
    assert [figure.cut for figure in said.first.figures] == [f"aggregator={cut}"]


def test_a_column_for_each_aggregator(read: Read) -> None:
    said = read("\n".join([TITLE, "Block | Zomato | स्विगी | Uber", "Gogri | 12 | 7 | 3", "Alauli | 5 | 0 | 1"]))
    assert said.roles == (
        "place:block registered:aggregator=zomato registered:aggregator=swiggy registered:aggregator=uber"
    )


@pytest.mark.parametrize("number", ["9876504321", "234567890124", "2345 6789 0124"])
def test_a_column_that_is_said_to_be_a_cut_keeps_no_number_of_a_person(read: Read, number: str) -> None:
    """Nor is the figure then taken for the whole place."""
    sheet = "\n".join([TITLE, "Block | Code | Registered |", f"Gogri | {number} | 12 |"])
    assert [figure.cut for figure in read(sheet, mapping={"centre": "B"}).first.figures] == ["centre=withheld"]
    said = read(sheet, mapping={"department": "B"}).first
    assert (said.figures, said.rejected) == ((), 1)
    assert "row-cut-blank" in {problem.code for problem in said.problems}


def test_the_rows_of_centres_below_a_title_are_parts_of_its_place(read: Read) -> None:
    """Never its own days, as they were a register's."""
    title = "E-Shram, District Khagaria, Block Gogri | |"
    said = read(
        "\n".join([title, "Date | Centre code | Registered", "01.12.2021 | 7801 | 512", "02.12.2021 | 7802 | 20"])
    )
    assert [(figure.cut, figure.of_part) for figure in said.first.figures] == [
        ("centre=7801", True),
        ("centre=7802", True),
    ]
