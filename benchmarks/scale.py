"""How time and memory grow from one lakh figures to three crore, and from which size on a lake is faster.

    python benchmarks/scale.py [--sizes 1e5,1e6,1e7,3e7] [--ingest 1e5,1e6,1e7] [--chart docs/pictures/scale.png]
    python benchmarks/scale.py --lake [--sizes 1e6,1e7,2e7] [--engines pandas,duckdb,spark] [--chart …]

Without `--lake`: a long CSV is ingested, of Bihar's blocks, or of those of all states where it is long; then ledgers in
which Bihar's blocks have a year, and the blocks of the other states ever more, are asked about Bihar's last day; and
787 districts that report themselves for two years are forecast.
With `--lake`: 2.5 lakh panchayats with a figure a day lie in Parquet files, and the last day of all of them is rolled
up to India by the two rules of the analysis, on pandas, DuckDB and Spark, each in a process of its own.

Told are the seconds of the processor (on a busy computer they say more than the clock does), those of the clock, and
the most memory. All figures are made up, from a fixed seed. `--keep FOLDER` keeps what was made for the next time.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import math
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from timing import eshram, python

from eshram_cli.ledger import store
from eshram_cli.ledger.accepting import Act, add_submission
from eshram_cli.places.gazetteer import BIHAR, Gazetteer
from eshram_cli.places.model import Level, Place

LAST_DAY = dt.date(2025, 12, 31)
CUTS = ("channel=csc", "channel=self", "channel=umang", "")
HEADINGS = ("State", "District", "Block", "Date", "CSC", "Self", "UMANG", "Registered")
STATE = ("--state", "bihar")
QUESTIONS = {
    "rank": ("rank", *STATE),
    "show": ("show", "purbi champaran"),
    "pending": ("pending", *STATE, "--level", "block"),
    "by": ("by", "channel", *STATE),
}
PANCHAYATS = 250_000
ROUNDS = 3
SEED = 2021


class Spent(NamedTuple):
    """Seconds of the processor and of the clock, and megabytes at the most."""

    cpu: float
    clock: float
    memory: float


class Part(NamedTuple):
    """Places that report on the same last days, all persons by three channels."""

    places: Sequence[Place]
    days: int


def parts(figures: int) -> list[Part]:
    """Bihar's blocks for a year, or as much of it as makes so many figures; then those of other states for a year;
    then all for as many days as it takes."""
    gazetteer = Gazetteer.bundled()
    gazetteer = gazetteer.with_states([state.id for state in gazetteer.all(Level.state)])
    bihar = gazetteer.descendants(BIHAR, Level.block)
    days = min(365, round(figures / len(CUTS) / len(bihar)))
    made, left = [Part(bihar, days)], figures - len(CUTS) * len(bihar) * days
    others = [state.id for state in gazetteer.all(Level.state) if state.id != BIHAR]
    blocks = [block for state in others for block in gazetteer.descendants(state, Level.block)]
    if left < len(CUTS) * len(blocks) * 365:
        return [*made, Part(blocks[: round(left / len(CUTS) / 365)], 365)]
    return [*made, Part(blocks, round(left / len(CUTS) / len(blocks)))]


def counts(part: Part) -> Iterator[tuple[Place, np.ndarray]]:
    """Of each place the counts by day of the three channels and of all persons.

    A small block has 20,000 people, and is to have no more workers in three years.
    """
    dice = np.random.default_rng(SEED)
    for place in part.places:
        channels = dice.integers(0, 4, (part.days, 3)).cumsum(axis=0) + dice.integers(50, 400, 3)
        yield place, np.column_stack([channels, channels.sum(axis=1)])


def days_of(part: Part) -> list[dt.date]:
    """Its days."""
    return [LAST_DAY - dt.timedelta(days=back) for back in reversed(range(part.days))]


def csv_part(figures: int) -> Part:
    """The blocks of Bihar, or of all states where these would need more than three years for so many figures; without
    those that have the name of another one of their district."""
    gazetteer = Gazetteer.bundled()
    gazetteer = gazetteer.with_states([state.id for state in gazetteer.all(Level.state)])
    bihar = gazetteer.descendants(BIHAR, Level.block)
    blocks = gazetteer.all(Level.block) if figures > len(CUTS) * len(bihar) * 1100 else bihar
    titles = Counter(gazetteer.title(block.id) for block in blocks)
    blocks = [block for block in blocks if titles[gazetteer.title(block.id)] == 1]
    return Part(blocks, round(figures / len(CUTS) / len(blocks)))


def write_csv(path: Path, part: Part) -> None:
    """The part as a long table: a line for each day and place."""
    above = {place.id: place for level in (Level.state, Level.district) for place in Gazetteer.bundled().all(level)}
    names = [
        (above[district.parent or ""].name, district.name, place.name)
        for place in part.places
        for district in [above[place.parent or ""]]
    ]
    tables = [table.astype(np.int32) for _, table in counts(part)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(HEADINGS)
        for number, day in enumerate(days_of(part)):
            rows = zip(names, tables, strict=True)
            out.writerows((*named, f"{day:%d.%m.%Y}", *table[number].tolist()) for named, table in rows)


def fill(path: Path, made: Sequence[Part]) -> int:
    """A ledger with the rows that it would have if each part had been ingested as such a CSV, past reading and checks.

    Answers how many figures it holds.
    """
    db = store.connect(path, create=True, readonly=False)
    # Figures are summed here, not one by one by the ledger's own trigger: a crore takes a third of the time.
    db.execute("DROP TRIGGER temp.tally_figures")
    stored = 0
    for number, part in enumerate(made):
        if part.places:
            with store.transaction(db, "IMMEDIATE"):
                stored += _store(db, number, part)
    db.close()
    return stored


def _store(db: store.Connection, number: int, part: Part) -> int:
    days, size = [day.isoformat() for day in days_of(part)], len(part.places) * part.days
    act = Act("return", "benchmark", dt.datetime(2026, 1, 1, number, tzinfo=dt.UTC), "0", file=f"{number}.csv")
    stored = add_submission(db, act, as_on=days[-1], accepted=size, sha=f"{number}")
    checks = 0
    for at, (place, table) in enumerate(counts(part)):
        for column, (cut, values) in enumerate(
            zip(CUTS, table.T.tolist(), strict=True), start=HEADINGS.index("CSC") + 1
        ):
            lines = range(2 + at, 2 + size, len(part.places))
            rows = zip(days, values, lines, strict=True)
            head = zlib.crc32(f"{place.id}\x1f{cut}\x1fregistered\x1f".encode())
            checks += sum(
                zlib.crc32(f"{day}\x1f{stored}\x1fNone\x1f{value}\x1fexact\x1f{line}\x1f{column}\x1f0".encode(), head)
                for day, value, line in rows
            )
            db.executemany(
                "INSERT INTO figures (place, cut, measure, as_on, submission, value, quality, row, col) "
                f"VALUES ('{place.id}', '{cut}', 'registered', ?, {stored}, ?, 'exact', ?, {column})",
                zip(days, values, lines, strict=True),
            )
    names = ((stored, place.id, place.name) for place in part.places)
    db.executemany("INSERT INTO spellings (submission, place, written) VALUES (?, ?, ?)", names)
    db.execute("INSERT INTO sums VALUES (?, 'figures', ?, ?)", (stored, size * len(CUTS), checks))
    return size * len(CUTS)


def fill_districts(path: Path) -> int:
    """A ledger of all districts that report all persons themselves for two years; how many figures."""
    districts, days = Gazetteer.bundled().all(Level.district), 730
    dice, db = np.random.default_rng(SEED), store.connect(path, create=True, readonly=False)
    dates = [(LAST_DAY - dt.timedelta(days=back)).isoformat() for back in reversed(range(days))]
    with store.transaction(db, "IMMEDIATE"):
        act = Act("return", "benchmark", dt.datetime(2026, 1, 1, tzinfo=dt.UTC), "0", file="districts.csv")
        number = add_submission(db, act, as_on=dates[-1], accepted=len(districts) * days, sha="districts")
        for place in districts:
            told = dice.poisson(dice.integers(200, 4000), days).cumsum().tolist()
            rows = ((place.id, day, number, value) for day, value in zip(dates, told, strict=True))
            db.executemany(
                "INSERT INTO figures (place, cut, measure, as_on, submission, value, quality, row, col) "
                "VALUES (?, '', 'registered', ?, ?, ?, 'exact', 0, 0)",
                rows,
            )
    db.close()
    return len(districts) * days


def spent(command: Sequence[str]) -> Spent:
    """What a command took; one that fails stops the benchmark."""
    start = time.perf_counter()
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=kept) as process:
        told = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}\n{told.decode()}")
    return Spent(used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024)


def best(command: Sequence[str], rounds: int = ROUNDS) -> Spent:
    """The run that took the processor least."""
    return min(spent(command) for _ in range(rounds))


def tell(name: str, figures: float, took: Spent, note: str = "") -> None:
    """One line of the table."""
    print(
        f"{name:<22} {figures:>12,.0f}  {took.cpu:8.2f} s {took.clock:8.2f} s {took.memory:8,.0f} MB  {note}",
        flush=True,
    )


def exponent(points: Sequence[tuple[float, Spent]]) -> float:
    """By which power of the size the seconds of the processor grow, from the first point to the last."""
    (small, before), (large, after) = points[0], points[-1]
    return math.log(after.cpu / before.cpu) / math.log(large / small)


def measure(folder: Path, sizes: Sequence[int], csv_sizes: Sequence[int]) -> dict[str, list[tuple[float, Spent]]]:
    """Ingests, asks, forecasts; prints each line and the exponents."""
    found: dict[str, list[tuple[float, Spent]]] = {}
    pandas = best(python("-c", "import pandas"))
    tell("import pandas", 0, pandas)
    for size in csv_sizes:
        part = csv_part(size)
        path, ledger = folder / f"{size}.csv", folder / "fresh.db"
        if not path.exists():
            # In a process of its own: what this one holds counts as memory of the commands that it starts.
            maker = multiprocessing.get_context("spawn").Process(target=write_csv, args=(path, part))
            maker.start()
            maker.join()
        for old in folder.glob("fresh.db*"):
            old.unlink()
        took = spent(eshram("ingest", str(path), "--quiet", "--ledger", str(ledger)))
        found.setdefault("ingest", []).append((len(part.places) * part.days * len(CUTS), took))
        tell("ingest", found["ingest"][-1][0], took, f"{ledger.stat().st_size >> 20:,} MB file")
        for old in folder.glob("fresh.db*"):
            old.unlink()
    for size in sizes:
        path = folder / f"{size}.db"
        made = parts(size)
        stored = sum(len(part.places) * part.days * len(CUTS) for part in made)
        if not path.exists():
            fill(path, made)
        for name, question in QUESTIONS.items():
            took = best(eshram(*question, "--ledger", str(path), "--quiet"))
            found.setdefault(name, []).append((stored, took))
            tell(
                name,
                stored,
                took,
                f"{took.cpu / pandas.cpu:.2f} x import pandas, {path.stat().st_size >> 20:,} MB file",
            )
    path = folder / "districts.db"
    stored = 787 * 730 if path.exists() else fill_districts(path)
    took = best(eshram("forecast", "--india", "--all", "--ledger", str(path), "--quiet"), 2)
    tell("forecast of India", stored, took, f"{took.cpu / pandas.cpu:.1f} x import pandas, of 10")
    for name, points in found.items():
        grown = [one for one in points if name == "ingest" or one[0] > 700_000] or points
        for start, end in pairwise(grown):
            print(f"{name:<22} grows with exponent {exponent([start, end]):.2f} from {start[0]:,.0f} to {end[0]:,.0f}")
    return found


# --- the lake ---


def tree_and_figures(folder: Path, days: int) -> None:
    """2.5 lakh panchayats under the blocks of all states, a figure a day, in files by state and month."""
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    from eshram_cli.lake.layout import arrow_schema

    gazetteer = Gazetteer.bundled()
    gazetteer = gazetteer.with_states([state.id for state in gazetteer.all(Level.state)])
    blocks = gazetteer.all(Level.block)
    places: list[tuple[str, str | None, int]] = [
        (one.id, one.parent, int(one.level)) for level in Level for one in gazetteer.all(level)
    ]
    under = {f"g{number}": blocks[number % len(blocks)].id for number in range(PANCHAYATS)}
    places += [(name, block, 4) for name, block in under.items()]
    folder.mkdir(parents=True, exist_ok=True)
    pd.DataFrame(places, columns=["place", "parent", "level"]).to_parquet(folder / "places.parquet", index=False)
    state_of = {block.id: gazetteer.state_of(block.id) or "" for block in blocks}
    by_state: dict[str, list[str]] = {}
    for name, block in under.items():
        by_state.setdefault(state_of[block], []).append(name)
    dice, schema = np.random.default_rng(SEED), arrow_schema("figures")
    dates = [LAST_DAY - dt.timedelta(days=back) for back in reversed(range(days))]
    for state, names in sorted(by_state.items()):
        told = dice.integers(0, 30, (days, len(names))).cumsum(axis=0)
        for month in sorted({f"{day:%Y-%m}" for day in dates}):
            some = [number for number, day in enumerate(dates) if f"{day:%Y-%m}" == month]
            size = len(some) * len(names)
            columns: dict[str, Any] = {
                "push": ["p"] * size, "act": ["a"] * size, "place": names * len(some),
                "as_on": np.repeat(np.array([dates[number] for number in some], "datetime64[D]"), len(names)),
                "cut": [""] * size, "measure": ["registered"] * size, "value": told[some].ravel(),
                "quality": ["exact"] * size, "part": np.zeros(size, np.int64), "time": [None] * size,
                "row": np.zeros(size, np.int64), "col": np.zeros(size, np.int64),
            }  # fmt: skip
            path = folder / f"figures/state={state}/month={month}/p-1.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            arrays = [pa.array(columns[name], schema.field(name).type) for name in schema.names]
            pq.write_table(pa.table(arrays, schema=schema), path, compression="zstd")


def rolled_up_by(engine: str, folder: Path) -> dict[str, float]:
    """Rolls the last day, the day before and the week before of all places up, and says what it took and came to."""
    import pandas as pd

    from eshram_cli.analysis.counts import rolled_up, standing_on
    from eshram_cli.analysis.engine import PANDAS
    from eshram_cli.analysis.frames import PLACES, TARGETS
    from eshram_cli.analysis.tree import Tree
    from eshram_cli.frames import frame
    from eshram_cli.lake.engines import DuckDB, Spark
    from eshram_cli.lake.place import LakePlace

    start = time.perf_counter()
    places = pd.read_parquet(folder / "places.parquet")
    tree = Tree.of(frame(((*row, "", "", None, None, None) for row in places.itertuples(index=False)), PLACES))
    files = sorted(map(str, (folder / "figures").rglob("*.parquet")))
    days = [LAST_DAY - dt.timedelta(days=back) for back in (0, 1, 7)]
    columns = ["place", "as_on", "cut", "measure", "value", "quality", "part"]
    if engine == "pandas":
        asked: Any = PANDAS
        words = dict.fromkeys(("place", "cut", "measure", "quality"), "category")
        told = pd.concat([pd.read_parquet(file, columns=columns) for file in files], ignore_index=True)
        told = told.astype({**words, "as_on": "datetime64[s]", "value": "Int64", "part": "Int64"})
    else:
        lake = LakePlace(str(folder))
        asked = DuckDB(lake) if engine == "duckdb" else Spark(lake, "local[2]")
        read = asked.figures(files, LAST_DAY)
        told = read.select(*columns)
    standing = standing_on(asked, told, days, members=True)
    found, _ = rolled_up(tree, list(places["place"]), standing, frame((), TARGETS), asked)
    clock = time.perf_counter() - start
    cpu, memory = family()
    if asked is not PANDAS:
        asked.close()
    top = found[(found["place"] == "in") | ~found["place"].isin(places["place"][places["level"] > 0])]
    return {"cpu": cpu, "clock": clock, "memory": memory, "rows": len(found), "persons": int(top["registered"].max())}


def family() -> tuple[float, float]:
    """Seconds of the processor and megabytes at the most of this process and those that it started (Spark's Java)."""
    ticks, cpu, memory = os.sysconf("SC_CLK_TCK"), 0.0, 0.0
    waiting = [os.getpid()]
    while waiting:
        process = Path("/proc") / str(waiting.pop())
        fields = (process / "stat").read_text().rpartition(")")[2].split()
        cpu += (int(fields[11]) + int(fields[12])) / ticks
        status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
        memory += int(status["VmHWM"].split()[0]) / 1024
        for task in (process / "task").iterdir():
            waiting += map(int, (task / "children").read_text().split())
    return cpu, memory


def measure_lake(folder: Path, sizes: Sequence[int], engines: Sequence[str]) -> dict[str, list[tuple[float, Spent]]]:
    """Every engine on every size; prints each line. All must come to the same."""
    found: dict[str, list[tuple[float, Spent]]] = {}
    for size in sizes:
        days = max(1, round(size / PANCHAYATS))
        lake = folder / f"lake-{days}"
        if not lake.exists():
            tree_and_figures(lake, days)
        came_to = set()
        for engine in engines:
            done = subprocess.run(
                python(__file__, "--one", engine, str(lake)), check=False, capture_output=True, text=True, timeout=3600
            )
            if done.returncode:
                print(f"{engine}: {done.stderr.strip().splitlines()[-1:]}", flush=True)
                continue
            told = json.loads(done.stdout.splitlines()[-1])
            took = Spent(told["cpu"], told["clock"], told["memory"])
            came_to.add((told["rows"], told["persons"]))
            found.setdefault(engine, []).append((PANCHAYATS * days, took))
            tell(engine, PANCHAYATS * days, took)
        if len(came_to) > 1:
            raise SystemExit(f"the engines differ: {sorted(came_to)}")
    return found


# --- the chart ---


def draw(path: Path, found: dict[str, list[tuple[float, Spent]]], title: str) -> None:
    """Seconds of the processor and memory by size, a line each."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 4), layout="constrained")
    for axes, field, unit in zip(
        figure.subplots(1, 2), ("cpu", "memory"), ("seconds of the processor", "MB"), strict=True
    ):
        for name, points in found.items():
            if len(points) > 1:
                axes.plot([size for size, _ in points], [getattr(took, field) for _, took in points], "o-", label=name)
        axes.set(xscale="log", yscale="log", xlabel="figures", ylabel=unit)
        axes.grid(alpha=0.3)
    axes.legend()
    figure.suptitle(title)
    figure.savefig(path, dpi=110, metadata={"Software": None})


def numbers(text: str) -> list[int]:
    """`1e5,3e7`."""
    return [int(float(one)) for one in text.split(",") if one]


def main() -> int:
    """Make what is asked, measure, print, draw."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--lake", action="store_true")
    options.add_argument("--sizes", type=numbers)
    options.add_argument("--ingest", type=numbers, default=numbers("1e5,1e6,1e7"))
    options.add_argument("--engines", default="pandas,duckdb,spark")
    options.add_argument("--chart", type=Path)
    options.add_argument("--keep", type=Path)
    options.add_argument("--one", nargs=2, metavar=("ENGINE", "FOLDER"), help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.one:
        print(json.dumps(rolled_up_by(asked.one[0], Path(asked.one[1]))))
        return 0
    with tempfile.TemporaryDirectory() as place:
        folder = asked.keep or Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        os.environ["ESHRAM_SETTINGS"] = str(folder / "none.toml")
        if asked.lake:
            found = measure_lake(folder, asked.sizes or numbers("1e6,1e7,2e7"), asked.engines.split(","))
            title = "The last day of 2.5 lakh panchayats, rolled up to India"
        else:
            found = measure(folder, asked.sizes or numbers("1e5,1e6,1e7,3e7"), asked.ingest)
            title = "Bihar's last day asked of ever larger ledgers, and how long it takes to ingest them"
        if asked.chart:
            draw(asked.chart, found, title)
    return 0


if __name__ == "__main__":
    sys.exit(main())
