"""The seal of a ledger at rest: a small file beside it, `eshram.db-seal`, with the length and CRC-32 of its bytes.

Who wrote seals the file when it lets go of it. A question, and whoever is about to write, reads the file's bytes once
and holds them against the seal: that finds every flipped bit, lost page and cut, in a table, an index or the tree that
holds them, for 30 ms on a state's year. Where the bytes do not agree, or there is no seal, the ledger is not yet called
damaged: a program may have been killed before it sealed, somebody may have copied the file alone, or another one is
writing just now. Then every row is held against the sums in the ledger itself (see `sums`), which takes seconds.

What was looked through in this way and found whole is sealed too, by a question as well, where the folder takes a file
and nothing lies beside the ledger that belongs into it. The bytes are those from before its rows were looked at: one
that goes bad meanwhile does not agree.

A ledger too large to be read for every question is taken as whole while its length and time are those of the seal.
"""

from __future__ import annotations

import json
import zlib
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from eshram_cli.saving import put_beside

LARGE = 2**29
"""Bytes of a ledger of which only length and time are looked at before a question: some seven million figures."""

_AT_ONCE = 2**20
_PAGE_SIZE = slice(16, 18)
"""Where SQLite's header says how long a page is."""


class Seal(NamedTuple):
    """Bytes, time of the last change in nanoseconds, and CRC-32 of a file."""

    length: int
    time: int
    crc: int | None


def seal_of(path: Path) -> Path:
    """The file that holds the seal of the ledger at `path`."""
    return path.with_name(f"{path.name}-seal")


def agrees(path: Path, *, every_byte: bool = False) -> bool:
    """Whether the file is byte for byte as it was sealed. `every_byte`: however large it is."""
    try:
        sealed = Seal(*json.loads(seal_of(path).read_bytes()))
        found = path.stat()
        if found.st_size != sealed.length:
            return False
        if found.st_size > LARGE and not every_byte and found.st_mtime_ns == sealed.time:
            return True
        return _crc(path) == sealed.crc
    except (OSError, ValueError, TypeError):
        return False


def is_cut(path: Path) -> bool:
    """Whether the file ends within a page, as no SQLite leaves one."""
    with path.open("rb") as file:
        head = file.read(100)
    page = int.from_bytes(head[_PAGE_SIZE], "big")
    return head.startswith(b"SQLite format 3") and page > 1 and path.stat().st_size % page != 0


def at_rest(path: Path) -> bool:
    """Whether nothing lies beside the file that belongs into it: what a program writes just now, or left when it was
    killed."""
    beside = [path.with_name(path.name + side) for side in ("-wal", "-journal")]
    return not any(file.exists() and file.stat().st_size > 0 for file in beside)


def measure(path: Path) -> Seal | None:
    """What the seal of the file as it lies there says; None where somebody writes to it meanwhile."""
    with suppress(OSError):
        before = path.stat()
        measured = Seal(before.st_size, before.st_mtime_ns, _crc(path))
        return measured if _is_as(path, measured) else None
    return None


def seal(path: Path, measured: Seal | None = None) -> None:
    """Seals the file as it lies there, or as it was `measured`, if nobody wrote to it since and its folder takes a
    file."""
    measured = measured or measure(path)
    with suppress(OSError):
        if measured and _is_as(path, measured):
            put_beside(seal_of(path), json.dumps(measured).encode(), mode=path.stat().st_mode)


def _is_as(path: Path, measured: Seal) -> bool:
    now = path.stat()
    return (now.st_size, now.st_mtime_ns) == (measured.length, measured.time)


def _crc(path: Path) -> int:
    crc, room = 0, memoryview(bytearray(_AT_ONCE))
    with path.open("rb", buffering=0) as file:
        while read := file.readinto(room):
            crc = zlib.crc32(room[:read], crc)
    return crc
