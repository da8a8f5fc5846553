"""How long a chart and the page to forward take, each as often as `python -c "import matplotlib.pyplot"`.

    python benchmarks/charts.py [LEDGER] [--rounds N]

Without a ledger one is made from sample_data. Each command runs as a process of its own, turn and turn about, so that a
busy PC slows all alike; the ratio is the median of those of the rounds. A chart may take twice as long, the page 2.5
times.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from timing import eshram, python, seconds

ROUNDS = 7
ROOT = Path(__file__).parents[1]
CHART, SHARE = 2.0, 2.5
BIHAR = ("--state", "bihar")
CHAMPARAN = ("--district", "purbi champaran")
DISTRICTS = ("trend", *BIHAR, "--level", "district")
CHARTS: dict[str, tuple[str, ...]] = {
    "rank": ("rank", *BIHAR),
    "rank, phone, Hindi": ("rank", *BIHAR, "--size", "phone", "--lang", "hi"),
    "rank, A4": ("rank", *BIHAR, "--size", "a4"),
    "trend": ("trend", *CHAMPARAN),
    "trend, Hindi": ("trend", *CHAMPARAN, "--lang", "hi"),
    "daily": ("trend", *CHAMPARAN, "--kind", "daily"),
    "bump": (*DISTRICTS, "--kind", "bump"),
    "multiples": (*DISTRICTS, "--kind", "multiples"),
    "calendar": (*DISTRICTS, "--kind", "calendar"),
    "shares": ("by", "channel", "--district", "bilaspur, himachal pradesh"),
    "forecast": ("forecast", *CHAMPARAN, "--deadline", "04.01.2022"),
    "race": ("race", *BIHAR, "--deadline", "26.01.2022"),
}


def commands(ledger: Path, folder: Path) -> dict[str, tuple[float, list[str]]]:
    """What is timed, by name, each with the ratio that it may reach."""
    at = ("--ledger", str(ledger), "--quiet")
    png, svg = str(folder / "out.png"), str(folder / "out.svg")
    found = {name: (CHART, eshram(*asked, *at, "--chart", png)) for name, asked in CHARTS.items()}
    found["rank, SVG"] = (CHART, eshram("rank", *BIHAR, *at, "--chart", svg))
    found["share"] = (SHARE, eshram("share", *BIHAR, *at, "-o", png))
    found["share, Hindi"] = (SHARE, eshram("share", *BIHAR, *at, "--lang", "hi", "-o", png))
    return found


def main() -> int:
    """Prints a line a command; 1 where one takes longer than it may."""
    parser = argparse.ArgumentParser()
    parser.add_argument("ledger", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        timed = commands(asked.ledger or _sample(folder), folder)
        taken = _taken({key: command for key, (_, command) in timed.items()}, asked.rounds)
    return _print(taken, {key: most for key, (most, _) in timed.items()})


def _taken(timed: dict[str, list[str]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each round; the first, in which modules are compiled and fonts are looked for, does not count."""
    every = {"": python("-c", "import matplotlib.pyplot"), **timed}
    found: dict[str, list[float]] = {key: [] for key in every}
    for _ in range(rounds + 1):
        for key, command in every.items():
            found[key].append(seconds(command))
    return {key: taken[1:] for key, taken in found.items()}


def _sample(folder: Path) -> Path:
    ledger = folder / "sample.db"
    seconds(eshram("ingest", str(ROOT / "sample_data"), "--yes", "--quiet", "--ledger", str(ledger)))
    return ledger


def _print(taken: dict[str, list[float]], most: dict[str, float]) -> int:
    base = taken.pop("")
    print(f"import matplotlib.pyplot  {statistics.median(base):.2f} s")
    slow = 0
    for key, found in taken.items():
        ratio = statistics.median(one / beside for one, beside in zip(found, base, strict=True))
        slow += ratio > most[key]
        print(f"{key:24}  {ratio:.2f} x  (at most {most[key]} x)")
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main())
