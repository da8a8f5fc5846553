"""Score the forecast engine by the shared scorer, through the files it exports, and print the table.

    python benchmarks/forecast_score.py [--shared DIR] [--open] [--states "A,B"] [--every N]
                                        [--column NAME] [--data F] [--population F]

The scorer exports one CSV a state and origin (rows up to the origin only); the engine forecasts every district of it;
the quantiles go back as one CSV. Every district works toward 0.70 of its population, the drive's full target; with
`--open` toward none.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
from drive import FULL_TARGET, SHARED

from eshram_cli.analysis.forecasting import QUANTILES, History, forecast_all
from eshram_cli.analysis.forecasting.history import Floats

DAYS = (1, 2, 3, 5, 7, 10, 14, 17, 21, 24, 28, 31, 35, 38, 42, 45, 49, 52, 56, 63, 70, 77, 84, 91, 98, 105, 112, 120)
PASSED_ON = ("data", "population", "column", "states", "every")


def read_history(path: Path) -> tuple[History, list[str]]:
    """One exported file as a history, and the districts in column order."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [
            (r["district"], date.fromisoformat(r["date"][:10]), float(r["registered"])) for r in csv.DictReader(stream)
        ]
    names = sorted({name for name, _, _ in rows})
    first, last = min(day for _, day, _ in rows), max(day for _, day, _ in rows)
    counts = np.full(((last - first).days + 1, len(names)), np.nan)
    at = {name: k for k, name in enumerate(names)}
    for name, day, count in rows:
        counts[(day - first).days, at[name]] = count
    return History(first, counts), names


def targets(path: Path) -> dict[tuple[str, str], float]:
    """0.70 of the population by state and district."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [r for r in csv.DictReader(stream) if r["population"]]
    return {(r["state"], r["district"]): FULL_TARGET * float(r["population"]) for r in reversed(rows)}


def lines(folder: Path, goals: dict[tuple[str, str], float]) -> Iterator[tuple[object, ...]]:
    """Rows of the scorer's CSV for all jobs of an export."""
    wanted: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    with (folder / "jobs.csv").open(encoding="utf-8", newline="") as stream:
        for job in csv.DictReader(stream):
            wanted[job["file"], job["state"], job["origin"]].append(job["unit"])
    for (name, state, origin), units in wanted.items():
        history, places = read_history(folder / name)
        aims: Floats = np.array([goals.get((state, place), np.nan) for place in places])
        made = dict(zip(places, forecast_all(history, aims, as_on=date.fromisoformat(origin[:10])), strict=True))
        for unit in units:
            for day in DAYS:
                for quantile, value in zip(QUANTILES, made[unit].curve[day - 1].tolist(), strict=True):
                    yield state, unit, origin, day, quantile, round(value, 1)


def main() -> None:
    """Export, forecast, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--open", action="store_true")
    for name in PASSED_ON:
        parser.add_argument(f"--{name}")
    options = parser.parse_args()
    given = {name: getattr(options, name) for name in PASSED_ON if getattr(options, name)}
    passed = [part for name, value in given.items() for part in (f"--{name}", value)]
    scorer = [sys.executable, str(options.shared / "tools" / "forecast_score.py")]
    population = Path(given.get("population", options.shared / "reference" / "drive" / "district_population_dev.csv"))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        subprocess.run([*scorer, "export", place, *passed], check=True)
        began = time.perf_counter()
        with (folder / "made.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(("state", "unit", "origin", "horizon", "quantile", "value"))
            writer.writerows(lines(folder, {} if options.open else targets(population)))
        print(f"forecasts made in {time.perf_counter() - began:.1f} s")
        done = subprocess.run(
            [*scorer, "csv", str(folder / "made.csv"), *passed], check=True, capture_output=True, text=True
        )
    show(json.loads(done.stdout))


def show(scores: dict[str, float]) -> None:
    """The table: by horizon, then the finish dates."""
    print(f"{scores['n']} cases, {scores['units']} districts, {scores['missing_cases']} missing")
    print(f"{'':10s}{'7':>8s}{'14':>8s}{'28':>8s}{'56':>8s}{'all':>8s}")
    for key in ("relMAE", "WIS", "cov50_", "cov80_", "cov95_"):
        by = [scores[f"{key}{h}"] for h in (7, 14, 28, 56)]
        whole = scores.get(key.rstrip("_"), float(np.mean(by)))
        print(f"{key.rstrip('_'):10s}" + "".join(f"{v:8.3f}" for v in (*by, whole)))
    for key in ("fin_MAE_d", "fin_logerr", "fin_WIS", "fin_cov80", "fin_false", "brier28", "brier28_skill"):
        print(f"{key:14s}{scores[key]:8.3f}")


if __name__ == "__main__":
    main()
