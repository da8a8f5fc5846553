"""`sample_data/` is what the script writes: nothing edited by hand, nothing left over, the same on every run."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_data"
BY_HAND = {"README.md"}


def written(folder: Path) -> dict[str, Path]:
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path for name, path in paths.items() if name not in BY_HAND}


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def run(folder: Path) -> dict[str, Path]:
    script = ROOT / "scripts" / "make_sample_data.py"
    subprocess.run([sys.executable, str(script), "--to", str(folder)], check=True, cwd=folder.parent)
    return written(folder)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return run(tmp_path_factory.mktemp("first"))


def test_the_script_writes_every_file_and_no_other(fresh: dict[str, Path]) -> None:
    assert sorted(fresh) == sorted(written(SAMPLE))


def test_text_files_and_pictures_are_the_same_bytes(fresh: dict[str, Path]) -> None:
    others = [name for name in fresh if not name.endswith(".xlsx")]
    assert [name for name in others if fresh[name].read_bytes() != (SAMPLE / name).read_bytes()] == []


def test_workbooks_hold_the_same_parts(fresh: dict[str, Path]) -> None:
    """Parts, not zip bytes: another zlib may pack the same parts tighter."""
    books = [name for name in fresh if name.endswith(".xlsx")]
    assert [name for name in books if members(fresh[name]) != members(SAMPLE / name)] == []


def test_two_runs_on_one_machine_are_equal_byte_for_byte(fresh: dict[str, Path], tmp_path: Path) -> None:
    again = run(tmp_path)
    assert [name for name in again if again[name].read_bytes() != fresh[name].read_bytes()] == []


def test_no_workbook_holds_the_clock_of_its_making() -> None:
    for path in SAMPLE.rglob("*.xlsx"):
        with zipfile.ZipFile(path) as book:
            years = {entry.date_time[0] for entry in book.infolist()}
            assert years <= {2021, 2022}, path.name
            core = book.read("docProps/core.xml").decode("utf-8")
        assert core.count("T19:40:00Z</dcterms:") == 2, path.name


def test_the_folder_stays_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()) < 600_000
