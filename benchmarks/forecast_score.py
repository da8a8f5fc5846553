"""Score `eshram forecast` by the shared scorer, through its exported files and the command's own JSON; print the table.

    python benchmarks/forecast_score.py [--shared DIR] [--open] [--states "A,B"] [--every N] [--jobs N]
                                        [--column NAME] [--data F] [--population F]

The scorer exports one CSV a state and origin (rows up to the origin only). Each is taken into a ledger of its own by
`eshram ingest`, and `eshram forecast --state S --all --as-on ORIGIN --format json` answers for every district of it;
units are matched by `reported_as`. Every district works toward 0.70 of its population, the drive's full target, loaded
by `eshram target load`; with `--open` toward none. The finish dates are read off the printed curve. `promised` is the
scorer's `fin_broken` with the days that the tool promises (9 chances in 10, within eight weeks) in place of the middle
ones.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from drive import FULL_TARGET, SHARED, scorer

from eshram_cli.analysis.forecasts import AHEAD

DAYS = (1, 2, 3, 5, 7, 10, 14, 17, 21, 24, 28, 31, 35, 38, 42, 45, 49, 52, 56, 63, 70, 77, 84, 91, 98, 105, 112, 120)
FURTHER = (1.1, 1.25, 1.5)
MIDDLE, LATE = 3, 5  # of the scorer's seven finish days: the middle one, and that of 9 chances in 10
PASSED_ON = ("data", "population", "column", "states", "every")

Job = tuple[Path, str, str, tuple[str, ...], Path | None]
"""An exported file, its state and origin, the districts asked for, the sheet of targets."""


def eshram(ledger: Path, *arguments: str | Path) -> str:
    """What one command on a ledger prints; its talk is shown where it fails."""
    line = [str(Path(sys.executable).with_name("eshram")), *map(str, arguments), "--ledger", str(ledger), "--quiet"]
    done = subprocess.run(line, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode > 1:
        raise SystemExit(f"{' '.join(line)}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout


def forecasts(job: Job) -> list[tuple[object, ...]]:
    """Rows of the scorer's CSV for one exported file."""
    file, state, origin, units, targets = job
    with tempfile.TemporaryDirectory() as place:
        ledger = Path(place) / "eshram.db"
        eshram(ledger, "ingest", file, "--map", "registered=registered")
        if targets:
            eshram(ledger, "target", "load", targets, "--anyway")
        answer = eshram(ledger, "forecast", "--state", state, "--all", "--as-on", origin[:10], "--format", "json")
    by_name = {one["reported_as"]: one for one in json.loads(answer)["forecasts"]}
    return [row for unit in units if unit in by_name for row in lines(state, unit, origin, by_name[unit])]


def lines(state: str, unit: str, origin: str, made: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    """The curve at the scorer's days, and the days until it has grown to 1.1, 1.25 and 1.5 of the count."""
    curve = made["curve"]
    for day in DAYS:
        for quantile, value in curve[day - 1]["q"].items():
            yield state, unit, origin, day, quantile, value, "cum"
    for factor in FURTHER:
        goal = made["registered"] * factor
        for quantile in curve[0]["q"]:
            mirrored = f"{1 - float(quantile):g}"
            at = next((day for day, line in enumerate(curve, start=1) if line["q"][mirrored] >= goal), float("inf"))
            yield state, unit, origin, factor, quantile, at, "finish"


def jobs_of(folder: Path, targets: Path | None) -> list[Job]:
    """What the export asks for, a file at a time."""
    wanted: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    with (folder / "jobs.csv").open(encoding="utf-8", newline="") as stream:
        for job in csv.DictReader(stream):
            wanted[job["file"], job["state"], job["origin"]].append(job["unit"])
    return [(folder / file, state, origin, tuple(units), targets) for (file, state, origin), units in wanted.items()]


def write_targets(population: Path, states: set[str], out: Path) -> dict[str, Path]:
    """A sheet of targets a state: 0.70 of the population."""
    with population.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["population"] and row["state"] in states]
    sheets = {}
    for state in states:
        sheets[state] = out / f"targets_{state.replace(' ', '_')}.csv"
        once = {row["district"]: row for row in reversed(rows) if row["state"] == state}
        with sheets[state].open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(("State", "District", "Target"))
            writer.writerows((state, name, round(FULL_TARGET * float(row["population"]))) for name, row in once.items())
    return sheets


def main() -> None:
    """Export, forecast, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--open", action="store_true")
    parser.add_argument("--jobs", type=int, default=max((os.cpu_count() or 2) // 2, 1))
    for name in PASSED_ON:
        parser.add_argument(f"--{name}")
    options = parser.parse_args()
    given = {name: getattr(options, name) for name in PASSED_ON if getattr(options, name)}
    passed = [part for name, value in given.items() for part in (f"--{name}", value)]
    scoring = [sys.executable, str(options.shared / "tools" / "forecast_score.py")]
    population = Path(given.get("population", options.shared / "reference" / "drive" / "district_population_dev.csv"))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        subprocess.run([*scoring, "export", place, *passed], check=True)
        jobs = jobs_of(folder, None)
        if not options.open:
            sheets = write_targets(population, {job[1] for job in jobs}, folder)
            jobs = [(*job[:4], sheets[job[1]]) for job in jobs]
        began = time.perf_counter()
        with (folder / "made.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(("state", "unit", "origin", "horizon", "quantile", "value", "kind"))
            with ProcessPoolExecutor(options.jobs) as pool:
                for rows in pool.map(forecasts, jobs):
                    writer.writerows(rows)
        print(f"{len(jobs)} sheets taken in and answered in {time.perf_counter() - began:.0f} s")
        done = subprocess.run(
            [*scoring, "csv", str(folder / "made.csv"), *passed], check=True, capture_output=True, text=True
        )
        scores = json.loads(done.stdout)
        scores["promised"] = promised(options.shared, given, folder / "made.csv")
    show(scores)


def promised(shared: Path, given: dict[str, str], made: Path) -> float:
    """The share of promised days within the window that did not come in it."""
    score = scorer(shared)
    score.OPT.update(given)
    curves, finish = score.csv_forecaster(made)

    def named(context: Any, factor: float) -> Any:
        """The days of finishing, with the promised one, where there is one, in place of the middle one."""
        days = finish(context, factor)
        days[:, MIDDLE] = np.where(days[:, LATE] <= AHEAD[-1], days[:, LATE], np.inf)
        return days

    cases = score.cases(curves, score.contexts(), named)
    return float(np.nanmean(cases[[f"fbroken_{factor}" for factor in score.MULT]].to_numpy()))


def show(scores: dict[str, float]) -> None:
    """The table: by horizon, then the finish dates."""
    print(f"{scores['n']} cases, {scores['units']} districts, {scores['missing_cases']} missing")
    print(f"{'':10s}{'7':>8s}{'14':>8s}{'28':>8s}{'56':>8s}{'all':>8s}")
    for key in ("relMAE", "WIS", "cov50_", "cov80_", "cov95_"):
        by = [scores[f"{key}{h}"] for h in (7, 14, 28, 56)]
        whole = scores.get(key.rstrip("_"), sum(by) / len(by))
        print(f"{key.rstrip('_'):10s}" + "".join(f"{v:8.3f}" for v in (*by, whole)))
    for key in (
        "fin_MAE_d",
        "fin_logerr",
        "fin_WIS",
        "fin_cov80",
        "fin_broken",
        "promised",
        "brier28",
        "brier28_skill",
    ):
        print(f"{key:14s}{scores[key]:8.3f}")


if __name__ == "__main__":
    main()
