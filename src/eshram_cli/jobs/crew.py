"""Many sheets read by several processes at once, in the order and with the answers of one.

What a file says depends on the file, the reader and the gazetteer alone, so it does not matter which process reads it.
The others are children of this one, fed through pipes. Unlike the pools of the standard library they never run the
caller's own script a second time on Windows, and they end when this process does, however it ends. What a child cannot
answer is read here instead; a child that dies over a file costs that file alone.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from threading import local
from types import TracebackType
from typing import Any

from eshram_cli.errors import EshramError
from eshram_cli.jobs import hands
from eshram_cli.jobs.opening import Read, Reader
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.problems import Where

BATCH = 8
"""Files that a process is given at a time, at most."""

SHARES = 8
"""There are at least so many batches for each process, so that none waits long for another's last one."""

_GONE = (OSError, EOFError, ValueError, pickle.UnpicklingError)
"""How a child that has died shows itself at its pipes."""


def read_files(
    reader: Reader, gazetteer: Gazetteer, files: Sequence[Path], processes: int | None = None
) -> Iterator[Read]:
    """The files opened and read, in their order. `processes`: how many read; None: as many as pay."""
    count = hands.fitting(files) if processes is None else processes
    if count < 2:
        yield from (reader.read_file(file, gazetteer) for file in files)
        return
    size = max(1, min(BATCH, len(files) // (count * SHARES)))
    with _Crew(reader, gazetteer, count - 1) as crew:
        yield from crew.read([files[start : start + size] for start in range(0, len(files), size)])


class _Crew:
    """Children, each led by a thread of this process, which itself takes batches from the end while it waits."""

    def __init__(self, reader: Reader, gazetteer: Gazetteer, children: int) -> None:
        self._reader, self._gazetteer = reader, gazetteer
        self._setup = pickle.dumps((reader, gazetteer), pickle.HIGHEST_PROTOCOL)
        self._threads = ThreadPoolExecutor(children)
        self._thread = local()
        self._children: list[_Child] = []
        self._over = False

    def __enter__(self) -> _Crew:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for child in tuple(self._children):
            child.end()

    def read(self, batches: Sequence[Sequence[Path]]) -> Iterator[Read]:
        """The batches' files, read, in their order."""
        given: list[Future[list[Read]]] = [self._threads.submit(self._asked, batch) for batch in batches]
        own: dict[int, list[Read]] = {}
        # The threads begin with the first; a batch that cannot be taken back is begun, and so are those before it.
        left = reversed(range(len(batches)))
        for at, answer in enumerate(given):
            while at not in own and not answer.done() and (last := next(left, None)) is not None:
                if given[last].cancel():
                    own[last] = [self._read(file) for file in batches[last]]
            while at not in own and not answer.done():
                # In short waits, since on Windows Ctrl-C does not end a long one.
                wait([answer], timeout=0.2)
            yield from own.pop(at) if at in own else answer.result()

    def _read(self, file: Path) -> Read:
        return self._reader.read_file(file, self._gazetteer)

    def _asked(self, files: Sequence[Path]) -> list[Read]:
        """The files as this thread's child reads them; here, those that it cannot answer for."""
        child = self._child()
        if child is None:
            return [self._read(file) for file in files]
        try:
            found = child.ask(files)
        except _GONE:
            self._thread.child = None
            return [] if self._over else self._one_by_one(files)
        return [one or self._read(file) for one, file in zip(found, files, strict=True)]

    def _one_by_one(self, files: Sequence[Path]) -> list[Read]:
        """The files of a batch over which a child died: each asked of a new child, the one that kills it refused."""
        if len(files) > 1:
            return [one for file in files for one in self._asked([file])]
        return [Read(str(files[0]), error=EshramError("file-unreadable", Where(files[0].name)))]

    def _child(self) -> _Child | None:
        """This thread's child; None where the machine lets none be started."""
        child: _Child | None = getattr(self._thread, "child", None)
        if child is not None or self._over:
            return child
        try:
            child = _Child()
            self._children.append(child)
            if self._over:
                child.end()
            child.begin(self._setup)
        except _GONE:
            return None
        self._thread.child = child
        return child


class _Child:
    """A process that reads what it is given. Raises one of `_GONE` where it does not start, or has ended."""

    def __init__(self) -> None:
        self._process = hands.taken()

    def begin(self, setup: bytes) -> None:
        """Gives it the reader and the gazetteer, and waits until it has them."""
        self._ask(setup)

    def ask(self, files: Sequence[Path]) -> list[Read | None]:
        """What it reads of the files; None for one that it cannot answer for."""
        found: list[Read | None] = self._ask(pickle.dumps(list(files)))
        return found

    def _ask(self, question: bytes) -> Any:
        assert self._process.stdin and self._process.stdout  # noqa: S101  both are pipes
        self._process.stdin.write(question)
        self._process.stdin.flush()
        return pickle.load(self._process.stdout)  # noqa: S301  our own child

    def end(self) -> None:
        """Ends it at once; it keeps nothing."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
