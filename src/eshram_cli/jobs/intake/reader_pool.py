"""Many sheets read by a pool of processes, in the order and with the answers of one.

What a file says depends on the file, the reader and the gazetteer alone, so it does not matter which process reads it.
A file may end the process that reads it, or never come to an end. Then the pool is ended, and the files that wait for
an answer are tried one by one, each in a fresh process: such a file costs itself alone.

The processes are spawned, on Linux as on Windows: a fork would carry locks of other threads along. So a script of one's
own that asks for more than one process needs the usual `if __name__ == "__main__":`.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Thread

from eshram_cli.errors import EshramError
from eshram_cli.jobs.intake.opening import Read, Reader
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Alias, Place, PlaceId
from eshram_cli.problems import Where

WORTH = 256 * 1024
"""Bytes of all files together from which more processes pay: some 40 returns of a district's blocks."""

MOST = 4
"""Processes that read. The ledger stores one return after the other; more would wait for it."""

AHEAD = 4
"""Files a process that are given to the pool before the first of them has answered: as many are tried singly where one
of them ends its process."""

LONGEST = 32 * 1024 * 1024
"""Bytes of a file from which this process reads all of them."""

LIMIT = 300.0
"""Seconds that a file may take. A table of 2,32,000 rows takes some ten."""


def processes_for(files: Sequence[Path]) -> int:
    """How many processes are worth their start for these files; 1 where the command had better read them itself."""
    sizes = [0]
    for file in files:
        with suppress(OSError):
            sizes.append(file.stat().st_size)
    # Inside a program of one piece there is no interpreter to start; a very long table takes longer than LIMIT.
    if (
        len(files) < 2
        or sum(sizes) < WORTH
        or max(sizes) > LONGEST
        or not sys.executable
        or getattr(sys, "frozen", False)
    ):
        return 1
    affinity = getattr(os, "sched_getaffinity", None)
    return min(MOST, len(affinity(0)) if affinity else os.cpu_count() or 1, len(files))


def read_files(reader: Reader, gazetteer: Gazetteer, files: Sequence[Path], processes: int = 1) -> Iterator[Read]:
    """The files opened and read, in their order, by this process or a pool of two or more.

    A file that ends its process, or takes longer than LIMIT, is refused (file-unreadable). Where the machine lets no
    process be started, this one reads.
    """
    if processes < 2:
        yield from (reader.read_file(file, gazetteer) for file in files)
        return
    done = 0
    while done < len(files):
        with _pool(reader, gazetteer, processes) as pool:
            if pool is None:
                yield from (reader.read_file(file, gazetteer) for file in files[done:])
                return
            given, waiting, overdue = done, deque[Future[Read]](), False
            try:
                while done < len(files):
                    while given < len(files) and len(waiting) < processes * AHEAD:
                        waiting.append(_submitted(pool, files[given]))
                        given += 1
                    answer = _answer(waiting[0])
                    waiting.popleft()
                    done += 1
                    yield answer
            except TimeoutError:
                # The others were given later: it alone is known to take so long.
                overdue = True
            except BrokenProcessPool:
                overdue = False
            answers = [one.result() if one.done() and not one.exception() else None for one in waiting]
        if overdue:
            answers[0] = _refused(files[done])
        for file, found in zip(files[done:given], answers, strict=True):
            yield found or _alone(reader, gazetteer, file)
        done = given


def _submitted(pool: ProcessPoolExecutor, file: Path) -> Future[Read]:
    """The file given to the pool. Raises BrokenProcessPool where a process has ended, also where it ends while the next
    one is started: then the pipes between them are closed already."""
    try:
        return pool.submit(_read, file)
    except (OSError, ValueError) as error:
        raise BrokenProcessPool from error


def _alone(reader: Reader, gazetteer: Gazetteer, file: Path) -> Read:
    """The file as a fresh process reads it, which it may end; else why it was not read."""
    with _pool(reader, gazetteer, 1) as pool, suppress(BrokenProcessPool, TimeoutError):
        if pool is not None:
            return _answer(pool.submit(_read, file))
    return _refused(file)


def _refused(file: Path) -> Read:
    return Read(str(file), error=EshramError("file-unreadable", Where(file.name)))


def _answer(future: Future[Read]) -> Read:
    """What was read. Raises TimeoutError after LIMIT seconds, BrokenProcessPool where a process has ended."""
    until = time.monotonic() + LIMIT
    # In short waits, since on Windows Ctrl-C does not end a long one.
    while not wait([future], timeout=0.2).done and time.monotonic() < until:
        pass
    return future.result(timeout=0)


@contextmanager
def _pool(reader: Reader, gazetteer: Gazetteer, processes: int) -> Iterator[ProcessPoolExecutor | None]:
    """A pool whose processes end with it, even those that hang; None where the machine lets none be started."""
    others = multiprocessing.active_children()
    spawn = multiprocessing.get_context("spawn")
    # What a process is given at its start must fit into a pipe, 64 KiB: one that ends before it has read all of it
    # would leave this one writing for ever. So each reads the bundled places itself.
    bundled = Gazetteer.bundled().with_states(gazetteer.states)
    left_out = [one.id for one in bundled.all() if one.id not in gazetteer]
    bundled = Gazetteer.bundled().with_states(gazetteer.states, left_out)
    learned = [one for one in gazetteer.all() if one.id not in bundled or bundled.get(one.id) != one]
    known = set(bundled.aliases())
    told = [alias for alias in gazetteer.aliases() if alias not in known]
    pool = ProcessPoolExecutor(
        processes, spawn, _begin, (reader, learned, told, gazetteer.states, left_out, gazetteer.held)
    )
    try:
        # The first thing to do is what starts the processes.
        pool.submit(os.getpid)
    except OSError:
        yield None
    else:
        yield pool
    finally:
        # `shutdown` waits for a process that hangs.
        for child in multiprocessing.active_children():
            if child not in others:
                child.kill()
        pool.shutdown(cancel_futures=True)


_read_here: Callable[[Path], Read]
"""How this process reads, if it is one of a pool."""


def _begin(
    reader: Reader,
    learned: Sequence[Place],
    told: Sequence[Alias],
    states: Collection[PlaceId],
    left_out: Collection[PlaceId],
    held: Collection[PlaceId],
) -> None:
    """A process of the pool starts: it ends with its parent, however that ends, leaves Ctrl-C to it, and is silent."""
    global _read_here  # noqa: PLW0603  the one thing that a process of a pool can be given at its start
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gazetteer = Gazetteer.bundled().with_states(states, left_out).with_places(learned, told).of_office(None, held)
    _read_here = partial(reader.read_file, gazetteer=gazetteer)
    # A library that gives up says so on the error stream; the parent says it in its own words.
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(file: Path) -> Read:
    return _read_here(file)
