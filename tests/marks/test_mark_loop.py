"""The return loop: a sheet comes in with bad cells, goes back marked, comes in mended, and only what changed is new."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import SAMPLE_DATA, SHARED, Eshram
from tests.marks.conftest import BLOCKS, MENDING, edited, red_cells, setting, texts

SENT = "मोतिहारी 28-12-2021.to-mend.xlsx"


def receipt(eshram: Eshram, *arguments: str | Path) -> dict[str, Any]:
    ran = eshram("ingest", *arguments, "--format", "json", "--quiet")
    submissions: list[dict[str, Any]] = json.loads(ran.out)["submissions"]
    assert len(submissions) == 1, ran.err
    return submissions[0]


def counts(submission: dict[str, Any]) -> tuple[int, int, int, int]:
    return (
        submission["accepted"],
        submission["rejected"],
        submission["unchanged"],
        submission["restated"],
    )


def test_mended_and_ingested_again_only_the_mended_rows_are_new(eshram: Eshram, broken: Path) -> None:
    assert counts(receipt(eshram, broken, "--mark")) == (22, 5, 0, 0)
    mended = edited(broken.with_name(SENT), broken.with_name("back.xlsx"), *MENDING)
    assert counts(receipt(eshram, mended)) == (5, 0, 22, 0)


def test_a_figure_that_is_put_right_is_restated_alone(eshram: Eshram, tmp_path: Path) -> None:
    wrong = edited(BLOCKS, tmp_path / "blocks 28-12-2021.xlsx", setting("D6", 38531))
    assert counts(receipt(eshram, wrong, "--mark")) == (27, 0, 0, 0)
    sent = tmp_path / "blocks 28-12-2021.to-mend.xlsx"
    assert red_cells(openpyxl.load_workbook(sent).worksheets[1]) == {"D33", "F6"}
    mended = edited(sent, tmp_path / "back 28-12-2021.xlsx", setting("D6", 38431))
    found = receipt(eshram, mended)
    assert counts(found) == (1, 0, 26, 1)
    assert {problem["severity"] for problem in found["problems"]} <= {"note"}


def test_the_bad_cells_are_red_and_say_in_both_languages_what_to_do(eshram: Eshram, broken: Path) -> None:
    eshram("ingest", broken, "--mark", "--quiet")
    book = openpyxl.load_workbook(broken.with_name(SENT))
    sheet = book.worksheets[1]
    assert {"D8", "B9", "D10", "B11", "D12"} <= red_cells(sheet)
    comment = sheet["D8"].comment
    assert comment is not None
    assert comment.text == (
        'त्रुटि: "26,4O0" संख्या नहीं है (क्या इसमें अक्षर O टाइप हो गया है?)।\nक्या करें: अक्षर की जगह अंक 0 टाइप करें।\n\n'
        'Error: "26,4O0" is not a number (letter O?).\nWhat to do: Type the digit 0 in place of the letter.'
    )


def test_the_list_in_front_names_every_problem_and_leads_to_its_cell(eshram: Eshram, broken: Path) -> None:
    ran = eshram("mark", broken, "--format", "json", "--quiet")
    told = json.loads(ran.out)["files"][0]
    listed = openpyxl.load_workbook(broken.with_name(SENT)).worksheets[0]
    rows = [row for row in listed.iter_rows(min_row=6) if row[0].value]
    assert len(rows) == told["errors"] + told["warnings"]
    assert "To correct" in listed.title
    assert "सुधारें" in listed.title
    first = rows[0]
    assert [cell.value for cell in first[:4]] == [1, "28.12.2021", "D8", '"26,4O0" is not a number (letter O?).']
    assert first[6].value == "अक्षर की जगह अंक 0 टाइप करें।"
    assert first[2].hyperlink is not None
    assert first[2].hyperlink.location == "'28.12.2021'!D8"


def test_the_office_s_own_sheet_is_kept(eshram: Eshram, tmp_path: Path) -> None:
    source = edited(BLOCKS, tmp_path / "own.xlsx", setting("D8", "x1"), setting("E33", "=SUM(E6:E32)"))
    before = source.read_bytes()
    eshram("mark", source, "--quiet")
    own, copy = (openpyxl.load_workbook(tmp_path / name).worksheets[-1] for name in ("own.xlsx", "own.to-mend.xlsx"))
    assert copy["E33"].value == "=SUM(E6:E32)"
    assert copy.merged_cells.ranges == own.merged_cells.ranges
    assert {key: column.width for key, column in copy.column_dimensions.items()} == {
        key: column.width for key, column in own.column_dimensions.items()
    }
    for row in own.iter_rows():
        for cell in row:
            other = copy[cell.coordinate]
            assert (other.value, other.number_format, other.font.b) == (cell.value, cell.number_format, cell.font.b)
    assert source.read_bytes() == before


def test_a_formula_keeps_its_result_for_programs_that_do_not_compute(
    eshram: Eshram, tmp_path: Path, office: Callable[[str, Path], Path]
) -> None:
    formulas = edited(
        BLOCKS,
        tmp_path / "f 28-12-2021.xlsx",
        setting("D8", "x1"),
        setting("D7", "=34000+951"),
        setting("E7", "=1500-1500"),
    )
    computed = office("xlsx", formulas)
    assert counts(receipt(eshram, computed, "--mark")) == (26, 1, 0, 0)
    sent = computed.with_name("f 28-12-2021.to-mend.xlsx")
    assert openpyxl.load_workbook(sent)["28.12.2021"]["D7"].value == "=34000+951"
    values = openpyxl.load_workbook(sent, data_only=True)["28.12.2021"]
    assert (values["D7"].value, values["E7"].value) == (34951, 0)
    assert counts(receipt(eshram, sent)) == (0, 1, 26, 0)


def test_a_csv_goes_through_the_loop(eshram: Eshram, tmp_path: Path) -> None:
    with (SAMPLE_DATA / "bihar" / "bihar_eshram_2021-12-14.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    at, column = 5, 2
    right, rows[at][column] = rows[at][column], "2,3O,000"
    rows[at + 1][-1] = "=1+1"
    source = tmp_path / "bihar_eshram_2021-12-14.csv"
    with source.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    eshram("ingest", source, "--mark", "--quiet")
    sent = tmp_path / "bihar_eshram_2021-12-14.to-mend.xlsx"
    sheet = openpyxl.load_workbook(sent).worksheets[-1]
    bad = sheet.cell(at + 1, column + 1)
    assert bad.coordinate in red_cells(sheet)
    defused = sheet.cell(at + 2, len(rows[at + 1]))
    assert (defused.value, defused.data_type, defused.quotePrefix) == ("=1+1", "s", True)
    back = edited(sent, tmp_path / "bihar_eshram_2021-12-14 back.xlsx", setting(bad.coordinate, right))
    found = receipt(eshram, back)
    assert (found["accepted"], found["rejected"], found["restated"]) == (1, 0, 0)


def test_an_old_excel_file_goes_through_the_loop(
    eshram: Eshram, broken: Path, office: Callable[[str, Path], Path]
) -> None:
    old = office("xls", broken)
    before = old.read_bytes()
    assert counts(receipt(eshram, old, "--mark")) == (22, 5, 0, 0)
    sent = old.with_name(SENT)
    assert {"D8", "B9", "D10", "B11", "D12"} <= red_cells(openpyxl.load_workbook(sent).worksheets[-1])
    assert counts(receipt(eshram, edited(sent, old.with_name("back.xlsx"), *MENDING))) == (5, 0, 22, 0)
    assert old.read_bytes() == before


def test_a_saved_web_page_keeps_the_line_above_its_table(eshram: Eshram, tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{name}</td><td>{count}</td></tr>" for name, count in (("Araria", "12x"), ("Arwal", 340)))
    page = (
        f"<html><body><h3>e-Shram Bihar as on 04.12.2021</h3><table><tr><th>District</th><th>Registered</th></tr>{rows}"
    )
    source = tmp_path / "portal.xls"
    source.write_text(page + "</table></body></html>", encoding="utf-8")
    assert counts(receipt(eshram, source, "--mark", "--as-on", "04.12.2021")) == (1, 1, 0, 0)
    sent = tmp_path / "portal.to-mend.xlsx"
    sheet = openpyxl.load_workbook(sent).worksheets[-1]
    assert sheet["A1"].value == "e-Shram Bihar as on 04.12.2021"
    assert red_cells(sheet) == {"B3"}
    assert counts(receipt(eshram, edited(sent, tmp_path / "back.xlsx", setting("B3", 120)))) == (1, 0, 1, 0)


@pytest.mark.parametrize(
    ("file", "options", "column"),
    [
        ("35_odisha_poshan_homevisit_target_vs_done.csv", ["--state", "odisha", "--map", "registered=D"], "D"),
        ("40_nrega_all_india_district.xlsx", ["--map", "registered=D"], "D"),
    ],
)
def test_real_sheets_go_through_the_loop(
    eshram: Eshram, tmp_path: Path, file: str, options: list[str], column: str
) -> None:
    if not (SHARED / "sheets" / file).exists():
        pytest.skip("the collection of real sheets is not here")
    source, right = _broken_copy(SHARED / "sheets" / file, tmp_path, column)
    first = receipt(eshram, source, "--mark", "--as-on", "04.12.2021", *options)
    assert first["accepted"] > 10
    sent = tmp_path / f"{source.stem}.to-mend.xlsx"
    sheet = openpyxl.load_workbook(sent).worksheets[-1]
    assert {f"{column}3", f"{column}5"} <= red_cells(sheet)
    mended = edited(sent, tmp_path / "back.xlsx", *(setting(address, value) for address, value in right.items()))
    second = receipt(eshram, mended, "--as-on", "04.12.2021", *options)
    assert counts(second) == (2, first["rejected"] - 2, first["accepted"], 0)


def _broken_copy(source: Path, folder: Path, column: str) -> tuple[Path, dict[str, Any]]:
    target = folder / source.name
    at = ord(column) - ord("A")
    if source.suffix == ".csv":
        with source.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
        right = {f"{column}{row}": int(rows[row - 1][at]) for row in (3, 5)}
        for row in (3, 5):
            rows[row - 1][at] = "1O0"
        with target.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return target, right
    sheet = openpyxl.load_workbook(source).worksheets[0]
    right = {f"{column}{row}": sheet[f"{column}{row}"].value for row in (3, 5)}
    return edited(source, target, *(setting(address, "1O0") for address in right)), right


def test_numbers_of_persons_are_nowhere_in_the_workbook(eshram: Eshram, broken: Path) -> None:
    source = edited(
        broken,
        broken.with_name("signed 28-12-2021.xlsx"),
        setting("B35", "श्रम अधीक्षक, मो० 98765 43210"),
        lambda sheet: setattr(sheet["C7"], "comment", Comment("आधार 2234 5678 9012", "clerk")),
        _with_footer,
    )
    ran = eshram("ingest", source, "--mark")
    sent = source.with_name("signed 28-12-2021.to-mend.xlsx")
    inside = texts(sent) + ran.out + ran.err
    for number in ("9876543210", "98765 43210", "2234 5678 9012"):
        assert number not in inside
    assert openpyxl.load_workbook(sent)["28.12.2021"]["D12"].value == "••••••••••"


def _with_footer(sheet: Worksheet) -> None:
    assert sheet.oddFooter is not None
    sheet.oddFooter.center.text = "Ph. 9876543210"


def test_a_list_of_persons_is_not_copied(eshram: Eshram, tmp_path: Path) -> None:
    source = tmp_path / "workers.csv"
    people = "".join(f"Ram {n},Shyam,98765432{n:02d}\n" for n in range(10))
    source.write_text(f"Worker name,Father's name,Mobile\n{people}", encoding="utf-8")
    for command in (["ingest", source, "--mark"], ["mark", source]):
        assert eshram(*command).code == 3
    assert [path.name for path in tmp_path.glob("*.xlsx")] == []
