"""What tests of marked sheets and forms share: an office's sheet with cells to break, and how a clerk mends it."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import SAMPLE_DATA

BLOCKS = SAMPLE_DATA / "bihar" / "purbi champaran" / "मोतिहारी 28-12-2021 प्रखंडवार.xlsx"
RED = {"FFFF7C80", "FFFFC7CE"}

Edit = Callable[[Worksheet], object]


def edited(source: Path, target: Path, *edits: Edit) -> Path:
    """The workbook with its last sheet changed, under another name: the list of what to mend comes first."""
    book = openpyxl.load_workbook(source)
    for edit in edits:
        edit(book.worksheets[-1])
    book.save(target)
    return target


def setting(address: str, value: Any) -> Edit:
    """Types a value into a cell."""

    def edit(sheet: Worksheet) -> None:
        sheet[address].value = value

    return edit


def red_cells(sheet: Worksheet) -> set[str]:
    """The addresses of the cells that are filled red."""
    return {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.start_color.rgb in RED}


def texts(path: Path) -> str:
    """Every text of a workbook: cells, comments, tabs, properties, whatever part of it they stand in."""
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The blocks of Purbi Champaran with five bad cells in five rows."""
    folder = tmp_path / "office"
    folder.mkdir()
    return edited(
        BLOCKS,
        folder / "मोतिहारी 28-12-2021.xlsx",
        setting("D8", "26,4O0"),
        setting("B9", "Banktwa"),
        setting("D10", -38408),
        setting("B11", None),
        setting("D12", "9876543210"),
    )


MENDING = (
    setting("D8", 26450),
    setting("B9", "बनकटवा"),
    setting("D10", 38408),
    setting("B11", "छौड़ादानो"),
    setting("D12", 59436),
)


@pytest.fixture
def office() -> Callable[[str, Path], Path]:
    """LibreOffice, as the office's own program: opens a file and saves it as another kind, computing its formulas."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")

    def convert(kind: str, path: Path) -> Path:
        folder = path.parent / kind
        profile = (path.parent / "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir", folder]
        subprocess.run([*map(str, command), str(path)], check=True, capture_output=True, timeout=120)
        return folder / f"{path.stem}.{kind.partition(':')[0]}"

    return convert
