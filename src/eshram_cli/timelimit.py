"""The time that one file may take. Loops over what a file holds ask whether it is over; without a limit they never are.

A small file can be made to cost any time: a name of two thousand letters is compared with every place. The time grows
with the file, so that a state's year on a slow PC is read to its end.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from eshram_cli.errors import EshramError
from eshram_cli.problems import Where

SECONDS = 10.0
"""Seconds of the processor that any file may take; a block's return takes a hundredth of it."""

SECONDS_PER_MIB = 2.0
"""What it may take beyond, for its size. A long table takes .1."""

_limit: ContextVar[tuple[float, str]] = ContextVar("time_limit", default=(float("inf"), ""))


@contextmanager
def time_limit(file: str, size: int) -> Iterator[None]:
    """Inside, `look_at_clock` raises `file-too-slow` once the file of so many bytes has had its time."""
    end = time.thread_time() + SECONDS + SECONDS_PER_MIB * max(0, size - (1 << 20)) / (1 << 20)
    token = _limit.set((end, file))
    try:
        yield
    finally:
        _limit.reset(token)


def look_at_clock() -> None:
    """Raises `file-too-slow` where the file at work has had its time."""
    end, file = _limit.get()
    if time.thread_time() > end:
        raise EshramError("file-too-slow", Where(file))
