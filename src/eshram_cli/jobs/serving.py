"""The life of a process that helps to read sheets; see `crew`, which asks it."""

from __future__ import annotations

import pickle
import signal
import sys
from contextlib import suppress
from pathlib import Path

from eshram_cli.jobs.opening import Read, Reader
from eshram_cli.places.gazetteer import Gazetteer


def serve() -> None:
    """The reader and the gazetteer come in, then batches of files, until the command is gone or needs no help."""
    # Ctrl-C goes to every process of the terminal; the parent is the one that stops.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    come, go = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    with suppress(EOFError):
        reader, gazetteer = pickle.load(come)  # noqa: S301  our own parent
        answer: object = True
        while True:
            go.write(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
            go.flush()
            answer = [_answer(reader, gazetteer, file) for file in pickle.load(come)]  # noqa: S301


def _answer(reader: Reader, gazetteer: Gazetteer, file: Path) -> Read | None:
    """None for an exception that is no problem: the parent meets it itself, and says it as ever."""
    try:
        return reader.read_file(file, gazetteer)
    except Exception:
        return None
