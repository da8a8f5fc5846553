"""How fast the tool must be, as ratios in one run: every line of the table in `docs/architecture.md`, section 9.

    python benchmarks/floors.py [--rounds 5] [--only WORD,...] [--keep FOLDER]

Each command runs as a process of its own, turn about with what it is measured by (`import pandas`, `import
matplotlib.pyplot`, pandas opening the same files), so that a busy PC slows all alike; a ratio is the median of those of
the rounds, after one round that is not counted. Everything is pinned to two processors where the system allows that.
The exit code is 1 where a floor does not hold. `--only rank,csv` measures the lines that have one of these words;
`--keep` keeps the made ledgers and sheets for the next time.
"""

from __future__ import annotations

import argparse
import compileall
import csv
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import read_speed
import year
from timing import eshram, python

import eshram_cli

ROOT = Path(__file__).resolve().parents[1]
PANDAS = python("-c", "import pandas")
PYPLOT = python("-c", "import matplotlib.pyplot")
BIHAR = ("--state", "bihar")
CHAMPARAN = ("--district", "purbi champaran")
CSV_DAYS = 120
MEMORY = 500
"""Megabytes that a long table may take."""

LONG_BY_PANDAS = """
import pandas, sqlite3, sys
table = pandas.read_csv(sys.argv[1])
figures = table.melt(["District", "Block", "Date"], var_name="cut", value_name="value")
with sqlite3.connect(sys.argv[2]) as db:
    figures.to_sql("figures", db, index=False)
    db.execute("CREATE INDEX at ON figures (Block, cut, Date)")
"""

MERGED_BY_SQL = """
import glob, sqlite3, sys
db = sqlite3.connect(sys.argv[2], isolation_level=None)
db.execute("PRAGMA journal_mode = WAL")
db.execute("PRAGMA synchronous = FULL")
acts = 0
for number, path in enumerate(sorted(glob.glob(sys.argv[1] + "/*.db"))):
    db.execute("ATTACH ? AS other", (path,))
    made = db.execute("SELECT name, sql FROM other.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    tables = dict(made.fetchall())
    if not number:
        for sql in tables.values():
            db.execute(sql)
    db.execute("BEGIN IMMEDIATE")
    for table in tables:
        columns = [row[1] for row in db.execute(f"PRAGMA other.table_info({table})")]
        act = "id" if table == "submissions" else "submission"
        said = [f"{one} + {acts}" if one == act else one for one in columns]
        db.execute(f"INSERT INTO main.{table} SELECT {', '.join(said)} FROM other.{table}")
    db.execute("COMMIT")
    db.execute("DETACH other")
    acts = db.execute("SELECT max(id) FROM submissions").fetchone()[0]
"""
"""All rows of all tables of ledgers copied into one, renumbered, one transaction each, as safely stored as ours."""


@dataclass(frozen=True)
class Line:
    """One line of the table: what runs, beside what, and how many times as long (or how many seconds) it may take."""

    name: str
    command: list[str]
    most: float
    beside: list[str] | None = None
    """None: `most` is in seconds."""
    before: Callable[[], None] = lambda: None
    memory: float | None = None
    rounds: int | None = None


def lines(folder: Path) -> list[Line]:
    """The table, on ledgers and sheets that are made in the folder where they are not there yet."""
    sample, drive, sheets, long = folder / "sample.db", folder / "year.db", folder / "sheets", folder / "long.csv"
    districts = folder / "districts"
    if not sample.exists():
        run(eshram("ingest", str(ROOT / "sample_data"), "--quiet", "--ledger", str(sample)), lambda: None)
    if not drive.exists():
        year.fill(drive)
    if not sheets.exists():
        sheets.mkdir()
        read_speed.make(sheets)
    if not districts.exists():
        districts.mkdir()
        year.fill_districts(districts)
    if not long.exists():
        make_long(long)
    fresh, bare = folder / "fresh.db", folder / "bare.db"

    def empty() -> None:
        for file in folder.glob("fresh.db*"):
            file.unlink()
        bare.unlink(missing_ok=True)

    def asked(*words: str, of: Path = drive) -> list[str]:
        return eshram(*words, "--ledger", str(of))

    png = str(folder / "out.png")
    return [
        Line("eshram --help", eshram("--help"), 0.35),
        Line("log", asked("log", of=sample), 0.8, PANDAS),
        Line("places find", eshram("places", "find", "पूर्वी चम्पारण", "--ledger", str(sample)), 0.8, PANDAS),
        Line("rank", asked("rank", *BIHAR), 2, PANDAS),
        Line("rank, blocks", asked("rank", *BIHAR, "--level", "block"), 2, PANDAS),
        Line("show", asked("show", "purbi champaran"), 2, PANDAS),
        Line("by channel", asked("by", "channel", *BIHAR), 2, PANDAS),
        Line("by channel, blocks", asked("by", "channel", *BIHAR, "--level", "block"), 2, PANDAS),
        Line("pending, blocks", asked("pending", *BIHAR, "--level", "block"), 2, PANDAS),
        Line("why", asked("why", "purbi champaran"), 3, PANDAS),
        Line("trace", asked("trace", "purbi champaran"), 3, PANDAS),
        Line("check", asked("check", *BIHAR), 10, PANDAS),
        Line("summary", asked("summary", *CHAMPARAN, of=sample), 3, PANDAS),
        Line("forecast of one place", asked("forecast", *CHAMPARAN, of=sample), 3, PANDAS),
        # In the year's ledger only blocks report, by channel: a district's peers are known from all 534 of them.
        Line("summary, from all blocks", asked("summary", *CHAMPARAN), 6, PANDAS),
        Line("summary of the state, from all blocks", asked("summary", *BIHAR), 6, PANDAS),
        Line("forecast of one place, from all blocks", asked("forecast", *CHAMPARAN), 6, PANDAS),
        Line("forecast of all districts, from all blocks", asked("forecast", *BIHAR, "--all"), 6, PANDAS),
        Line("chart: rank", asked("rank", *BIHAR, "--chart", png, of=sample), 2, PYPLOT),
        Line("chart: trend, Hindi", asked("trend", *CHAMPARAN, "--lang", "hi", "--chart", png, of=sample), 2, PYPLOT),
        Line("share", asked("share", *BIHAR, "-o", png, of=sample), 2, PYPLOT),
        Line(
            f"{read_speed.SHEETS} Hindi sheets stored",
            eshram("ingest", str(sheets), "--quiet", "--ledger", str(fresh)),
            0.8,
            python("-c", read_speed.BARE, str(sheets)),
            empty,
            rounds=2,
        ),
        Line(
            "merge of 38 ledgers of a year",
            eshram("merge", *map(str, sorted(districts.glob("*.db"))), "--quiet", "--ledger", str(fresh)),
            3,
            python("-c", MERGED_BY_SQL, str(districts), str(bare)),
            empty,
            rounds=2,
        ),
        Line(
            f"long CSV, {534 * CSV_DAYS * 4:,} figures",
            eshram("ingest", str(long), "--quiet", "--ledger", str(fresh)),
            2,
            python("-c", LONG_BY_PANDAS, str(long), str(bare)),
            empty,
            MEMORY,
            rounds=2,
        ),
    ]


def make_long(path: Path) -> None:
    """A CSV of Bihar's blocks day by day: three channels and their total."""
    dice = random.Random(year.SEED)
    of = {place.id: place for place in year.blocks()}
    district = {place.id: place.name for place in year.districts()}
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(("District", "Block", "Date", "CSC", "Self", "UMANG", "Registered"))
        counts = {place: [dice.randrange(50, 400) for _ in year.CHANNELS] for place in of}
        for number in range(CSV_DAYS):
            day = year.FIRST_DAY + number * year.ONE_DAY
            for place, parts in counts.items():
                parts[:] = [part + dice.randrange(0, 90) for part in parts]
                out.writerow((district[of[place].parent], of[place].name, f"{day:%d.%m.%Y}", *parts, sum(parts)))


def run(command: Sequence[str], before: Callable[[], None]) -> tuple[float, float]:
    """Seconds and megabytes at the most (0 where the system does not tell) of one run; a failure stops the benchmark.

    Compiled modules are used, as an installed tool uses them, whatever the shell of the benchmark says.
    """
    before()
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=kept) as process:
        memory = 0.0
        if hasattr(os, "wait4"):
            _, status, used = os.wait4(process.pid, 0)
            process.returncode, memory = os.waitstatus_to_exitcode(status), used.ru_maxrss / 1024
        taken = time.perf_counter() - start if process.wait() in (0, 1) else None
    if taken is None:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    return taken, memory


def measure(line: Line, rounds: int) -> bool:
    """Print one line of the table; whether it holds."""
    ours, theirs, most = [], [], 0.0
    for number in range((line.rounds or rounds) + 1):
        taken, memory = run(line.command, line.before)
        beside = run(line.beside, line.before)[0] if line.beside else 1.0
        if number:
            ours.append(taken)
            theirs.append(beside)
            most = max(most, memory)
    value = statistics.median(one / other for one, other in zip(ours, theirs, strict=True))
    holds = value <= line.most and not (line.memory and most > line.memory)
    unit = "x" if line.beside else "s"
    beside = f"beside {statistics.median(theirs):5.2f} s" if line.beside else ""
    room = f"   {most:,.0f} MB of {line.memory:,.0f}" if line.memory else ""
    print(
        f"{line.name:<36} {statistics.median(ours):6.2f} s {beside:16} {value:5.2f} {unit} of {line.most:g}"
        f"   {'holds' if holds else 'DOES NOT HOLD'}{room}",
        flush=True,
    )
    return holds


def main() -> int:
    """Make what is asked, measure, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--only", default="")
    options.add_argument("--keep", type=Path)
    asked = options.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    compileall.compile_dir(Path(eshram_cli.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory() as place:
        folder = asked.keep or Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        os.environ["ESHRAM_SETTINGS"] = str(folder / "none.toml")
        words = asked.only.split(",")
        chosen = [line for line in lines(folder) if any(word in line.name for word in words)]
        hold = [measure(line, asked.rounds) for line in chosen]
        return int(not all(hold))


if __name__ == "__main__":
    sys.exit(main())
