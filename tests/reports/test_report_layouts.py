"""The receipt of an ingest, places, targets, the log."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from eshram_cli.ledger.receipt import Restatement, Submission
from eshram_cli.places.model import INDIA, Level, Place, PlaceId
from eshram_cli.problems import Language, Problem, Where
from eshram_cli.reports import csv_, json_
from eshram_cli.reports.layouts.ingest import ingest_document, ingest_fields
from eshram_cli.reports.layouts.log import Log
from eshram_cli.reports.layouts.places import PlaceLine, Places
from eshram_cli.reports.layouts.targets import TargetLine, Targets
from eshram_cli.reports.look import Look
from eshram_cli.reports.registry import document_of, json_of
from eshram_cli.reports.terminal import render

TUESDAY = dt.date(2021, 12, 28)
PROBLEM = Problem("output-ending", Where("bihar.xlsx", "14 Dec", 17, 4), {"ending": ".doc", "endings": ".csv"})


@dataclass(frozen=True)
class Taken:
    """What became of one table, as the job reports it."""

    file: str
    sheet: str
    accepted: int
    places: int = 38
    rejected: int = 0
    unchanged: int = 0
    restated: int = 0
    as_on: dt.date | None = TUESDAY
    total_agrees: bool | None = True
    changes: tuple[Restatement, ...] = ()
    problems: tuple[Problem, ...] = ()


TWO = (
    Taken("bihar.xlsx", "28 Dec", 37, rejected=1, problems=(PROBLEM,)),
    Taken("khagaria.csv", "", 7, places=7, restated=2, total_agrees=None),
)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("width", [80, None])
def test_a_receipt_has_a_line_for_each_sheet(
    golden: Callable[[str, str], None], language: Language, width: int | None
) -> None:
    document = ingest_document(TWO, ["README.md", "map.png"], refused=1)
    golden(f"ingest-{language}-{width or 'piped'}.txt", render(document, Look(language, width=width)))


def test_a_receipt_adds_up_its_rows_but_not_its_places() -> None:
    total = ingest_document(TWO).tables[0].total
    assert total == [None, None, None, None, 44, 1, 0, 2, None]


def test_one_sheet_needs_no_total() -> None:
    assert ingest_document(TWO[:1]).tables[0].total is None


def test_a_receipt_says_when_nothing_was_new() -> None:
    same = [replace(one, accepted=0, unchanged=one.accepted) for one in TWO]
    assert "Nothing new" in render(ingest_document(same), Look())
    assert "Nothing new" not in render(ingest_document(TWO), Look())


def test_a_trial_says_that_nothing_was_stored() -> None:
    assert "nothing was stored" in render(ingest_document(TWO, dry_run=True), Look())


def test_a_receipt_of_nothing_is_a_header_in_csv() -> None:
    assert csv_.render(ingest_document([])).startswith("file,sheet,places,as_on,accepted")
    assert len(csv_.render(ingest_document([])).splitlines()) == 1


def test_the_json_of_a_receipt() -> None:
    fields = json.loads(json_.dump(ingest_fields(TWO, ["map.png"], [PROBLEM])))
    assert fields["submissions"][0] == {
        "file": "bihar.xlsx",
        "sheet": "28 Dec",
        "places": 38,
        "as_on": "2021-12-28",
        "accepted": 37,
        "rejected": 1,
        "unchanged": 0,
        "restated": 0,
        "total_agrees": True,
        "changes": [],
        "problems": [
            {
                "code": "output-ending",
                "severity": "error",
                "file": "bihar.xlsx",
                "sheet": "14 Dec",
                "cell": "D17",
                "row": 17,
                "column": 4,
                "message": 'No format is known for a file that ends in ".doc".',
                "hint": "Let the file name end in one of .csv, or give the format with --format.",
            }
        ],
    }
    assert fields["skipped"] == ["map.png"]
    assert [problem["code"] for problem in fields["refused"]] == ["output-ending"]


KHAGARIA = Place(PlaceId("d219"), Level.district, "Khagaria", PlaceId("s10"), "खगड़िया", 219, population=1666886)
WARD = Place(PlaceId("d219/ward 7"), Level.block, "Ward 7", PlaceId("d219"))


def test_places_are_told_with_their_level_and_parents() -> None:
    places = Places((PlaceLine(KHAGARIA, "Bihar"), PlaceLine(WARD, "Khagaria, Bihar")))
    lines = render(document_of(places), Look()).splitlines()
    assert lines[2].split() == ["Khagaria", "district", "Bihar", "219", "16,66,886", "d219", "खगड़िया"]
    assert lines[3].endswith("–")
    assert "जिला" in render(document_of(places), Look(Language.hi))


def test_the_json_of_places() -> None:
    country = Place(INDIA, Level.country, "India", None, "भारत")
    fields = json.loads(json_.render(Places((PlaceLine(country, ""),))))
    assert fields["schema"] == "eshram.places/1"
    assert fields["rows"][0]["level"] == "country"
    assert fields["rows"][0]["place_hi"] == "भारत"


TARGET = TargetLine(
    "Khagaria", "खगड़िया", "channel=csc", 560286, "share of population", dt.date(2021, 12, 31), TUESDAY, "district"
)


def test_targets_are_told_with_their_basis_and_deadline() -> None:
    text = render(document_of(Targets("Bihar", (TARGET,))), Look())
    assert text.startswith("Targets: Bihar\n")
    assert "5,60,286  share of population  31.12.2021  28.12.2021" in text


def test_versions_of_targets_are_called_so() -> None:
    assert "all versions" in render(document_of(Targets("Bihar", (TARGET,), history=True)), Look())


def test_no_target_says_how_to_set_one() -> None:
    assert "eshram target load" in render(document_of(Targets("Bihar", ())), Look())


def test_the_json_of_targets() -> None:
    row = json.loads(json_.render(Targets("Bihar", (TARGET,))))["rows"][0]
    assert {key: row[key] for key in ("place", "target", "basis", "deadline", "set_on")} == {
        "place": "Khagaria",
        "target": 560286,
        "basis": "share of population",
        "deadline": "2021-12-31",
        "set_on": "2021-12-28",
    }


ACT = Submission(
    number=7,
    uid="u7",
    kind="return",
    file="bihar.xlsx",
    sheet="",
    received_at=dt.datetime(2021, 12, 28, 14, 30, tzinfo=dt.UTC),
    as_on=TUESDAY,
    who="dlo",
    source="",
    tool_version="0.1.0",
    accepted=37,
    rejected=1,
)


def test_the_log_tells_the_time_of_india_and_dims_what_was_undone() -> None:
    log = Log((ACT, replace(ACT, number=8, undone=9)))
    assert "28.12.2021 20:00" in render(document_of(log), Look())
    assert document_of(log).tables[0].faint == {1}


@pytest.mark.parametrize("kind", ["return", "enter", "target", "place", "alias", "undo"])
@pytest.mark.parametrize("language", Language)
def test_every_kind_of_act_has_a_word(kind: str, language: Language) -> None:
    assert render(document_of(Log((replace(ACT, kind=kind),))), Look(language))


def test_the_json_of_the_log_keeps_its_moments() -> None:
    row = json.loads(json_.dump(json_of(Log((ACT,)))))["rows"][0]
    assert row["received_at"] == "2021-12-28T14:30:00+00:00"
    assert (row["number"], row["kind"], row["undone"]) == (7, "return", None)
