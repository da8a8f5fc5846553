"""How long a chart and the page to forward take, each as often as `python -c "import matplotlib.pyplot"`.

    python benchmarks/charts.py [LEDGER]

Without a ledger one is made from sample_data. Each command runs as a process of its own, turn and turn about, so that a
busy PC slows all alike; the ratio is that of the medians. A chart may take twice as long, the page 2.5 times.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
ROOT = Path(__file__).parents[1]
BIHAR = ("--state", "bihar")


def eshram(*arguments: str) -> list[str]:
    """A command line of the tool with this Python."""
    return [sys.executable, "-c", "from eshram_cli.cli import main; main()", *arguments]


def seconds(command: list[str]) -> float:
    """How long one run takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def commands(ledger: Path, folder: Path) -> dict[str, tuple[float, list[str]]]:
    """What is timed, by name, each with the ratio that it may reach."""
    at = ("--ledger", str(ledger), "--quiet")
    png = str(folder / "out.png")
    many = ("trend", *BIHAR, "--level", "district", *at, "--chart", png)
    one = ("trend", "--district", "purbi champaran", *at, "--chart", png)
    return {
        "rank --chart": (2.0, eshram("rank", *BIHAR, *at, "--chart", png)),
        "trend --chart": (2.0, eshram(*one)),
        "trend --kind daily": (2.0, eshram(*one, "--kind", "daily")),
        "trend --kind bump": (2.0, eshram(*many, "--kind", "bump")),
        "trend --kind multiples": (2.0, eshram(*many, "--kind", "multiples")),
        "trend --kind calendar": (2.0, eshram(*many, "--kind", "calendar")),
        "share": (2.5, eshram("share", *BIHAR, *at, "-o", png)),
        "share --lang hi": (2.5, eshram("share", *BIHAR, *at, "--lang", "hi", "-o", png)),
    }


def main() -> int:
    """Prints a line a command; 1 where one takes longer than it may."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ledger = Path(sys.argv[1]) if len(sys.argv) > 1 else _sample(folder)
        timed = commands(ledger, folder)
        pyplot = [sys.executable, "-c", "import matplotlib.pyplot"]
        seconds(pyplot)  # the first import of all builds matplotlib's list of fonts
        taken: dict[str, list[float]] = {"": [], **{key: [] for key in timed}}
        for _ in range(ROUNDS):
            taken[""].append(seconds(pyplot))
            for key, (_, command) in timed.items():
                taken[key].append(seconds(command))
    return _print(taken, {key: most for key, (most, _) in timed.items()})


def _sample(folder: Path) -> Path:
    ledger = folder / "sample.db"
    seconds(eshram("ingest", str(ROOT / "sample_data"), "--yes", "--quiet", "--ledger", str(ledger)))
    return ledger


def _print(taken: dict[str, list[float]], most: dict[str, float]) -> int:
    base = statistics.median(taken[""])
    print(f"import matplotlib.pyplot  {base:.2f} s")
    slow = 0
    for key, limit in most.items():
        ratio = statistics.median(taken[key]) / base
        slow += ratio > limit
        print(f"{key:24}  {ratio:.2f} x  (at most {limit} x)")
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main())
