"""`eshram target`: set, loaded, split, held against the population."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Eshram, Ran


def rows(ran: Ran) -> dict[str, int]:
    return {row["place"]: row["target"] for row in json.loads(ran.out)["rows"]}


@pytest.fixture
def khagaria(eshram: Eshram, home: Path) -> Eshram:
    """A ledger in which Khagaria has a target and nothing is reported."""
    assert eshram("target", "set", "khagaria", "5,60,286", "--deadline", "31.12.2021").code == 0
    return eshram


def sheet(home: Path, text: str) -> Path:
    file = home / "blocks.csv"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.usefixtures("sample")
def test_khagarias_target_is_split_over_its_seven_blocks_and_stored_as_a_version(eshram: Eshram) -> None:
    ran = eshram("target", "split", "--district", "khagaria", "--by", "population", "--yes", "--format", "json")
    assert (ran.code, len(rows(ran)), sum(rows(ran).values())) == (0, 7, 560286)
    assert json.loads(ran.out)["stored"] > 0
    history = json.loads(eshram("target", "show", "khagaria", "--history", "--format", "json").out)["rows"]
    blocks = [row for row in history if row["basis"] == "split by population 2011 of 5,60,286"]
    assert sum(row["target"] for row in blocks) == 560286


def test_without_a_terminal_and_without_yes_nothing_is_stored(khagaria: Eshram) -> None:
    ran = khagaria("target", "split", "--district", "khagaria")
    assert ran.code == 0
    assert "Not stored" in ran.out
    assert "Census of India 2011" in ran.out
    assert list(rows(khagaria("target", "show", "khagaria", "--format", "json")).values()) == [560286]


def test_the_parts_take_the_deadline_of_the_whole(khagaria: Eshram) -> None:
    ran = khagaria("target", "split", "--district", "khagaria", "--by", "equal", "--yes", "--format", "json")
    assert {row["deadline"] for row in json.loads(ran.out)["rows"]} == {"2021-12-31"}
    assert sorted(rows(ran).values()) == [80040, 80041, 80041, 80041, 80041, 80041, 80041]


def test_existing_targets_are_kept_and_minimum_ones_respected(khagaria: Eshram) -> None:
    khagaria("target", "set", "alauli", "100000")
    split = ("target", "split", "--district", "khagaria", "--keep-existing", "--minimum", "40000", "--format", "json")
    found = rows(khagaria(*split))
    assert (found["Alauli"], found["Mansi"], sum(found.values())) == (100000, 40000, 560286)


def test_a_sheet_with_a_number_for_each_place(khagaria: Eshram, home: Path) -> None:
    file = sheet(
        home, "Block,Workers\nAlauli,20\nBeldaur,15\nChautham,10\nGogri,20\nKhagaria,25\nMansi,5\nParbatta,15\n"
    )
    split = ("target", "split", "--district", "khagaria", "--by", str(file))
    found = rows(khagaria(*split, "--column", "Workers", "--format", "json"))
    assert (sum(found.values()), found["Alauli"]) == (560286, 101870)  # 560286 x 20 / 110
    assert khagaria(*split).code == 2  # "split-no-column"


def test_two_levels_down_each_place_splits_its_own(eshram: Eshram, sample: Path) -> None:
    ran = eshram("target", "split", "--state", "bihar", "--level", "block", "--format", "json")
    found = json.loads(ran.out)
    assert len(found["rows"]) == 534
    assert sum(row["target"] for row in found["rows"] if row["parent"] == "Khagaria") == 560286


def test_a_ranking_uses_the_target_of_its_day(eshram: Eshram, sample: Path) -> None:
    eshram("target", "set", "khagaria", "600000", "--as-on", "20.12.2021")
    shown = [eshram("show", "khagaria", "--as-on", day, "--format", "json").out for day in ("19.12.2021", "20.12.2021")]
    assert [json.loads(card)["target"] for card in shown] == [560286, 600000]


def test_a_target_of_more_than_everybody_is_refused(khagaria: Eshram) -> None:
    ran = khagaria("target", "set", "khagaria", "65,00,000")  # "target-above-population"
    assert ran.code == 2
    assert "65,00,000, is 389.95 % of its 2011 population of 16,66,886" in ran.err
    assert khagaria("target", "set", "khagaria", "65,00,000", "--anyway").code == 0


def test_an_unusual_share_is_remarked(khagaria: Eshram) -> None:
    ran = khagaria("target", "set", "alauli", "10000")  # "target-share-unusual"
    assert (ran.code, "3.54 %" in ran.err) == (0, True)
    assert "population" not in khagaria("target", "set", "alauli", "90000").err
    assert "population" not in khagaria("target", "set", "alauli", "10000", "--channel", "csc").err


def test_a_list_leaves_out_what_is_more_than_everybody(khagaria: Eshram, home: Path) -> None:
    file = sheet(home, "Block,Target\nAlauli,90000\nMansi,900000\n")
    ran = khagaria("target", "load", str(file), "--district", "khagaria", "--format", "json")
    assert (ran.code, json.loads(ran.out)["accepted"], json.loads(ran.out)["rejected"]) == (1, 1, 1)
    assert "blocks.csv, B3: The target of Mansi" in ran.err
    ran = khagaria("target", "load", str(file), "--district", "khagaria", "--anyway", "--format", "json")
    assert (ran.code, json.loads(ran.out)["accepted"], json.loads(ran.out)["unchanged"]) == (0, 1, 1)


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (("--district", "khagria"), 2, "Did you mean Khagaria"),
        (("--state", "bihar"), 1, "Bihar has no target to split."),  # "split-no-target"
        (("--state", "goa"), 1, "Goa has no target to split."),
        (
            ("--district", "khagaria", "--minimum", "90000"),
            2,
            "of 7 places at least 90,000",
        ),  # "split-minimum"
        (("--district", "khagaria", "--by", "registered"), 2, "The persons registered of"),  # "split-weight-missing"
        (("--block", "alauli"), 2, "No panchayat of Alauli is known yet."),
    ],
)
def test_what_cannot_be_split_is_told(khagaria: Eshram, arguments: tuple[str, ...], code: int, text: str) -> None:
    ran = khagaria("target", "split", *arguments)
    assert (ran.code, text in ran.err, ran.out) == (code, True, "")


def test_a_place_without_a_population_is_named(eshram: Eshram, home: Path) -> None:
    eshram("target", "set", "bilaspur, himachal pradesh", "1,20,000")
    ran = eshram("target", "split", "--district", "bilaspur, himachal pradesh")
    assert ran.code == 2
    assert "The population (2011) of Bilaspur Sadar" in ran.err


def test_kept_targets_that_do_not_leave_the_rest_are_refused(khagaria: Eshram) -> None:
    khagaria("target", "split", "--district", "khagaria", "--yes")
    khagaria("target", "set", "alauli", "90000")
    ran = khagaria("target", "split", "--district", "khagaria", "--keep-existing")  # "split-kept"
    assert (ran.code, "add up to 5,55,455" in ran.err) == (2, True)


def test_without_a_ledger_nothing_is_split(eshram: Eshram, home: Path) -> None:
    assert eshram("target", "split", "--district", "khagaria").code == 4


def test_a_list_of_targets_leaves_the_channel_blank_where_a_target_is_for_all(eshram: Eshram, tmp_path: Path) -> None:
    sheet = tmp_path / "targets.csv"
    rows = ["Bihar,Khagaria,,,560286", "Bihar,Khagaria,Gogri,,90000", "Bihar,Khagaria,Gogri,CSC,70000"]
    sheet.write_text("\n".join(["state,district,block,channel,target", *rows]), encoding="utf-8")
    ran = eshram("target", "load", str(sheet), "--as-on", "2021-12-01")
    assert ran.code == 0, ran.err
    shown = json.loads(eshram("target", "show", "khagaria, bihar", "--format", "json").out)["rows"]
    assert [(row["place"], row["cut"], row["target"]) for row in shown] == [
        ("Khagaria", "", 560286),
        ("Gogri", "", 90000),
        ("Gogri", "channel=csc", 70000),
    ]


@pytest.mark.usefixtures("sample")
def test_a_district_and_its_block_of_one_name_are_told_apart(eshram: Eshram) -> None:
    eshram("target", "split", "--district", "khagaria", "--yes")
    rows = json.loads(eshram("target", "show", "--district", "khagaria", "--format", "json").out)["rows"]
    of = {row["level"]: row["target"] for row in rows if row["place"] == "Khagaria"}
    assert of == {"district": 560286, "block": 128185}
    assert sum(row["target"] for row in rows if row["level"] == "block") == 560286
    assert "लक्ष्य: खगड़िया" in eshram("target", "show", "--district", "khagaria", "--lang", "hi").out
