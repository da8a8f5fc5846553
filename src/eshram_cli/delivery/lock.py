"""A lock that only one program of this machine can hold, and that a program which is killed lets go of."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

PAUSE = 0.05


class Held(Exception):
    """Somebody else holds the lock."""


@contextmanager
def locked(path: Path, wait: float = 0) -> Iterator[None]:
    """Holds the lock of that file while inside; Held where another has it for longer than `wait` seconds.

    The file stays: to remove it while a third one opens it would let two in.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as stream:
        until = time.monotonic() + wait
        while True:
            try:
                _lock(stream, take=True)
                break
            except OSError:
                if time.monotonic() >= until:
                    raise Held(str(path)) from None
                time.sleep(PAUSE)
        try:
            yield
        finally:
            _lock(stream, take=False)


def _lock(stream: IO[bytes], *, take: bool) -> None:
    """Takes the lock, or lets it go. Raises OSError where another has it."""
    if os.name == "nt":
        import msvcrt

        stream.seek(0)
        way = msvcrt.LK_NBLCK if take else msvcrt.LK_UNLCK  # type: ignore[attr-defined, unused-ignore]
        msvcrt.locking(stream.fileno(), way, 1)  # type: ignore[attr-defined, unused-ignore]
    else:
        import fcntl

        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB if take else fcntl.LOCK_UN)
