"""The daily page: its first line, its news, its parts, in both languages."""

from __future__ import annotations

import json

import pytest

from eshram_cli.analysis.summary import SHOWN


def test_the_page_of_a_district(eshram, sample) -> None:  # type: ignore[no-untyped-def]
    ran = eshram("summary", "--district", "purbi champaran")
    lines = ran.out.splitlines()
    assert ran.code == 0
    assert lines[0] == "Figures as on 28.12.2021; 27 of 27 blocks reported; percent of target"
    assert lines[1] == "Purbi Champaran 28.12: 1st by count (+1), 57.69 % of target, +46,401"
    assert "1 of 38 by persons registered (+1)" in ran.out and "5 of 38 by percent of target" in ran.out


def test_the_page_of_the_state_lists_all_districts_and_no_place_is_best_and_worst(eshram, sample) -> None:  # type: ignore[no-untyped-def]
    page = json.loads(eshram("summary", "--state", "bihar", "--format", "json").out)
    assert page["schema"] == "eshram.summary/1"
    assert (len(page["rows"]), page["reported"], page["places"]) == (38, 38, 38)
    assert (len(page["best"]), len(page["worst"])) == (SHOWN, SHOWN)
    assert page["best"][0] == page["rows"][0]["place"] and page["worst"][0] == page["rows"][-1]["place"]
    assert not set(page["best"]) & set(page["worst"])
    assert page["positions"] == [], "few states are in this ledger, so no rank is told"
    assert page["headline"] == "Bihar 28.12: 1,38,88,279 registered, 39.69 % of target, +2,62,183"


def test_who_did_not_report_is_named_the_longest_silent_first(eshram, sample) -> None:  # type: ignore[no-untyped-def]
    page = json.loads(eshram("summary", "--state", "bihar", "--as-on", "14.12.2021", "--format", "json").out)
    late = [row["place"] for row in page["absent"]]
    assert page["reported"] == 38 - len(late) and late
    text = eshram("summary", "--state", "bihar", "--as-on", "14.12.2021").out
    assert f"No figure of 14.12.2021: {len(late)}" in text and late[0] in text


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_each_thing_is_told_once_in_the_readers_order(lang: str, eshram, sample) -> None:  # type: ignore[no-untyped-def]
    task = ("action", "add", "lists of workers", "--place", "bihar", "--due", "16.12.2021", "--who", "DLO")
    assert eshram(*task).code == 0
    text = eshram("summary", "--state", "bihar", "--as-on", "14.12.2021", "--lang", lang).out
    parts = {
        "en": ("Bihar 14.12:", "First by persons", "No figure of", "First 5 and last 5", "By the forecast",
               "lists of workers", "all districts"),
        "hi": ("बिहार 14.12:", "संख्या में प्रथम", "आँकड़ा अप्राप्त", "सबसे आगे के 5 और", "पूर्वानुमान के अनुसार", "lists of workers",
               "सभी जिले"),
    }[lang]  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places) and all(text.count(part) == 1 for part in parts)
    middle, first = {"en": ("Gaya", "Sheikhpura"), "hi": ("गया ", "शेखपुरा")}[lang]
    assert text.count(middle) == 1
    assert text.split(parts[4])[0].count(first) == 2, "the leader by percent, and the first of the five"


def test_the_date_stands_beside_the_places_only_where_one_is_old(eshram, sample) -> None:  # type: ignore[no-untyped-def]
    assert eshram("summary", "--state", "bihar").out.count("28.12.2021") == 1
    assert eshram("summary", "--state", "bihar", "--as-on", "14.12.2021").out.count("14.12.2021") > 38


def test_of_a_block_without_panchayats_it_is_not_said_that_no_target_is_set(eshram, sample) -> None:  # type: ignore[no-untyped-def]
    page = eshram("summary", "--block", "raxaul").out
    assert "Target             77,991" in page
    assert "has a target" not in page


def test_in_hindi(eshram, sample) -> None:  # type: ignore[no-untyped-def]
    lines = eshram("summary", "--district", "purbi champaran", "--lang", "hi").out.splitlines()
    assert lines[0].startswith("28.12.2021 तक के आँकड़े; प्रखंड: 27 में से 27")
    assert lines[1] == "पूर्वी चंपारण 28.12: संख्या में पहला (+1), लक्ष्य का 57.69 %, +46,401"


@pytest.mark.parametrize(
    ("by", "news"),
    [
        ("percent", "5th by percent"),
        ("new", "1st by new of the day"),
        ("pace7", "by 7-day pace"),
        ("balance", "by least balance"),
    ],
)
def test_the_measure_asked_for_tells_the_news(by: str, news: str, eshram, sample) -> None:  # type: ignore[no-untyped-def]
    assert news in eshram("summary", "--district", "purbi champaran", "--by", by).out.splitlines()[1]


def test_csv_has_every_column_of_the_places(eshram, sample) -> None:  # type: ignore[no-untyped-def]
    lines = eshram("summary", "--district", "purbi champaran", "--format", "csv").out.splitlines()
    assert len(lines) == 28
    assert lines[0].startswith("rank,move,place,place_hi,code,target,registered,percent")


def test_a_place_that_nobody_reported_has_no_page(eshram, sample) -> None:  # type: ignore[no-untyped-def]
    ran = eshram("summary", "--state", "kerala")
    assert ran.code == 1
    assert "Nothing has been reported" in ran.err


def test_a_terminal_of_60_columns_shows_rank_name_count_and_measure(eshram, sample, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    from eshram_cli.jobs.place_options import Asked, asked_place
    from eshram_cli.jobs.questions.summary import summary
    from eshram_cli.jobs.session import reading
    from eshram_cli.reports.formats.table import render
    from eshram_cli.reports.look import Look
    from eshram_cli.reports.registry import document_of

    with reading(sample) as session:
        page = summary(session, asked_place(session.gazetteer, Asked(district="purbi champaran")))
    text = render(document_of(page), Look(width=60))
    assert max(map(len, text.splitlines())) <= 60
    assert "57.69" in text and "Raxaul" in text and "51,083" in text
