"""The processes that help to read many sheets: how many are worth their start, and their start itself.

Starting one takes a quarter of a second, as long as a command needs to load its own parts. So a command calls them up
as soon as it knows its files, before it loads anything else; this module is small for the same reason.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from eshram_cli.errors import EshramError
from eshram_cli.sheets.expand import expand

WORTH = 256 * 1024
"""Bytes of all files together from which more processes pay: some 40 returns of a district's blocks."""

MOST = 4
"""Processes that read, the command's own among them. The ledger stores one return after the other; more would wait
for it."""

CHILD = "import gc; gc.disable(); from eshram_cli.jobs.serving import serve; serve()"
"""What a process runs. It lives for some seconds, and would look for circular garbage while it loads."""

Hand = subprocess.Popen[bytes]

_waiting: list[Hand] = []


def call_up(paths: Sequence[str]) -> None:
    """Starts the processes that will help to read these files, folders and patterns; what is wrong with them is told
    when they are read."""
    try:
        files = expand(paths).files
    except (EshramError, OSError, ValueError):
        return
    while len(_waiting) < fitting(files) - 1:
        try:
            _waiting.append(_started())
        except OSError:
            return


def taken() -> Hand:
    """A process that was called up and waits for its first question, else a new one. Raises OSError where the machine
    lets none be started."""
    return _waiting.pop() if _waiting else _started()


def fitting(files: Sequence[Path]) -> int:
    """How many processes, the command's own among them, are worth their start for these files."""
    if len(files) < 2 or sum(map(_size, files)) < WORTH:
        return 1
    return min(MOST, _processors(), len(files))


def _started() -> Hand:
    return subprocess.Popen(  # noqa: S603  our own interpreter, our own line
        [sys.executable, "-P", "-c", CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _processors() -> int:
    """Those that this process may use; one where there is no interpreter to start, as inside another program."""
    if not sys.executable or getattr(sys, "frozen", False):
        return 1
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
