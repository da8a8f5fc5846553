"""Where marked workbooks go, and what they never replace."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from eshram_cli.answers.marking import ReadFile
from eshram_cli.errors import EshramError
from eshram_cli.jobs.sending import marking
from eshram_cli.problems import Problem, Where
from eshram_cli.sheets import copying
from eshram_cli.sheets.marks import LIST, is_list
from eshram_cli.sheets.model import Grid
from eshram_cli.sheets.read import read_book
from tests.conftest import SAMPLE_DATA, Eshram
from tests.marks.conftest import MENDING, edited, red_cells, setting

SENT = "मोतिहारी 28-12-2021.to-mend.xlsx"


def test_the_same_sheet_gives_the_same_bytes_in_the_same_file(eshram: Eshram, broken: Path) -> None:
    eshram("mark", broken, "--quiet")
    first = broken.with_name(SENT).read_bytes()
    eshram("mark", broken, "--quiet")
    assert broken.with_name(SENT).read_bytes() == first
    assert len(list(broken.parent.glob("*.xlsx"))) == 2


def test_a_workbook_that_somebody_worked_on_is_not_replaced(eshram: Eshram, broken: Path) -> None:
    eshram("mark", broken, "--quiet")
    sent = broken.with_name(SENT)
    worked = edited(sent, sent, setting("D8", 26450)).read_bytes()
    ran = eshram("ingest", broken, "--mark")
    assert sent.read_bytes() == worked
    assert broken.with_name("मोतिहारी 28-12-2021.2.to-mend.xlsx").exists()
    assert "मोतिहारी 28-12-2021.2.to-mend.xlsx" in ran.err


def test_a_half_mended_workbook_is_marked_anew(eshram: Eshram, broken: Path) -> None:
    eshram("mark", broken, "--quiet")
    half = edited(broken.with_name(SENT), broken.with_name("half 28-12-2021.to-mend.xlsx"), *MENDING[:3])
    before = half.read_bytes()
    eshram("mark", half, "--quiet")
    again = openpyxl.load_workbook(half.with_name("half 28-12-2021.2.to-mend.xlsx"))
    assert len(again.sheetnames) == 2
    assert {"D8", "B9", "D10"}.isdisjoint(red_cells(again.worksheets[1]))
    assert {"B11", "D12"} <= red_cells(again.worksheets[1])
    assert again.worksheets[1]["D8"].comment is None
    assert half.read_bytes() == before


def test_a_folder_is_ingested_without_our_own_workbooks(eshram: Eshram, broken: Path) -> None:
    eshram("mark", broken, "--quiet")
    ran = eshram("ingest", broken.parent, "--format", "json", "--quiet")
    told = json.loads(ran.out)
    assert [one["file"] for one in told["submissions"]] == [broken.name]
    assert [Path(name).name for name in told["skipped"]] == [SENT]


def test_where_the_workbook_goes_may_be_said(eshram: Eshram, broken: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    eshram("mark", broken, "-o", folder, "--quiet")
    eshram("mark", broken, "-o", tmp_path / "x.xlsx", "--quiet")
    eshram("ingest", broken, "--mark", "-o", folder, "--quiet")
    assert [path.name for path in folder.iterdir()] == [SENT]
    assert (tmp_path / "x.xlsx").read_bytes() == (folder / SENT).read_bytes()
    assert not broken.with_name(SENT).exists()


def test_the_sheet_itself_is_never_replaced(eshram: Eshram, broken: Path) -> None:
    before = broken.read_bytes()
    ran = eshram("mark", broken, "-o", broken)
    assert ran.code == 1
    assert "never changed" in ran.err
    assert broken.read_bytes() == before
    assert [problem["code"] for problem in json.loads(
        eshram("mark", broken, "-o", broken, "--format", "json").out
    )["failures"]] == ["mark-over-source"]  # fmt: skip


def test_several_files_do_not_go_into_one(eshram: Eshram, broken: Path) -> None:
    other = edited(broken, broken.with_name("b 28-12-2021.xlsx"))
    with pytest.raises(EshramError) as raised:
        marking.write_marked([_read(broken), _read(other)], broken.with_name("one.xlsx"))
    assert raised.value.problem.code == "mark-one-file"
    assert eshram("mark", broken, other, "-o", broken.with_name("one.xlsx")).code == 2


def test_two_files_of_one_name_get_a_workbook_each(eshram: Eshram, tmp_path: Path) -> None:
    for ending, comma in ((".csv", ","), (".txt", "\t")):
        rows = [["District", "Registered"], ["Araria", "12x"], ["Arwal", "340"]]
        text = "e-Shram Bihar 04.12.2021\n" + "\n".join(comma.join(row) for row in rows)
        (tmp_path / f"day{ending}").write_text(text, encoding="utf-8")
    eshram("mark", tmp_path / "day.csv", tmp_path / "day.txt", "--quiet")
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == ["day.2.to-mend.xlsx", "day.to-mend.xlsx"]


def test_a_sheet_without_problems_is_left_alone(eshram: Eshram, tmp_path: Path) -> None:
    ran = eshram("mark", SAMPLE_DATA / "bihar" / "bihar_eshram_2021-12-14.csv", "-o", tmp_path / "out")
    assert (ran.code, "There is nothing to correct." in ran.out) == (0, True)
    assert not (tmp_path / "out").exists()


def test_a_workbook_that_cannot_be_written_does_not_stop_the_ingest(eshram: Eshram, broken: Path) -> None:
    (broken.parent / "taken").write_text("a file, no folder", encoding="utf-8")
    ran = eshram("ingest", broken, "--mark", "-o", broken.parent / "taken" / "x.xlsx", "--format", "json")
    assert json.loads(ran.out)["submissions"][0]["accepted"] == 22
    assert ran.code == 1


def test_a_table_too_large_to_copy_is_not_marked(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "MOST_CELLS", 10)
    done = marking.write_marked([_read(broken)])
    assert [problem.code for problem in done.failures] == ["mark-too-large"]


def test_a_file_that_changed_meanwhile_is_not_marked(broken: Path) -> None:
    read = _read(broken)
    edited(broken, broken, setting("D8", 1))
    assert [problem.code for problem in marking.write_marked([read]).failures] == ["mark-changed"]


def test_a_workbook_that_openpyxl_cannot_write_is_rebuilt(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "_clean", lambda *_: 1 / 0)
    done = marking.write_marked([_read(broken)])
    assert done.files[0].output is not None
    sheet = openpyxl.load_workbook(done.files[0].output).worksheets[1]
    assert (red_cells(sheet), sheet["D8"].value) == ({"D8"}, "26,4O0")


def _read(path: Path) -> ReadFile:
    problem = Problem(
        "count-letter", Where(path.name, "28.12.2021", 8, 4), {"text": "26,4O0", "letter": "O", "digit": "0"}
    )
    return ReadFile(path, read_book(path), (problem,))


@pytest.mark.parametrize(
    ("first", "ours"), [(LIST, True), (f"{LIST} (copy)", True), ("To mend", False), (None, False), (7, False)]
)
def test_our_list_is_known_by_its_first_cell(first: str | int | None, ours: bool) -> None:
    assert is_list(Grid("a.xlsx", "Sheet1", [[first]])) is ours


def test_a_stray_cell_at_the_end_of_the_sheet_costs_nothing(eshram: Eshram, broken: Path) -> None:
    far = edited(broken, broken.with_name("far 28-12-2021.xlsx"), setting("XFD1048576", " "))
    assert eshram("mark", far, "--quiet").code == 1
    marked = openpyxl.load_workbook(broken.with_name("far 28-12-2021.to-mend.xlsx"))
    assert marked.worksheets[1]["D8"].fill.start_color.rgb == "FFFF7C80"


def test_the_office_s_own_comment_is_kept_below_ours(eshram: Eshram, broken: Path) -> None:
    def note(sheet: Worksheet) -> None:
        sheet["D8"].comment = Comment("as told by phone", "clerk")

    eshram("mark", edited(broken, broken.with_name("n 28-12-2021.xlsx"), note), "--quiet")
    comment = openpyxl.load_workbook(broken.with_name("n 28-12-2021.to-mend.xlsx")).worksheets[1]["D8"].comment
    assert comment is not None
    assert comment.text.endswith("\n\nas told by phone")


def test_a_bad_cell_can_be_mended_on_a_locked_sheet(eshram: Eshram, broken: Path) -> None:
    eshram(
        "mark",
        edited(broken, broken.with_name("l 28-12-2021.xlsx"), lambda sheet: sheet.protection.enable()),
        "--quiet",
    )
    sheet = openpyxl.load_workbook(broken.with_name("l 28-12-2021.to-mend.xlsx")).worksheets[1]
    assert sheet.protection.sheet
    assert (sheet["D8"].protection.locked, sheet["D9"].protection.locked) == (False, True)
