"""A long table saved as text (csv, tsv, one of these packed by gzip), read piece by piece and never held as a whole.

Only the plainest text is read so: UTF-8, one separator, every cell on one line. Whatever else a file holds shows only
in all of it together, a quote that is never closed or a code page: `NotPlain` says so, and `read_book` reads it whole.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from eshram_cli.sheets import limits, long_file
from eshram_cli.sheets.decoding import SAMPLE, SHIFTED, decode, tidy_lines
from eshram_cli.sheets.delimited import DIRECTIVE, PADDED, SAMPLE_CHARS, delimiter_of
from eshram_cli.sheets.kinds import csv_, gzip_, kind_of
from eshram_cli.sheets.long_file import NotPlain, Row, extract
from eshram_cli.sheets.model import Book
from eshram_cli.sheets.names import shown_name
from eshram_cli.sheets.source import Source
from eshram_cli.timelimit import look_at_clock

_PACKED = 10
"""So many times as long is a packed table unpacked."""
_ODD = re.compile("[\0\x1a\x1c-\x1e\x85\u2028\u2029]")
"""What ends a text, or a line in some program's eyes."""
_SHIFTED = re.compile(SHIFTED.pattern.decode())


@dataclass
class LongText:
    """A long table of text. `delimiter` parts its fields; `sha256` and `done` (bytes read) are those of the file so
    far."""

    path: Path
    file: str
    kind: str
    delimiter: str
    size: int
    done: int = 0
    _sha: hashlib._Hash = field(default_factory=hashlib.sha256, repr=False)

    @classmethod
    def of(cls, path: Path) -> LongText | None:
        """The file as a long table, of LONG_BYTES or more (packed: a quarter of them); None where it is short, or holds
        something else."""
        least = long_file.LONG_BYTES
        try:
            size = path.stat().st_size
            if not path.is_file() or size * 4 < least:
                return None
            with path.open("rb") as stream:
                packed = stream.read(2) == gzip_.MAGIC
                stream.seek(0)
                head = (gzip.GzipFile(fileobj=stream) if packed else stream).read(4 * SAMPLE)
        except (OSError, EOFError, zlib.error):
            return None
        lines = Source(shown_name(path.name), head[: head.rfind(b"\n") + 1])
        decoded = decode(lines.data)
        plain = decoded is not None and decoded.encoding in {"utf-8", "utf-8-sig"} and not decoded.broken
        text = tidy_lines(decoded.text) if decoded is not None and plain else ""
        long = (packed or size >= least) and len(text) >= min(SAMPLE_CHARS, size // 2)
        if not long or DIRECTIVE.match(text) or kind_of(lines) is not csv_.KIND or csv_.foreign(lines) is not None:
            return None
        delimiter = delimiter_of(text)
        kind = ("tsv" if delimiter == "\t" else "csv") + (".gz" if packed else "")
        return cls(path, lines.file, kind, delimiter, size)

    @property
    def sha256(self) -> str:
        """Of the bytes read so far, in hexadecimal."""
        return self._sha.hexdigest()

    @property
    def unpacked(self) -> int:
        """About how many bytes it is unpacked."""
        return self.size * _PACKED if self.kind.endswith(".gz") else self.size

    @property
    def fits(self) -> bool:
        """Whether it may be read as a whole."""
        return self.unpacked <= limits.WHOLE_BYTES

    @property
    def sheets(self) -> Sequence[str]:
        """A text has one sheet without a name."""
        return ("",)

    def book(self, rows: Mapping[str, Mapping[int, Row]]) -> Book:
        """These rows alone. Raises NotPlain."""
        return Book(self.file, self.sha256, self.kind, (extract(self.file, "", rows[""]),))

    def pieces(self, sheet: str = "") -> Iterator[Sequence[Row]]:  # noqa: ARG002
        """The rows, some thousands at a time. Raises NotPlain, also where they are others than at the first look."""
        before = self.sha256 if self.done else ""
        self._sha, self.done = hashlib.sha256(), 0
        try:
            with self.path.open("rb") as file:
                watched = io.BufferedReader(_Watched(file, self), limits.MIB)
                packed = self.kind.endswith(".gz")
                content = gzip.GzipFile(fileobj=watched) if packed else watched
                bounded = io.BufferedReader(_Bounded(content), limits.MIB)
                text = io.TextIOWrapper(bounded, encoding="utf-8-sig", newline=None)
                while lines := list(islice(text, long_file.ROWS_AT_ONCE)):
                    look_at_clock()
                    yield self._rows(lines)
                if watched.read(1) or before not in {"", self.sha256}:
                    raise NotPlain
        except (OSError, EOFError, zlib.error, UnicodeDecodeError, csv.Error) as error:
            raise NotPlain from error

    def _rows(self, lines: list[str]) -> Sequence[Row]:
        text = "".join(lines)
        if _ODD.search(text) or ("+" in text and text.isascii() and _SHIFTED.search(text)):
            raise NotPlain
        rows = list(csv.reader(lines, delimiter=self.delimiter))
        # A field in quotes may go over several lines, or never end.
        if len(rows) != len(lines):
            raise NotPlain
        if '"' in text and (PADDED.search(text) or any("\n" in cell for row in rows for cell in row)):
            raise NotPlain
        return rows


class _Bounded(io.RawIOBase):
    """A text that is given up where one of its lines is longer than any table's, before it fills the memory."""

    def __init__(self, content: io.BufferedIOBase) -> None:
        self._content, self._line = content, 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, room: memoryview) -> int:  # type: ignore[override]
        """The next bytes. Raises NotPlain within a line that is too long."""
        look_at_clock()
        read = self._content.readinto(room)
        end = bytes(room[:read]).rfind(b"\n")
        self._line = self._line + read if end < 0 else read - end
        if self._line > limits.LINE_BYTES:
            raise NotPlain
        return read


class _Watched(io.RawIOBase):
    """A file whose bytes are counted and hashed on their way."""

    def __init__(self, file: BinaryIO, told: LongText) -> None:
        self._file, self._told = file, told

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, room: memoryview) -> int:  # type: ignore[override]
        """The next bytes, counted and hashed."""
        read = self._file.readinto(room)  # type: ignore[attr-defined]
        self._told.done += read
        self._told._sha.update(room[:read])
        return int(read)
