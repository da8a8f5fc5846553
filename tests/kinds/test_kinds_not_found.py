"""Kinds of sheets that offices send and of which no real one was at hand: each read or refused rightly, through the
command line."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import Eshram, Ran
from tests.krutidev_typist import type_in_krutidev

BLOCKS = [("अलौली", 50000, 31250), ("बेलदौर", 42000, 28114), ("चौथम", 30000, 22961), ("गोगरी", 55000, 41870)]
TITLE = "जिला खगड़िया: ई-श्रम निबंधन, दिनांक 14.12.2021 तक"
HEADS = ("प्रखंड", "लक्ष्य", "पंजीकरण")
FIGURES = [31250, 28114, 22961, 41870]

Row = Sequence[str | int | None]


def table(total: int = sum(FIGURES)) -> list[Row]:
    rows: list[Row] = [[TITLE], HEADS, *BLOCKS]
    return [*rows, ["कुल योग", sum(block[1] for block in BLOCKS), total]]


def typed(rows: list[Row]) -> list[Row]:
    return [[type_in_krutidev(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def page(rows: list[Row], font: str = "") -> Workbook:
    book = Workbook()
    filled(book.worksheets[0], rows, font)
    return book


def filled(sheet: Worksheet, rows: list[Row], font: str = "") -> None:
    for row in rows:
        sheet.append(list(row))
    if font:
        for cells in sheet.iter_rows():
            for cell in cells:
                cell.font = Font(name=font)


def saved(book: Workbook, path: Path) -> Path:
    book.save(path)
    return path


def as_csv(rows: list[Row], path: Path, encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def taken(ran: Ran) -> tuple[int, list[str]]:
    """Rows accepted, and the codes of the problems."""
    submissions = json.loads(ran.out)["submissions"]
    codes = [problem["code"] for one in submissions for problem in one["problems"]]
    return sum(one["accepted"] for one in submissions), codes


def registered(eshram: Eshram) -> list[int]:
    """The figures of the blocks as the ledger has them, the largest first."""
    ranked = json.loads(eshram("rank", "--district", "khagaria", "--by", "registered", "--format", "json").out)
    return [row["registered"] for row in ranked["rows"] if row["registered"] is not None]


LARGEST_FIRST = sorted(FIGURES, reverse=True)


@pytest.mark.parametrize("font", ["Kruti Dev 010", "DevLys 010", ""])
def test_kruti_dev_in_a_workbook(eshram: Eshram, tmp_path: Path, font: str) -> None:
    path = saved(page(typed(table()), font), tmp_path / "khagaria.xlsx")
    assert taken(eshram("ingest", path, "--format", "json")) == (4, ["legacy-font"])
    assert registered(eshram) == LARGEST_FIRST


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_kruti_dev_in_a_csv(eshram: Eshram, tmp_path: Path, encoding: str) -> None:
    path = as_csv(typed(table()), tmp_path / "khagaria.csv", encoding)
    ran = eshram("ingest", path, "--format", "json")
    assert taken(ran) == (4, ["legacy-font"])
    assert 'was read as "प्रखंड"' in ran.err
    assert registered(eshram) == LARGEST_FIRST


def test_inspect_shows_kruti_dev_as_it_was_read(eshram: Eshram, tmp_path: Path) -> None:
    path = saved(page(typed(table()), "Kruti Dev 010"), tmp_path / "khagaria.xlsx")
    ran = eshram("inspect", path)
    assert "बेलदौर" in ran.out
    assert "csynkSj" not in ran.out


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16(eshram: Eshram, tmp_path: Path, encoding: str) -> None:
    path = as_csv(table(), tmp_path / "khagaria.csv", encoding)
    assert taken(eshram("ingest", path, "--format", "json")) == (4, [])
    assert registered(eshram) == LARGEST_FIRST


def locked(path: Path, password: str, rows: list[Row] | None = None) -> Path:
    office = pytest.importorskip("msoffcrypto.format.ooxml", reason="the extra `encrypted` is not installed")
    plain = io.BytesIO()
    page(rows or table()).save(plain)
    plain.seek(0)
    with path.open("wb") as stream:
        office.OOXMLFile(plain).encrypt(password, stream)
    return path


def test_a_password_is_asked_for(eshram: Eshram, tmp_path: Path) -> None:
    ran = eshram("ingest", locked(tmp_path / "khagaria.xlsx", "Shram@2021"))
    assert (ran.code, "--password-file" in ran.err) == (3, True), "password-protected"


def test_a_password_opens_the_file_and_is_told_to_nobody(eshram: Eshram, tmp_path: Path) -> None:
    path, key = locked(tmp_path / "khagaria.xlsx", "Shram@2021"), tmp_path / "key.txt"
    key.write_text("Shram@2021\r\n", encoding="utf-8-sig")
    seen = eshram("inspect", path, "--password-file", key, "--format", "json")
    assert json.loads(seen.out)["tables"][0]["rows"] == 4
    ran = eshram("ingest", path, "--password-file", key, "--format", "json")
    assert taken(ran) == (4, [])
    assert registered(eshram) == LARGEST_FIRST
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("eshram.db*"))
    assert "Shram@2021" not in seen.out + seen.err + ran.out + ran.err
    assert b"Shram@2021" not in kept


def test_a_locked_file_with_problems_can_be_marked(eshram: Eshram, tmp_path: Path) -> None:
    rows: list[Row] = [row if row[0] != "चौथम" else ["चौथम", 30000, "22,9O1"] for row in table()]
    path, key = locked(tmp_path / "khagaria.xlsx", "Shram@2021", rows), tmp_path / "key.txt"
    key.write_text("Shram@2021", encoding="utf-8")
    ran = eshram("ingest", path, "--password-file", key, "--mark", "--format", "json")
    assert taken(ran)[0] == 3
    copy = tmp_path / "khagaria.to-mend.xlsx"
    assert load_workbook(copy).worksheets[1]["C5"].comment is not None
    told = f"khagaria.xlsx: The file is locked with a password, but its copy {copy} is not."
    assert told in ran.err, "mark-unlocked"
    assert told in eshram("mark", path, "--password-file", key).err
    assert json.loads(eshram("ingest", copy, "--format", "json").out)["submissions"][0]["unchanged"] == 3


def test_a_wrong_password(eshram: Eshram, tmp_path: Path) -> None:
    path, key = locked(tmp_path / "khagaria.xlsx", "Shram@2021"), tmp_path / "key.txt"
    key.write_text("shram@2021", encoding="utf-8")
    ran = eshram("ingest", path, "--password-file", key)
    assert (ran.code, "does not open" in ran.err) == (3, True), "password-wrong"


@pytest.mark.parametrize("content", [None, "", "\n", b"\xff\xfe\xfa"])
def test_a_password_file_without_a_password(eshram: Eshram, tmp_path: Path, content: str | bytes | None) -> None:
    key, path = tmp_path / "key.txt", saved(page(table()), tmp_path / "khagaria.xlsx")
    if content is not None:
        key.write_bytes(content.encode() if isinstance(content, str) else content)
    ran = eshram("ingest", path, "--password-file", key)
    assert (ran.code, "No password can be read" in ran.err) == (2, True), "password-file-unreadable"


def test_a_workbook_that_is_merely_locked_is_read(eshram: Eshram, tmp_path: Path) -> None:
    book = page(table())
    book.worksheets[0].protection.set_password("x")
    book.security.workbookPassword = "x"
    book.security.lockStructure = True
    assert taken(eshram("ingest", saved(book, tmp_path / "khagaria.xlsx"), "--format", "json")) == (4, [])


def test_hidden_rows_and_columns_are_read_and_said(eshram: Eshram, tmp_path: Path) -> None:
    book = page(table())
    book.worksheets[0].row_dimensions[4].hidden = True
    book.worksheets[0].column_dimensions["B"].hidden = True
    ran = eshram("ingest", saved(book, tmp_path / "khagaria.xlsx"), "--format", "json")
    assert taken(ran) == (4, ["hidden", "hidden"])
    assert registered(eshram) == LARGEST_FIRST


def test_a_hidden_sheet_is_read_and_said(eshram: Eshram, tmp_path: Path) -> None:
    book = page([["Read the second sheet."]])
    filled(book.create_sheet("Data"), table())
    book.worksheets[1].sheet_state = "hidden"
    ran = eshram("ingest", saved(book, tmp_path / "khagaria.xlsx"), "--format", "json")
    assert taken(ran) == (4, ["hidden"])


def test_formulas_without_a_value_are_no_zeros(eshram: Eshram, tmp_path: Path) -> None:
    book = page(table())
    book.worksheets[0]["C4"] = "=28000+114"
    ran = eshram("ingest", saved(book, tmp_path / "khagaria.xlsx"), "--format", "json")
    accepted, codes = taken(ran)
    assert accepted == 3
    assert "formula-uncached" in codes
    assert "C4" in ran.err
    assert registered(eshram) == [41870, 31250, 22961]


def test_a_lying_total_is_told_and_never_stored(eshram: Eshram, tmp_path: Path) -> None:
    path = saved(page(table(total=sum(FIGURES) + 900)), tmp_path / "khagaria.xlsx")
    ran = eshram("ingest", path, "--format", "json")
    assert (taken(ran)[0], "C7" in ran.err) == (4, True)
    assert any(code.startswith("total-") for code in taken(ran)[1])
    assert registered(eshram) == LARGEST_FIRST


def test_a_transposed_table_is_turned_and_told(eshram: Eshram, tmp_path: Path) -> None:
    rows = [list(row) for row in zip(*[HEADS, *BLOCKS], strict=True)]
    path = saved(page([[TITLE], *rows]), tmp_path / "khagaria.xlsx")
    ran = eshram("ingest", path, "--format", "json")
    assert (ran.code, taken(ran)) == (0, (2, ["table-turned"])), "two rows of the file"
    assert registered(eshram) == LARGEST_FIRST


def test_a_damaged_workbook_is_refused(eshram: Eshram, tmp_path: Path) -> None:
    path = saved(page(table()), tmp_path / "khagaria.xlsx")
    parts = zipfile.ZipFile(path)
    with zipfile.ZipFile(tmp_path / "half.xlsx", "w") as half:
        half.writestr("xl/workbook.xml", parts.read("xl/workbook.xml")[:200])
    parts.close()
    ran = eshram("ingest", tmp_path / "half.xlsx")
    assert (ran.code, len(ran.err.splitlines())) == (3, 1), "file-unreadable"
