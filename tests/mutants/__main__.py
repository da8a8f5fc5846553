"""Whether the tests notice a small fault in what everything rests on: numerals, dates, the two rules, standing.

    python -m tests.mutants [--size N] [--seed N] [--only AREA] [--number N ...]

A seeded sample of mutants (see `made`), as many of each area; each is tried in a fork of this program that imports the
package anew with the fault in it, against the tests of its area, until one fails. It prints each survivor, and how
many were killed. `survivors.md` says of each survivor of seed 1 why no test can kill it.  It needs Linux or macOS.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.abc
import importlib.machinery
import os
import random
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

from tests.mutants.made import Mutant, broken, mutants_of

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
AREAS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "numerals": (("language/numerals.py", "language/amounts.py"), ("tests/language/test_numerals.py",)),
    "dates": (("language/dates.py",), ("tests/language/test_dates.py", "tests/language/test_months.py")),
    "rules": (
        ("analysis/standing_figures.py", "analysis/rollup.py"),
        (
            "tests/analysis/test_rules_at_once.py",
            "tests/analysis/test_standing_figures.py",
            "tests/analysis/test_analysis_rollup.py",
        ),
    ),
    "standing": (
        ("analysis/standing.py", "analysis/measures.py", "analysis/lines.py"),
        (
            "tests/analysis/test_standing_at_once.py",
            "tests/analysis/test_analysis_ranks.py",
            "tests/analysis/test_analysis_prorated.py",
            "tests/analysis/test_analysis_standing.py",
            "tests/analysis/test_analysis_first.py",
        ),
    ),
}
"""The modules and tests of each area, the quickest tests first."""
LIBRARIES = (
    "babel.dates",
    "duckdb",
    "hypothesis.strategies",
    "narwhals",
    "pandas",
    "pydantic",
    "rich.console",
    "typer",
)
"""What a fork need not import once more."""
NOT_DRAWN = "not model and not counted_twice and not order_of_the_tree and not later_figures"
CPU_SECONDS = 60
"""A mutant that takes as long is caught in a loop, which the tests would notice."""


def main() -> None:
    """Tries them all, and prints who survived."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--size", type=int, default=500)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", choices=AREAS)
    asked.add_argument("--number", type=int, nargs="+", help="these mutants of the area's sample alone")
    given = asked.parse_args()
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = os.devnull
    for library in LIBRARIES:
        importlib.import_module(library)
    began, lived, tried = time.monotonic(), 0, 0
    for area, (files, tests) in AREAS.items():
        if given.only in {None, area}:
            assert not in_fork(None, tests), f"the tests of {area} fail as they are"
            for number, mutant in enumerate(sample(files, given.size // len(AREAS), given.seed), 1):
                if given.number and number not in given.number:
                    continue
                tried += 1
                if not in_fork(mutant, tests):
                    lived += 1
                    say(f"{area} {number} survived: {mutant.file.relative_to(SOURCE)}:{mutant.line}: {mutant.told}")
            say(f"-- {area}: {tried} tried so far, {lived} survived, {time.monotonic() - began:.0f} s")


def sample(files: Sequence[str], size: int, seed: int) -> list[Mutant]:
    """So many mutants of the files, the same for the same seed."""
    made = [mutant for file in files for mutant in mutants_of(SOURCE / "eshram_cli" / file)]
    return random.Random(seed).sample(made, min(size, len(made)))  # noqa: S311 - to be repeated


def in_fork(mutant: Mutant | None, tests: Sequence[str]) -> bool:
    """Whether the tests fail with the mutant in the package."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        if mutant:
            sys.meta_path.insert(0, Finder(mutant))
        # What hypothesis draws is left out: it takes long, and chance would decide who survives.
        options = (
            "-x",
            "-q",
            "-k",
            NOT_DRAWN,
            "-n0",
            "--assert=plain",
            "-pno:cacheprovider",
            "-pno:cov",
            "--hypothesis-seed=1",
        )
        os._exit(pytest.main([*options, *(str(ROOT / test) for test in tests)]))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the module with the fault; all others as ever."""

    def __init__(self, mutant: Mutant) -> None:
        """Of one mutant."""
        self.mutant = mutant
        self.name = ".".join(mutant.file.relative_to(SOURCE).with_suffix("").parts)

    def find_spec(self, fullname: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        """Its own module alone."""
        if fullname != self.name:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, origin=str(self.mutant.file))

    def exec_module(self, module: ModuleType) -> None:
        """Runs the module with its fault."""
        exec(compile(broken(self.mutant), self.mutant.file, "exec"), module.__dict__)  # noqa: S102


def say(text: str) -> None:
    """One line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
