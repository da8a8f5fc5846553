"""The pack as a workbook: the rules for accessible statistics, and the same figures when it is read again."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from eshram_cli.answers.ranking import Ranking
from eshram_cli.answers.review import Review
from eshram_cli.problems import Language
from eshram_cli.reports.look import Look
from eshram_cli.reports.pack import looks_of, render
from tests.conftest import Eshram
from tests.review.conftest import ENGLISH, HEAD
from tests.review.test_paper import HOSTILE, renamed

pytestmark = pytest.mark.long

SOFFICE = shutil.which("soffice")
BOTH = [Language.hi, Language.en]


def made(review: Review, languages: list[Language]) -> bytes:
    content, problems = render(review, "xlsx", looks_of(ENGLISH, languages), HEAD)
    assert isinstance(content, bytes)
    assert not problems
    return content


@pytest.fixture(scope="module")
def both(week: Review) -> bytes:
    return made(week, BOTH)


def test_the_rules_of_accessible_statistics(both: bytes) -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(both))
    _cover, contents, notes, *sheets = book.worksheets
    assert book.properties.title == "साप्ताहिक समीक्षा: पूर्वी चंपारण / Weekly review: Purbi Champaran"
    assert book.properties.language == "hi-IN, en-IN"
    assert [row[0].value for row in contents.iter_rows(min_row=3)] == [sheet.title for sheet in sheets]
    assert {"[x]", "[z]"} <= {str(row[0].value)[:3] for row in notes.iter_rows()}
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
        assert sheet["A1"].value
        assert {one.activeCell for one in sheet.sheet_view.selection} == {"A1"}
        assert int(sheet.page_setup.paperSize) == int(sheet.PAPERSIZE_A4)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    for sheet in sheets:
        (table,) = sheet.tables.values()
        first, last = table.ref.split(":")
        assert first == "A4"
        assert sheet.print_title_rows == "$4:$4"
        for row in sheet[f"A5:{last}"]:
            for cell in row:
                assert cell.value not in {None, ""}, (sheet.title, cell.coordinate)


def test_figures_are_numbers_in_lakhs_and_dates_are_dates(week: Review) -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(made(week, [Language.en])))
    sheet = book["Standings"]
    heads = {cell.value: at for at, cell in enumerate(sheet[4])}
    row = next(row for row in sheet.iter_rows(min_row=5) if row[heads["Place"]].value == "Motihari")
    assert row[heads["Target"]].value == 122342
    assert r"\," in row[heads["Target"]].number_format
    assert row[heads["As on"]].value.date() == dt.date(2021, 12, 28)
    assert len(sheet._charts) == 1


def test_the_same_pack_gives_the_same_bytes(week: Review, both: bytes) -> None:
    assert made(week, BOTH) == both


def test_no_name_becomes_a_formula(week: Review) -> None:
    content = made(renamed(week), [Language.en])
    book: Any = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert set(HOSTILE) <= {cell.value for cell in cells}


@pytest.mark.parametrize("through", ["as made", pytest.param("through LibreOffice", marks=pytest.mark.long)])
def test_its_standings_are_the_very_figures_when_they_are_read_again(
    eshram: Eshram, week: Review, both: bytes, home: Path, through: str
) -> None:
    file = home / "pack.xlsx"
    file.write_bytes(both)
    if through == "through LibreOffice":
        if SOFFICE is None:
            pytest.skip("LibreOffice is not installed")
        options = ["--headless", f"-env:UserInstallation={(home / 'office').as_uri()}", "--convert-to", "xlsx"]
        subprocess.run(
            [SOFFICE, *options, "--outdir", home / "saved", file], check=True, capture_output=True, timeout=120
        )
        file = home / "saved" / "pack.xlsx"
    assert eshram("ingest", file, "--sheet", "स्थिति", "--district", "purbi champaran").code == 0
    rows = json.loads(eshram("rank", "--district", "purbi champaran", "--format", "json").out)["rows"]
    ranking = week.of(Ranking)
    assert ranking is not None
    again = {row["place"]: (row["registered"], row["new"], row["target"], row["as_on"]) for row in rows}
    assert again == {
        row.place: (row.registered, row.new, row.target, row.as_on and row.as_on.isoformat()) for row in ranking.rows
    }


def test_it_needs_neither_font_nor_typst(week: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setitem(sys.modules, "devanagari_fonts", None)
    assert made(week, [Language.en])
    assert Look().language is Language.en
