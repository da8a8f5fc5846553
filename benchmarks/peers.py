"""Other forecasting methods beside ours, by the shared scorer on the same cases; one command.

    python benchmarks/peers.py [--every N] [--districts N] [--states "A,B"] [--jobs N] [--venv DIR] [--shared DIR]

The peers (`peers.txt`; statsforecast wants pandas < 3) get a Python environment of their own, in `.peers` at the root
of the repository unless told otherwise; it is kept and holds a .gitignore of its own. A package that cannot be had is
named with the reason, and the rest go on. Each peer (`peer.py` says how its intervals become those of the count) sees
one district's daily gains after the reverse running minimum; ours sees the state's districts, as the scorer allows, and
LightGBM those of all states and the targets. The ensemble is the middle of AutoARIMA, AutoETS and AutoTheta at each day
and quantile. `--districts` takes the first so many of the twelve that the scorer draws of a state.

Columns: relMAE and WIS against the seven-day pace; shares inside the 80 % range of the count (mean of 7, 14, 28, 56
days) and of the finish dates; broken promises; ms a series (peers: the median of one fit and forecast, of one process
of `--jobs`; ours: a state's districts at once, without its backtest, divided by them); seconds to import (median of
five fresh processes); cases in which a peer failed and the seven-day pace stood in.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import venv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from drive import SHARED, history_of, scorer

from eshram_cli.analysis.forecasting import clean, engine

HERE = Path(__file__).resolve().parent
METHODS = {
    "AutoARIMA": "statsforecast",
    "AutoETS": "statsforecast",
    "AutoTheta": "statsforecast",
    "AutoCES": "statsforecast",
    "Prophet": "prophet",
    "LightGBM": "lightgbm",
}
ENSEMBLE = ("AutoARIMA", "AutoETS", "AutoTheta")
HEADINGS = ("", "relMAE", "WIS", "cov80", "fin cov80", "broken", "ms", "import s", "failed")
KEYS = ("relMAE", "WIS", "cov80", "fin_cov80", "fin_broken")
OWN_IMPORT = (
    "import time; t = time.perf_counter(); import eshram_cli.analysis.forecasting; print(time.perf_counter() - t)"
)


def python_of(folder: Path) -> Path:
    """The interpreter of the peers' environment, made where it is not there yet."""
    made = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not made.exists():
        venv.create(folder, with_pip=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    return made


def install(python: Path) -> dict[str, str]:
    """Install each requirement by itself; the reason by package for those that cannot be had."""
    absent = {}
    for line in (HERE / "peers.txt").read_text(encoding="utf-8").split():
        command = [str(python), "-m", "pip", "install", "--quiet", line, "pandas<3"]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            said = [text for text in done.stderr.splitlines() if text.startswith("ERROR")] or ["pip failed"]
            absent[re.split(r"[<>=]", line)[0]] = said[-1]
    return absent


def cases_of(score: ModuleType) -> list[dict[str, Any]]:
    """What a peer gets: cleaned daily gains of every scored district up to its origin."""
    cases = []
    for context in score.contexts():
        counts = clean.clean(context.Y)
        _, targets = history_of(context)
        for unit in context.units:
            known = counts[~np.isnan(counts[:, unit]), unit]
            key = {"state": context.state, "unit": context.cols[unit], "origin": str(context.origin.date())}
            target = None if np.isnan(targets[unit]) else float(targets[unit])
            cases.append({**key, "last": float(known[-1]), "target": target, "gains": np.diff(known).tolist()})
    return cases


def ask(python: Path, *arguments: str | Path) -> dict[str, float]:
    """What `peer.py` prints; each process keeps to one core."""
    one_core = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    line = [str(python), str(HERE / "peer.py"), *map(str, arguments)]
    done = subprocess.run(
        line, capture_output=True, text=True, encoding="utf-8", check=False, env={**os.environ, **one_core}
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(line)}: exit code {done.returncode}\n{done.stderr[-2000:]}")
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def run_peer(python: Path, method: str, cases: list[dict[str, Any]], folder: Path) -> dict[str, float]:
    """One peer over all cases, its forecasts left in METHOD.csv."""
    asked = folder / f"{method}.json"
    asked.write_text(json.dumps(cases), encoding="utf-8")
    told = ask(python, method, asked, folder / f"{method}.csv")
    print(f"{method}: {len(cases)} series done", file=sys.stderr)
    return told


def ours(score: ModuleType, base: Any, with_target: bool) -> dict[str, float]:
    """The engine's scores; its ms are the scorer's own, the time of a state divided by its scored districts."""

    def curves(context: Any) -> Any:
        history, targets = history_of(context)
        view = engine.outlook(history, targets if with_target else None, score.HMAX)
        return view.paths[context.units, : score.HMAX]

    scores: dict[str, float] = score.summarize(score.cases(curves, score.contexts()), base)
    return scores


def own_import() -> float:
    """Seconds to import the engine, of five fresh processes the median."""
    command = [sys.executable, "-c", OWN_IMPORT]
    return statistics.median(float(subprocess.check_output(command, text=True)) for _ in range(5))


def row(name: str, scores: dict[str, float], *timed: str) -> str:
    """One line of the table."""
    return line(name, *(f"{scores[key]:.3f}" for key in KEYS), *timed)


def line(name: str, *cells: str) -> str:
    """A line in Markdown."""
    return f"| {name:34s} | " + " | ".join(f"{cell:>9s}" for cell in cells) + " |"


def main() -> None:
    """Install, forecast, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", default="1")
    parser.add_argument("--districts", type=int, default=12)
    parser.add_argument("--states", default="")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--venv", type=Path, default=HERE.parent / ".peers")
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    score = scorer(options.shared)
    score.OPT.update(every=options.every, states=options.states)
    score.MAXU = options.districts
    python = python_of(options.venv)
    absent = install(python)
    present = [method for method, package in METHODS.items() if package not in absent]
    cases = cases_of(score)
    base = score.cases(score.base_pace7(), score.contexts(warm=True))
    lines = [line(*HEADINGS), line("---", *["--:"] * (len(HEADINGS) - 1))]
    imports = f"{own_import():.2f}"
    for name, aimed in (("eshram, target 0.70 of the population", True), ("eshram, no target", False)):
        scores = ours(score, base, aimed)
        lines.append(row(name, scores, f"{scores['ms']:.1f}", imports, "0"))
    with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(options.jobs) as pool:
        folder = Path(place)
        running = {method: pool.submit(run_peer, python, method, cases, folder) for method in present}
        made = {}
        for method, job in running.items():
            told = job.result()
            made[method], _ = score.csv_forecaster(folder / f"{method}.csv")
            scores = score.summarize(score.cases(made[method], score.contexts()), base)
            seconds = statistics.median(ask(python, method)["import_s"] for _ in range(5))
            lines.append(row(method, scores, f"{told['ms']:.1f}", f"{seconds:.2f}", str(told["failed"])))
        if all(method in made for method in ENSEMBLE):

            def middle(context: Any) -> Any:
                return np.median([made[method](context) for method in ENSEMBLE], axis=0)

            lines.append(
                row("the three's median", score.summarize(score.cases(middle, score.contexts()), base), "", "", "")
            )
    lines.append(row("seven-day pace", score.summarize(base, base), "", "", ""))
    print(f"{len(cases)} cases, {len({(c['state'], c['unit']) for c in cases})} districts")
    print("\n".join(lines))
    for package, reason in absent.items():
        print(f"absent: {package}: {reason}")


if __name__ == "__main__":
    main()
