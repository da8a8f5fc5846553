"""`eshram trend` and the charts of rankings and trends, on the sample data."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import Eshram

BIHAR = ("--state", "bihar")
MANY = ("trend", *BIHAR, "--level", "district")
ONE = ("trend", "--district", "purbi champaran")
BILASPUR = ("--district", "bilaspur, himachal pradesh")
pytestmark = pytest.mark.usefixtures("sample")


def test_purbi_champaran_went_from_third_to_first_in_three_days(eshram: Eshram) -> None:
    result = json.loads(eshram(*ONE, "--by", "registered", "--format", "json").out)
    (row,) = result["rows"]
    assert (result["schema"], result["within"], result["as_on"]) == ("eshram.trend/1", "Bihar", "2021-12-28")
    days = [(day["as_on"], day["registered"], day["new"], day["rank"]) for day in row["history"][-3:]]
    assert days == [
        ("2021-12-26", 903574, 12231, 3),
        ("2021-12-27", 942511, 38937, 2),
        ("2021-12-28", 988912, 46401, 1),
    ]


def test_the_days_of_one_place_as_a_table(eshram: Eshram) -> None:
    table = eshram(*ONE, "--since", "27.12.2021").out
    assert table.startswith("Purbi Champaran day by day, 27.12.2021 to 28.12.2021\nFigures as on 28.12.2021; rank by ")
    assert "28.12.2021    9,88,912  +46,401" in table


def test_all_districts_with_a_row_a_place_and_day_in_csv(eshram: Eshram) -> None:
    table = eshram(*MANY).out
    rows = list(csv.DictReader(io.StringIO(eshram(*MANY, "--format", "csv").out)))
    assert "Figures as on 28.12.2021; 38 of 38 districts reported; percent of target." in table
    assert "▇█" in table
    assert len(rows) == 38 * 25 - 3
    assert {row["as_on"] for row in rows if row["place"] == "Kishanganj"}.isdisjoint(
        {"2021-12-14", "2021-12-15", "2021-12-16"}
    )


@pytest.mark.parametrize(
    ("arguments", "width"),
    [
        ((*ONE, "--chart"), 1920),
        ((*ONE, "--kind", "daily", "--size", "phone", "--lang", "hi", "--chart"), 1080),
        ((*MANY, "--chart"), 1920),
        ((*MANY, "--kind", "multiples", "--size", "a4", "--chart"), 1654),
        ((*MANY, "--kind", "calendar", "--lang", "hi", "--chart"), 1920),
        (("rank", *BIHAR, "--lang", "hi", "--size", "a4", "--chart"), 1654),
        (("rank", *BIHAR, "--by", "pace7", "--top", "5", "--chart"), 1920),
        (("by", "channel", *BILASPUR, "--lang", "hi", "--chart"), 1920),
        (("by", "channel", *BILASPUR, "--level", "block", "--size", "phone", "--chart"), 1080),
        (("by", "category", "--district", "haridwar", "--chart"), 1920),
    ],
)
def test_a_chart_beside_the_table(arguments: tuple[str, ...], width: int, eshram: Eshram, tmp_path: Path) -> None:
    out = tmp_path / "चार्ट.png"
    ran = eshram(*arguments, out)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out
    with Image.open(out) as picture:
        assert picture.width == width


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        ((*ONE, "--kind", "bump"), 2, 'The chart "bump" shows several places.'),  # `chart-kind-many`
        ((*MANY, "--kind", "daily"), 2, "shows one place, but --level asks for several"),  # `chart-kind-one`
        (
            (*ONE, "--since", "2022-01-01"),
            2,
            "The first day, 01.01.2022, is after the last day, 28.12.2021",
        ),  # `since-after`
        ((*ONE, "--as-on", "2021-01-01"), 1, "Nothing has been reported for Purbi Champaran"),
        (("rank", *BIHAR, "--chart", "rank.pdf"), 2, 'a file that ends in ".pdf"'),
    ],
)
def test_what_cannot_be_shown_is_said(arguments: tuple[str, ...], code: int, problem: str, eshram: Eshram) -> None:
    ran = eshram(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert problem in ran.err
