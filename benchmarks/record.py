"""What the outside sees, recorded and compared: every command that asks, on four ledgers, as JSON, CSV and text.

    python benchmarks/record.py make FOLDER               the four ledgers, by this code
    python benchmarks/record.py answer LEDGERS FOLDER     their answers, a file each, by this code
    python benchmarks/record.py compare BEFORE AFTER      how many are equal; the others with their first difference

`make` and `answer` may be run with different versions of the code (PYTHONPATH names the one), so that an old ledger is
asked by new code, and what a change meant to leave alone is seen to be the same. The ledgers: the sample data; a year
of Bihar's blocks (see `year.py`); a real drive's long table where `../shared` has it; the hard cases of `tests/record`.
`--only sample,hard` takes these alone.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import gzip
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import year  # noqa: E402

from eshram_cli import cli  # noqa: E402
from tests.record import hard_cases, questions  # noqa: E402

DRIVE = ROOT.parent / "shared" / "reference" / "drive" / "district_daily_dev.csv.gz"
POPULATION = DRIVE.with_name("district_population_dev.csv")
STATES = ("Himachal Pradesh", "Jharkhand")
SHOWN = 12
"""Lines of a difference that are printed."""


def make(folder: Path, only: Sequence[str]) -> None:
    """The ledgers that are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    builders = {"sample": _sample, "year": year.fill, "drive": _drive, "hard": _hard}
    for name in only:
        path, build = folder / f"{name}.db", builders[name]
        if not path.exists():
            began = time.perf_counter()
            build(path)
            print(
                f"{name}: {path.stat().st_size:,} bytes in {time.perf_counter() - began:.1f} s"
                if path.exists()
                else f"{name}: left out"
            )


def _sample(path: Path) -> None:
    _run("ingest", str(ROOT / "sample_data"), "--ledger", str(path))


def _hard(path: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        hard_cases.make(Path(place)).replace(path)


def _drive(path: Path) -> None:
    """Two states of a real drive up to the end of 2021, their targets 0.70 of the population."""
    if not DRIVE.exists():
        return
    with tempfile.TemporaryDirectory() as place:
        sheet, targets = Path(place) / "drive.csv", Path(place) / "targets.csv"
        with gzip.open(DRIVE, "rt", encoding="utf-8", newline="") as stream:
            kept = [row for row in csv.reader(stream) if row[0] in {"state", *STATES} and row[2] < "2022"]
        kept[0] = ["State", "District", "Date", "Registered"]
        with POPULATION.open(encoding="utf-8", newline="") as stream:
            people = {(row["state"], row["district"]): row["population"] for row in csv.DictReader(stream)}
        lines = [
            (state, district, round(0.7 * float(count)))
            for (state, district), count in people.items()
            if state in STATES and count
        ]
        _write(sheet, kept)
        _write(targets, [("State", "District", "Target"), *lines])
        _run("ingest", str(sheet), "--ledger", str(path))
        _run("target", "load", str(targets), "--anyway", "--ledger", str(path))


def _write(path: Path, rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def _run(*arguments: str) -> None:
    code = cli.execute([*arguments, "--quiet", "-o", os.devnull, "--format", "csv"])
    if code > 1:
        raise SystemExit(f"{' '.join(arguments)}: exit code {code}")


def answer(ledgers: Path, folder: Path, only: Sequence[str]) -> None:
    """Every question on every ledger that is there; an answer is a file named for its number and format."""
    for name in only:
        ledger, place = ledgers / f"{name}.db", folder / name
        if not ledger.exists():
            print(f"{name}: no ledger")
            continue
        place.mkdir(parents=True, exist_ok=True)
        began = time.perf_counter()
        for number, (line, text) in enumerate(questions.answers(name, ledger)):
            asked, (form, *_) = divmod(number, len(questions.FORMATS))[0], questions.FORMATS[number % 4]
            (place / f"{asked:02d}.{form}").write_text(f"$ eshram {line}\n{text}", encoding="utf-8", newline="\n")
        print(f"{name}: {number + 1} answers in {time.perf_counter() - began:.0f} s", flush=True)


def compare(before: Path, after: Path, only: Sequence[str]) -> int:
    """Print how many answers are equal, and of the others where they begin to differ; how many differ."""
    different = 0
    for place in (before / name for name in only if (before / name).is_dir()):
        files = sorted(place.iterdir())
        unlike = [file for file in files if _lines(file) != _lines(after / place.name / file.name)]
        print(f"{place.name}: {len(files)} compared, {len(files) - len(unlike)} equal, {len(unlike)} different")
        for file in unlike:
            one, other = _lines(file), _lines(after / place.name / file.name)
            print(f"  {file.name}  {one[0]}")
            changes = (
                line for line in difflib.unified_diff(one, other, n=0, lineterm="") if line[:2] not in ("--", "++")
            )
            print("".join(f"    {line[:200]}\n" for line in itertools.islice(changes, SHOWN)), end="")
        different += len(unlike)
    return different


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines() if path.exists() else ["(no such answer)"]


def main() -> int:
    """Make, answer or compare."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("do", choices=("make", "answer", "compare"))
    options.add_argument("folders", nargs="+", type=Path)
    options.add_argument("--only", default=",".join(questions.LEDGERS))
    asked = options.parse_args()
    done = {"make": make, "answer": answer, "compare": compare}[asked.do](*asked.folders, asked.only.split(","))
    return 1 if done else 0


if __name__ == "__main__":
    sys.exit(main())
