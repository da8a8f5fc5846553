"""`eshram drive` and `--drive`: what came since a drive's base, in every question that counts persons."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from eshram_cli.jobs.place_options import find_place
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level
from tests.conftest import Eshram, Ran

pytestmark = pytest.mark.long

ADD = ("drive", "add", "december push", "--from", "20.12.2021", "--until", "26.12.2021", "--place", "bihar")
NOW = dt.datetime(2021, 12, 29, tzinfo=dt.UTC)
IN = ("--drive", "December Push")
QUESTIONS = [
    ("rank", "bihar"),
    ("show", "khagaria"),
    ("trend", "khagaria"),
    ("trend", "bihar", "--level", "district"),
    ("forecast", "khagaria", "--horizon", "5"),
    ("forecast", "bihar", "--all", "--horizon", "5"),
    ("claim", "20 lakh in 5 days", "--state", "bihar", "--meaning", "total"),
    ("race", "bihar"),
    ("honours", "bihar"),
    ("summary", "bihar"),
    ("share", "bihar"),
    ("why", "khagaria"),
    ("plan", "bihar", "--deadline", "31.12.2021", "--target", "20 lakh"),
]


def told(ran: Ran) -> dict[str, Any]:
    assert ran.code in {0, 1}, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def counts(eshram: Eshram, *arguments: str) -> dict[str, int | None]:
    ran = told(eshram("rank", "bihar", "--by", "registered", "--format", "json", *arguments))
    return {row["place"]: row["registered"] for row in [*ran["rows"], ran["total"]]}


def test_the_first_drive_is_known_without_being_added(eshram: Eshram, sample: Path) -> None:
    [row] = told(eshram("drive", "list", "--format", "json"))["rows"]
    assert (row["name"], row["place"], row["since"], row["base"]) == ("e-Shram", "India", "2021-08-26", 0)
    assert counts(eshram, "--drive", "E-shram") == counts(eshram)
    assert "when registration began" in eshram("rank", "bihar", "--drive", "e-shram").out


@pytest.mark.usefixtures("sample")
def test_a_drive_counts_what_came_since_its_base(eshram: Eshram) -> None:
    eshram(*ADD, "--target", "5 lakh")
    base, last, since = (
        counts(eshram, "--as-on", "19.12.2021"),
        counts(eshram, "--as-on", "26.12.2021"),
        counts(eshram, *IN),
    )
    assert since == {place: (last[place] or 0) - (base[place] or 0) for place in last}
    _, row = told(eshram("drive", "list", "--format", "json"))["rows"]
    assert (row["base"], row["registered"]) == (base["Bihar"], since["Bihar"])
    assert (row["target"], row["as_on"], row["balance"]) == (500000, "2021-12-26", 500000 - row["registered"])
    ranking = told(eshram("rank", "bihar", *IN, "--format", "json"))
    assert "drive" not in told(eshram("rank", "bihar", "--format", "json"))
    assert "अभियान december push" in eshram("rank", "bihar", *IN, "--lang", "hi").out
    assert ranking["total"]["target"] == 500000 and ranking["rows"][0]["target"] is None


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_every_question_says_which_drive_it_counts(eshram: Eshram, question: tuple[str, ...]) -> None:
    eshram(*ADD)
    assert told(eshram(*question, *IN, "--format", "json"))["drive"] == {"name": "december push", "since": "2021-12-20"}
    assert "Drive december push: persons registered since 20.12.2021" in eshram(*question, *IN).out


def test_members_of_a_cut_are_counted_since_the_base_too(eshram: Eshram, home: Path) -> None:
    gaya = find_place(Gazetteer.bundled(), "gaya", level=Level.district)
    with Ledger.open(home / "eshram.db") as ledger:
        for day, counts in ((13, {"csc": 500, "self": 100}), (20, {"csc": 800, "self": 150})):
            for channel, value in counts.items():
                as_on = dt.date(2021, 12, day)
                ledger.enter(gaya.id, value, as_on, cut=f"channel={channel}", who="", received_at=NOW, tool_version="")
    eshram("drive", "add", "december push", "--from", "15.12.2021", "--place", "bihar")
    found = told(eshram("by", "channel", "--district", "gaya", *IN, "--format", "json"))
    assert {row["member"]: row["registered"] for row in found["rows"]} == {"csc": 300, "self": 50}
    assert (found["total"]["registered"], found["drive"]["name"]) == (350, "december push")


@pytest.mark.usefixtures("sample")
def test_all_formats_and_the_picture_tell_the_drive(eshram: Eshram, home: Path) -> None:
    eshram(*ADD)
    for name in ("x.html", "x.md"):
        assert eshram("rank", "bihar", *IN, "-o", home / name).code == 0
        assert "Drive december push" in (home / name).read_text(encoding="utf-8")
    assert eshram("rank", "bihar", *IN, "-o", home / "x.xlsx").code == 0
    cells = [
        cell for sheet in load_workbook(home / "x.xlsx") for row in sheet.iter_rows(values_only=True) for cell in row
    ]
    assert any("Drive december push" in str(cell) for cell in cells)
    assert eshram("rank", "bihar", *IN, "--chart", home / "x.svg").code == 0
    plain = eshram("rank", "bihar", "--as-on", "26.12.2021", "--chart", home / "y.svg")
    assert plain.code == 0 and (home / "x.svg").read_bytes() != (home / "y.svg").read_bytes()


@pytest.mark.usefixtures("sample")
def test_a_drive_is_cancelled_and_that_is_undone(eshram: Eshram) -> None:
    eshram(*ADD)
    assert len(told(eshram("drive", "cancel", "december push", "--format", "json"))["rows"]) == 1
    assert eshram("rank", "bihar", *IN).code == 2
    log = told(eshram("log", "--format", "json"))["rows"]
    assert [row["kind"] for row in log[-2:]] == ["drive", "drive-cancelled"]
    eshram("undo", str(log[-1]["number"]), "--yes")
    assert eshram("rank", "bihar", *IN).code == 0
    eshram("drive", "cancel", "december push")
    assert eshram(*ADD).code == 0, "the name is free again"


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("rank", "bihar", "--drive", "nope"), 2, "The drives are: e-Shram, december push"),  # `drive-unknown`
        (("drive", "add", "December  PUSH", "--from", "1.1.2022"), 2, "already a drive"),  # `drive-taken`
        (("drive", "add", "2025", "--from", "1.1.2022"), 2, "cannot be the name"),  # `drive-name`
        (("drive", "add", "mob 9431000000", "--from", "1.1.2022"), 2, "cannot be the name"),
        (("drive", "add", "early", "--from", "26.08.2021"), 2, "It begins after 26.08.2021"),  # `drive-dates`
        (("drive", "add", "x", "--from", "2.1.2022", "--until", "1.1.2022"), 2, "cannot last from"),
        (("drive", "add", "x", "--from", "2.1.2022", "--target", "many"), 2, '"many"'),
        (("drive", "cancel", "e-shram"), 2, "cannot be cancelled"),  # `drive-first`
        (("claim", "20 lakh in 5 days", "--state", "bihar", "--file", *IN), 2, "--file and --drive cannot be used"),
        (("rank", "bihar", *IN, "--as-on", "28.12.2021"), 2, "from 20.12.2021 to 26.12.2021"),  # `drive-days`
        (("rank", "rajasthan", *IN), 1, "nobody can say how many"),  # `drive-base`
    ],
)
def test_what_is_refused(eshram: Eshram, arguments: tuple[str, ...], code: int, says: str) -> None:
    eshram(*ADD)
    ran = eshram(*arguments)
    assert ran.code == code and says in ran.err
    assert "9431" not in ran.err


@pytest.mark.usefixtures("sample")
def test_a_drive_that_has_not_begun_and_has_no_end(eshram: Eshram) -> None:
    eshram("drive", "add", "later", "--from", "1.3.2022", "--place", "bihar")
    ran = eshram("rank", "bihar", "--drive", "later")
    assert ran.code == 2 and "which is from 01.03.2022 on" in ran.err  # `drive-days-open`
    _, row = told(eshram("drive", "list", "--format", "json"))["rows"]
    assert (row["base"], row["registered"]) == (None, None)


@pytest.mark.usefixtures("sample")
def test_a_forecast_is_the_one_of_all_persons_less_the_base(eshram: Eshram) -> None:
    """Whatever the drive's own target: the offices go on as they do."""
    eshram("drive", "add", "push", "--from", "11.12.2021", "--place", "khagaria", "--target", "60000")
    _, drive = told(eshram("drive", "list", "--format", "json"))["rows"]

    def curve(*options: str) -> Any:
        return told(eshram("forecast", "khagaria", *options, "--horizon", "40", "--format", "json"))

    everybody, since = curve(), curve("--drive", "push")
    assert since["registered"] == everybody["registered"] - drive["base"] == drive["registered"]
    for all_, one in zip(everybody["curve"], since["curve"], strict=True):
        assert {q: count - drive["base"] for q, count in all_["q"].items()} == one["q"]
    assert since["target"] == 60000
    reached = next(one["date"] for one in since["curve"] if one["q"]["0.5"] >= 60000)
    assert since["finish"]["0.5"] == reached
    for question in ("summary", "share"):
        said = eshram(question, "khagaria", "--drive", "push").out
        assert "60,000" in said
