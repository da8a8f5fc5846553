"""Sheets read by several processes: the same answers in the same order, whatever becomes of a process."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from copy import copy
from pathlib import Path

import pytest

from eshram_cli.errors import EshramError
from eshram_cli.jobs import crew, hands
from eshram_cli.jobs.crew import read_files
from eshram_cli.jobs.ingest import IngestOptions, ingest
from eshram_cli.jobs.opening import Read, Reader
from eshram_cli.jobs.session import writing
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, Place, PlaceId
from eshram_cli.reports.formats.json import render
from eshram_cli.returns.hints import Hints
from tests.conftest import SAMPLE_DATA

AS_THE_CHILD = "import os\nfrom eshram_cli.jobs import serving\nfrom eshram_cli.jobs.opening import Reader\n"
DIES = AS_THE_CHILD + (
    "read = Reader.read_file\n"
    "Reader.read_file = lambda self, file, places: os._exit(9) if 'poison' in file.name else read(self, file, places)\n"
    "serving.serve()"
)
STUMBLES = AS_THE_CHILD + "Reader.read_file = lambda *_: 1 / 0\nserving.serve()"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Sample returns, a list of persons, a picture and a file that is not there."""
    persons, picture = tmp_path / "persons.csv", tmp_path / "picture.xlsx"
    persons.write_text("Name,Father's name,Mobile\n" + "A,B,9876543210\n" * 5, encoding="utf-8")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    returns = sorted((SAMPLE_DATA / "bihar").rglob("*.xlsx"))[:12]
    return [*returns[:6], persons, picture, tmp_path / "gone.xlsx", *returns[6:]]


def read(files: list[Path], processes: int) -> list[Read]:
    return list(read_files(Reader(), Gazetteer.bundled(), files, processes))


def said(reads: list[Read]) -> list[tuple[object, ...]]:
    """All that was read; exceptions by what they say, since two of them are never equal."""
    return [(one.name, one.book, one.returns, str(one.error), getattr(one.error, "others", None)) for one in reads]


def test_several_processes_answer_as_one_in_the_same_order(files: list[Path]) -> None:
    alone = read(files, 1)
    assert [one.name for one in alone] == list(map(str, files))
    assert any(one.returns for one in alone)
    assert [one.name for one in alone if one.error] == [str(file) for file in files[6:9]]
    assert said(read(files, 3)) == said(alone)


def test_a_ledger_is_the_same_whoever_read(tmp_path: Path) -> None:
    told, stored = [], []
    for processes in (1, 3):
        path = tmp_path / f"{processes}.db"
        with writing(path) as session:
            done = ingest(session, [str(SAMPLE_DATA / "bihar")], IngestOptions(processes=processes))
        told.append(render(done))
        stored.append(content(path))
    assert told[0] == told[1]
    assert stored[0] == stored[1]
    assert len(stored[0]["figures"]) > 100


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the ledger but what is never the same: the moment and the unique name of an act."""
    with closing(sqlite3.connect(path)) as db:
        acts = db.execute("SELECT id, kind, file, sheet, content_sha, figures_sha, as_on, accepted FROM submissions")
        rest = {table: db.execute(f"SELECT * FROM {table}") for table in ("figures", "spellings", "targets")}
        return {"acts": acts.fetchall(), **{table: rows.fetchall() for table, rows in rest.items()}}


def test_a_file_over_which_a_process_dies_is_refused_alone(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison = tmp_path / "poison.xlsx"
    poison.write_bytes(files[0].read_bytes())
    monkeypatch.setattr(hands, "CHILD", DIES)
    monkeypatch.setattr(crew, "SHARES", 1)
    reads = read([poison, *files[:6]], 2)
    assert said(reads[1:]) == said(read(files[:6], 1))
    assert reads[0].error is not None
    assert reads[0].error.problem.code == "file-unreadable"
    assert reads[0].error.problem.where.file == "poison.xlsx"


@pytest.mark.parametrize("child", ["raise SystemExit(1)", STUMBLES, "print('hello')"])
def test_what_a_process_cannot_answer_is_read_here(
    files: list[Path], monkeypatch: pytest.MonkeyPatch, child: str
) -> None:
    monkeypatch.setattr(hands, "CHILD", child)
    assert said(read(files, 3)) == said(read(files, 1))


def test_a_mistake_of_ours_is_not_hidden(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hands, "CHILD", STUMBLES)
    monkeypatch.setattr(Reader, "read_file", lambda *_: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        read(files, 2)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that were started, each time."""
    found: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def noted(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        found.append(popen(*arguments, **options))  # type: ignore[call-overload]
        return found[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    return found


def test_processes_end_with_the_reading(files: list[Path], started: list[subprocess.Popen[bytes]]) -> None:
    reading = read_files(Reader(), Gazetteer.bundled(), files, 2)
    next(reading)
    reading.close()  # type: ignore[attr-defined]
    assert started
    assert all(one.poll() is not None for one in started)


def test_processes_that_were_called_up_are_those_that_read(
    files: list[Path], started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hands, "WORTH", 0)
    monkeypatch.setattr(hands, "_processors", lambda: 3)
    hands.call_up([str(file) for file in files])
    assert len(started) == 2
    assert said(list(read_files(Reader(), Gazetteer.bundled(), files))) == said(read(files, 1))
    assert len(started) == 2


def test_nothing_to_read_calls_nobody_up(tmp_path: Path, started: list[subprocess.Popen[bytes]]) -> None:
    hands.call_up([str(tmp_path / "gone.xlsx"), "-", "*.nothing"])
    hands.call_up([str(tmp_path)])
    assert not started


def test_processes_that_nobody_asks_end_with_the_command() -> None:
    child = subprocess.run(
        [sys.executable, "-c", hands.CHILD], stdin=subprocess.DEVNULL, capture_output=True, check=True
    )
    assert child.stdout + child.stderr == b""


def test_a_few_small_sheets_are_read_by_one_process(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hands, "_processors", lambda: 8)
    assert hands.fitting(files) == 1
    assert hands.fitting(files * 20) == hands.MOST
    monkeypatch.setattr(hands, "_processors", lambda: 2)
    assert hands.fitting(files * 20) == 2


def test_places_that_a_ledger_has_learned_reach_every_process(tmp_path: Path) -> None:
    wider = Gazetteer.bundled().with_places(
        [Place(PlaceId("new"), Level.block, "Nayagaon", PlaceId("d213"))], [(PlaceId("d213"), "Motihari zila")]
    )
    sent = copy(wider)
    assert (sent.all(), sent.aliases()) == (wider.all(), wider.aliases())
    assert copy(Gazetteer.bundled()) is Gazetteer.bundled()
    sheet = tmp_path / "04.12.2021.csv"
    sheet.write_text("Block,Registered\nNayagaon,5\nRaxaul,7\n", encoding="utf-8")
    for processes in (1, 2):
        for one in read_files(Reader(Hints(district=PlaceId("d213"))), wider, [sheet] * 4, processes):
            assert {record.place for record in one.returns[0].records} >= {"new"}


def test_a_problem_survives_the_way_between_processes(files: list[Path]) -> None:
    (one,) = (one for one in read(files, 3) if one.name.endswith("picture.xlsx"))
    assert isinstance(one.error, EshramError)
    assert (one.error.exit_code, one.error.problem.where.file) == (3, "picture.xlsx")


@pytest.mark.skipif(sys.platform == "win32", reason="no signals to send")
def test_ctrl_c_ends_the_command_at_once(files: list[Path], tmp_path: Path) -> None:
    """Although a process hangs over its first file."""
    patch = "from eshram_cli.jobs import hands; hands.WORTH = 0; hands.CHILD = 'import time; time.sleep(60)'"
    line = f"{patch}; from eshram_cli.__main__ import main; main()"
    arguments = ["ingest", *map(str, files * 2), "--ledger", str(tmp_path / "eshram.db")]
    command = subprocess.Popen([sys.executable, "-c", line, *arguments], stdout=subprocess.DEVNULL)
    time.sleep(4)
    command.send_signal(signal.SIGINT)
    assert command.wait(timeout=5) == 130
