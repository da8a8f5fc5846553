"""One bad file in a folder costs that file only: the others are stored, and it is told with what went wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from eshram_cli.jobs.intake import opening
from eshram_cli.jobs.intake.profiles import read_known
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.problems import Language, Problem
from eshram_cli.returns.model import Return
from eshram_cli.sheets.model import Book
from eshram_cli.sheets.names import shown_name
from eshram_cli.sheets.read import read_book
from tests.conftest import Eshram

GOOD = "District: Khagaria, as on {}.12.2021\nBlock,Registered\nAlauli,31250\nBeldaur,28114\nChautham,22961\n"
ENDLESS = {
    "309 digits": f"Gogri,{'9' * 309}\n",
    "5,000 digits": f"Gogri,{'9' * 5000}\n",
    "5,000 digits in Hindi": f"Gogri,{'९' * 5000}\n",
    "1E400": "Gogri,1E400\n",
    "a ward of 5,000 digits": f"Ward {'3' * 5000},7\n",
    "a serial of 5,000 digits": f"{'1' * 5000},7\n",
}
BYTES_THAT_ARE_NO_UTF8 = "Khagaria \udcff\udce0.csv"
"""What unzip leaves of a name that was packed on Windows, as Python gives it."""


@pytest.fixture
def folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two good returns, and a tool that is no longer asked to show its own faults."""
    monkeypatch.delenv("ESHRAM_DEBUG")
    inner = home / "returns"
    inner.mkdir()
    for day in (13, 15):
        (inner / f"good{day}.csv").write_text(GOOD.format(day), encoding="utf-8")
    return inner


def stored(home: Path) -> list[str]:
    """The files of which the ledger holds figures."""
    with Ledger.open(home / "eshram.db", readonly=True) as ledger:
        return sorted(one.file for one in ledger.log() if one.accepted)


@pytest.mark.parametrize("line", ENDLESS.values(), ids=ENDLESS)
def test_a_number_without_end_costs_its_row(eshram: Eshram, home: Path, folder: Path, line: str) -> None:
    (folder / "bad.csv").write_text(GOOD.format(14) + line, encoding="utf-8")
    ran = eshram("ingest", folder, "--mark")
    assert ran.code in {0, 1}
    assert stored(home) == ["bad.csv", "good13.csv", "good15.csv"]
    assert "bad.csv, " in ran.err
    assert len(ran.err) < 2_000
    assert eshram("inspect", folder / "bad.csv").code == 0


@pytest.mark.skipif(os.name == "nt", reason="names are no bytes there")
def test_a_name_that_is_no_utf8_is_read_and_shown(eshram: Eshram, home: Path, folder: Path) -> None:
    (folder / BYTES_THAT_ARE_NO_UTF8).write_text(GOOD.format(14) + "Gogri,4O1\n", encoding="utf-8")
    shown = "Khagaria \ufffd\ufffd.csv"
    ran = eshram("ingest", folder, "--format", "json", "--mark")
    assert (ran.code, stored(home)) == (1, [shown, "good13.csv", "good15.csv"])
    assert shown in [one["file"] for one in json.loads(ran.out)["submissions"]]
    assert eshram("ingest", folder, "-o", home / "answer.json").code == 1
    assert eshram("inspect", folder / BYTES_THAT_ARE_NO_UTF8).code == 0


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("खगड़िया 14.12.csv", "खगड़िया 14.12.csv"),
        (BYTES_THAT_ARE_NO_UTF8, "Khagaria \ufffd\ufffd.csv"),
        (os.fsencode("खगड़िया").decode("ascii", "surrogateescape"), "खगड़िया"),
        ("Khagaria \ud800.csv", "Khagaria ?.csv"),
    ],
)
def test_a_name_is_shown_as_text_that_every_output_holds(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@pytest.mark.skipif(os.name == "nt", reason="file names are Unicode there whatever the locale")
@pytest.mark.parametrize("start", [["-m", "eshram_cli"], ["-c", "from eshram_cli.__main__ import main; main()"]])
def test_an_ascii_locale_reads_hindi_names(home: Path, folder: Path, start: list[str]) -> None:
    (folder / "खगड़िया.csv").write_text(GOOD.format(14).replace("Khagaria", "खगड़िया"), encoding="utf-8")
    settings = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"}
    ran = subprocess.run(
        [sys.executable, *start, "ingest", str(folder), "--lang", "hi"], env=settings, capture_output=True, check=False
    )
    assert (ran.returncode, stored(home)) == (0, ["good13.csv", "good15.csv", "खगड़िया.csv"])
    assert "खगड़िया.csv" in ran.stdout.decode("utf-8")


def break_over(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """Makes the tool fail over the file bad.csv: while it opens, understands or stores it."""
    accept = Ledger.accept

    def fail(file: str) -> None:
        if file.endswith("bad.csv"):
            raise ZeroDivisionError

    def breaking_read(path: Path, **options: object) -> object:
        fail(path.name)
        return read_book(path, **options)  # type: ignore[arg-type]

    def breaking_understood(book: Book, *rest: object) -> object:
        fail(book.file)
        return read_known(book, *rest)  # type: ignore[arg-type]

    def breaking_accept(ledger: Ledger, ret: Return, **options: object) -> object:
        receipt = accept(ledger, ret, **options)  # type: ignore[arg-type]
        fail(ret.file)
        return receipt

    if where == "opened":
        monkeypatch.setattr(opening, "read_book", breaking_read)
    elif where == "understood":
        monkeypatch.setattr(opening, "read_known", breaking_understood)
    else:
        monkeypatch.setattr(Ledger, "accept", breaking_accept)


@pytest.mark.parametrize("where", ["opened", "understood", "stored"])
def test_a_fault_of_ours_costs_its_file_and_is_told_with_its_type(
    eshram: Eshram, home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    (folder / "bad.csv").write_text(GOOD.format(14), encoding="utf-8")
    break_over(monkeypatch, where)
    ran = eshram("ingest", folder)
    assert (ran.code, stored(home)) == (1, ["good13.csv", "good15.csv"])
    assert "bad.csv: The program failed on this file (ZeroDivisionError)" in ran.err
    alone = eshram("ingest", folder / "bad.csv")
    assert (alone.code, stored(home)) == (3, ["good13.csv", "good15.csv"])


def test_the_fault_itself_is_shown_to_whoever_keeps_the_tool(
    eshram: Eshram, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESHRAM_DEBUG", "1")
    (folder / "bad.csv").write_text(GOOD.format(14), encoding="utf-8")
    break_over(monkeypatch, "understood")
    with pytest.raises(ZeroDivisionError):
        eshram("ingest", folder / "bad.csv")


def test_it_is_told_in_hindi() -> None:
    assert "विफल" in Problem("file-fault", words={"why": "KeyError"}).line(Language.hi)


def test_a_name_too_long_for_a_place_is_like_none(eshram: Eshram, folder: Path) -> None:
    """Two thousand names of two thousand letters, each compared with every place, took minutes."""
    names = "".join(f"{'abcdefghij'[at % 10] * 2_000}{at},7\n" for at in range(50))
    (folder / "bad.csv").write_text(GOOD.format(14) + "Gogrii,7\n" + names, encoding="utf-8")
    ran = eshram("ingest", folder / "bad.csv")
    assert ran.code == 1
    assert "Did you mean Gogri" in ran.err
    assert "aaaaaaaaaa" in ran.err
