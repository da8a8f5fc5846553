"""Files and streams."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from eshram_cli.errors import EshramError
from eshram_cli.problems import Language
from eshram_cli.reports import formats
from eshram_cli.reports.document import Column, Document, Table
from eshram_cli.reports.look import Look
from eshram_cli.reports.output import save, utf8, write
from eshram_cli.reports.progress import progress

ROOT = os.name != "nt" and os.geteuid() == 0


@pytest.mark.parametrize(("name", "start"), [("a.csv", "\ufeffrank,move"), ("a.md", "## Bihar"), ("a.TXT", "Bihar\n")])
def test_the_ending_of_the_file_chooses_the_format(document: Document, tmp_path: Path, name: str, start: str) -> None:
    write(document, out=tmp_path / name)
    assert (tmp_path / name).read_text("utf-8").startswith(start)


def test_the_format_asked_for_wins_over_the_ending(document: Document, tmp_path: Path) -> None:
    write(document, "csv", tmp_path / "list.txt")
    assert (tmp_path / "list.txt").read_bytes().startswith(b"rank,move")


def test_a_file_has_line_feeds_only(document: Document, tmp_path: Path) -> None:
    write(document, out=tmp_path / "a.csv")
    assert b"\r" not in (tmp_path / "a.csv").read_bytes()


@pytest.mark.parametrize("out", [None, Path("-")])
def test_stdout_gets_csv_without_a_bom(
    document: Document, out: Path | None, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    write(document, "csv", out)
    assert capsysbinary.readouterr().out.startswith(b"rank,move")


def test_a_file_is_plain_whatever_the_terminal(document: Document, tmp_path: Path) -> None:
    write(document, out=tmp_path / "a.txt", look=Look(Language.hi, "international"))
    text = (tmp_path / "a.txt").read_text("utf-8")
    assert "\x1b" not in text
    assert "988,912" in text


def test_its_folder_is_made_and_nothing_else_is_left(document: Document, tmp_path: Path) -> None:
    write(document, out=tmp_path / "new" / "folder" / "a.md")
    assert [path.name for path in (tmp_path / "new" / "folder").iterdir()] == ["a.md"]


@pytest.mark.parametrize("name", ["a.docx", "a", "a.csv.bak"])
def test_an_unknown_ending_is_refused(document: Document, tmp_path: Path, name: str) -> None:
    with pytest.raises(EshramError) as caught:
        write(document, out=tmp_path / name)
    assert caught.value.exit_code == 2
    assert caught.value.problem.code == "output-ending"
    assert name in str(caught.value)
    assert ", ".join(map(formats.suffix_of, formats.names())) in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(EshramError) as caught:
        save(tmp_path, "x")
    assert caught.value.problem.code == "output-unwritable"
    assert caught.value.exit_code == 4


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(EshramError, match="cannot be written"):
        save(tmp_path / "file" / "a.csv", "x")


def test_what_stood_there_stays_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "a.csv"
    out.write_text("old", "utf-8")

    def full(path: Path, target: Path) -> Path:
        path.write_bytes(path.read_bytes()[:2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(EshramError, match="the disk is full"):
        save(out, "new text")
    assert out.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.skipif(os.name == "nt" or ROOT, reason="needs folders that refuse their owner")
def test_a_folder_that_refuses_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(EshramError, match="Permission denied"):
            save(tmp_path / "a.csv", "x")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_others_may_read_the_file_as_any_other(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        save(tmp_path / "a.csv", "x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o644


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old", "utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    save(tmp_path / "link.csv", "new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text("utf-8") == "new"


@pytest.mark.skipif(os.name == "nt", reason="POSIX devices")
def test_a_device_is_written_to_not_replaced() -> None:
    save(Path(os.devnull), "x")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_stream_of_another_system_becomes_utf8_with_line_feeds() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp1252", newline="\r\n")
    utf8(stream).write("सारण\n")
    stream.flush()
    assert raw.getvalue() == "सारण\n".encode()


def test_half_a_character_of_an_old_file_name_stops_nothing(tmp_path: Path) -> None:
    name = b"bihar-\xe9.xls".decode("utf-8", "surrogateescape")
    write(Document(tables=[Table([Column("file")], [[name]])]), out=tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text("utf-8-sig") == "file\nbihar-\\udce9.xls\n"
    assert json.loads('"' + "\\udce9" + '"') == "\udce9"


@pytest.mark.parametrize("show", [True, False])
def test_progress_passes_every_item_on(show: bool, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(progress(iter("abc"), 3, "reading", show)) == ["a", "b", "c"]
    assert capsys.readouterr().out == ""


def test_progress_ends_where_its_reader_stops(capsys: pytest.CaptureFixture[str]) -> None:
    items = progress(range(10), None, "reading", True)
    assert next(iter(items)) == 0
    items.close()
    assert capsys.readouterr().out == ""


def test_showing_a_result_loads_neither_pandas_nor_rich() -> None:
    code = "import sys, eshram_cli.reports.output; print(sorted({'pandas', 'rich'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
