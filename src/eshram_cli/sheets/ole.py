"""An OLE compound file (old Excel, and modern Excel under a password) as named streams.

Only reading, only the root's own streams matter to us; every chain of sectors is bounded by the file's size, so a chain
that bites its tail ends. Layout: [MS-CFB].
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cached_property

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER = 512
FAT_IN_HEADER = 109
LAST = 0xFFFFFFFA
"""From here on a sector number is a mark: the end of a chain, free, or the table's own sectors."""
ENTRY = 128
STREAM, ROOT = 2, 5


class BrokenCompound(Exception):
    """The structure does not hold together."""


class Compound:
    """The streams of a compound file by name, in lower case."""

    def __init__(self, data: bytes) -> None:
        if len(data) < HEADER or not data.startswith(MAGIC):
            raise BrokenCompound
        self._data = data
        self._sector = 1 << self._shift(30)
        self._mini_sector = 1 << self._shift(32)
        self._cutoff = self._u32(56)
        self._fat = self._table()
        self._streams = self._directory()

    @property
    def names(self) -> frozenset[str]:
        """The streams' names."""
        return frozenset(self._streams)

    def read(self, name: str) -> bytes:
        """A stream's bytes; empty where there is none of the name."""
        start, size = self._streams.get(name.lower(), (LAST, 0))
        if size < self._cutoff and name:
            return self._chain(start, self._mini_fat, self._mini, self._mini_sector, 0)[:size]
        return self._sectors(start)[:size]

    def _shift(self, offset: int) -> int:
        shift = int.from_bytes(self._data[offset : offset + 2], "little")
        if not 6 <= shift <= 12:
            raise BrokenCompound
        return shift

    def _u32(self, offset: int) -> int:
        return int.from_bytes(self._data[offset : offset + 4], "little")

    def _table(self) -> Sequence[int]:
        """The table that says which sector follows which."""
        places = list(struct.unpack(f"<{FAT_IN_HEADER}I", self._data[76:HEADER]))
        further, seen = self._u32(68), 0
        while further < LAST and seen * self._sector <= len(self._data):
            words = _words(self._at(further))
            places += words[:-1]
            further, seen = (words[-1] if words else LAST), seen + 1
        return _words(b"".join(self._at(place) for place in places if place < LAST))

    def _at(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        return self._data[start : start + self._sector]

    def _sectors(self, start: int) -> bytes:
        return self._chain(start, self._fat, self._data, self._sector, self._sector)

    def _chain(self, start: int, table: Sequence[int], store: bytes, size: int, offset: int) -> bytes:
        pieces: list[bytes] = []
        for _ in range(len(store) // size + 1):
            if start >= len(table):
                break
            place = offset + start * size
            pieces.append(store[place : place + size])
            start = table[start]
        return b"".join(pieces)

    def _directory(self) -> dict[str, tuple[int, int]]:
        raw = self._sectors(self._u32(48))
        found: dict[str, tuple[int, int]] = {}
        for offset in range(0, len(raw) - ENTRY + 1, ENTRY):
            entry = raw[offset : offset + ENTRY]
            name = entry[: max(0, int.from_bytes(entry[64:66], "little") - 2)][:62].decode("utf-16-le", "replace")
            kind = {STREAM: name.lower(), ROOT: ""}.get(entry[66])
            if kind is not None:
                start, size = struct.unpack("<II", entry[116:124])
                found.setdefault(kind, (start, size))
        return found

    @cached_property
    def _mini(self) -> bytes:
        """The root's own stream, which holds the small streams."""
        return self._sectors(self._streams.get("", (LAST, 0))[0])

    @cached_property
    def _mini_fat(self) -> Sequence[int]:
        return _words(self._sectors(self._u32(60)))


def _words(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])
