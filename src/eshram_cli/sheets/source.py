"""The bytes of one file, read once: what is hashed, judged and parsed is the same content, whatever happens on disk."""

from __future__ import annotations

import errno
import hashlib
import io
import stat
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from olefile import MAGIC, OleFileIO

from eshram_cli.errors import EshramError
from eshram_cli.problems import Problem, Where
from eshram_cli.sheets import limits
from eshram_cli.sheets.archive import Archive
from eshram_cli.sheets.decoding import Decoded, decode, tidy_lines
from eshram_cli.sheets.expand import irregular
from eshram_cli.sheets.model import Grid
from eshram_cli.sheets.names import shown_name

ABSENT = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EINVAL, errno.ENAMETOOLONG, errno.ELOOP})
"""How the system says that no file can bear this name; EINVAL is Windows on `*` and `?`."""


@dataclass(frozen=True)
class Source:
    """A file's name for messages, its bytes, the password given for it, and how many wrappings were undone."""

    file: str
    data: bytes = field(repr=False)
    password: str | None = field(default=None, repr=False)
    depth: int = 0

    @property
    def where(self) -> Where:
        """The file as a place for a message."""
        return Where(self.file)

    @cached_property
    def sha256(self) -> str:
        """Of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def archive(self) -> Archive | None:
        """The zip directory, its sizes judged; None where the content is no zip."""
        return Archive(self.data, self.where) if self.data[:4] == b"PK\x03\x04" else None

    @cached_property
    def ole(self) -> OleFileIO | None:
        """The streams of an OLE file (old Excel, and any Excel under a password); None where it is none, or broken."""
        if not self.data.startswith(MAGIC):
            return None
        try:
            return OleFileIO(io.BytesIO(self.data))
        except Exception:  # on damaged content olefile also fails where it indexes and unpacks
            return None

    @cached_property
    def decoded(self) -> Decoded | None:
        """The content as text, with its encoding; None where it is binary."""
        return decode(self.data)

    @cached_property
    def text(self) -> str | None:
        """The text alone, its line ends as `\\n`."""
        return tidy_lines(self.decoded.text).rstrip("\x1a") if self.decoded else None

    def unwrapped(self, data: bytes) -> Source:
        """The content of a wrapping, under the same name."""
        if self.depth >= limits.NESTING:
            raise self.error("zip-bomb")
        return replace(self, data=data, depth=self.depth + 1)

    def error(self, code: str, **words: object) -> EshramError:
        """An exception about this file."""
        return EshramError(code, self.where, **words)


@dataclass(frozen=True)
class Content:
    """What a kind reads out of a source.

    `kind` where it differs from the kind's own name, such as `csv.gz`; `form` and `locked` as in `Book`.
    """

    grids: tuple[Grid, ...]
    problems: tuple[Problem, ...] = ()
    kind: str = ""
    form: str = ""
    locked: bool = False


def load(path: Path, name: str | None = None, password: str | None = None) -> Source:
    """The file's bytes. Errors: file-missing, folder-given, permission, not-a-file, file-empty, too-large,
    file-unreadable."""
    file = shown_name(name if name is not None else path.name or str(path))
    where = Where(file)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise EshramError("folder-given", where)
        if what := irregular(path):
            raise EshramError("not-a-file", where, what=what)
        with path.open("rb") as stream:
            # Asked for in one go, room for all that a file may hold would be set aside for each small sheet.
            data = stream.read(min(status.st_size, limits.FILE_BYTES) + 1)
            # The file may grow while it is read.
            while len(data) <= limits.FILE_BYTES and (more := stream.read(limits.MIB)):
                data += more
    except PermissionError as error:
        raise EshramError("permission", where) from error
    except OSError as error:
        raise EshramError("file-missing" if error.errno in ABSENT else "file-unreadable", where) from error
    if len(data) > limits.FILE_BYTES:
        raise EshramError("too-large", where, limit=f"{limits.FILE_BYTES // limits.MIB} MB")
    if not data:
        raise EshramError("file-empty", where)
    return Source(file, data, password)
