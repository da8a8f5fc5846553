"""A zip directory that is judged before anything is unpacked.

A zip bomb of 3.5 MB unpacks to 3 GB; the sizes in the directory tell, and every part is read against its stated size,
so a directory that lies is found out too.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import IO

from eshram_cli.errors import EshramError
from eshram_cli.problems import Where
from eshram_cli.sheets import limits

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError)
"""What zipfile raises on damaged content; RuntimeError where a part is encrypted or packed in an unknown way."""

ENCRYPTED = 0x1
"""The bit by which the directory marks a part that needs a password."""


class Archive:
    """The parts of a zip by name. Names compare without case and with `/`, as spreadsheets compare them; in `names` all
    are in lower case."""

    def __init__(self, data: bytes, where: Where, most: int = limits.UNPACKED_BYTES) -> None:
        """Opens the directory, `most`: of so many bytes unpacked. Errors: file-unreadable,
        password-protected, zip-bomb."""
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise EshramError("file-unreadable", where) from error
        self._where = where
        self._whole: set[str] = set()
        parts = self._file.infolist()
        self._parts = {part.filename.replace("\\", "/").lower(): part for part in parts}
        self.names = frozenset(self._parts)
        if any(part.flag_bits & ENCRYPTED for part in parts):
            raise EshramError("password-protected", where)
        unpacked = sum(part.file_size for part in parts)
        thin = unpacked > limits.RATIO_FREE_BYTES and unpacked > len(data) * limits.PACKING_RATIO
        twice = len(self._parts) != len(parts)
        if unpacked > most or len(parts) > limits.ARCHIVE_PARTS or thin or twice:
            raise EshramError("zip-bomb", where)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def size(self, name: str) -> int:
        """Bytes of the part unpacked, as the directory states; 0 where it is absent."""
        part = self._parts.get(name.lower())
        return part.file_size if part else 0

    def read(self, name: str) -> bytes:
        """The part unpacked; empty where it is absent. Never more than the directory stated."""
        part = self._parts.get(name.lower())
        if part is None:
            return b""
        try:
            with self._file.open(part) as stream:
                data = stream.read(part.file_size + 1)
                # Reading on to the end makes zipfile compare the checksum: a part that states a smaller size fails it.
                longer = stream.read(1)
        except BROKEN as error:
            raise EshramError("file-unreadable", self._where) from error
        if longer or len(data) != part.file_size:
            raise EshramError("file-unreadable", self._where)
        self._whole.add(part.filename)
        return data

    def stream(self, name: str) -> IO[bytes]:
        """The part that is there, to be unpacked as it is read; the checksum is compared at its end. Raises one of
        BROKEN, as does reading on."""
        return self._file.open(self._parts[name.lower()])

    def verify(self, *prefixes: str) -> None:
        """Unpacks and drops the parts whose names start so and that were not read yet: afterwards another reader may
        trust the stated sizes."""
        for name, part in sorted(self._parts.items()):
            if name.startswith(prefixes) and part.filename not in self._whole:
                self.read(name)
