"""`eshram why` on the sample data: three to one, the correction of Siwan, every format, and refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import Eshram

ASKED = ("why", "East Champaran", "--since", "26.12.2021", "--by", "registered")


@pytest.mark.usefixtures("sample")
def test_purbi_champaran_rose_from_third_to_first_by_its_own_work(eshram: Eshram) -> None:
    found = json.loads(eshram(*ASKED, "--format", "json").out)
    assert (found["schema"], found["rank_before"], found["rank_now"]) == ("eshram.why/1", 3, 1)
    assert {part["cause"]: part["ranks"] for part in found["parts"] if part["ranks"]} == {"own": 2.0}
    assert sum(part["points"] for part in found["parts"]) == 988912 - 903574
    assert found["crossings"] == [
        {"place": "Muzaffarpur", "passed": True, "day": "2021-12-27"},
        {"place": "Patna", "passed": True, "day": "2021-12-28"},
    ]


@pytest.mark.usefixtures("sample")
def test_the_correction_of_siwan_is_told_from_work(eshram: Eshram) -> None:
    found = json.loads(eshram("why", "Siwan", "--since", "20.12.2021", "--by", "registered", "--format", "json").out)
    parts = {part["cause"]: part["points"] for part in found["parts"] if part["points"]}
    assert parts == {"restated": -27000, "own": 40921}


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("by", ["percent", "registered", "new", "pace7", "balance"])
@pytest.mark.parametrize("since", ["06.12.2021", "20.12.2021", "27.12.2021"])
def test_the_parts_add_up_whatever_is_asked(eshram: Eshram, by: str, since: str) -> None:
    ran = eshram("why", "Siwan", "--since", since, "--by", by, "--format", "json")
    if ran.code:
        assert "had no rank on" in ran.err
        return
    found = json.loads(ran.out)
    assert round(sum(part["ranks"] for part in found["parts"]), 2) == found["rank_before"] - found["rank_now"]
    passed = [1 if one["passed"] else -1 for one in found["crossings"]]
    assert sum(passed) == found["rank_before"] - found["rank_now"]


@pytest.mark.usefixtures("sample")
def test_in_hindi_a_sentence_stands_above_the_table(eshram: Eshram) -> None:
    title, sentence, *_ = eshram(*ASKED, "--lang", "hi").out.splitlines()
    assert title.startswith("पूर्वी चंपारण: बिहार के जिलों में क्रम क्यों बदला")
    assert sentence.endswith("क्रम में लाभ (+) और हानि: अपना काम +2।")


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("language", ["en", "hi"])
def test_the_waterfall_is_drawn(eshram: Eshram, tmp_path: Path, language: str) -> None:
    out = tmp_path / "why.png"
    assert eshram(*ASKED, "--lang", language, "--chart", out).code == 0
    with Image.open(out) as picture:
        assert picture.size == (1920, 1080)


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("ending", ["csv", "md", "html", "xlsx"])
def test_every_format(eshram: Eshram, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"why.{ending}"
    assert eshram(*ASKED, "-o", out).code == 0
    assert out.stat().st_size > 100


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("India",), 2, "India has no places beside it"),  # `why-alone`
        (("Siwan", "--since", "01.12.2020"), 1, "Nothing has been reported for Siwan up to 01.12.2020"),
        (("Siwan", "--since", "29.12.2021"), 2, "is after the last day"),
        (("=cmd|'/c calc'!A1",), 2, "No place of India has the name"),
    ],
)
def test_what_cannot_be_explained(eshram: Eshram, arguments: tuple[str, ...], code: int, says: str) -> None:
    ran = eshram("why", *arguments)
    assert (ran.code, says in ran.err, ran.out) == (code, True, "")


@pytest.mark.usefixtures("sample")
def test_a_place_without_a_rank_on_one_of_the_days_is_told(eshram: Eshram) -> None:
    """`why-unranked`: the blocks of Khagaria have no target, so no percentage."""
    ran = eshram("why", "Gogri", "--level", "block", "--by", "percent")
    assert (ran.code, "Gogri had no rank on" in ran.err) == (1, True)


def test_without_a_ledger(eshram: Eshram) -> None:
    assert eshram(*ASKED).code == 4
