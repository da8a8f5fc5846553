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

_limit: ContextVar[tuple[float, float, str]] = ContextVar("time_limit", default=(float("inf"), float("inf"), ""))


@contextmanager
def time_limit(file: str, size: int) -> Iterator[None]:
    """Inside, `look_at_clock` raises `file-too-slow` once the file of so many bytes has had its time."""
    most = SECONDS + SECONDS_PER_MIB * max(0, size - (1 << 20)) / (1 << 20)
    token = _limit.set((time.monotonic() + most, time.thread_time() + most, file))
    try:
        yield
    finally:
        _limit.reset(token)


def look_at_clock() -> None:
    """Raises `file-too-slow` where the file at work has had its time."""
    until, end, file = _limit.get()
    # No thread is at work for longer than the clock runs, and the clock is thirty times cheaper to ask.
    if time.monotonic() > until and time.thread_time() > end:
        raise EshramError("file-too-slow", Where(file))
