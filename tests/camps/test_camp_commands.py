"""`eshram camp`: planned, called off, told, asked; and what it says where it cannot."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eshram_cli.analysis.camps import yields_by
from eshram_cli.camps import Camp
from eshram_cli.jobs.questions.by import by
from eshram_cli.jobs.questions.camps import camp_yield, lines_of
from eshram_cli.jobs.session import Session, known_places
from eshram_cli.ledger.accepting import Acting
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.model import Level
from eshram_cli.problems import Language, catalogue
from tests.conftest import SAMPLE_DATA

if TYPE_CHECKING:
    from tests.conftest import Eshram, Ran

CALENDAR = SAMPLE_DATA / "bihar" / "purbi champaran" / "शिविर कैलेंडर दिसंबर 2021.xlsx"
EAST = "purbi champaran"


def rows(ran: Ran) -> list[dict[str, Any]]:
    assert ran.code == 0, ran.err
    found: list[dict[str, Any]] = json.loads(ran.out)["rows"]
    return found


@pytest.fixture
def calendar(eshram: Eshram, sample: Path) -> Path:
    """The sample with its calendar of camps."""
    assert eshram("camp", "load", CALENDAR, "--yes").code == 0
    return sample


def test_a_rule_is_so_many_camps(eshram: Eshram) -> None:
    ran = eshram(
        "camp", "add", "raxaul", "every Sunday", "--from", "01.12.2021", "--until", "31.12.2021", "--window", "night",
        "--sponsor", "Auto union 9876543210", "--expected", "१५०", "--format", "json",
    )  # fmt: skip
    found = rows(ran)
    assert [row["as_on"][8:] for row in found] == ["05", "12", "19", "26"]
    assert {(row["hours"], row["kind"], row["expected"]) for row in found} == {("16:00-22:00", "night", 150)}
    assert "9876543210" not in ran.out


@pytest.mark.usefixtures("home")
def test_the_morning_and_the_night_of_a_day_are_two_camps(eshram: Eshram) -> None:
    for window in ("morning", "night"):
        assert eshram("camp", "add", "raxaul", "05.12.2021", "--window", window).code == 0
    ran = eshram("camp", "held", "raxaul", "05.12.2021", "80")
    assert ran.code == 2 and "--window" in ran.err, "`camp-which`"
    assert eshram("camp", "held", "raxaul", "05.12.2021", "80", "--window", "सुबह").code == 0
    assert eshram("camp", "held", "raxaul", "05.12.2021", "55", "--window", "रात").code == 0
    by_window = rows(eshram("camp", "yield", "raxaul", "--by", "window", "--format", "json"))
    assert [(row["member"], row["registered"]) for row in by_window] == [("morning", 80), ("night", 55)]


@pytest.mark.usefixtures("home")
def test_told_again_the_later_figure_counts_and_an_undo_takes_it_back(eshram: Eshram) -> None:
    eshram("camp", "add", "raxaul", "05.12.2021", "--window", "morning")
    for number in ("80", "82"):
        eshram("camp", "held", "raxaul", "05.12.2021", number)
    assert rows(eshram("camp", "list", "--format", "json"))[0]["registered"] == 82
    assert eshram("undo", "3").code == 0
    assert rows(eshram("camp", "list", "--format", "json"))[0]["registered"] == 80
    assert eshram("undo", "1").code == 0
    left = rows(eshram("camp", "list", "--format", "json"))
    assert [(row["status"], row["number"]) for row in left] == [("unplanned", None)]


@pytest.mark.usefixtures("home")
def test_a_camp_held_without_a_figure_and_one_called_off(eshram: Eshram) -> None:
    eshram("camp", "add", "raxaul", "05.12.2021 to 07.12.2021", "--window", "morning")
    assert rows(eshram("camp", "held", "raxaul", "05.12.2021", "--format", "json"))[0]["status"] == "no-figure"
    assert eshram("camp", "cancel", "raxaul", "06.12.2021").code == 2
    ran = eshram("camp", "cancel", "raxaul", "06.12.2021", "--why", "panchayat election", "--format", "json")
    assert [(row["status"], row["why"]) for row in rows(ran)] == [("cancelled", "panchayat election")]
    assert [row["as_on"] for row in rows(eshram("camp", "list", "--open", "--format", "json"))] == ["2021-12-05"]
    # Planned again, it stands again.
    eshram("camp", "add", "raxaul", "06.12.2021", "--window", "morning")
    assert [row["status"] for row in rows(eshram("camp", "list", "--format", "json"))][1] == "planned"


@pytest.mark.usefixtures("home")
def test_a_count_so_far_from_a_return_and_a_telephone_figure_are_one_number(eshram: Eshram, home: Path) -> None:
    file = home / "camps.csv"
    file.write_text(
        "District: East Champaran\nDate,Block,Camp,Time,Registered\n"
        "05.12.2021,Raxaul,Haat,सुबह,40\n06.12.2021,Raxaul,Haat,सुबह,95\n05.12.2021,Raxaul,Haat,रात,20\n",
        encoding="utf-8",
    )
    assert eshram("ingest", file).code == 0
    eshram("camp", "add", "raxaul", "05.12.2021 to 07.12.2021", "--window", "morning", "--site", "Haat")
    assert eshram("camp", "held", "raxaul", "07.12.2021", "30").code == 0
    found = [(row["as_on"][8:], row["window"], row["registered"], row["status"]) for row in listed(eshram)]
    assert found == [
        ("05", "morning", 40, "held"),
        ("05", "night", 20, "unplanned"),
        ("06", "morning", 55, "held"),
        ("07", "morning", 30, "held"),
    ]
    cut = rows(eshram("by", "camp", "raxaul", "--format", "json"))
    assert sum(row["registered"] for row in cut) == 40 + 20 + 55 + 30


def listed(eshram: Eshram) -> list[dict[str, Any]]:
    return rows(eshram("camp", "list", "--format", "json"))


def day(number: int) -> dt.date:
    return dt.date(2021, 12, number)


ACTING = Acting(who="me", received_at=dt.datetime(2021, 12, 28, tzinfo=dt.UTC), tool_version="1")
CAMPS = st.lists(
    st.tuples(
        st.integers(0, 2), st.integers(1, 28), st.sampled_from(["", "morning", "night"]), st.sampled_from(["", "Haat"]),
        st.integers(0, 5000), st.booleans(),
    ),
    max_size=12,
)  # fmt: skip


@given(CAMPS)
@settings(max_examples=12)
def test_yields_add_up_to_the_cut(camps: list[tuple[int, int, str, str, int, bool]]) -> None:
    with Ledger.in_memory() as ledger:
        session = Session(ledger, known_places(ledger))
        bihar = next(place for place in session.gazetteer.all(Level.state) if place.name == "Bihar")
        east = next(p for p in session.gazetteer.children(bihar.id, Level.district) if p.name == "Purbi Champaran")
        blocks = session.gazetteer.children(east.id, Level.block)[:3]
        ledger.enter(east.id, 900_000, day(28), **ACTING)
        for block, number, window, site, persons, planned in camps:
            camp = Camp(blocks[block].id, day(number), site, window)
            if planned:
                ledger.plan_camps([camp], **ACTING)
            ledger.enter(blocks[block].id, None, day(number), new=persons, cut=camp.cut(blocks[block].name), **ACTING)
        found = camp_yield(session, east)
        assert sum(row.registered for row in found.rows) == found.registered == (found.in_cut or 0)
        assert not found.difference
        lines = lines_of(session, east, day(1), day(28), day(28), None)
        for dimension in ("window", "kind", "weekday", "place", "hour", "sponsor"):
            grouped, total = yields_by(lines, dimension, day(28))
            assert sum(row.registered for row in grouped) == total.registered == found.registered
        if camps:
            assert sum(row.registered for row in by(session, east, "camp").rows) == found.registered


def test_the_sample_calendar_is_answered(eshram: Eshram, calendar: Path) -> None:
    found = json.loads(eshram("camp", "yield", EAST, "--as-on", "28.12.2021", "--format", "json").out)
    assert found["registered"] == found["in_cut"] == sum(row["registered"] for row in found["rows"]) > 0
    assert [(row["as_on"], row["place"]) for row in found["open_camps"]] == [
        ("2021-12-23", "Raxaul"),
        ("2021-12-25", "Dhaka"),
    ]
    kinds = {row["member"] for row in rows(eshram("camp", "yield", EAST, "--by", "kind", "--format", "json"))}
    assert {"mega", "night", "csc"} <= kinds
    special = [row for row in rows(eshram("camp", "list", EAST, "--format", "json")) if row["kind"] == "special"]
    assert {row["sponsor"] for row in special} == {"ऑटो चालक संघ"}


def test_the_uplift_of_the_sample_says_what_it_rests_on(eshram: Eshram, calendar: Path) -> None:
    found = json.loads(eshram("camp", "uplift", EAST, "--as-on", "28.12.2021", "--format", "json").out)
    assert (found["level"], found["before_only"], len(found["rows"])) == ("district", True, 9)
    assert found["low"] < found["uplift"] < found["high"]
    text = eshram("camp", "uplift", EAST, "--as-on", "28.12.2021").out
    assert "All like days lie before the camps" in text and "The camps themselves told" in text
    # A noted day is left out, as a camp day and as a like day.
    eshram("note", "add", "portal down", "--district", EAST, "--as-on", "22.12.2021")
    eshram("note", "add", "portal down", "--state", "bihar", "--as-on", "14.12.2021")
    noted = json.loads(eshram("camp", "uplift", EAST, "--as-on", "28.12.2021", "--format", "json").out)
    assert noted["noted"] == 1
    dates = {row["as_on"]: row["like_days"] for row in noted["rows"]}
    assert "2021-12-22" not in dates and len(dates) == 7
    early = eshram("camp", "uplift", EAST, "--as-on", "22.12.2021").out
    assert "Too little to tell" in early


def test_a_plan_shares_its_quota_over_the_planned_camps(eshram: Eshram, calendar: Path) -> None:
    asked = ("plan", EAST, "--deadline", "26.01.2022", "--as-on", "28.12.2021", "--camps", "planned")
    plan = json.loads(eshram(*asked, "--format", "json").out)
    assert plan["camps"] == len(plan["camp_quotas"]) == 7
    for row in plan["rows"]:
        own = [camp for camp in plan["camp_quotas"] if camp["part"] == row["place"]]
        assert len(own) == row["camps"]
        assert not own or sum(camp["quota"] for camp in own) == row["quota"]
    kinds = rows(eshram("camp", "yield", EAST, "--by", "kind", "--as-on", "28.12.2021", "--format", "json"))
    usual = {row["member"]: row["per_camp"] for row in kinds}
    assert [camp["usual"] for camp in plan["camp_quotas"] if camp["kind"] == "mega"] == [usual["mega"]]
    assert "The camps of the calendar" in eshram(*asked).out
    ran = eshram("plan", "khagaria", "--deadline", "26.01.2022", "--camps", "planned")
    assert ran.code == 1 and "No camp is planned" in ran.err, "`plan-no-camps`"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("camp", "add", "raxaul", "soon"), "camp-date"),
        (("camp", "add", "raxaul", "every Sunday"), "camp-rule-endless"),
        (("camp", "add", "raxaul", "06.12.2021 Sunday"), "camp-weekday"),
        (("camp", "add", "raxaul", "05.12.2021", "--window", "4 to 10"), "camp-window"),
        (("camp", "add", "raxaul", "05.12.2021", "--expected", "many"), "camp-count"),
        (("camp", "add", "raxaul", "every Sunday", "--from", "01.12.2021"), "camp-period"),
        (("camp", "add", "nowhere-at-all", "05.12.2021"), "place-unheard-of"),
        (("camp", "held", "raxaul", "05.12.2021"), "camp-none"),
        (("camp", "held", "raxaul", "05.12.2021", "9876543210"), "camp-count"),
        (("camp", "held", "raxaul", "05.12.2021 to 06.12.2021", "5"), "camp-date"),
        (("camp", "cancel", "raxaul", "05.12.2021", "--why", "rain"), "camp-none"),
        (("camp", "cancel", "raxaul", "05.12.2021"), "camp-why"),
        (("plan", "raxaul", "--deadline", "26.01.2022", "--camps", "many"), "plan-camps"),
        (("rank", "--state", "bihar", "--format", "ics"), "ics-not-calendar"),
    ],
)
@pytest.mark.usefixtures("sample")
def test_what_cannot_be_is_told_in_a_sentence(eshram: Eshram, arguments: tuple[str, ...], code: str) -> None:
    ran = eshram(*arguments)
    sentence = max(re.split(r"\{.*?\}", catalogue()[code].message[Language.en]), key=len)
    assert ran.code == 2 and sentence.strip() in ran.err and "9876543210" not in ran.err


def test_an_empty_ledger_has_no_camps(eshram: Eshram) -> None:
    assert eshram("camp", "list").code == 4
    eshram("note", "add", "x", "--state", "bihar")
    for name in ("list", "calendar"):
        ran = eshram("camp", name)
        assert ran.code == 0 and ran.out
    assert eshram("camp", "yield").code == 1
    assert eshram("camp", "uplift").code == 1


def test_a_ledger_made_before_there_were_camps_answers(eshram: Eshram, sample: Path) -> None:
    import sqlite3

    with sqlite3.connect(sample) as db:
        for table in ("camps", "camp_changes"):
            db.execute(f"DROP TABLE {table}")
    assert "There are no camps" in eshram("camp", "list", EAST).out
    assert eshram("camp", "add", "raxaul", "05.12.2021").code == 0


def test_an_answer_that_is_no_calendar_is_not_written_as_one(eshram: Eshram, calendar: Path, home: Path) -> None:
    ran = eshram("rank", "--state", "bihar", "-o", home / "rank.ics")
    assert ran.code == 2 and "Only a calendar" in ran.err and not (home / "rank.ics").exists()
