"""Whole commands timed in turn: A, B, A, B …, so that a drift of the machine's speed meets both."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

Command = Sequence[str]


def seconds(command: Command, before: Callable[[], None] = lambda: None) -> float:
    """The wall time of one run; a command that fails stops the benchmark.

    Compiled modules are kept, as an installed tool keeps them, whatever the shell of the benchmark says.
    """
    before()
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=kept)
    return time.perf_counter() - start


def compare(
    name: str, ours: Command, theirs: Command, *, runs: int = 5, before: Callable[[], None] = lambda: None
) -> float:
    """Print and return the median ratio ours / theirs over `runs` pairs, after one pair that is not counted."""
    pairs = [(seconds(ours, before), seconds(theirs, before)) for _ in range(runs + 1)][1:]
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{name:<40} {a:7.2f} s {b:7.2f} s   ratio {ratio:5.2f}")
    return ratio


def python(*arguments: str) -> list[str]:
    """A command line of this interpreter."""
    return [sys.executable, *arguments]


def eshram(*arguments: str) -> list[str]:
    """A command line of the tool, in this interpreter."""
    return python("-c", "from eshram_cli.__main__ import main; main()", *arguments)
