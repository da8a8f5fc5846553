"""What the review pack holds: the very answers of the commands that it names, for the days that were asked for."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from eshram_cli.answers.review import Review
from eshram_cli.reports.formats.json import render
from eshram_cli.reports.layouts.review import findings, quarter
from eshram_cli.reports.look import Look, say
from tests.conftest import Eshram
from tests.review.conftest import SUNDAY

pytestmark = pytest.mark.long


def chapters(review: Review) -> list[str]:
    return list(dict.fromkeys(section.chapter for section in review.sections))


def test_a_week_holds_all_that_the_ledger_knows_in_the_order_of_a_meeting(week: Review) -> None:
    told = "summary standing movement course silent camps forecast plan tasks notes restated"
    assert chapters(week) == told.split()


def test_what_the_ledger_knows_nothing_of_is_left_out(month: Review) -> None:
    assert not {"by"} & set(chapters(month))


@pytest.mark.parametrize("which", ["week", pytest.param("month", marks=pytest.mark.long)])
def test_every_section_is_the_answer_of_the_command_that_it_names(
    request: pytest.FixtureRequest, eshram: Eshram, told: Path, which: str
) -> None:
    """The pack's JSON holds the JSON of each command, number by number."""
    review: Review = request.getfixturevalue(which)
    sections = json.loads(render(review))["sections"]
    assert len(sections) == len(review.sections)
    assert_answers_of_commands(eshram, sections)


def test_in_a_drive_persons_are_counted_since_its_base(eshram: Eshram, told: Path) -> None:
    """The pack of the drive, by default of the week in which it ran, is made of the commands' answers in the drive."""
    eshram("drive", "add", "december push", "--from", "20.12.2021", "--until", "26.12.2021", "--place", "bihar")
    ran = eshram("report", "--district", "khagaria", "--drive", "December Push", "--format", "json")
    pack = json.loads(ran.out)
    assert (pack["drive"]["name"], pack["as_on"]) == ("december push", "2021-12-26")
    assert (pack["first"], pack["since"]) == ("2021-12-20", "2021-12-20")
    assert all("--drive" in one["command"] for one in pack["sections"] if one["chapter"] in {"standing", "forecast"})
    assert_answers_of_commands(eshram, pack["sections"])
    page = eshram("report", "--district", "khagaria", "--drive", "December Push", "--format", "html").out
    assert "Drive december push: persons registered since 20.12.2021" in page
    refused = eshram("report", "--district", "khagaria", "--drive", "December Push", "--as-on", "19.12.2021")
    assert refused.code == 2 and "19.12.2021 is not a day of the drive" in refused.err


def assert_answers_of_commands(eshram: Eshram, sections: list[Any]) -> None:
    for section in sections:
        program, *words = shlex.split(section["command"])
        assert program == "eshram"
        ran = eshram(*words, "--format", "json")
        assert ran.code in {0, 1}, section["command"]
        assert json.loads(ran.out) == section["answer"], section["command"]


def test_the_findings_are_sentences_of_the_same_figures(week: Review) -> None:
    told = [say(one, Look()) for one in findings(week)]
    assert told[0] == "Purbi Champaran 28.12: 1st by count (+1), 57.69 % of target, +46,401"
    assert told[1].startswith("First by percent of target: Raxaul (65.63), Pakridayal (65.00), Tetariya (64.60).")
    assert "Camps held since 27.12.2021: 1; they registered 212 persons. Planned up to 03.01.2022: 1." in told
    assert "Tasks and promises: 1 overdue, 1 due within a week, 2 in all." in told
    assert "All 27 blocks have reported." in told


def test_the_worst_is_first_unless_the_press_gets_it(eshram: Eshram, told: Path) -> None:
    asked = ("report", "--district", "purbi champaran", "--as-on", f"{SUNDAY:%d.%m.%Y}", "--format", "json")
    for words, first in (((), 27), (("--best-first",), 1)):
        sections = json.loads(eshram(*asked, *words).out)["sections"]
        standing = next(one for one in sections if one["chapter"] == "standing")
        assert standing["answer"]["rows"][0]["rank"] == first


@pytest.mark.parametrize(
    ("words", "first", "last", "as_on"),
    [
        (("--as-on", "02.01.2022"), "2021-12-27", "2022-01-02", "2021-12-28"),  # a Sunday ends its own week
        (("--as-on", "01.01.2022"), "2021-12-20", "2021-12-26", "2021-12-26"),  # on a Saturday the week before is full
        (("--monthly", "--as-on", "31.12.2021"), "2021-12-01", "2021-12-31", "2021-12-28"),
        (("--monthly",), "2021-12-01", "2021-12-31", "2021-12-28"),  # nothing was reported in the last full one
        (("--since", "20.12.2021", "--as-on", "24.12.2021"), "2021-12-21", "2021-12-24", "2021-12-24"),
    ],
)
def test_the_days_of_a_review(
    eshram: Eshram, sample: Path, words: tuple[str, ...], first: str, last: str, as_on: str
) -> None:
    told = json.loads(eshram("report", "--district", "khagaria", *words, "--format", "json").out)
    assert (told["first"], told["last"], told["as_on"]) == (first, last, as_on)


def test_a_quarter_is_one_of_the_financial_year() -> None:
    said = [say(quarter(SUNDAY.replace(year=year, month=month)), Look()) for year, month in ((2021, 4), (2022, 3))]
    assert said == [
        "financial year 2021-22, first quarter (April to June)",
        "financial year 2021-22, fourth quarter (January to March)",
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--weekly", "--monthly"), "usage-either"),
        (("--since", "01.12.2021", "--weekly"), "usage-either"),
        (("--since", "01.12.2021", "--as-on", "01.12.2021"), "since-after"),
    ],
)
def test_days_that_do_not_go_together_are_refused(
    eshram: Eshram, sample: Path, words: tuple[str, ...], code: str
) -> None:
    ran = eshram("report", "--state", "bihar", *words)
    assert ran.code == 2
    assert {"usage-either": "--weekly", "since-after": "01.12.2021"}[code] in ran.err


def test_of_an_empty_ledger_nothing_can_be_reviewed(eshram: Eshram, home: Path) -> None:
    eshram("note", "add", "holiday", "--state", "bihar", "--as-on", "28.12.2021")
    ran = eshram("report", "--state", "bihar", "-o", home / "pack.html")
    assert ran.code in {1, 2}
    assert "Nothing has been reported for Bihar" in ran.err
    assert not (home / "pack.html").exists()


def test_corrected_counts_are_listed_with_what_they_were(eshram: Eshram, told: Path) -> None:
    ran = eshram("log", "--restated", "--state", "bihar", "--since", "26.12.2021", "--format", "json")
    found = {
        (row["place"], row["as_on"]): (row["before"], row["now"], row["change"]) for row in json.loads(ran.out)["rows"]
    }
    assert found[("Raxaul", "2021-12-28")] == (51083, 51183, 100)
    assert found[("Siwan", "2021-12-20")] == (363057, 336057, -27000)
