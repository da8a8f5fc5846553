"""Workbooks of answers, opened again."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from eshram_cli import cli
from eshram_cli.errors import EshramError
from eshram_cli.problems import Language
from eshram_cli.reports.document import Column, Document, Kind, Table
from eshram_cli.reports.formats.xlsx import render
from eshram_cli.reports.look import Look
from eshram_cli.reports.output import write
from tests.conftest import Eshram
from tests.reports.conftest import ROWS, TUESDAY

SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
"""LibreOffice's CSV in UTF-8, cells as they are shown."""
HOSTILE = ("=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(1)", "<script>alert(1)</script>", "a\x07b")


def opened(result: object, look: Look | None = None) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(render(result, look or Look())))


def test_a_table_is_an_excel_table_from_column_a_with_one_line_of_headings(document: Document) -> None:
    sheet = opened(document).worksheets[0]
    table = next(iter(sheet.tables.values()))
    assert table.ref == "A1:K6"
    assert [cell.value for cell in sheet[1]][:4] == ["Rank", "Move", "Place", "Registered"]
    assert not sheet.merged_cells.ranges
    assert sheet.freeze_panes == "D2"
    assert sheet.print_title_rows == "$1:$1"


def test_figures_come_back_as_they_were_and_dates_as_dates(document: Document) -> None:
    sheet = opened(document).worksheets[0]
    assert [row[3] for row in sheet.iter_rows(2, 6, values_only=True)] == [row[5] for row in ROWS]
    dates = [row[9] for row in sheet.iter_rows(2, 6, values_only=True)]
    assert dates[0] == dt.datetime.combine(TUESDAY, dt.time())
    assert dates[-1] is None


def test_the_total_stands_below_the_table_and_is_no_part_of_it(document: Document) -> None:
    sheet = opened(document).worksheets[0]
    assert (sheet["C7"].value, sheet["D7"].value) == ("Bihar", 2695357)
    assert sheet["D7"].font.b


@pytest.mark.parametrize(
    ("value", "kind", "look", "form"),
    [
        (988912, Kind.count, Look(), r"[>=10000000]##\,##\,##\,##0;[>=100000]##\,##\,##0;##,##0"),
        (-725126, Kind.count, Look(), r"##\,##\,##0"),
        (-12345678, Kind.count, Look(), r"##\,##\,##\,##0"),
        (988912, Kind.count, Look(numbers="international"), "#,##0"),
        (57.69487, Kind.percent, Look(), "0.00"),
        (0.4, Kind.rate, Look(), "0.0"),
        (1, Kind.move, Look(), "+0;-0;0"),
        (219, Kind.number, Look(), "General"),
    ],
)
def test_numbers_are_written_as_on_the_screen(value: float, kind: Kind, look: Look, form: str) -> None:
    document = Document(tables=[Table([Column("registered", kind)], [[value]])])
    assert opened(document, look).worksheets[0]["A2"].number_format == form


def test_title_date_and_notes_have_a_sheet_of_their_own(document: Document) -> None:
    about = opened(document).worksheets[-1]
    assert about.title == "About"
    assert [row[0] for row in about.iter_rows(values_only=True)] == [
        "Bihar",
        "28.12.2021",
        "Saran has sent no figure up to 28.12.2021.",
    ]


def test_in_hindi_tabs_and_headings_are_hindi(document: Document) -> None:
    book = opened(document, Look(Language.hi, digits="devanagari"))
    assert book.sheetnames == ["तालिका", "विवरण"]
    assert book.worksheets[0]["C2"].value == "पूर्वी चंपारण"
    assert book.worksheets[0]["D2"].value == 988912


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula(text: str) -> None:
    book = opened(Document(text, tables=[Table([Column("place")], [[text]], title=text)], notes=[text]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}


def test_a_table_without_rows_and_headings_that_are_alike_still_open() -> None:
    columns = [Column("one", label="Day"), Column("two", label="day")]
    sheet = opened(Document(tables=[Table(columns, [])])).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["Day", "day 2"]
    assert next(iter(sheet.tables.values())).ref == "A1:B2"


def test_the_same_answer_gives_the_same_bytes(document: Document) -> None:
    assert render(document, Look()) == render(document, Look())


def test_a_terminal_is_not_given_a_workbook(document: Document) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    with pytest.raises(EshramError, match=r"\.xlsx") as caught:
        write(document, "xlsx", stream=Screen())
    assert caught.value.problem.code == "output-terminal"


def test_the_workbook_of_a_ranking_is_read_again_as_the_very_figures(sample: Path, tmp_path: Path) -> None:
    out, copy = tmp_path / "rank.xlsx", tmp_path / "again.db"
    assert cli.execute(["rank", "--state", "bihar", "-o", str(out), "--ledger", str(sample)]) == 0
    assert cli.execute(["ingest", str(out), "--state", "bihar", "--ledger", str(copy), "--quiet"]) <= 1
    tables = [tmp_path / "one.csv", tmp_path / "two.csv"]
    for ledger, table in zip((sample, copy), tables, strict=True):
        cli.execute(["rank", "--state", "bihar", "--by", "registered", "-o", str(table), "--ledger", str(ledger)])
    first, again = ([line.split(",")[2:7:4] for line in table.read_text("utf-8").splitlines()] for table in tables)
    assert len(again) == 39
    assert first == again


@pytest.mark.parametrize("by", ["percent", "new", "pace7", "balance"])
def test_the_headings_of_a_ranking_in_hindi_are_words_that_the_reader_knows(
    by: str, eshram: Eshram, sample: Path, tmp_path: Path
) -> None:
    out = tmp_path / "rank.xlsx"
    assert eshram("rank", "--state", "bihar", "--by", by, "--lang", "hi", "-o", out).code == 0
    (table,) = json.loads(eshram("inspect", out, "--state", "bihar", "--format", "json").out)["tables"]
    roles = {column["heading"]: column["role"] for column in table["columns"]}
    known = {
        "निबंधित": "registered",
        "नया": "new",
        "लक्ष्य": "target",
        "शेष": "balance",
        "%": "percent",
        "दिनांक तक": "date",
    }
    assert roles | known == roles
    assert [problem for problem in table["problems"] if problem["severity"] == "error"] == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("by channel --state hp", {"वसुधा केन्द्र (CSC)"}),
        ("summary --state bihar", {"अपना प्रतिवेदन"}),
        ("doctor", {"सेटिंग"}),
    ],
)
def test_a_workbook_in_hindi_has_no_codes(
    line: str, words: set[str], eshram: Eshram, sample: Path, tmp_path: Path
) -> None:
    out = tmp_path / "answer.xlsx"
    eshram(*line.split(), "--lang", "hi", "-o", out)
    cells = {str(value) for sheet in openpyxl.load_workbook(out) for row in sheet.values for value in row}
    assert words <= cells
    assert not {"csc", "self", "own", "settings", "ok"} & cells


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_finds_the_figures(document: Document, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(render(document, Look()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", SHOWN, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.xlsx")], check=True, capture_output=True, timeout=120)
    lines = (tmp_path / "a.csv").read_text("utf-8").splitlines()
    assert lines[1].startswith('1,+1,Purbi Champaran,"9,88,912","+46,401",57.69')
