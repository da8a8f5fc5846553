"""Time `eshram forecast --district`, as a whole command, beside a Python that only imports what the command imports.

    python benchmarks/forecast_speed.py [--runs N] [--shared DIR]

Two ledgers: the sample data, and a state's districts of the shared drive data up to its last scored origin (left out
where it is absent). The modules are those loaded when the command ends, and both begin and leave as the command does
(no search for garbage, one thread for numpy, no taking apart at the end). They run in turn, N pairs (9) after one that
is not counted. Printed: the medians, the median ratio of the pairs, their median difference in ms, and the difference
between the fastest tenths, which a machine that is busy with something else disturbs least.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from drive import SHARED
from timing import Command, eshram, python, seconds

ROOT = Path(__file__).resolve().parents[1]
STATE = "Bihar"
LOADED = """
import contextlib, io, sys
from eshram_cli.cli import execute
with contextlib.redirect_stdout(io.StringIO()):
    execute(sys.argv[1:])
print(*(name for name, module in list(sys.modules.items()) if getattr(module, "__spec__", None)), sep="\\n")
"""
BEGIN = """
import gc, os
gc.set_threshold(1_000_000, 50, 50)
os.environ["OPENBLAS_NUM_THREADS"] = "1"
"""
IMPORTABLE = """
import importlib, sys
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except ImportError:
        continue
    print(name)
"""


def output(command: Command) -> str:
    """What a command prints; its complaint where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode > 1:
        raise SystemExit(f"exit code {done.returncode}\n{done.stderr}")
    return done.stdout


def imports_of(arguments: list[str]) -> Command:
    """A command line that imports what the command has loaded in the end, and does no more."""
    loaded = output(python("-c", LOADED, *arguments)).split()
    names = output(python("-c", IMPORTABLE, *loaded)).split()
    return python("-c", f"{BEGIN}for name in {names}: __import__(name)\nos._exit(0)")


def measure(name: str, arguments: list[str], runs: int) -> None:
    """Print one line of the table."""
    whole, alone = eshram(*arguments), imports_of(arguments)
    pairs = [(seconds(whole), seconds(alone)) for _ in range(runs + 1)][1:]
    a, b = (1000 * statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    more = 1000 * statistics.median(one - other for one, other in pairs)
    fast, bare = (1000 * sorted(column)[runs // 10] for column in zip(*pairs, strict=True))
    print(f"{name:<36} {a:7.0f} ms   imports {b:7.0f} ms   ratio {ratio:5.2f}", end="   ")
    print(f"difference {more:4.0f} ms   of the fastest {fast - bare:4.0f} ms")


def ledgers(folder: Path, shared: Path) -> Iterator[tuple[str, list[str]]]:
    """Name and arguments of each forecast, its ledger filled."""
    sample = str(folder / "sample.db")
    output(eshram("ingest", str(ROOT / "sample_data"), "--ledger", sample, "--quiet"))
    yield "sample data, East Champaran", ["forecast", "--district", "East Champaran", "--ledger", sample]
    scorer = shared / "tools" / "forecast_score.py"
    if not scorer.exists():
        print(f"no drive data: {scorer} is absent")
        return
    output(python(str(scorer), "export", str(folder), "--states", STATE))
    last, drive = max(folder.glob(f"{STATE}_*.csv")), str(folder / "drive.db")
    output(eshram("ingest", str(last), "--map", "registered=registered", "--ledger", drive, "--quiet"))
    yield f"drive data of {STATE}, Muzaffarpur", ["forecast", "--district", "Muzaffarpur", "--ledger", drive]


def main() -> None:
    """Fill, time, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        for name, arguments in ledgers(Path(place), options.shared):
            measure(name, arguments, options.runs)


if __name__ == "__main__":
    main()
