"""Numbers of persons in names of sheets and files, over several cells, behind words: refused or dots, never echoed."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from eshram_cli.language.personal import kind_of_number, without_numbers
from eshram_cli.problems import Language, Problem
from tests.conftest import Eshram

MOBILE, OTHER, AADHAAR, ACCOUNT, LONG_ACCOUNT = (
    "9876504321", "8765043219", "432156789012", "30912345678", "3091234567890123",
)  # fmt: skip
SECRETS = (MOBILE, OTHER, AADHAAR, ACCOUNT, LONG_ACCOUNT)
BLOCKS = (("Alauli", 31250), ("Beldaur", 28114), ("Chautham", 22961))
TITLE = "District: Khagaria, registered as on 14.12.2021"

Row = Sequence[str | int | None]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{MOBILE[:5]}_{MOBILE[5:]}", "mobile"),
        (f"मो.{MOBILE}", "mobile"),
        (f"मो० {MOBILE[:5]} {MOBILE[5:]}", "mobile"),
        (f"Mob.{MOBILE}", "mobile"),
        (f"Mob. {MOBILE[:5]}.{MOBILE[5:]}", "mobile"),
        (f"Ph: {MOBILE[:5]}/{MOBILE[5:]}", "mobile"),
        (f"+91.{MOBILE}", "mobile"),
        (f"(+91) {MOBILE[:5]} {MOBILE[5:]}", "mobile"),
        (f"({MOBILE})", "mobile"),
        (f"[{MOBILE}]", "mobile"),
        (f"({MOBILE[:5]}) {MOBILE[5:]}", "mobile"),
        (f"{MOBILE}/{OTHER}", "mobile"),
        (f"{MOBILE},{OTHER}", "mobile"),
        (f"{MOBILE}, {OTHER}", "mobile"),
        ("987 650 4321", "mobile"),
        ("987.650.4321", "mobile"),
        (f"Aadhaar No.{AADHAAR}", "aadhaar"),
        (f"आधार सं. {AADHAAR}", "aadhaar"),
        ("432 156 789 012", "aadhaar"),
        ("4321_5678_9012", "aadhaar"),
        (f"Bank A/c No. {ACCOUNT}", "account"),
        (f"Bank A/c No.: {LONG_ACCOUNT}", "account"),
        (f"खाता सं. {ACCOUNT}", "account"),
    ],
)
def test_a_number_is_found_and_becomes_dots(text: str, kind: str) -> None:
    assert kind_of_number(text) == kind
    assert not any(secret in re.sub(r"\D", "", without_numbers(text)) for secret in SECRETS)
    assert "•" in without_numbers(text)


@pytest.mark.parametrize(
    "text",
    [
        "98765 (43210)",
        "98765/43210",
        "98,765 43,210",
        "9876543210.5",
        "9876543.210",
        "1,98,76,54,321",
        "31,250 28,114",
        "as on 04.12.2021 18:30",
        "Report 9-12-2021 10-30",
        "from 01.12.2021 to 04.12.2021",
        "Khagaria_04122021_0930",
        "IMG-20211204-WA0012",
        "20211204173000",
        "2021-22 and 2022-23",
        "Aadhaar linked 31250 of 45000",
        "No. of a/c opened: 31,250",
        "मोकामा 98765",
    ],
)
def test_what_only_looks_like_one_stays(text: str) -> None:
    assert (kind_of_number(text), without_numbers(text)) == ("", text)


def return_of(path: Path, *rows: Row, title: str = TITLE, sheet: str = "Sheet", comment: str = "") -> Path:
    """A return of three blocks with these rows below it."""
    book = Workbook()
    made = book.worksheets[0]
    made.title = sheet
    lines: list[Row] = [[title], ["Block", "Registered"], *BLOCKS, *rows]
    for row in lines:
        made.append(list(row))
    if comment:
        made["A3"].comment = Comment(comment, "LEO")
    book.save(path)
    return path


def table_of(path: Path, headings: Row, *rows: Row) -> Path:
    """A return with more columns than block and count."""
    book = Workbook()
    below: list[Row] = [[*block, *more] for block, more in zip(BLOCKS, rows, strict=True)]
    lines: list[Row] = [[TITLE], ["Block", "Registered", *headings], *below]
    for row in lines:
        book.worksheets[0].append(list(row))
    book.save(path)
    return path


def said_and_kept(eshram: Eshram, folder: Path, path: Path) -> tuple[int, str]:
    """The exit code of ingest; all that any command said, and all that was written, but for the office's own file."""
    runs = [
        eshram("ingest", path, "--mark", "--format", "json"),
        eshram("ingest", path, "--again"),
        eshram("inspect", path),
        eshram("inspect", path, "--format", "json"),
        eshram("log", "--format", "json"),
        eshram("trace", "alauli, khagaria", "--format", "json"),
        eshram("mark", path),
        eshram("layouts", "list", "--format", "json"),
    ]
    found = [ran.out + ran.err for ran in runs]
    for file in folder.rglob("*"):
        if not file.is_file() or file == path:
            continue
        found.append(file.name)
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as parts:
                found += [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
        else:
            found.append(file.read_bytes().decode("utf-8", "replace"))
    return runs[0].code, "\n".join(found)


def assert_no_secret(text: str) -> None:
    plain = re.sub(r"(?<=\d)[\s\u00a0._()/-]+(?=\d)", "", text)
    halves = re.findall(r"98765\D{1,20}04321", text)
    assert not halves
    assert [secret for secret in SECRETS if secret in plain] == []


@pytest.mark.parametrize(
    "name",
    [f"Ram {MOBILE}.xlsx", f"{MOBILE[:5]}_{MOBILE[5:]}.xlsx", f"Aadhaar No.{AADHAAR}.xlsx", "Khagaria 14.12.2021.xlsx"],
)
def test_the_name_of_a_file(eshram: Eshram, tmp_path: Path, name: str) -> None:
    path = return_of(tmp_path / name, ["Gogri", "4O1"])
    code, text = said_and_kept(eshram, tmp_path, path)
    assert code == 1
    assert_no_secret(text)
    assert ("•" in text) is (name != "Khagaria 14.12.2021.xlsx")
    assert list(tmp_path.glob("*.to-mend.xlsx"))


@pytest.mark.parametrize("sheet", [f"Ram {MOBILE}", f"मो.{MOBILE}", "4321 5678 9012", "14 Dec"])
def test_the_name_of_a_sheet(eshram: Eshram, tmp_path: Path, sheet: str) -> None:
    path = return_of(tmp_path / "return.xlsx", ["Gogri", "4O1"], sheet=sheet)
    code, text = said_and_kept(eshram, tmp_path, path)
    assert code == 1
    assert_no_secret(text)
    assert ("person-number-in-name" in text) is (sheet != "14 Dec")


def test_two_sheets_named_for_numbers_stay_apart(eshram: Eshram, tmp_path: Path) -> None:
    book = Workbook()
    for at, number in enumerate((MOBILE, OTHER)):
        sheet = book.create_sheet(number)
        for row in ([TITLE.replace("14", str(14 + at))], ["Block", "Registered"], *BLOCKS):
            sheet.append(list(row))
    book.save(tmp_path / "return.xlsx")
    code, text = said_and_kept(eshram, tmp_path, tmp_path / "return.xlsx")
    assert code == 0
    assert_no_secret(text)
    assert "•••••••••• (2)" in text


FEW: dict[str, list[Row]] = {
    "a mobile behind मो.": [[], [f"LEO मो.{MOBILE}"]],
    "a mobile behind Mob.": [[], [f"LEO Mob.{MOBILE}"]],
    "two in a cell": [[], [f"LEO {MOBILE},{OTHER}"]],
    "a mobile in two cells": [[], ["LEO, Mob. No.", 98765, "04321"]],
    "a mobile in three cells": [[], ["LEO", "मो.", 987, 650, 4321]],
    "Aadhaar in three cells": [[], ["UID No:", 4321, 5678, 9012]],
    "an account in a cell": [[], ["Bank A/c No.", int(ACCOUNT)]],
    "an account behind its words": [[], [f"Bank A/c No. {LONG_ACCOUNT}"]],
    "groups of three": [[], ["LEO 432 156 789 012"]],
    "brackets": [[], [f"LEO ({MOBILE})"]],
}


@pytest.mark.parametrize("rows", FEW.values(), ids=FEW)
def test_a_number_below_a_return_is_told_and_becomes_dots(eshram: Eshram, tmp_path: Path, rows: list[Row]) -> None:
    code, text = said_and_kept(eshram, tmp_path, return_of(tmp_path / "return.xlsx", *rows, ["Gogri", "4O1"]))
    assert code in {0, 1}
    assert "person-number" in text
    assert_no_secret(text)


@pytest.mark.parametrize("title", [f"Khagaria 14.12.2021, Mob.{MOBILE}", f"Khagaria as on 14.12.2021 (+91.{MOBILE})"])
def test_a_number_in_a_title(eshram: Eshram, tmp_path: Path, title: str) -> None:
    code, text = said_and_kept(eshram, tmp_path, return_of(tmp_path / "return.xlsx", ["Gogri", "4O1"], title=title))
    assert code == 1
    assert_no_secret(text)


def test_a_number_in_a_comment(eshram: Eshram, tmp_path: Path) -> None:
    path = return_of(tmp_path / "return.xlsx", ["Gogri", "4O1"], comment=f"call +91.{MOBILE}")
    code, text = said_and_kept(eshram, tmp_path, path)
    assert code == 1
    assert "call +••" in text
    assert_no_secret(text)


COLUMNS: dict[str, tuple[Row, list[Row]]] = {
    "accounts of 11 digits": (["Bank A/c No."], [[int(ACCOUNT)], [int(ACCOUNT)], [int(ACCOUNT)]]),
    "accounts of 16 digits": (["Bank A/c No."], [[LONG_ACCOUNT], [LONG_ACCOUNT], [LONG_ACCOUNT]]),
    "one account": (["खाता संख्या"], [[ACCOUNT], [None], [None]]),
    "mobiles in two cells": (["Mobile No.", None], [[98765, 4321], [98765, 4321], [98765, 4321]]),
    "mobiles in three cells": (["Mobile No.", None, None], [["987", "650", "4321"]] * 3),
    "mobiles in two cells that nothing tells": ([None, None], [["98765", "04321"]] * 3),
    "mobiles with a line between": (["Nodal"], [["98765_04321"]] * 3),
    "Aadhaar behind its word": (["Remark"], [[f"Aadhaar No.{AADHAAR}"]] * 3),
}


@pytest.mark.parametrize(("headings", "rows"), COLUMNS.values(), ids=COLUMNS)
def test_a_column_of_numbers_is_refused(eshram: Eshram, tmp_path: Path, headings: Row, rows: list[Row]) -> None:
    code, text = said_and_kept(eshram, tmp_path, table_of(tmp_path / "return.xlsx", headings, *rows))
    assert code == 3
    assert '"persons"' in text
    assert_no_secret(text)
    assert not list(tmp_path.glob("*.to-mend.xlsx"))


CLEAN: dict[str, tuple[Row, list[Row]]] = {
    "two counts of five digits": (["Target", "Balance"], [[98765, 67515], [98765, 70651], [98765, 75804]]),
    "three counts": (["CSC", "Self", "UMANG"], [[30000, 1000, 250], [28000, 100, 14], [22000, 900, 61]]),
    "accounts counted": (["No. of bank accounts"], [[31000], [28000], [22000]]),
    "mobile linked": (["Mobile linked", "Mobile not linked"], [[31000, 250], [28000, 114], [22000, 961]]),
}


@pytest.mark.parametrize(("headings", "rows"), CLEAN.values(), ids=CLEAN)
def test_counts_beside_the_return_stay_quiet(eshram: Eshram, tmp_path: Path, headings: Row, rows: list[Row]) -> None:
    ran = eshram("ingest", table_of(tmp_path / "return.xlsx", headings, *rows), "--format", "json")
    assert ran.code in {0, 1}
    assert "person-number" not in ran.out
    assert '"persons"' not in ran.out
    assert eshram("show", "alauli, khagaria").code == 0


def test_it_is_told_in_hindi() -> None:
    for code in ("person-number", "person-number-in-name", "persons"):
        line = Problem(code, words={"kind": {"en": "mobile numbers", "hi": "मोबाइल नंबर"}}).line(Language.hi)
        assert "मोबाइल नंबर" in line
