"""Standard error closed for a moment: Rust prints a report of every panic there, before Python can catch it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

STDERR = 2


class _Quiet:
    """Several threads may be quiet at once: the first in closes, the last out opens again."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0
        self._kept = -1

    def enter(self) -> None:
        """Turns stderr away; who comes first does it for all. Under pythonw there is none."""
        with self._lock:
            self._inside += 1
            if self._inside > 1:
                return
            try:
                self._kept = os.dup(STDERR)
            except OSError:
                self._kept = -1
                return
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, STDERR)
            os.close(nowhere)

    def leave(self) -> None:
        """Gives stderr back once the last has left."""
        with self._lock:
            self._inside -= 1
            if self._inside == 0 and self._kept >= 0:
                os.dup2(self._kept, STDERR)
                os.close(self._kept)


QUIET = _Quiet()


@contextmanager
def quiet() -> Iterator[None]:
    """What the process writes to standard error meanwhile is lost; keep it to the call that may panic."""
    QUIET.enter()
    try:
        yield
    finally:
        QUIET.leave()
