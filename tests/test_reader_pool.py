"""Sheets read by several processes: the same answers in the same order, whatever becomes of a process."""

from __future__ import annotations

import json
import multiprocessing
import os
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
from eshram_cli.jobs.intake import reader_pool
from eshram_cli.jobs.intake.ingest import IngestOptions, ingest
from eshram_cli.jobs.intake.opening import Read, Reader
from eshram_cli.jobs.intake.reader_pool import processes_for, read_files
from eshram_cli.jobs.session import writing
from eshram_cli.places.gazetteer import Gazetteer, set_aside
from eshram_cli.places.learn import learned_place
from eshram_cli.places.model import Level, Place, PlaceId
from eshram_cli.reports.formats.json import render
from eshram_cli.returns.hints import Hints
from tests.conftest import ROOT, SAMPLE_DATA


class Hazardous(Reader):
    """Reads as ever, but for files whose names say what becomes of the process that reads them."""

    def read_file(self, path: Path, gazetteer: Gazetteer) -> Read:
        if "kills" in path.name:
            os.kill(os.getpid(), signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        if "leaves" in path.name:
            os._exit(0)
        if "hangs" in path.name:
            time.sleep(600)
        if "mistake" in path.name:
            raise ZeroDivisionError
        return super().read_file(path, gazetteer)


class Stillborn(Reader):
    """Ends each process to which it is given, before that has read all that it is given."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (1,)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Sample returns, a list of persons, a picture and a file that is not there."""
    folder = tmp_path_factory.mktemp("files")
    persons, picture = folder / "persons.csv", folder / "picture.xlsx"
    persons.write_text("Name,Father's name,Mobile\n" + "A,B,9876543210\n" * 5, encoding="utf-8")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    returns = sorted((SAMPLE_DATA / "bihar").glob("*.xlsx"))[:12]
    return [*returns[:6], persons, picture, folder / "gone.xlsx", *returns[6:]]


@pytest.fixture(scope="module")
def alone(files: list[Path]) -> list[Read]:
    """The same as this process reads them."""
    return read(files, 1)


def read(files: list[Path], processes: int, reader: Reader | None = None) -> list[Read]:
    return list(read_files(reader or Reader(), Gazetteer.bundled(), files, processes))


def said(reads: list[Read]) -> list[tuple[object, ...]]:
    """All that was read; exceptions by what they say, since two of them are never equal."""
    return [(one.name, one.book, one.returns, str(one.error), getattr(one.error, "others", None)) for one in reads]


def test_several_processes_answer_as_one_in_the_same_order(files: list[Path], alone: list[Read]) -> None:
    """Also what went wrong over a file survives the way between them."""
    assert [one.name for one in alone] == list(map(str, files))
    assert any(one.returns for one in alone)
    assert [one.name for one in alone if one.error] == [str(file) for file in files[6:9]]
    by_three = read(files, 3)
    assert said(by_three) == said(alone)
    (picture,) = (one for one in by_three if one.name.endswith("picture.xlsx"))
    assert isinstance(picture.error, EshramError)
    assert (picture.error.exit_code, picture.error.problem.where.file) == (3, "picture.xlsx")


def test_processes_that_end_at_their_start_are_not_waited_for(files: list[Path]) -> None:
    lost = read(files[:3], 2, Stillborn())
    assert [(one.name, one.error.problem.code if one.error else "") for one in lost] == [
        (str(file), "file-unreadable") for file in files[:3]
    ]


def test_a_ledger_is_the_same_whoever_read(tmp_path: Path) -> None:
    """State sheets and a correction, sheets of two districts, a calendar of camps and a picture."""
    bihar = SAMPLE_DATA / "bihar"
    sources = [*map(str, sorted(bihar.glob("जिलावार*"))), str(bihar / "khagaria"), str(bihar / "purbi champaran")]
    told, stored = [], []
    for processes in (1, 3):
        path = tmp_path / f"{processes}.db"
        with writing(path) as session:
            done = ingest(session, sources, IngestOptions(processes=processes))
        told.append(render(done))
        stored.append(content(path))
    assert told[0] == told[1]
    assert stored[0] == stored[1]
    assert len(stored[0]["figures"]) > 100


def test_processes_know_what_an_office_of_any_state_knows(tmp_path: Path) -> None:
    """Its state's blocks, its own list of another district's, a spelling that it was told; what has figures there."""
    jhansi, lalitpur, up = PlaceId("d153"), PlaceId("d161"), PlaceId("s9")
    own = learned_place(lalitpur, Level.block, "Tehsil Pali")
    office = (
        Gazetteer.bundled().with_states([up], set_aside([up], [own])).with_places([own], [(PlaceId("b1244"), "Babna")])
    )
    office = office.with_states([PlaceId("s8")]).of_office(jhansi, [up, jhansi])
    files: list[Path] = []
    for place, name in ((jhansi, "Babna"), (jhansi, "Nayabad"), (lalitpur, "Pali"), (PlaceId("d102"), "Amber")):
        file = tmp_path / f"{len(files)}.csv"
        title = f"District: {office.get(place).name}, 14.12.2021"
        file.write_text(f"{title}\nBlock,Registered\n{name},5\nMoth,7\n", encoding="utf-8")
        files.append(file)
    alone = list(read_files(Reader(), office, files, 1))
    assert [record.place for record in alone[0].returns[0].records] == ["b1244", "b1251"]
    assert said(list(read_files(Reader(), office, files, 2))) == said(alone)


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the ledger but what is never the same: the moment and the unique name of an act."""
    with closing(sqlite3.connect(path)) as db:
        acts = db.execute("SELECT id, kind, file, sheet, content_sha, figures_sha, as_on, accepted FROM submissions")
        rest = {table: db.execute(f"SELECT * FROM {table}") for table in ("figures", "spellings", "targets")}
        return {"acts": acts.fetchall(), **{table: rows.fetchall() for table, rows in rest.items()}}


def named(files: list[Path], folder: Path, *names: str) -> list[Path]:
    """The files, with copies of the first under these names among them."""
    others = [folder / name for name in names]
    for other in others:
        other.write_bytes(files[0].read_bytes())
    return [others[0], *files[:4], *others[1:], *files[4:]]


def test_files_that_end_their_process_are_refused_alone(
    files: list[Path], alone: list[Read], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_pool, "AHEAD", 2)
    mixed = named(files, tmp_path, "kills.xlsx", "leaves.xlsx", "kills too.xlsx")
    reads = read(mixed, 2, Hazardous())
    assert [Path(one.name) for one in reads] == mixed
    lost = [one for one in reads if "kills" in one.name or "leaves" in one.name]
    assert said([one for one in reads if one not in lost]) == said(alone)
    for one in lost:
        assert one.error is not None
        assert one.error.problem.code == "file-unreadable"
        assert one.error.problem.where.file == Path(one.name).name
    assert multiprocessing.active_children() == []


def test_a_file_that_never_ends_is_refused_alone(
    files: list[Path], alone: list[Read], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = time.monotonic()
    read(files[:2], 2)
    # A busy machine takes long to start a process, and that counts as the file's time.
    monkeypatch.setattr(reader_pool, "LIMIT", 5 * (time.monotonic() - began))
    mixed = named(files, tmp_path, "hangs.xlsx")
    reads = read(mixed, 2, Hazardous())
    assert said(reads[1:]) == said(alone)
    assert reads[0].error is not None
    assert reads[0].error.problem.code == "file-unreadable"
    assert multiprocessing.active_children() == []


def test_a_mistake_of_ours_is_not_hidden(files: list[Path], tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        read(named(files, tmp_path, "mistake.xlsx"), 2, Hazardous())
    assert multiprocessing.active_children() == []


def test_where_no_process_can_be_started_this_one_reads(
    files: list[Path], alone: list[Read], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refused)
    assert said(read(files, 3)) == said(alone)


def test_processes_end_with_the_reading(files: list[Path]) -> None:
    reading = read_files(Reader(), Gazetteer.bundled(), files, 2)
    next(reading)
    assert len(multiprocessing.active_children()) == 2
    reading.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_other_processes_of_a_notebook_are_left_alone(files: list[Path]) -> None:
    other = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(600,))
    other.start()
    try:
        read(files, 2)
        assert other.is_alive()
    finally:
        other.kill()
        other.join()


def test_called_as_a_function_one_process_reads(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_pool, "ProcessPoolExecutor", None)
    monkeypatch.setattr(reader_pool, "WORTH", 0)
    with writing(tmp_path / "eshram.db") as session:
        done = ingest(session, [str(file) for file in files], IngestOptions(dry_run=True))
    assert len(done.submissions) >= 12


def test_a_few_small_sheets_are_read_by_one_process(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(8), raising=False)
    assert processes_for(files) == 1
    assert processes_for(files * 20) == reader_pool.MOST
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(2))
    assert processes_for(files * 20) == 2


def test_places_that_a_ledger_has_learned_reach_every_process(tmp_path: Path) -> None:
    wider = Gazetteer.bundled().with_places(
        [Place(PlaceId("new"), Level.block, "Nayagaon", PlaceId("d213"))], [(PlaceId("d213"), "Motihari zila")]
    )
    sent = copy(wider)
    assert (sent.all(), sent.aliases()) == (wider.all(), wider.aliases())
    assert copy(Gazetteer.bundled()).all() == Gazetteer.bundled().all()
    sheet = tmp_path / "04.12.2021.csv"
    sheet.write_text("Block,Registered\nNayagaon,5\nRaxaul,7\n", encoding="utf-8")
    for processes in (1, 2):
        for one in read_files(Reader(Hints(district=PlaceId("d213"))), wider, [sheet] * 4, processes):
            assert {record.place for record in one.returns[0].records} >= {"new"}


AS_THE_COMMAND = """
import sys
from pathlib import Path
from tests.test_reader_pool import Hazardous
from eshram_cli.jobs.intake import ingest, reader_pool
reader_pool.WORTH = 0
ingest.Reader = Hazardous
reader_pool.MOST = 2
reader_pool.AHEAD = 1
from eshram_cli.__main__ import main
main()
"""


def command(*arguments: object) -> subprocess.Popen[bytes]:
    """The command line, with a reader to which the names of files matter."""
    line = [sys.executable, "-c", AS_THE_COMMAND, *map(str, arguments)]
    return subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_the_command_goes_on_without_a_file_that_ends_its_process(files: list[Path], tmp_path: Path) -> None:
    mixed = named(files[:6], tmp_path, "kills.xlsx")
    running = command("ingest", *mixed, "--ledger", tmp_path / "eshram.db", "--format", "json")
    out, err = running.communicate(timeout=300)
    assert len({one["file"] for one in json.loads(out)["submissions"]}) == 6
    assert [line for line in err.decode().splitlines() if "damaged" in line] == [
        "error: kills.xlsx: The file is damaged and cannot be read. "
        "Open it in Excel and save it again, or ask for a fresh copy; it may have been cut off on the way."
    ]
    assert b"Traceback" not in err
    assert b"leaked" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="no signals to send")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_processes_end_with_the_command(files: list[Path], tmp_path: Path, sent: signal.Signals, code: int) -> None:
    """At once, although one of them hangs over its file."""
    mixed = named(files, tmp_path, "hangs.xlsx")
    # What a script starts in the background is deaf to Ctrl-C, and so would be what these tests start.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    running = command("ingest", *mixed, "--ledger", tmp_path / "eshram.db")
    signal.signal(signal.SIGINT, before)
    assert running.stdout
    assert running.stderr
    running.stdout.close()
    running.stderr.close()
    while len(children := children_of(running.pid)) < 3:
        # The pool's two and the one that keeps account of their locks.
        time.sleep(0.1)
    time.sleep(2)
    running.send_signal(sent)
    # Well below the ten minutes of the file that hangs; a busy machine takes its seconds.
    assert running.wait(timeout=60) == code
    until = time.monotonic() + 30
    while any(map(is_alive, children)) and time.monotonic() < until:
        time.sleep(0.1)
    assert [child for child in children if is_alive(child)] == []


def children_of(parent: int) -> list[int]:
    told = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    return [int(pid) for pid, of in map(str.split, told.splitlines()) if int(of) == parent]


def is_alive(process: int) -> bool:
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return bool(told.stdout.strip()) and not told.stdout.startswith("Z")
