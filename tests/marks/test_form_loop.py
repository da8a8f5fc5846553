"""A form that comes back is read by its fingerprint: whoever filled it, without a question; changed, noticed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import Eshram
from tests.marks.conftest import Edit, edited, red_cells, setting

DAY = dt.date(2021, 12, 28)


def fill(sheet: Worksheet) -> None:
    """Types a figure into every open cell of counts: registered 1000 + 10 x row + column, new the row's number."""
    sheet["D3"].value = DAY
    for row in range(7, sheet.max_row):
        for column in range(6, sheet.max_column):
            cell = sheet.cell(row, column)
            if not cell.protection.locked:
                new = "New" in str(sheet.cell(6, column).value)
                cell.value = row if new else 1000 + 10 * row + column


@pytest.fixture
def filled(eshram: Eshram, tmp_path: Path) -> Callable[..., Path]:
    """A form filled in, with further edits after: `filled(["--district", "khagaria"], edit)`."""

    def make(arguments: list[str], *edits: Edit) -> Path:
        assert eshram("template", *arguments, "-o", tmp_path / "blank.xlsx").code == 0
        return edited(tmp_path / "blank.xlsx", tmp_path / "filled.xlsx", fill, *edits)

    return make


def ingested(eshram: Eshram, path: Path, *options: str) -> dict[str, Any]:
    told = json.loads(eshram("ingest", path, "--format", "json", "--quiet", *options).out)
    assert len(told["submissions"]) == 1, told["refused"]
    found: dict[str, Any] = told["submissions"][0]
    return found


def registered(eshram: Eshram, *place: str) -> dict[str, int]:
    told = json.loads(eshram("rank", *place, "--by", "registered", "--format", "json").out)
    return {row["place"]: row["registered"] for row in told["rows"]}


def test_filled_in_it_reads_without_a_problem(eshram: Eshram, filled: Callable[..., Path]) -> None:
    found = ingested(eshram, filled(["--district", "khagaria", "--blocks"]))
    assert (found["accepted"], found["rejected"], found["as_on"]) == (7, 0, "2021-12-28")
    assert found["problems"] == []
    figures = registered(eshram, "--district", "khagaria")
    assert (figures["Alauli"], figures["Beldaur"], figures["Parbatta"]) == (1076, 1086, 1136)


def test_channels_are_kept_apart_and_add_up(eshram: Eshram, filled: Callable[..., Path]) -> None:
    found = ingested(eshram, filled(["--district", "khagaria", "--channels", "csc,self,umang"]))
    assert (found["accepted"], found["problems"]) == (7, [])
    assert registered(eshram, "--district", "khagaria")["Alauli"] == 1076 + 1077 + 1078
    told = json.loads(eshram("show", "alauli, khagaria", "--format", "json").out)
    assert {cut["cut"]: cut["registered"] for cut in told["cuts"]} == {
        "channel=csc": 1076,
        "channel=self": 1077,
        "channel=umang": 1078,
    }


def test_places_of_one_name_are_told_apart(eshram: Eshram, filled: Callable[..., Path]) -> None:
    found = ingested(eshram, filled(["--india", "--level", "district"]))
    assert (found["accepted"], found["rejected"], found["problems"]) == (786, 0, [])
    himachal = registered(eshram, "--state", "himachal pradesh")
    chhattisgarh = registered(eshram, "--state", "chhattisgarh")
    assert himachal["Bilaspur"] != chhattisgarh["Bilaspur"]


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_saved_by_the_office_s_program_it_reads_the_same(
    eshram: Eshram, filled: Callable[..., Path], office: Callable[[str, Path], Path], kind: str
) -> None:
    saved = office(kind, filled(["--district", "khagaria", "--channels", "csc,self"]))
    found = ingested(eshram, saved)
    assert (found["accepted"], found["rejected"], found["problems"]) == (7, 0, [])
    assert found["total_agrees"] is True
    assert registered(eshram, "--district", "khagaria")["Alauli"] == 1076 + 1077


def test_learned_panchayats_have_a_form_too(eshram: Eshram, filled: Callable[..., Path], tmp_path: Path) -> None:
    text = "जिला: खगड़िया, प्रखंड: अलौली, दिनांक 20.12.2021\nपंचायत,निबंधित\nहरिपुर,10\nशुम्भा,20\n"
    (tmp_path / "p.csv").write_text(text, encoding="utf-8")
    assert eshram("ingest", tmp_path / "p.csv", "--block", "alauli, khagaria", "--yes").code == 0
    found = ingested(eshram, filled(["--district", "khagaria", "--panchayats"]))
    assert (found["accepted"], found["rejected"]) == (2, 0)
    assert found["problems"] == []


def test_blanks_stay_blank(eshram: Eshram, filled: Callable[..., Path]) -> None:
    found = ingested(eshram, filled(["--district", "khagaria"], setting("F8", None), setting("G8", None)))
    assert (found["places"], found["accepted"], found["problems"]) == (6, 6, [])


def test_a_row_on_top_does_not_matter(eshram: Eshram, filled: Callable[..., Path]) -> None:
    found = ingested(eshram, filled(["--district", "khagaria"], lambda sheet: sheet.insert_rows(1)))
    assert (found["accepted"], found["as_on"], found["problems"]) == (7, "2021-12-28", [])


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (lambda sheet: sheet.delete_cols(5), 'columns are gone or renamed: E "एलजीडी कोड LGD code"'),
        (lambda sheet: sheet.delete_cols(1), "its hidden first column is gone"),
        (lambda sheet: sheet.insert_cols(5), "columns have moved"),
        (lambda sheet: sheet.delete_rows(9), "rows of places are missing"),
        (lambda sheet: sheet.insert_rows(9), "rows of places are missing, added or out of order"),
        (setting("F6", "लक्ष्य"), 'F "अब तक निबंधित Registered so far"'),
    ],
)
def test_a_changed_form_is_noticed(eshram: Eshram, filled: Callable[..., Path], edit: Edit, says: str) -> None:
    found = ingested(eshram, filled(["--district", "khagaria"], edit))
    told = [problem for problem in found["problems"] if problem["code"] == "form-changed"]
    assert len(told) == 1
    assert says in told[0]["message"]


def test_an_added_row_is_named(eshram: Eshram, filled: Callable[..., Path]) -> None:
    def add(sheet: Worksheet) -> None:
        sheet.insert_rows(9)
        sheet["D9"], sheet["F9"] = "Somewhere", 55

    found = ingested(eshram, filled(["--district", "khagaria"], add))
    assert "added rows: 9" in next(one["message"] for one in found["problems"] if one["code"] == "form-changed")
    assert found["rejected"] == 1


def test_a_name_typed_over_is_not_taken_for_another_place(eshram: Eshram, filled: Callable[..., Path]) -> None:
    typed = filled(["--district", "khagaria"], setting("D8", "Mansi"), setting("D12", "Beldaur"))
    found = ingested(eshram, typed)
    assert [(one["cell"], one["code"]) for one in found["problems"]] == [("D8", "form-place"), ("D12", "form-place")]
    assert 'In the form this is the row of Beldaur, but "Mansi" is written there' in found["problems"][0]["message"]
    assert (found["accepted"], found["rejected"]) == (5, 2)


def test_a_missing_date_is_asked_for_in_its_cell(eshram: Eshram, filled: Callable[..., Path]) -> None:
    undated = filled(["--district", "khagaria"], setting("D3", None))
    found = ingested(eshram, undated, "--mark")
    assert [(one["cell"], one["code"]) for one in found["problems"]] == [("D3", "no-date")]
    sent = undated.with_name("filled.to-mend.xlsx")
    assert red_cells(openpyxl.load_workbook(sent).worksheets[-1]) == {"D3"}
    found = ingested(eshram, edited(sent, undated.with_name("back.xlsx"), setting("D3", DAY)))
    assert (found["accepted"], found["problems"]) == (7, [])


def test_a_date_that_is_none_is_told_in_its_cell(eshram: Eshram, filled: Callable[..., Path]) -> None:
    found = ingested(eshram, filled(["--district", "khagaria"], setting("D3", "31.02.2022")))
    assert [(one["cell"], one["code"]) for one in found["problems"]] == [("D3", "date-impossible")]


def test_a_marked_form_is_still_the_form(eshram: Eshram, filled: Callable[..., Path]) -> None:
    bad = filled(["--district", "khagaria", "--channels", "csc,self"], setting("F9", "1O9"))
    found = ingested(eshram, bad, "--mark")
    assert (found["accepted"], found["rejected"]) == (6, 1)
    sent = bad.with_name("filled.to-mend.xlsx")
    found = ingested(eshram, edited(sent, bad.with_name("back.xlsx"), setting("F9", 1096)))
    assert (found["accepted"], found["unchanged"], found["problems"]) == (1, 6, [])


def test_forms_of_several_places_in_one_workbook(eshram: Eshram, filled: Callable[..., Path], tmp_path: Path) -> None:
    one = openpyxl.load_workbook(filled(["--district", "khagaria"]))
    other = openpyxl.load_workbook(filled(["--district", "sheohar"])).worksheets[0]
    second = one.create_sheet("Sheohar")
    for row in other.iter_rows():
        for cell in row:
            second[cell.coordinate].value = cell.value
    one.save(tmp_path / "both.xlsx")
    told = json.loads(eshram("ingest", tmp_path / "both.xlsx", "--format", "json", "--quiet").out)
    assert [(one["sheet"], one["accepted"], one["problems"]) for one in told["submissions"]] == [
        ("Return", 7, []),
        ("Sheohar", 5, []),
    ]


def test_what_the_user_says_goes_before_the_form(eshram: Eshram, filled: Callable[..., Path]) -> None:
    found = ingested(eshram, filled(["--district", "khagaria"]), "--as-on", "27.12.2021")
    assert found["as_on"] == "2021-12-27"


def test_inspect_sees_the_form_as_ingest_does(eshram: Eshram, filled: Callable[..., Path]) -> None:
    ran = eshram("inspect", filled(["--district", "khagaria", "--channels", "csc,self"]), "--format", "json")
    assert ran.code == 0, ran.err
    table = json.loads(ran.out)["tables"][0]
    assert (table["header_rows"], table["first_row"], table["rows"]) == ([6], 7, 7)
    assert (table["as_on"], table["as_on_from"], table["district"]) == ("2021-12-28", "form D3", "Khagaria")
    roles = {column["index"]: column["role"] for column in table["columns"]}
    assert [roles[index] for index in (4, 6, 7, 9)] == ["place", "registered", "registered", "new"]
    assert table["problems"] == []
