"""Numbers of persons leave no trace: not in what is said, in the ledger's bytes, or in what goes back to be mended."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.conftest import Eshram, Ran

AADHAAR = "234567890123"
MOBILES = ("9876543210", "9123456789", "8765432109", "7654321098")
ACCOUNT = "30912345678901"
IFSC = "SBIN0001234"
SECRETS = (AADHAAR, *MOBILES, ACCOUNT, IFSC)
DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")

Row = Sequence[str | int | float | None]
TITLE: Row = ["District: Khagaria, registered as on 14.12.2021"]
BLOCKS: list[Row] = [["Alauli", 31250], ["Beldaur", 28114], ["Chautham", 22961]]


def spread(number: str, mark: str) -> str:
    return mark.join(number[at : at + 4] for at in range(0, len(number), 4))


def many(shape: str | float) -> list[Row]:
    """A list in which each worker has a number of that shape."""
    return [["Block", "Registered", "Number"], *([*row, shape] for row in BLOCKS)]


WAYS: dict[str, list[Row]] = {
    "groups by spaces": many(spread(AADHAAR, " ")),
    "groups by dashes": many(spread(AADHAAR, "-")),
    "no-break spaces": many(spread(AADHAAR, "\u00a0")),
    "Devanagari digits": many(spread(AADHAAR, " ").translate(DEVANAGARI)),
    "groups by dots": many(spread(AADHAAR, ".")),
    "groups by slashes": many(spread(AADHAAR, "/")),
    "cells of floats": many(float(AADHAAR)),
    "cells of numbers": many(int(AADHAAR)),
    "mobiles": many(int(MOBILES[0])),
    "mobiles with +91": many(f"+91 {MOBILES[0][:5]} {MOBILES[0][5:]}"),
    "mobiles with 0": many(f"0{MOBILES[0]}"),
    "mobiles in words": many(f"Ram, mob. {MOBILES[0]}"),
    "name, father and birth date": [
        ["Name of worker", "Father's name", "Date of birth", "Block", "Registered"],
        *(["Ram Vilas", "Shyam Sundar", "01.02.1990", *row] for row in BLOCKS),
    ],
    "bank and IFSC": [
        ["Name of worker", "Account No", "IFSC Code", "Block", "Registered"],
        *(["Ram Vilas", ACCOUNT, IFSC, *row] for row in BLOCKS),
    ],
    "accounts beside names": [
        ["Name", "A/C No", "Block", "Registered"],
        *(["Ram Vilas", ACCOUNT, *row] for row in BLOCKS),
    ],
    "branches alone": [["Block", "Registered", "Remark"], *([*row, f"{IFSC} {ACCOUNT}"] for row in BLOCKS)],
    "counts that are mobiles": [
        ["Block", "Registered"],
        *([row[0], int(m)] for row, m in zip(BLOCKS, MOBILES, strict=False)),
    ],
}

FEW: dict[str, list[Row]] = {
    "an officer's mobile below": [["Block", "Registered"], *BLOCKS, [], ["", f"Sd/- LEO Khagaria, Mob {MOBILES[0]}"]],
    "an officer's mobile as a number": [["Block", "Registered"], *BLOCKS, [], ["LEO Khagaria", int(MOBILES[1])]],
    "a mobile in a remark": [["Block", "Registered", "Remarks"], [*BLOCKS[0], f"call {MOBILES[2]}"], *BLOCKS[1:]],
    "one count that is a mobile": [["Block", "Registered"], ["Alauli", int(MOBILES[3])], *BLOCKS[1:]],
    "one count that is an Aadhaar": [["Block", "Registered"], ["Alauli", spread(AADHAAR, " ")], *BLOCKS[1:]],
    "a place that is a mobile": [["Block", "Registered"], [f"Alauli {MOBILES[0]}", 31250], *BLOCKS[1:]],
    "a mobile in the title": [[f"Contact {MOBILES[1]}"], ["Block", "Registered"], *BLOCKS],
    "a mobile in a heading": [["Block", f"Registered {MOBILES[2]}"], *BLOCKS],
}


def written(rows: list[Row], path: Path) -> Path:
    book = Workbook()
    for row in [TITLE, *rows]:
        book.worksheets[0].append(list(row))
    book.save(path)
    return path


def digits(text: str) -> str:
    """The text as one would search it: digits of any script in ASCII, the marks between digits gone."""
    plain = "".join(str(int(char)) if char.isdecimal() else char for char in text)
    return re.sub(r"(?<=\d)[\s\u00a0./-]+(?=\d)", "", plain)


def traces(ran: Ran, folder: Path) -> dict[str, str]:
    """Everything that a run left behind or said, by its name; the sheet itself is the office's own."""
    found = {"stdout": ran.out, "stderr": ran.err}
    for path in sorted(folder.iterdir()):
        if path.name == "sheet.xlsx" or path.is_dir():
            continue
        if path.name.endswith(".to-mend.xlsx"):
            with zipfile.ZipFile(path) as parts:
                found |= {name: parts.read(name).decode("utf-8", "replace") for name in parts.namelist()}
        else:
            found[path.name] = path.read_bytes().decode("latin-1") + path.read_bytes().decode("utf-8", "replace")
    return found


def assert_no_secret(ran: Ran, folder: Path) -> None:
    for name, text in traces(ran, folder).items():
        for secret in SECRETS:
            assert secret not in digits(text), f"a number stands in {name}"
        assert f"{float(AADHAAR):.11e}"[:12] not in text
        assert "Shyam Sundar" not in text


@pytest.mark.parametrize("rows", WAYS.values(), ids=WAYS)
def test_a_list_of_persons_is_refused_without_a_trace(eshram: Eshram, tmp_path: Path, rows: list[Row]) -> None:
    path = written(rows, tmp_path / "sheet.xlsx")
    ran = eshram("ingest", path, "--mark")
    assert ran.code == 3
    assert "list of persons" in ran.err
    assert not list(tmp_path.glob("*.to-mend.xlsx"))
    assert_no_secret(ran, tmp_path)
    assert_no_secret(eshram("inspect", path, "--format", "json"), tmp_path)
    assert_no_secret(eshram("inspect", path), tmp_path)
    assert_no_secret(eshram("ingest", path, "--count-only", "--format", "json"), tmp_path)


@pytest.mark.parametrize("rows", FEW.values(), ids=FEW)
def test_a_number_beside_a_return_is_dropped(eshram: Eshram, tmp_path: Path, rows: list[Row]) -> None:
    path = written(rows, tmp_path / "sheet.xlsx")
    ran = eshram("ingest", path, "--mark", "--format", "json")
    assert ran.code in {0, 1}
    assert "person" in ran.err or "digits" in ran.err
    assert_no_secret(ran, tmp_path)
    assert_no_secret(eshram("inspect", path, "--format", "json"), tmp_path)
    assert_no_secret(eshram("inspect", path), tmp_path)
    assert_no_secret(eshram("mark", path), tmp_path)


def test_an_officers_mobile_is_a_warning_and_the_return_is_kept(eshram: Eshram, tmp_path: Path) -> None:
    ran = eshram("ingest", written(FEW["an officer's mobile below"], tmp_path / "sheet.xlsx"))
    assert ran.code == 0
    assert "B7" in ran.err
    assert "81,000" not in ran.err
    assert_no_secret(ran, tmp_path)


@pytest.mark.parametrize("rows", FEW.values(), ids=FEW)
def test_a_remembered_form_holds_no_number(eshram: Eshram, tmp_path: Path, rows: list[Row]) -> None:
    path = written(rows, tmp_path / "sheet.xlsx")
    ran = eshram("ingest", path, "--map", "registered=B", "--district", "khagaria")
    assert_no_secret(ran, tmp_path)
    assert_no_secret(eshram("layouts", "list", "--format", "json"), tmp_path)
    assert_no_secret(eshram("ingest", path), tmp_path)


def test_the_ledger_of_these_tests_can_hold_a_trace(eshram: Eshram, tmp_path: Path) -> None:
    """The search itself works: a figure's place as written is found in the ledger's bytes."""
    ran = eshram("ingest", written([["Block", "Registered"], *BLOCKS], tmp_path / "sheet.xlsx"))
    assert any("Chautham" in text for name, text in traces(ran, tmp_path).items() if name.startswith("eshram.db"))


def test_a_telephone_number_beside_a_name_is_not_kept(eshram: Eshram, tmp_path: Path) -> None:
    sheet = tmp_path / "khagaria 14.12.2021.csv"
    sheet.write_text(f"Block,Registered\nAlauli {MOBILES[0]},31250\nBDO {MOBILES[1]},5\nGogri,100\n", encoding="utf-8")
    ran = eshram("ingest", str(sheet), "--district", "khagaria")
    entered = eshram("enter", "mansi", "500", "--as-on", "2021-12-14", "--from", f"BDO {MOBILES[2]}")
    refused = eshram("enter", "mansi", MOBILES[3])
    assert (ran.code, entered.code, refused.code) == (1, 0, 2)
    said = "".join((ran.out, ran.err, entered.out, entered.err, refused.err, eshram("log").out))
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*.db*"))
    assert kept
    assert not any(number in said or number.encode() in kept for number in MOBILES)
