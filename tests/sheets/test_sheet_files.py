"""Paths: what is opened, what is skipped, and how a path that cannot be opened is told."""

from __future__ import annotations

import csv
import hashlib
import os
from pathlib import Path

import pytest

from eshram_cli.errors import EshramError
from eshram_cli.problems import Language
from eshram_cli.sheets import limits
from eshram_cli.sheets.expand import expand
from eshram_cli.sheets.read import read_book


def refused(path: Path) -> str:
    with pytest.raises(EshramError) as caught:
        read_book(path)
    assert caught.value.exit_code == 3
    assert caught.value.problem.where.file == path.name
    return caught.value.problem.code


def test_a_file_is_read_by_content_under_any_name(tmp_path: Path) -> None:
    path = tmp_path / "Bihar.XLSX"
    path.write_bytes(b"Block,Count\nAlauli,5\n")
    book = read_book(path)
    assert (book.file, book.kind, len(book.grids[0].rows)) == ("Bihar.XLSX", "csv", 2)
    assert book.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert read_book(path, name="khagaria/Bihar.XLSX").grids[0].file == "khagaria/Bihar.XLSX"


def test_paths_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    (tmp_path / "file.csv").write_text("a", encoding="utf-8")
    assert refused(tmp_path / "missing.xlsx") == "file-missing"
    assert refused(tmp_path / "file.csv" / "below.csv") == "file-missing"
    assert refused(tmp_path / "x*.csv") == "file-missing"
    assert refused(tmp_path) == "folder-given"
    assert refused(tmp_path / "empty.csv") == "file-empty"


def test_a_locked_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows locks a workbook that Excel holds open."""
    path = tmp_path / "open.xlsx"
    path.write_bytes(b"x")

    def locked(*_: object, **__: object) -> None:
        raise PermissionError(13, "locked")

    monkeypatch.setattr(Path, "open", locked)
    assert refused(path) == "permission"


def test_a_disk_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "far.xlsx"
    path.write_bytes(b"x")

    def failing(*_: object, **__: object) -> None:
        raise OSError(5, "input/output error")

    monkeypatch.setattr(Path, "open", failing)
    assert refused(path) == "file-unreadable"


def test_a_file_larger_than_the_memory_allows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 10)
    path = tmp_path / "large.csv"
    path.write_bytes(b"a,b\n" * 9)
    assert refused(path) == "too-large"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert refused(tmp_path / "pipe.csv") == "not-a-file"


def test_folders_give_their_sheets_sorted_by_name(tmp_path: Path) -> None:
    """Never by time: the file that is older on disk comes last by its name."""
    names = ["b/2.csv", "b/10.CSV", "a/z.xlsx", "A.csv", "~$A.xlsx", ".hidden.csv", "b/x.to-mend.xlsx", "notes.md"]
    for name in [*names, "Thumbs.db", ".git/x.csv", "b/.~lock.2.csv#"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Alauli,5", encoding="utf-8")
    os.utime(tmp_path / "b" / "2.csv", (0, 0))
    found = expand([tmp_path])
    assert [file.relative_to(tmp_path).as_posix() for file in found.files] == [
        "A.csv",
        "a/z.xlsx",
        "b/10.CSV",
        "b/2.csv",
    ]
    reasons = {Path(problem.where.file).name: problem.code for problem in found.skipped}
    assert reasons == {
        "~$A.xlsx": "skipped-lock",
        ".hidden.csv": "skipped-hidden",
        "Thumbs.db": "skipped-hidden",
        ".~lock.2.csv#": "skipped-lock",
        "x.to-mend.xlsx": "skipped-own",
        "notes.md": "skipped-other",
    }
    assert all(problem.message(language) for problem in found.skipped for language in Language)


def test_a_sheet_without_a_telling_name_is_found_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "return").write_bytes(b"PK\x03\x04....xl/workbook.xml")
    (tmp_path / "page.html").write_bytes(b"<html><TABLE><td>1")
    (tmp_path / "tabs.txt").write_bytes("अलौली\t5\n".encode("utf-16"))
    (tmp_path / "letter.txt").write_bytes(b"Dear Sir,\nthe return follows.\n")
    (tmp_path / "page2.html").write_bytes(b"<html>no figures")
    (tmp_path / "word.docx").write_bytes(b"PK\x03\x04....word/document.xml")
    found = expand([tmp_path])
    assert [file.name for file in found.files] == ["page.html", "return", "tabs.txt"]
    assert {Path(problem.where.file).name for problem in found.skipped} == {"letter.txt", "page2.html", "word.docx"}


def test_patterns_and_names(tmp_path: Path) -> None:
    """A named file is read whatever it is called, once; a name that does not exist is kept: its reader says so."""
    for name in ["a.csv", "b.csv", "c.txt", "x.to-mend.xlsx"]:
        (tmp_path / name).write_text("x", encoding="utf-8")
    pattern = str(tmp_path / "*.csv")
    found = expand(
        [pattern, tmp_path / "a.csv", tmp_path / "c.txt", tmp_path / "x.to-mend.xlsx", tmp_path / "none.xls"]
    )
    assert [file.name for file in found.files] == ["a.csv", "b.csv", "c.txt", "none.xls", "x.to-mend.xlsx"]
    again = expand([tmp_path, tmp_path / "x.to-mend.xlsx"])
    assert [Path(problem.where.file).name for problem in again.skipped] == ["c.txt"]


def test_a_relative_pattern(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a[1].csv").write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert expand(["in/*.csv"]).files == (Path("in/a[1].csv"),)
    assert expand(["in/a[1].csv"]).files == (Path("in/a[1].csv"),)


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x", encoding="utf-8")
    with pytest.raises(EshramError) as caught:
        expand([tmp_path])
    assert (caught.value.problem.code, caught.value.exit_code) == ("folder-empty", 3)
    assert [problem.code for problem in caught.value.others] == ["skipped-other"]


def test_every_real_sheet_opens(shared: Path) -> None:
    """As far as the last data row that its manifest names, and not much further."""
    with (shared / "sheets" / "MANIFEST.csv").open(encoding="utf-8", newline="") as stream:
        manifest = list(csv.DictReader(stream))
    assert len(manifest) == 19
    for line in manifest:
        book = read_book(shared / "sheets" / line["file"])
        grid = book.grids[int(line["sheet"] or 1) - 1]
        last = int(line["total_row"] or line["last_row"])
        assert last <= len(grid.rows) <= last + 8, line["file"]
        assert len(grid.rows[int(line["first_row"]) - 1]) >= len(line["place_columns"].split()), line["file"]


def test_what_real_sheets_hide(shared: Path) -> None:
    sheets = shared / "sheets"
    assert read_book(sheets / "30_himachal_census_formulas_hidden_column.xlsx").grids[1].hidden_columns == {0}
    assert len(read_book(sheets / "01_bihar_sbm_F21_mahishi.xlsx").grids[0].merges) == 25
    mended = read_book(sheets / "13_bihar_udise_dropout_invalid_cellref.xlsx")
    assert [problem.code for problem in mended.problems] == ["cells-misaddressed"]
    assert "21-Nov-2021" in read_book(sheets / "22_durg_agmarknet_html_as_xls.xls").grids[0].above[0]
    utf7 = read_book(sheets / "07_bihar_water_madhubani_utf7_newlines.csv").grids[0]
    assert utf7.rows[0][0] == "S.\nNo."
    padded = read_book(sheets / "45_covid_vaccination_districtwise_space_padded.csv").grids[0]
    assert "Nicobar" in str(padded.rows) and '"Nicobar' not in str(padded.rows)
