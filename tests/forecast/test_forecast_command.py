"""`eshram forecast` on the sample data: the contract, the sentence, and what it does not look at."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from eshram_cli.analysis.forecasting import History
from eshram_cli.analysis.forecasts import outlook, pace_note
from tests.conftest import SAMPLE_DATA, Eshram
from tests.forecast.conftest import forecasts, tells

KEYS = ["0.025", "0.1", "0.25", "0.5", "0.75", "0.9", "0.975"]
FIELDS = {
    "schema", "place", "code", "reported_as", "as_on", "registered", "target", "pace", "curve", "finish", "chance_by",
    "backtest", "notes",
}  # fmt: skip


def made(eshram: Eshram, *arguments: str | Path) -> dict[str, Any]:
    ran = eshram("forecast", "--format", "json", *arguments)
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_east_champaran_has_all_fields_of_the_contract(eshram: Eshram, sample: Path) -> None:
    found = made(eshram, "--district", "East Champaran", "--deadline", "2022-01-04")
    assert set(found) >= FIELDS
    assert (found["place"], found["code"], found["as_on"]) == ("Purbi Champaran", 213, "2021-12-28")
    assert (found["registered"], found["target"]) == (988912, 1714038)
    assert found["pace"]["last_day"] == 46401
    assert round(found["pace"]["needed"]) == 103589
    assert found["chance_by"] == {"2022-01-04": pytest.approx(0, abs=0.01)}


def test_the_curve_has_one_entry_a_day_in_whole_persons_that_never_fall_or_cross(eshram: Eshram, sample: Path) -> None:
    curve = made(eshram, "--district", "khagaria", "--horizon", "30")["curve"]
    first = dt.date(2021, 12, 29)
    assert [line["date"] for line in curve] == [(first + dt.timedelta(days=at)).isoformat() for at in range(30)]
    before = [266358] * 7
    for line in curve:
        counts = list(line["q"].values())
        assert list(line["q"]) == KEYS
        assert all(isinstance(count, int) for count in counts)
        assert counts == sorted(counts)
        assert all(now >= then for now, then in zip(counts, before, strict=True))
        before = counts


def test_the_medians_of_the_districts_add_up_to_the_states(eshram: Eshram, sample: Path) -> None:
    state, districts = made(eshram, "--state", "bihar"), made(eshram, "--state", "bihar", "--all")["forecasts"]
    assert len(districts) == 38
    for at in (0, 27, 119):
        assert sum(one["curve"][at]["q"]["0.5"] for one in districts) == state["curve"][at]["q"]["0.5"]


def test_a_district_is_the_same_alone_and_among_all(eshram: Eshram, sample: Path) -> None:
    alone = made(eshram, "--district", "khagaria")
    among = made(eshram, "--state", "bihar", "--all")["forecasts"]
    assert {key: alone[key] for key in ("curve", "finish", "pace")} in [
        {key: one[key] for key in ("curve", "finish", "pace")} for one in among
    ]


def test_the_name_is_the_one_last_written_in_a_return(eshram: Eshram, sample: Path, home: Path) -> None:
    sheet = home / "khagaria.csv"
    sheet.write_text("State,District,As on,Registered\nBihar,Khagariya,29.12.2021,270000\n", encoding="utf-8")
    assert eshram("ingest", sheet).code == 0
    found = made(eshram, "--district", "khagaria")
    assert (found["place"], found["reported_as"], found["registered"]) == ("Khagaria", "Khagariya", 270000)


def test_bilaspur_is_done_on_its_day_to_the_very_person(eshram: Eshram, sample: Path) -> None:
    ran = eshram("forecast", "--district", "bilaspur, himachal pradesh")
    assert "Done: Bilaspur has been at its target of 1,16,124 since 12 February 2022" in ran.out
    assert "exactly" in ran.out
    found = made(eshram, "--district", "bilaspur, himachal pradesh")
    assert found["done_on"] == found["finish"]["0.5"] == "2022-02-12"


def test_one_sentence_can_be_read_out_in_both_languages(eshram: Eshram, sample: Path) -> None:
    english = eshram("forecast", "--district", "purbi champaran", "--deadline", "4.1.2022").out.splitlines()[1]
    assert english.startswith("By the forecast, 17,14,038 is reached around ")
    assert "; by 4 January 2022 less than 1 in 100; it is too early to promise a day. At last week's pace" in english
    assert " it would be 24 January 2022; " in english
    assert english.endswith("there are too few past figures to say which is nearer.")
    hindi = eshram("forecast", "--district", "purbi champaran", "--lang", "hi").out.splitlines()[1]
    assert hindi.startswith("पूर्वानुमान के अनुसार 17,14,038 का लक्ष्य")
    assert "पिछले सप्ताह की गति से यह 24 जनवरी 2022 को पूरा होगा" in hindi


def test_a_day_is_promised_only_where_nine_chances_in_ten_lie_within_eight_weeks() -> None:
    luck, codes = np.random.default_rng(5), set()
    for target in np.linspace(62_000, 160_000, 40):
        counts = np.cumsum(luck.gamma(2, 250, 120))
        (found,) = forecasts(History(dt.date(2021, 8, 1), counts[:, None]), [target])
        late, told = found.finish[0.9], outlook(found, round(target))
        near = late is not None and (late - found.as_on).days <= 56 and found.done_on is None
        assert found.promised == (late if near else None)
        assert (told.code in {"forecast-by", "forecast-on"}) == near
        codes.add(told.code)
    assert codes == {"forecast-by", "forecast", "forecast-late", "forecast-hardly"}


def test_where_the_chances_lie_on_one_day_it_is_said_once() -> None:
    counts = np.cumsum(np.full(400, 500.0))
    (found,) = forecasts(History(dt.date(2021, 8, 1), counts[:, None]), [counts[-1] + 400])
    assert found.finish[0.1] == found.finish[0.9] == found.promised
    assert outlook(found, 200_400).code == "forecast-on"


def test_the_promised_day_leads_the_sentence_and_a_far_one_is_called_too_early(eshram: Eshram, sample: Path) -> None:
    place = ("--district", "khagaria")
    near = made(eshram, *place, "--target", "2,80,000")
    assert near["promised"] == near["finish"]["0.9"]
    promised = dt.date.fromisoformat(near["promised"])
    day = f"{promised.day} {promised:%B %Y}"
    said = eshram("forecast", *place, "--target", "2,80,000").out.replace("\n", " ")
    assert f"2,80,000 is reached by {day}, with 9 chances in 10; as likely as not by " in said
    far = made(eshram, *place)
    assert far["finish"]["0.5"] is not None
    assert far["promised"] is None
    assert "it is too early to promise a day" in eshram("forecast", *place).out.replace("\n", " ")


def paced(gains: list[float], target: float) -> str:
    """The code of what is said of the date at a plain pace."""
    (found,) = forecasts(History(dt.date(2021, 8, 1), np.cumsum(gains)[:, None]), [target])
    told = pace_note(found)
    return "" if told is None else told.code


def test_the_date_at_a_pace_is_said_with_which_was_nearer() -> None:
    assert paced([500.0] * 10, 90_000) == "forecast-pace-untold"
    assert paced([0.0] * 130, 90_000) == ""
    luck = np.random.default_rng(3)
    verdicts = set()
    for _ in range(40):
        (found,) = forecasts(History(dt.date(2021, 8, 1), np.cumsum(luck.gamma(2, 500, 150))[:, None]), [400_000])
        test, told = found.made.backtest, pace_note(found)
        assert test is not None and told is not None
        assert told.code == f"forecast-pace-{'nearer' if test.naive_better else 'farther'}"
        assert told.words["method"] == (test.naive_better or "seven_day")
        verdicts.add(told.code)
    assert verdicts == {"forecast-pace-nearer", "forecast-pace-farther"}


def test_a_record_week_is_not_drawn_on() -> None:
    assert paced([500.0] * 100 + [3000.0] * 7, 200_000) == "forecast-pace-record"


def test_every_page_says_the_forecast_in_the_same_words(eshram: Eshram, sample: Path) -> None:
    place = ("--district", "khagaria")
    note = json.loads(eshram("summary", *place, "--format", "json").out)["forecast"]
    assert note["text"] in eshram("share", *place).out.replace("\n", " ")
    assert note["beside"]["code"] == made(eshram, *place)["at_pace"]["code"] == "forecast-pace-untold"
    assert note["beside"]["day"] == made(eshram, *place)["at_pace"]["day"]


def test_without_a_target_it_says_so_and_slows_at_nothing(eshram: Eshram, sample: Path) -> None:
    found = made(eshram, "--district", "haridwar")
    assert found["target"] is None
    assert found["finish"] == {"0.1": None, "0.5": None, "0.9": None}
    assert found["chance_by"] == {}
    assert "no-target" in [note["code"] for note in found["notes"]]


def test_a_target_asked_for_replaces_the_ledgers_and_a_higher_one_is_never_reached_earlier(
    eshram: Eshram, sample: Path
) -> None:
    finishes = [
        made(eshram, "--district", "khagaria", "--target", text)["finish"]["0.1"] for text in ("3 lakh", "3,20,000")
    ]
    assert finishes[0] <= finishes[1]
    assert made(eshram, "--district", "khagaria", "--target", "3 lakh")["target"] == 300000


def test_a_supposed_pace_is_the_median_and_says_that_it_is_supposed(eshram: Eshram, sample: Path) -> None:
    found = made(eshram, "--district", "khagaria", "--pace", "5000")
    assert found["curve"][6]["q"]["0.5"] == pytest.approx(266358 + 7 * 5000, rel=0.001)
    assert found["notes"][0]["code"] == "what-if"


BLOCKS = {1: (100, 200), 2: (150, 300), 4: (250, 260), 10: (700, 500)}
"""Alauli and Beldaur by day of December; nothing came on the third, and Beldaur fell on the fourth."""


def sent(eshram: Eshram, home: Path, until: int) -> None:
    rows = [f"{name},{day}.12.2021,{counts[at]},90000" for at, name in enumerate(("Alauli", "Beldaur"))
            for day, counts in BLOCKS.items() if day <= until]  # fmt: skip
    (home / "blocks.csv").write_text("Block,As on,Registered,Target\n" + "\n".join(rows), encoding="utf-8")
    assert eshram("ingest", home / "blocks.csv", "--district", "khagaria").code == 0


def test_the_seven_day_pace_is_that_of_the_standings_across_gaps_and_falls(eshram: Eshram, home: Path) -> None:
    sent(eshram, home, 10)
    told = made(eshram, "--district", "khagaria", "--all")["forecasts"]
    rows = json.loads(eshram("rank", "--district", "khagaria", "--format", "json").out)["rows"]
    standing = {row["place"]: row["pace7"] for row in rows if row["registered"]}
    assert {one["place"]: one["pace"]["seven_day"] for one in told} == standing
    assert standing == {"Alauli": 68.75, "Beldaur": 25.0}


def test_figures_of_less_than_a_week_make_no_finish_on_the_page(eshram: Eshram, home: Path) -> None:
    sent(eshram, home, 4)
    assert "By the forecast" not in eshram("share", "--block", "alauli").out
    sent(eshram, home, 10)
    assert "By the forecast" in eshram("share", "--block", "alauli").out


def test_noted_days_are_left_out_of_the_pace_and_told(eshram: Eshram, sample: Path) -> None:
    plain = made(eshram, "--district", "khagaria")
    assert eshram("note", "add", "portal down", "--as-on", "2021-12-27", "--state", "bihar").code == 0
    noted = made(eshram, "--district", "khagaria")
    assert noted["pace"]["seven_day"] != plain["pace"]["seven_day"]
    assert noted["registered"] == plain["registered"]
    assert {"masked", "trend-day-note"} <= {note["code"] for note in noted["notes"]}


def test_a_note_on_one_district_masks_that_district_only(eshram: Eshram, sample: Path) -> None:
    plain = made(eshram, "--district", "siwan")
    assert eshram("note", "add", "camp", "--as-on", "2021-12-27", "--district", "khagaria").code == 0
    assert made(eshram, "--district", "siwan") == plain
    assert "masked" in [note["code"] for note in made(eshram, "--district", "khagaria")["notes"]]


def test_csv_has_a_line_a_place_and_day(eshram: Eshram, sample: Path) -> None:
    ran = eshram("forecast", "--state", "bihar", "--all", "--horizon", "7", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert len(rows) == 38 * 7
    assert int(rows[0]["q0.1"]) <= int(rows[0]["q0.5"]) <= int(rows[0]["q0.9"])


def test_the_backtest_has_every_pencils_pace_beside_the_forecast(eshram: Eshram, home: Path) -> None:
    sheet = home / "bihar.csv"
    days = [dt.date(2021, 10, 1) + dt.timedelta(days=at) for at in range(70)]
    lines = [f"Bihar,Siwan,{day:%d.%m.%Y},{1000 + 90 * at}" for at, day in enumerate(days)]
    sheet.write_text("State,District,As on,Registered\n" + "\n".join(lines), encoding="utf-8")
    assert eshram("ingest", sheet).code == 0
    ran = eshram("forecast", "--district", "siwan", "--backtest", "--format", "json")
    (row,) = json.loads(ran.out)["backtests"]
    methods = row["backtest"]["mean_absolute_error"]
    assert set(methods) == {"forecast", "last_day", "seven_day", "four_weeks", "since_start"}
    assert methods["forecast"]["7"] < 90
    assert "Tested on this place's past figures" in eshram("forecast", "--district", "siwan").out


def test_a_territory_that_reports_as_one_district_stands_alone(eshram: Eshram, home: Path) -> None:
    sheet = home / "delhi.csv"
    lines = [f"Delhi,Delhi,{day:02d}.12.2021,{1000 * day}" for day in range(1, 20)]
    sheet.write_text("State,District,As on,Registered\n" + "\n".join(lines), encoding="utf-8")
    assert eshram("ingest", sheet).code == 0
    (only,) = made(eshram, "--state", "Delhi", "--all")["forecasts"]
    assert (only["reported_as"], only["registered"]) == ("Delhi", 19000)


def test_daily_figures_of_the_blocks_alone_are_rolled_up(eshram: Eshram, home: Path) -> None:
    blocks = ("Alauli", "Beldaur", "Chautham", "Gogri", "Khagaria", "Mansi", "Parbatta")
    rows = [
        f"Bihar,Khagaria,{block},{day:02d}.12.2021,{100 * day + at}"
        for day in range(1, 21)
        for at, block in enumerate(blocks)
    ]
    sheet = home / "blocks.csv"
    sheet.write_text("State,District,Block,As on,Registered\n" + "\n".join(rows), encoding="utf-8")
    ran = eshram("ingest", sheet)
    assert ran.code == 0, ran.err
    found = made(eshram, "--district", "khagaria")
    assert (found["registered"], found["pace"]["seven_day"]) == (7 * 2000 + 21, 700)


def test_the_chart_is_drawn(eshram: Eshram, sample: Path, home: Path) -> None:
    picture = home / "fan.png"
    ran = eshram("forecast", "--district", "khagaria", "--chart", picture, "--lang", "hi")
    assert ran.code == 0, ran.err
    with Image.open(picture) as drawn:
        assert drawn.size == (1920, 1080)


def test_a_block_with_one_figure_goes_at_its_districts_pace(eshram: Eshram, sample: Path) -> None:
    block = made(eshram, "--block", "Turkaulia")
    district = made(eshram, "--district", "East Champaran", "--target", str(988912 * 60626 // 33722))
    grown = block["curve"][27]["q"]["0.5"] / block["registered"]
    assert grown == pytest.approx(district["curve"][27]["q"]["0.5"] / district["registered"], rel=0.05)
    assert block["pace"]["seven_day"] is None and block["backtest"] is None
    assert [note["code"] for note in block["notes"]] == ["borrowed", "unproven"]
    assert block["finish"]["0.1"] < district["finish"]["0.1"]


def test_the_blocks_that_borrow_are_named_below_their_table(eshram: Eshram, sample: Path) -> None:
    english = eshram("forecast", "--district", "East Champaran", "--all").out
    hindi = eshram("forecast", "--district", "East Champaran", "--all", "--lang", "hi").out
    assert "so the pace of the place above them was used: Adapur" in english
    assert "ऊपर के स्थान की गति ली गई" in hindi


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (("--district", "khagaria", "--deadline", "2021-12-28"), 2, "deadline-passed"),
        (("--district", "khagaria", "--target", "many"), 2, "count-unreadable"),
        (("--state", "goa"), 1, "nothing-reported"),
    ],
)
def test_what_cannot_be_forecast_is_said(
    eshram: Eshram, sample: Path, arguments: tuple[str, ...], code: int, problem: str
) -> None:
    ran = eshram("forecast", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert tells(ran.err, problem)


@pytest.mark.parametrize("day", ["2021-12-10", "2021-12-19"])
@pytest.mark.parametrize(
    "place", [("--district", "khagaria"), ("--state", "bihar"), ("--state", "bihar", "--all"), ("--india",)]
)
def test_a_day_back_is_byte_for_byte_the_ledger_that_ends_there(
    eshram: Eshram, sample: Path, home: Path, day: str, place: tuple[str, ...]
) -> None:
    short = home / "short.db"
    log = json.loads(eshram("log", "--format", "json").out)["rows"]
    early = {row["file"] for row in log if row["as_on"] and row["as_on"] <= day}
    sheets = [sheet for sheet in sorted(SAMPLE_DATA.rglob("*.*")) if sheet.name in early]
    assert eshram("ingest", *sheets, "--ledger", short).code == 0
    asked = ("forecast", *place, "--as-on", day, "--format", "json")
    full = eshram(*asked).out
    assert full
    assert full == eshram(*asked, "--ledger", short).out


def test_a_moment_back_is_byte_for_byte_what_was_known_then(eshram: Eshram, sample: Path, home: Path) -> None:
    asked = ("forecast", "--district", "khagaria", "--as-on", "2021-12-28", "--format", "json")
    before = json.loads(eshram(*asked).out)
    moment = dt.datetime.now(dt.UTC).astimezone(dt.timezone(dt.timedelta(hours=5, minutes=30)))
    sheet = home / "late.csv"
    sheet.write_text("State,District,As on,Registered\nBihar,Khagaria,28.12.2021,280000\n", encoding="utf-8")
    assert eshram("ingest", sheet).code == 0
    assert json.loads(eshram(*asked).out)["registered"] == 280000
    known = json.loads(eshram(*asked, "--known-on", moment.replace(tzinfo=None).isoformat()).out)
    left_out = ("known_on", "notes")
    assert {key: known[key] for key in known if key not in left_out} == {
        key: before[key] for key in before if key not in left_out
    }


def test_what_is_of_one_place_is_refused_for_all(eshram: Eshram, sample: Path) -> None:
    ran = eshram("forecast", "--state", "bihar", "--all", "--pace", "5")
    assert (ran.code, ran.out) == (2, "")
    assert "for one place only" in ran.err
