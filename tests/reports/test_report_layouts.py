"""The receipt of an ingest, places, targets, the log."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest

from eshram_cli.answers.ingest import Change, Ingested, Submission
from eshram_cli.answers.log import Act, Log
from eshram_cli.answers.places import PlaceLine, Places
from eshram_cli.answers.targets import TargetLine, Targets
from eshram_cli.described import replace
from eshram_cli.problems import Language, Problem, Where
from eshram_cli.reports.formats import csv as csv_
from eshram_cli.reports.formats import json as json_
from eshram_cli.reports.formats.table import render
from eshram_cli.reports.look import Look
from eshram_cli.reports.registry import document_of

TUESDAY = dt.date(2021, 12, 28)
PROBLEM = Problem("output-ending", Where("bihar.xlsx", "14 Dec", 17, 4), {"ending": ".doc", "endings": ".csv"})


CHANGE = Change(place="d219", as_on=TUESDAY, cut="", measure="registered", old=207000, new=207528)


def taken(file: str, sheet: str, accepted: int, **fields: object) -> Submission:
    counts = {"places": 38, "rejected": 0, "unchanged": 0, "restated": 0, "as_on": TUESDAY, "total_agrees": True}
    return Submission.model_validate({"file": file, "sheet": sheet, "accepted": accepted, **counts, **fields})


TWO = (
    taken("bihar.xlsx", "28 Dec", 37, rejected=1, problems=(PROBLEM,)),
    taken("khagaria.csv", "", 7, places=7, restated=2, total_agrees=None, changes=(CHANGE,)),
)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("width", [80, None])
def test_a_receipt_has_a_line_for_each_sheet(
    golden: Callable[[str, str], None], language: Language, width: int | None
) -> None:
    done = Ingested(submissions=TWO, skipped=("README.md", "map.png"), refused=(PROBLEM,))
    golden(f"ingest-{language}-{width or 'piped'}.txt", render(done, Look(language, width=width)))


def test_a_receipt_adds_up_its_rows_but_not_its_places() -> None:
    total = document_of(Ingested(submissions=TWO)).tables[0].total
    assert total == [None, None, None, None, 44, 1, 0, 2, None]


def test_one_sheet_needs_no_total() -> None:
    assert document_of(Ingested(submissions=TWO[:1])).tables[0].total is None


def test_a_receipt_says_when_nothing_was_new() -> None:
    same = tuple(replace(one, accepted=0, unchanged=one.accepted) for one in TWO)
    assert "Nothing new" in render(Ingested(submissions=same), Look())
    assert "Nothing new" not in render(Ingested(submissions=TWO), Look())


def test_a_trial_says_that_nothing_was_stored() -> None:
    assert "nothing was stored" in render(Ingested(submissions=TWO, dry_run=True), Look())


def test_a_receipt_of_nothing_is_a_header_in_csv() -> None:
    assert csv_.render(Ingested(submissions=())).startswith("file,sheet,places,as_on,accepted")
    assert len(csv_.render(Ingested(submissions=())).splitlines()) == 1


def test_the_json_of_a_receipt() -> None:
    fields = json.loads(json_.render(Ingested(submissions=TWO, skipped=("map.png",), refused=(PROBLEM,))))
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
    assert fields["submissions"][1]["changes"] == [
        {"place": "d219", "as_on": "2021-12-28", "cut": "", "measure": "registered", "old": 207000, "new": 207528}
    ]
    assert fields["skipped"] == ["map.png"]
    assert [problem["code"] for problem in fields["refused"]] == ["output-ending"]


NOTHING: dict[str, None] = dict.fromkeys(("since", "until", "code", "population"))
KHAGARIA = PlaceLine.model_validate(
    {**NOTHING, "place": "Khagaria", "place_hi": "खगड़िया", "level": "district", "within": "Bihar", "id": "d219"}
    | {"code": 219, "population": 1666886}
)
WARD = PlaceLine.model_validate(
    {**NOTHING, "place": "Ward 7", "place_hi": "", "level": "block", "within": "Khagaria, Bihar", "id": "d219/ward 7"}
)


def test_places_are_told_with_their_level_and_parents() -> None:
    places = Places(rows=(KHAGARIA, WARD))
    lines = render(document_of(places), Look()).splitlines()
    assert lines[2].split() == ["Khagaria", "district", "Bihar", "219", "16,66,886", "d219", "खगड़िया"]
    assert lines[3].endswith("–")
    assert "जिला" in render(document_of(places), Look(Language.hi))


def test_the_json_of_places() -> None:
    country = replace(WARD, place="India", place_hi="भारत", level="country", within="")
    fields = json.loads(json_.render(Places(rows=(country, WARD))))
    assert fields["schema"] == "eshram.places/1"
    assert fields["rows"][0]["level"] == "country"
    assert [row["place_hi"] for row in fields["rows"]] == ["भारत", None]


TARGET = TargetLine(
    place="Khagaria",
    place_hi="खगड़िया",
    cut="channel=csc",
    target=560286,
    basis="share of population",
    deadline=dt.date(2021, 12, 31),
    set_on=TUESDAY,
    level="district",
)


def test_targets_are_told_with_their_basis_and_deadline() -> None:
    text = render(document_of(Targets(within="Bihar", rows=(TARGET,))), Look())
    assert text.startswith("Targets: Bihar\n")
    assert "5,60,286  share of population  31.12.2021  28.12.2021" in text


def test_versions_of_targets_are_called_so() -> None:
    assert "all versions" in render(document_of(Targets(within="Bihar", rows=(TARGET,), history=True)), Look())


def test_no_target_says_how_to_set_one() -> None:
    assert "eshram target load" in render(document_of(Targets(within="Bihar", rows=())), Look())


def test_the_json_of_targets() -> None:
    row = json.loads(json_.render(Targets(within="Bihar", rows=(TARGET,))))["rows"][0]
    assert {key: row[key] for key in ("place", "target", "basis", "deadline", "set_on")} == {
        "place": "Khagaria",
        "target": 560286,
        "basis": "share of population",
        "deadline": "2021-12-31",
        "set_on": "2021-12-28",
    }


ACT = Act(
    number=7,
    kind="return",
    file="bihar.xlsx",
    sheet="",
    received_at=dt.datetime(2021, 12, 28, 14, 30, tzinfo=dt.UTC),
    as_on=TUESDAY,
    who="dlo",
    source="",
    accepted=37,
    rejected=1,
)


def test_the_log_tells_the_time_of_india_and_dims_what_was_undone() -> None:
    log = Log(rows=(ACT, replace(ACT, number=8, undone=9)))
    assert "28.12.2021 20:00" in render(document_of(log), Look())
    assert document_of(log).tables[0].faint == {1}


@pytest.mark.parametrize("kind", ["return", "enter", "target", "place", "alias", "undo"])
@pytest.mark.parametrize("language", Language)
def test_every_kind_of_act_has_a_word(kind: str, language: Language) -> None:
    assert render(document_of(Log(rows=(replace(ACT, kind=kind),))), Look(language))


def test_the_json_of_the_log_keeps_its_moments() -> None:
    row = json.loads(json_.render(Log(rows=(ACT,))))["rows"][0]
    assert row["received_at"] == "2021-12-28T14:30:00+00:00"
    assert (row["number"], row["kind"], row["undone"]) == (7, "return", None)
