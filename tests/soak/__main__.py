"""The soak: kills, a crowd, nonsense.

    python -m tests.soak [--full] [--kills N] [--seconds S] [--words N] [--books N] [--files N] [--seed N]

Prints what it did and how it ended; whatever is not as it must be stops it with the seed and the number that bring it
back. Without options it takes some minutes; `--full` is 1,000 kills, 38 writers and 8 readers for a minute, 60,000
words and 40,000 books read in this process, and 2,000 sheets through the command: an hour. It needs Linux or macOS.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.soak import crowd, fuzz, kills


def main() -> None:
    """Runs one after the other."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--full", action="store_true")
    for name, usual in (
        ("kills", 55),
        ("seconds", 10),
        ("words", 6_000),
        ("books", 4_000),
        ("files", 200),
        ("seed", 1),
    ):
        asked.add_argument(f"--{name}", type=int, default=usual)
    given = asked.parse_args()
    if given.full:
        given.kills, given.seconds, given.words, given.books, given.files = 1000, 60, 60_000, 40_000, 2000
    os.environ["ESHRAM_DEBUG"] = ""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        sample = home / "sample.db"
        assert kills.call(("ingest", str(kills.SHEETS), "--ledger", str(sample))) == 0
        began = time.monotonic()
        told = kills.killed(home, sample, given.kills, given.seed)
        report("kills", began, dict(told))
        ledger = home / "crowd.db"
        shutil.copy(sample, ledger)
        began = time.monotonic()
        report("38 writers and 8 readers", began, dict(crowd.crowd(ledger, 38, 8, given.seconds)))
        began = time.monotonic()
        report("words", began, dict(fuzz.words(given.words, given.seed, home)))
        began = time.monotonic()
        report("books", began, dict(fuzz.books(given.books, given.seed, home, kills.SHEETS)))
        began = time.monotonic()
        os.environ["ESHRAM_DEBUG"] = "1"
        codes = fuzz.files(given.files, given.seed, home, kills.SHEETS, lambda *words: kills.call(words) or 0)
        report("sheets", began, dict(codes))
        peak = (
            max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF)) // 1024
        )
        sys.stdout.write(f"largest program: {peak} MiB\n")
        assert peak < 600


def report(what: str, began: float, told: object) -> None:
    """One line of what was done."""
    sys.stdout.write(f"{what}: {time.monotonic() - began:.0f} s: {told}\n")
    sys.stdout.flush()


main()
