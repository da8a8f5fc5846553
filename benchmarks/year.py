"""A year of a drive that never was, and how long the daily questions take on it.

    python benchmarks/year.py [--keep FOLDER] [--rounds 5]

Bihar's 534 blocks report for 365 days by three channels: a sheet a day for the whole state, through `Ledger.accept`.
About one return in twelve comes one to three days late, one in fifty never, one in a hundred is corrected later. All
figures are made up, from a fixed seed. Then whole commands are timed beside `python -c "import pandas"`, turn about in
the same run, so that what is told is a ratio and not this machine's speed. The tool is compiled first, as an installed
one is; pandas is.
"""

from __future__ import annotations

import argparse
import compileall
import datetime as dt
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import eshram_cli
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, Place, PlaceId
from eshram_cli.returns.model import CellCount, Record, Return, Table, TargetRecord

FIRST_DAY = dt.date(2021, 1, 1)
ONE_DAY = dt.timedelta(days=1)
DAYS = 365
CHANNELS = ("channel=csc", "channel=self", "channel=umang")
SHARES = (0.72, 0.22, 0.06)
SEED = 2021
Figure = tuple[PlaceId, dt.date, str, int]

PROGRAM = "from eshram_cli.__main__ import main; main()"
COMMANDS = (
    ("rank", "--state", "bihar"),
    ("rank", "--state", "bihar", "--level", "block"),
    ("by", "channel", "--state", "bihar"),
    ("by", "channel", "--state", "bihar", "--level", "block"),
    ("pending", "--state", "bihar", "--level", "block"),
    ("show", "purbi champaran"),
)


def blocks() -> list[Place]:
    """Every block of Bihar."""
    return _of_bihar(Level.block)


def districts() -> list[Place]:
    """Every district of Bihar."""
    return _of_bihar(Level.district)


def _of_bihar(level: Level) -> list[Place]:
    gazetteer = Gazetteer.bundled()
    bihar = next(place for place in gazetteer.all(Level.state) if place.name == "Bihar")
    return gazetteer.descendants(bihar.id, level)


def year(dice: random.Random) -> Iterator[tuple[dt.date, list[Figure]]]:
    """What arrives on each day: the figures of the day, late ones of the days before, corrections."""
    totals = {place.id: [0.0] * len(CHANNELS) for place in blocks()}
    paces = {place: dice.uniform(60, 400) for place in totals}
    waiting: dict[dt.date, list[Figure]] = {}
    for number in range(DAYS):
        day = FIRST_DAY + dt.timedelta(days=number)
        for place, counts in totals.items():
            figures = list(_reported(place, day, counts, paces[place], dice))
            for arrives in _arrivals(day, dice):
                waiting.setdefault(arrives, []).extend(figures)
                figures = [(*figure[:3], max(0, figure[3] - dice.randint(1, 9))) for figure in figures]
        yield day, waiting.pop(day, [])


def _reported(place: PlaceId, day: dt.date, counts: list[float], pace: float, dice: random.Random) -> Iterator[Figure]:
    for at, (cut, share) in enumerate(zip(CHANNELS, SHARES, strict=True)):
        counts[at] += pace * share * dice.uniform(0.3, 1.7)
        yield place, day, cut, int(counts[at])


def _arrivals(day: dt.date, dice: random.Random) -> list[dt.date]:
    """The days on which a return of that day arrives: none, one, or a second time with a correction."""
    fate = dice.random()
    if fate < 0.02:
        return []
    arrives = day + dt.timedelta(days=dice.randint(1, 3) if fate < 0.10 else 0)
    return [arrives, arrives + dt.timedelta(days=4)] if fate > 0.99 else [arrives]


def fill(path: Path) -> int:
    """Make the ledger, one submission a day; how many figures it holds."""
    dice = random.Random(SEED)
    stored = 0
    with Ledger.open(path) as ledger:
        for day, figures in year(dice):
            evening = dt.datetime.combine(day, dt.time(14, 30), dt.UTC)
            given = _return(day, figures, targets=day == FIRST_DAY)
            ledger.accept(given, who="benchmark", received_at=evening, tool_version="0")
            stored += len(figures)
    return stored


def fill_districts(folder: Path) -> None:
    """The same year as ledgers of the districts in that folder, each with a submission a day."""
    parents = {place.id: place.parent for place in blocks()}
    with ExitStack() as stack:
        ledgers = {place.id: stack.enter_context(Ledger.open(folder / f"{place.id}.db")) for place in districts()}
        for ledger in ledgers.values():
            stack.enter_context(ledger.together())
        for day, figures in year(random.Random(SEED)):
            evening = dt.datetime.combine(day, dt.time(14, 30), dt.UTC)
            for district, ledger in ledgers.items():
                own = [figure for figure in figures if parents[figure[0]] == district]
                ledger.accept(_return(day, own, targets=False), who="benchmark", received_at=evening, tool_version="0")


def _return(day: dt.date, figures: Sequence[Figure], *, targets: bool) -> Return:
    records = tuple(
        Record(place=place, as_on=as_on, row=row, counts=(CellCount(value=value, column=3, cut=cut),))
        for row, (place, as_on, cut, value) in enumerate(figures, start=2)
    )
    if targets:
        aims = [TargetRecord(place=place.id, value=90_000) for place in blocks()]
        records += tuple(Record(place=aim.place, as_on=day, targets=(aim,)) for aim in aims)
    name = f"{day:%Y-%m-%d}.xlsx"
    table = Table("Bihar", (1,), None, 2, len(records) + 1, ())
    return Return(name, "Bihar", name, table, records, as_on=day)


def timed(command: Sequence[str], environment: dict[str, str]) -> float | None:
    """Seconds that the command takes; None where it fails, as one that does not exist."""
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    return time.perf_counter() - start if done.returncode == 0 else None


def measure(path: Path, rounds: int) -> None:
    """Print each command's time as a ratio to importing pandas: the median of the rounds, turn about."""
    environment = {**os.environ, "ESHRAM_LEDGER": str(path), "ESHRAM_SETTINGS": str(path.with_suffix(".toml"))}
    base = [sys.executable, "-c", "import pandas"]
    lines = {command: [sys.executable, "-c", PROGRAM, *command] for command in COMMANDS}
    compileall.compile_dir(Path(eshram_cli.__file__).parent, quiet=1)
    runs: dict[tuple[str, ...], list[float | None]] = {(): [], **{command: [] for command in COMMANDS}}
    for _ in range(rounds):
        for command, times in runs.items():
            times.append(timed(lines.get(command, base), environment))
    pandas = statistics.median(taken for taken in runs.pop(()) if taken)
    print(f"python -c 'import pandas': {pandas:.3f} s")
    for command, times in runs.items():
        known = [taken for taken in times if taken is not None]
        ratio = f"{statistics.median(known) / pandas:.2f} x" if known else "failed"
        print(f"{ratio:>8}  eshram {' '.join(command)}")


def main() -> None:
    """Make the year, then measure."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--keep", type=Path, help="Make the ledger in this folder, or use the one that is there.")
    options.add_argument("--rounds", type=int, default=5)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = (asked.keep or Path(folder)) / "year.db"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            start = time.perf_counter()
            print(f"{fill(path):,} figures stored in {time.perf_counter() - start:.0f} s")
        measure(path, asked.rounds)


if __name__ == "__main__":
    main()
