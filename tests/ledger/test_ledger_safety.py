"""A killed program leaves all of a submission or none; two writers take turns; readers see whole submissions."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eshram_cli.ledger.ledger import Ledger

if TYPE_CHECKING:
    from tests.ledger.conftest import Office

PLACES = 300
WRITER = f"""
import datetime as dt, sys
from pathlib import Path
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.model import PlaceId
from eshram_cli.returns.model import CellCount, Record, Return, Table

name, first, last = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
now = dt.datetime(2021, 12, 4, tzinfo=dt.UTC)
print("ready", flush=True)
sys.stdin.readline()
with Ledger.open(Path(sys.argv[1])) as ledger:
    for number in range(first, last):
        day = dt.date(2021, 1, 1) + dt.timedelta(days=number)
        records = tuple(
            Record(place=PlaceId(f"{{name}}{{row}}"), as_on=day, row=row, counts=(CellCount(value=number),))
            for row in range({PLACES})
        )
        ret = Return(f"{{name}}{{number}}", "", str(number), Table("", (), None, 0, 0, ()), records)
        ledger.accept(ret, who=name, received_at=now, tool_version="0")
        print(number, flush=True)
"""


def writer(path: Path, name: str, first: int, last: int) -> subprocess.Popen[str]:
    """A program that stores a return of 300 rows a day, told to start by a line."""
    arguments = [sys.executable, "-c", WRITER, str(path), name, str(first), str(last)]
    process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def start(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def stored(path: Path) -> dict[int, int]:
    """How many figures each submission in the ledger has."""
    with Ledger.open(path) as ledger:
        rows = ledger._db.execute(
            "SELECT s.id, (SELECT count(*) FROM figures WHERE submission = s.id) FROM submissions s"
        )
        counts = dict(rows.fetchall())
        assert ledger._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return counts


@pytest.mark.parametrize("moment", [0.0, 0.003, 0.011, 0.017])
def test_a_killed_writer_leaves_whole_submissions(path: Path, moment: float) -> None:
    process = writer(path, "p", 0, 5000)
    start(process)
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(moment)
    process.kill()
    told = [first, *process.stdout.read().splitlines(keepends=True)]
    process.communicate()
    counts = stored(path)
    assert set(counts.values()) == {PLACES}
    assert len(counts) >= sum(line.endswith("\n") for line in told)


def test_two_writers_both_succeed(path: Path) -> None:
    processes = [writer(path, name, 0, 15) for name in ("left", "right")]
    for process in processes:
        start(process)
    for process in processes:
        process.communicate(timeout=60)
        assert process.returncode == 0
    counts = stored(path)
    assert (len(counts), set(counts.values())) == (30, {PLACES})


def test_readers_do_not_wait_for_a_writer_and_see_whole_submissions(path: Path, office: Office) -> None:
    office.send("raxaul 4 200")
    process = writer(path, "w", 0, 12)
    start(process)
    seen = []
    with Ledger.open(path, readonly=True, wait=0.0) as reader:
        while process.poll() is None:
            rows = reader._db.execute("SELECT count(*) FROM figures WHERE place LIKE 'w%'").fetchone()[0]
            seen.append(rows)
        process.communicate()
    assert all(rows % PLACES == 0 for rows in seen)
    assert len(seen) > 1
