"""The main job on the sample data: returns in, ranking out, and what officers were told of those days."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SAMPLE_DATA, Eshram

SIWAN = "d222"
SUNDAY, MONDAY, TUESDAY = "2021-12-26", "2021-12-27", "2021-12-28"
RANK_FIELDS = {
    "rank", "move", "place", "place_hi", "code", "target", "registered", "percent", "balance", "new", "pace7",
    "needed_per_day", "as_on", "stale_days",
}  # fmt: skip


def ranking(eshram: Eshram, *arguments: str) -> dict[str, Any]:
    ran = eshram("rank", "--format", "json", *arguments)
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def row(found: dict[str, Any], place: str) -> dict[str, Any]:
    return next(row for row in found["rows"] if row["place"] == place)


@pytest.mark.parametrize(("day", "rank"), [(SUNDAY, 3), (MONDAY, 2), (TUESDAY, 1)])
def test_purbi_champaran_climbs_to_the_first_rank_by_count(eshram: Eshram, sample: Path, day: str, rank: int) -> None:
    found = ranking(eshram, "--state", "bihar", "--by", "registered", "--as-on", day)
    assert row(found, "Purbi Champaran")["rank"] == rank
    assert (found["reported"], found["places"]) == (38, 38)


def test_on_tuesday_it_has_the_figures_of_the_press_note(eshram: Eshram, sample: Path) -> None:
    first = ranking(eshram, "--state", "bihar", "--by", "registered")["rows"][0]
    assert (first["place"], first["registered"], first["new"], first["move"]) == ("Purbi Champaran", 988912, 46401, 1)
    assert first["target"] == 1714038
    assert round(first["percent"], 2) == 57.69


@pytest.mark.parametrize("by", ["registered", "percent"])
def test_another_district_leads_by_percent_and_both_rankings_say_so(eshram: Eshram, sample: Path, by: str) -> None:
    found = ranking(eshram, "--state", "bihar", "--by", by)
    (note,) = [note for note in found["notes"] if note["code"] == "leaders-differ"]
    assert "Purbi Champaran" in note["text"]
    assert "Sheikhpura" in note["text"]


def test_khagaria_on_the_day_of_the_first_report(eshram: Eshram, sample: Path) -> None:
    found = ranking(eshram, "--district", "khagaria", "--as-on", "2021-12-04")
    total = found["total"]
    assert (total["registered"], total["target"], round(total["percent"], 2)) == (207528, 560286, 37.04)
    assert sum(row["registered"] for row in found["rows"]) == 207528
    assert row(ranking(eshram, "--state", "bihar", "--as-on", "2021-12-04"), "Khagaria")["rank"] == 6


def test_bilaspur_is_asked_which(eshram: Eshram, sample: Path) -> None:
    ran = eshram("show", "bilaspur")
    assert (ran.code, ran.out) == (2, "")
    assert "Bilaspur, Chhattisgarh; Bilaspur, Himachal Pradesh" in ran.err


def test_bilaspurs_card_shows_the_whole_target_and_two_channels(eshram: Eshram, sample: Path) -> None:
    ran = eshram("show", "bilaspur, himachal pradesh", "--format", "json")
    card = json.loads(ran.out)
    assert (card["registered"], card["target"], card["percent"]) == (116124, 116124, 100.0)
    channels = {line["member"]: (line["registered"], round(line["share"], 2)) for line in card["cuts"]}
    assert channels == {"csc": (73557, 63.34), "self": (42567, 36.66)}


def test_the_json_has_the_fields_that_scripts_rely_on(eshram: Eshram, sample: Path) -> None:
    found = ranking(eshram, "--state", "bihar")
    assert found["schema"] == "eshram.rank/1"
    assert {"within", "level", "measure", "as_on", "known_on", "rows", "total", "reported", "places", "notes"} <= set(
        found
    )
    assert all(set(row) >= RANK_FIELDS for row in found["rows"])
    assert found["known_on"] is None
    assert "rank" not in found["total"]


def test_a_csv_file_opens_in_a_spreadsheet_with_its_hindi(eshram: Eshram, sample: Path, home: Path) -> None:
    out = home / "rank.csv"
    assert eshram("rank", "--state", "bihar", "-o", out).code == 0
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert {row["place_hi"] for row in rows} >= {"पूर्वी चंपारण", "खगड़िया"}
    assert not eshram("rank", "--state", "bihar", "--format", "csv").out.startswith("\ufeff")


def test_piped_the_table_is_plain_and_whole(eshram: Eshram, sample: Path) -> None:
    out = eshram("rank", "--state", "bihar").out
    assert "\x1b" not in out
    assert "…" not in out
    assert all(name in out for name in ("Purbi Champaran", "Pashchim Champaran", "पूर्वी चंपारण", "3,49,90,673"))


def test_the_same_question_gives_the_same_bytes(eshram: Eshram, sample: Path) -> None:
    asked = ("rank", "--state", "bihar", "--as-on", TUESDAY)
    assert eshram(*asked).out == eshram(*asked).out


def test_ingesting_the_folder_again_changes_nothing_and_says_so(eshram: Eshram, sample: Path) -> None:
    before = eshram("rank", "--state", "bihar").out
    ran = eshram("ingest", SAMPLE_DATA)
    assert ran.code == 0
    assert "Nothing new: no figure in the ledger has changed." in ran.out
    assert eshram("rank", "--state", "bihar").out == before


def test_the_correction_restates_and_the_old_figure_stays_in_the_ledger(sample: Path) -> None:
    with sqlite3.connect(sample) as db:
        values = db.execute(
            "SELECT value FROM figures WHERE place = ? AND cut = '' AND measure = 'registered' "
            "AND as_on = '2021-12-20' ORDER BY submission",
            (SIWAN,),
        ).fetchall()
    assert values == [(363057,), (336057,)]


def test_a_correction_says_what_it_changed(eshram: Eshram) -> None:
    found = json.loads(eshram("ingest", SAMPLE_DATA, "--format", "json").out)
    (one,) = [one for one in found["submissions"] if one["restated"]]
    assert [(change["measure"], change["old"], change["new"]) for change in one["changes"]] == [
        ("registered", 363057, 336057),
        ("new", 32259, 5259),
    ]
    notes = [problem for problem in one["problems"] if problem["code"] == "figure-restated"]
    assert [problem["cell"] for problem in notes] == ["D19", "E19"]
    assert "Siwan on 20.12.2021, persons registered: corrected from 3,63,057 to 3,36,057." in notes[0]["message"]


def test_many_changes_are_told_in_one_line(eshram: Eshram, home: Path) -> None:
    sheet = home / "bihar.csv"
    places = ["Khagaria", "Katihar", "Siwan", "Patna", "Gaya", "Arwal"]
    asked = ("ingest", sheet, "--state", "bihar", "--as-on", "4.12.2021")
    for plus in (0, 1):
        sheet.write_text("District,Registered\n" + "".join(f"{p},{100 + plus}\n" for p in places), encoding="utf-8")
        ran = eshram(*asked, "--format", "json")
    codes = [problem["code"] for problem in json.loads(ran.out)["submissions"][0]["problems"]]
    assert codes.count("figures-restated") == 1


def test_the_folder_is_taken_with_warnings_only_and_names_what_it_skipped(eshram: Eshram) -> None:
    ran = eshram("ingest", SAMPLE_DATA, "--format", "json")
    found = json.loads(ran.out)
    assert ran.code == 0
    lists = ["शिविर कैलेंडर दिसंबर 2021.xlsx", "कार्यवाही बैठक 04-12-2021.xlsx", "बैठक के निर्णय 10-02-2022.xlsx"]
    others = ["README.md", "समीक्षा बैठक 28-12-2021.png", "haridwar_training_tasks_06-09-2021.csv", *lists]
    assert sorted(Path(name).name for name in found["skipped"]) == sorted(others)
    assert sum(one["rejected"] for one in found["submissions"]) == 0
    severities = {problem["severity"] for one in found["submissions"] for problem in one["problems"]}
    assert "error" not in severities
    assert any(one["total_agrees"] is False for one in found["submissions"])


@pytest.mark.parametrize("name", ["East Champaran", "purbi champaran", "पूर्वी चम्पारण", "पूर्वी चंपारण, बिहार"])
def test_a_place_is_named_in_any_spelling_and_language(eshram: Eshram, sample: Path, name: str) -> None:
    found = json.loads(eshram("show", name, "--format", "json").out)
    assert (found["place"], found["code"], found["registered"]) == ("Purbi Champaran", 213, 988912)


def test_known_on_an_earlier_moment_the_ledger_was_empty(eshram: Eshram, sample: Path) -> None:
    ran = eshram("rank", "--state", "bihar", "--known-on", "2020-01-01")
    assert ran.code == 1
    assert "Nothing has been reported for Bihar" in ran.err


def test_a_note_in_hindi_names_places_that_are_not_shown_in_hindi_too(eshram: Eshram, sample: Path) -> None:
    ran = eshram("rank", "--state", "bihar", "--top", "1", "--lang", "hi")
    (sentence,) = [line for line in ran.out.splitlines() if "प्रथम" in line]
    assert "पूर्वी चंपारण" in sentence
    assert "शेखपुरा" in sentence


def test_a_shortened_ranking_names_those_that_never_reported_once(eshram: Eshram, sample: Path) -> None:
    whole = eshram("rank", "--state", "uttarakhand").out
    short = eshram("rank", "--state", "uttarakhand", "--top", "1").out
    assert "Not final" not in whole and "Not final" not in short
    assert "Not ranked, because they have no figure up to 25.09.2021 and could have any rank: Almora" in short


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [
        (("share", "--district", "purbi champaran"), "rank,move,place,registered,percent,new\n1,,Raxaul,51083,"),
        (("share", "--block", "raxaul"), "rank,move,place,registered,percent,new\n,,Raxaul,51083,"),
        (("doctor",), "what,state,found\n"),
        (("enter", "gogri", "50000", "--as-on", "29.12.2021"), "place,place_hi,as_on,registered,new\nGogri,"),
    ],
    ids=["share of a district", "share of a block", "doctor", "enter"],
)
def test_what_is_no_table_on_the_screen_is_one_in_csv(
    eshram: Eshram, sample: Path, arguments: tuple[str, ...], begins: str
) -> None:
    assert eshram(*arguments, "--format", "csv").out.startswith(begins)
