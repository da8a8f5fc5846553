"""The blank form as a workbook: what stands in it, what may be typed, how it prints."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from eshram_cli.language.text import is_devanagari
from eshram_cli.returns.profiles import read_form
from eshram_cli.sheets.read import read_book
from tests.conftest import Eshram


@pytest.fixture
def form(eshram: Eshram, tmp_path: Path) -> Callable[..., Path]:
    """Makes a form; `form("--district", "khagaria", "--blocks")`."""

    def make(*arguments: str) -> Path:
        ran = eshram("template", *arguments, "-o", tmp_path / "form.xlsx")
        assert ran.code == 0, ran.err
        return tmp_path / "form.xlsx"

    return make


def sheet_of(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path).worksheets[0]


def headings(sheet: Worksheet) -> list[str]:
    return [str(sheet.cell(6, column).value) for column in range(2, sheet.max_column + 1)]


def test_places_stand_in_both_languages_with_their_codes(form: Callable[..., Path]) -> None:
    sheet = sheet_of(form("--district", "khagaria", "--blocks"))
    rows = [[cell.value for cell in row[1:5]] for row in sheet.iter_rows(min_row=7, max_row=13)]
    assert rows[0] == [1, "अलौली", "Alauli", 1814]
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert [sheet["C14"].value, sheet["D14"].value] == ["कुल योग", "Total"]


def test_headings_are_hindi_over_english(form: Callable[..., Path]) -> None:
    found = headings(sheet_of(form("--district", "khagaria", "--channels", "csc,self")))
    assert found == [
        "क्र० सं०\nS. No.",
        "प्रखंड",
        "Block",
        "एलजीडी कोड\nLGD code",
        "वसुधा केन्द्र (CSC) द्वारा निबंधित\nRegistered through CSC/VLE",
        "स्वयं द्वारा निबंधित\nRegistered through Self",
        "अब तक निबंधित\nRegistered so far",
        "आज के नए निबंधन\nNew on the day",
        "टिप्पणी\nRemark",
    ]
    assert all(is_devanagari(text.split("\n")[0]) for text in found if "\n" in text)


def test_only_the_cells_to_fill_are_open(form: Callable[..., Path]) -> None:
    sheet = sheet_of(form("--district", "khagaria", "--channels", "csc,self"))
    is_open = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert is_open == {"D3", *(f"{column}{row}" for column in "FGIJ" for row in range(7, 14))}
    assert sheet.protection.sheet
    assert sheet.protection.password is None


def test_what_may_be_typed(form: Callable[..., Path]) -> None:
    sheet = sheet_of(form("--district", "khagaria"))
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    figures, date, remark = rules["F7:F13 G7:G13"], rules["D3"], rules["H7:H13"]
    assert (figures.type, figures.formula1, figures.formula2) == ("whole", "0", "999999999")
    assert (date.type, date.formula1, date.formula2) == ("date", "DATE(2021,8,26)", "TODAY()")
    assert remark.type == "list"
    assert "पोर्टल बंद / Portal down" in remark.formula1
    assert len(remark.formula1) <= 255
    for rule in (figures, date):
        assert rule.showErrorMessage
        assert is_devanagari(rule.error)


def test_totals_add_up_and_stay_blank_over_blanks(
    form: Callable[..., Path], office: Callable[[str, Path], Path]
) -> None:
    path = form("--district", "khagaria", "--channels", "csc,self")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["F7"], sheet["G7"], sheet["F9"] = 100, 20, 7
    book.save(path)
    found = openpyxl.load_workbook(office("xlsx", path), data_only=True).worksheets[0]
    assert [found[f"H{row}"].value or None for row in (7, 8, 9)] == [120, None, 7]
    assert [found[f"{column}14"].value or None for column in "FGHI"] == [107, 20, 127, None]


def test_it_prints_on_a4_across_with_its_heading_on_each_page(form: Callable[..., Path]) -> None:
    sheet = sheet_of(form("--district", "purbi champaran", "--blocks"))
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$6:$6"
    assert sheet.print_area == "'Return'!$B$1:$H$34"


def test_its_fingerprint_stands_in_a_property_a_hidden_name_and_a_hidden_column(form: Callable[..., Path]) -> None:
    path = form("--district", "khagaria", "--channels", "csc")
    book = openpyxl.load_workbook(path)
    properties = {item.name: item.value for item in book.custom_doc_props.props}  # type: ignore[attr-defined]
    assert re.fullmatch(r"eshram\.form/1 [0-9a-f]{16}", properties["eshram-form"])
    assert book.defined_names["_eshram_form"].hidden
    assert book.defined_names["_eshram_form"].attr_text == "'Return'!$A$6:$A$14"
    assert book.worksheets[0].column_dimensions["A"].hidden
    read = read_book(path)
    found = read_form(read.grids[0])
    assert found is not None
    assert found.form.fingerprint == read.form == properties["eshram-form"]
    assert list(found.places.values()) == [f"b{code}" for code in range(1814, 1821)]


def test_the_date_may_be_given(form: Callable[..., Path]) -> None:
    assert sheet_of(form("--district", "khagaria"))["D3"].value is None
    dated = sheet_of(form("--district", "khagaria", "--as-on", "28.12.2021"))["D3"]
    assert dated.value == dt.datetime(2021, 12, 28)  # noqa: DTZ001  a cell has no zone
    assert dated.number_format == "dd.mm.yyyy"


def test_the_same_form_is_the_same_bytes(form: Callable[..., Path]) -> None:
    first = form("--district", "khagaria").read_bytes()
    assert form("--district", "khagaria").read_bytes() == first


def test_deeper_places_stand_beside_the_one_above_them(form: Callable[..., Path]) -> None:
    sheet = sheet_of(form("--state", "bihar", "--blocks"))
    assert headings(sheet)[1] == "जिला\nDistrict"
    assert sheet["C7"].value == "अररिया\nAraria"
    assert sheet.max_row == 6 + 534 + 1


def test_what_was_made_is_told(eshram: Eshram, tmp_path: Path) -> None:
    ran = eshram("template", "--india", "-o", tmp_path / "f.xlsx", "--format", "json")
    told = json.loads(ran.out)
    assert (told["schema"], told["within"], told["level"]) == ("eshram.template/1", "India", "state")
    assert len(told["places"]) == 36
    assert told["columns"] == ["name_hi", "name", "registered", "new"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param([], "-o FILE.xlsx", id="template-no-output"),
        pytest.param(["-o", "form.csv"], ".xlsx", id="output-ending"),
        pytest.param(
            ["-o", "form.xlsx", "--channels", "pigeon"],
            "csc, ssk, self, umang, camp, post-office",
            id="template-channel",
        ),
        pytest.param(["-o", "form.xlsx", "--panchayats"], "places load", id="no-places-below"),
        pytest.param(["-o", "form.xlsx", "--level", "state"], "block, panchayat", id="level-above"),
    ],
)
def test_what_cannot_be_made_is_said(eshram: Eshram, arguments: list[str], says: str) -> None:
    ran = eshram("template", "--district", "khagaria", *arguments)
    assert ran.code == 2
    assert says in ran.err
    assert not Path("form.xlsx").exists()
