"""Claims: the ones of the press, both readings, promises and what becomes of them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.analysis.claims import judge
from eshram_cli.language.claims import MEANINGS, Claim, Meaning, read_claim
from tests.conftest import Eshram
from tests.forecast.conftest import forecasts, steady, tells

DAY = dt.date(2021, 12, 28)
BOTH = MEANINGS


@pytest.mark.parametrize(
    ("text", "persons", "days", "meanings"),
    [
        ("17 lakh in 7 days", 1_700_000, 7, BOTH),
        ("1.80 crore in 3 months", 18_000_000, 90, BOTH),
        ("3 महीने में 1.80 करोड़", 18_000_000, 90, BOTH),
        ("१७ लाख ७ दिन में", 1_700_000, 7, BOTH),
        ("17,00,000 within a week", 1_700_000, 7, BOTH),
        (".5 lakh in 7 days", 50_000, 7, BOTH),
        ("7 दिन में .75 करोड़।", 7_500_000, 7, BOTH),
        ("एक पखवाड़े में दो लाख", 200_000, 15, BOTH),
        ("another 50,000 in two weeks", 50_000, 14, ("addition",)),
        ("कुल 17 लाख 7 दिन में", 1_700_000, 7, ("total",)),
        ("17 lakh by 4 January 2022", 1_700_000, 7, BOTH),
        ("17 lakh by 4.1.2022", 1_700_000, 7, BOTH),
        ("17 lakh by 4 January", 1_700_000, 7, BOTH),
        ("4 जनवरी तक 17 लाख", 1_700_000, 7, BOTH),
        ("We will register 17 lakh workers on the e-Shram portal in 7 days", 1_700_000, 7, BOTH),
        ("7 दिन में कम से कम 17 लाख श्रमिकों का निबंधन करेंगे", 1_700_000, 7, BOTH),
        ("more than 17 lakh in 7 days", 1_700_000, 7, BOTH),
        ("17 lakh more in 7 days", 1_700_000, 7, ("addition",)),
    ],
)
def test_a_sentence_is_read(text: str, persons: int, days: int, meanings: tuple[Meaning, ...]) -> None:
    assert read_claim(text, DAY) == Claim(persons, DAY + dt.timedelta(days=days), meanings)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("target in a week", 100),
        ("The target will be reached in 7 days", 100),
        ("100 % by 4 January 2022", 100),
        ("100% by 04.01.2022", 100),
        ("90 percent in 7 days", 90),
        ("37.5 per cent of the target within a week", 37.5),
        ("एक सप्ताह में लक्ष्य पूरा करेंगे", 100),
        ("7 दिन में शत-प्रतिशत", 100),
        ("7 दिन में लक्ष्य का ९० प्रतिशत", 90),
    ],
)
def test_the_target_or_a_share_of_it_is_read(text: str, share: float) -> None:
    assert read_claim(text, DAY) == Claim(0, DAY + dt.timedelta(days=7), ("total",), share)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "17 lakh",
        "in 7 days",
        "17 lakh or 18 lakh in 7 days",
        "17 lakh by 4.1.2021",
        "rank 1 in 3 days",
        "17 lakh rupees in 7 days",
        "100 camps in 7 days",
        "90 percent of the camps in 7 days",
        "10 percent more in 7 days",
        "0 % in 7 days",
        "target",
        "more than the target in 7 days",
        "the targets of 5 blocks in a week",
        "50,000 a day in 7 days",
        "50,000 daily in 7 days",
        "not 17 lakh in 7 days",
        "17 lakh in Khagaria in 7 days",
        "7 दिन में 17 लाख से कम",
        "7 दिन में 17 लाख नहीं",
        "5 new blocks in 7 days",
    ],
)
def test_what_is_not_understood_is_not_guessed(text: str) -> None:
    assert read_claim(text, DAY) is None


def test_the_place_may_be_named() -> None:
    assert read_claim("Khagaria will reach 17 lakh in 7 days", DAY, ["Khagaria", "खगड़िया"]) is not None
    assert read_claim("खगड़िया में 7 दिन में 17 लाख", DAY, ["Khagaria", "खगड़िया"]) is not None
    assert read_claim("Patna will reach 17 lakh in 7 days", DAY, ["Khagaria", "खगड़िया"]) is None


@pytest.mark.parametrize("text", ["rank 1 in 3 days", "first in Bihar in 7 days", "7 दिन में पहला स्थान", "रैंक 1, 3 दिन में"])
def test_a_claim_about_a_rank_is_refused_and_race_is_named(eshram: Eshram, sample: Path, text: str) -> None:
    for language in ("en", "hi"):
        ran = eshram("claim", text, "--district", "khagaria", "--lang", language)
        assert (ran.code, ran.out) == (2, "")
        assert "`eshram race`" in ran.err
    assert tells(eshram("claim", text, "--district", "khagaria").err, "claim-rank")


def claimed(eshram: Eshram, *arguments: str) -> tuple[int, dict[str, Any]]:
    ran = eshram("claim", "--format", "json", *arguments)
    assert ran.out, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return ran.code, found


def test_seventeen_lakh_in_seven_days_is_false(eshram: Eshram, sample: Path) -> None:
    code, found = claimed(eshram, "17 lakh in 7 days", "--district", "East Champaran")
    assert (code, found["verdict"]) == (1, "false")
    total = found["readings"][0]
    assert total["meaning"] == "total"
    assert round(total["days_at_best_day"], 1) == 15.3
    assert total["needed_per_day"] == 101584
    assert total["times_best_day"] == 2.19
    assert found["best_day"] == {"gain": 46401, "as_on": "2021-12-28"}


def test_with_the_samples_target_it_is_false_too(eshram: Eshram, sample: Path) -> None:
    code, found = claimed(eshram, "--target", "1714038", "--deadline", "2022-01-04", "--district", "East Champaran")
    (total,) = found["readings"]
    assert (code, found["verdict"]) == (1, "false")
    assert round(total["days_at_best_day"], 1) == 15.6
    assert round(total["needed_per_day"]) == 103589


def test_rajasthans_claim_has_both_readings(eshram: Eshram, sample: Path) -> None:
    code, found = claimed(eshram, "1.80 crore in 3 months", "--state", "rajasthan")
    needed = {reading["meaning"]: round(reading["needed_per_day"]) for reading in found["readings"]}
    assert needed == {"total": 64444, "addition": 200000}
    assert (code, found["verdict"], found["days"]) == (1, "unclear", 90)


def test_the_same_in_hindi(eshram: Eshram, sample: Path) -> None:
    ran = eshram("claim", "3 महीने में 1.80 करोड़", "--state", "राजस्थान", "--lang", "hi")
    assert "64,444" in ran.out
    assert "2,00,000" in ran.out
    assert "स्पष्ट नहीं है" in ran.out


def test_what_is_reached_already_is_true(eshram: Eshram, sample: Path) -> None:
    code, found = claimed(eshram, "9 lakh in 7 days", "--meaning", "total", "--district", "East Champaran")
    assert (code, found["verdict"], found["readings"][0]["chance"]) == (0, "true", 1.0)


def test_a_promise_is_filed_and_scored_on_its_day(eshram: Eshram, sample: Path) -> None:
    place = ("--district", "East Champaran", "--as-on", "2021-12-10", "--meaning", "total", "--file")
    assert eshram("claim", "7,50,000 by 20 December", *place).code == 1
    assert eshram("claim", "17 lakh in 7 days", *place).code == 1
    assert eshram("claim", "17 lakh by 26 January", *place).code == 1
    rows = json.loads(eshram("claim", "--list", "--format", "json").out)["promises"]
    assert [(row["status"], row["kept_on"], row["short"]) for row in rows] == [
        ("kept", "2021-12-20", 0),
        ("broken", None, 1_700_000 - 718_799),
        ("open", None, 1_700_000 - 988_912),
    ]
    before = json.loads(eshram("claim", "--list", "--as-on", "2021-12-15", "--format", "json").out)["promises"]
    assert [row["status"] for row in before] == ["open", "open", "open"]
    assert json.loads(eshram("claim", "--list", "--district", "khagaria", "--format", "json").out)["promises"] == []


def test_a_promise_can_be_taken_back(eshram: Eshram, sample: Path) -> None:
    filed = ("--district", "khagaria", "--meaning", "total", "--file", "--format", "json")
    number = json.loads(eshram("claim", "3 lakh in 7 days", *filed).out)["promise"]
    assert eshram("undo", str(number)).code == 0
    assert "No promise has been filed." in eshram("claim", "--list").out


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("soon",), "claim-unreadable"),
        ((), "claim-missing"),
        (("17 lakh in 7 days", "--file"), "claim-meaning"),
    ],
)
def test_what_cannot_be_judged_is_said(eshram: Eshram, sample: Path, arguments: tuple[str, ...], problem: str) -> None:
    ran = eshram("claim", *arguments, "--district", "khagaria")
    assert (ran.code, ran.out) == (2, "")
    assert tells(ran.err, problem)


@given(st.integers(60_000, 200_000), st.integers(1, 60), st.integers(1, 60))
def test_more_time_never_makes_a_claim_less_likely(persons: int, days: int, more: int) -> None:
    (found,) = forecasts(steady([500]), [100_000])
    chances = [
        judge("", Claim(persons, found.as_on + dt.timedelta(days=ahead), ("total",)), found).readings[0].chance
        for ahead in (days, days + more)
    ]
    assert (chances[0] or 0) <= (chances[1] or 0)


def test_a_share_of_the_target_is_judged_as_its_persons(eshram: Eshram, sample: Path) -> None:
    """17,14,038 is the target of Purbi Champaran: 90 % of it is 15,42,634.2, and nobody registers part of a person."""
    asked = ("claim", "90 % in a week", "--district", "purbi champaran", "--format", "json")
    (reading,) = json.loads(eshram(*asked).out)["readings"]
    assert (reading["meaning"], reading["goal"]) == ("total", 1_542_635)


def test_a_share_of_no_target_is_refused(eshram: Eshram, sample: Path) -> None:
    """The refusal is `claim-no-target`."""
    ran = eshram("claim", "target in a week", "--block", "alauli")
    assert ran.code == 2
    assert "speaks of the target, and Alauli has none" in ran.err
