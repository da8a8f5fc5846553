"""Where a lake lies: a folder on this computer or anything else that fsspec names, such as `s3://bucket/lake`."""

from __future__ import annotations

import errno
import importlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from eshram_cli.errors import EshramError
from eshram_cli.lake.layout import MANIFESTS, SCHEMA, TABLES
from eshram_cli.problems import Where

INDIA = "india"
"""The folder of figures that are of no state: those of the country."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of an export. `path` within the lake; of figures the state and the month (2021-12) that it holds."""

    table: str
    path: str
    rows: int
    bytes: int
    state: str = ""
    month: str = ""


@dataclass(frozen=True, slots=True)
class Push:
    """An export that is whole: its name and its files."""

    name: str
    files: tuple[File, ...]


def needed(name: str, extra: str) -> ModuleType:
    """A package that comes with an extra. Raises `extra-missing`, which says how to install it."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise EshramError("extra-missing", package=name, extra=extra) from error


class LakePlace:
    """The folder of a lake; what a file system finds wrong leaves it as EshramErrors."""

    def __init__(self, url: str) -> None:
        """Raises `extra-missing`, `lake-failed` for an address that nothing here can open."""
        self.url = url
        with self.told():
            needed("pyarrow", "big")
            self.fs, self.root = needed("fsspec", "big").url_to_fs(url)
        self.root = str(self.root).rstrip("/") or "/"

    @property
    def local(self) -> bool:
        """Whether it is a folder of this computer or its network."""
        protocol = self.fs.protocol
        return "file" in ((protocol,) if isinstance(protocol, str) else protocol)

    def at(self, path: str) -> str:
        """The path of a file as its file system names it."""
        return f"{self.root}/{path}"

    def address(self, path: str) -> str:
        """The same with the protocol before it, for whoever opens it by another way."""
        return self.at(path) if self.local else str(self.fs.unstrip_protocol(self.at(path)))

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turns what goes wrong inside into a problem about the lake."""
        try:
            yield
        except (OSError, ValueError, ImportError) as error:
            raise EshramError("lake-failed", Where(file=self.url), reason=first_line(error)) from error

    def pushes(self) -> list[Push]:
        """The exports that are whole, by name; none where there is no lake yet.

        Raises `lake-foreign` for a manifest that is none, `lake-newer` for one of a newer eshram.
        """
        with self.told():
            self.fs.invalidate_cache()
            if not self.fs.exists(self.at(MANIFESTS)):
                return []
            paths = sorted(path for path in self.fs.ls(self.at(MANIFESTS), detail=False) if path.endswith(".json"))
            return [self._push(path, self.fs.cat_file(path)) for path in paths]

    def refuse_missing(self) -> None:
        """Raises `lake-missing` where nothing was ever pushed: no engine is started for that."""
        with self.told():
            if not self.fs.exists(self.at(MANIFESTS)):
                raise EshramError("lake-missing", Where(file=self.url))

    def _push(self, path: str, text: bytes) -> Push:
        where = Where(file=path)
        try:
            told = json.loads(text)
            schema = told["schema"]
            if schema != SCHEMA and str(schema).startswith("eshram.lake/"):
                raise EshramError("lake-newer", where, schema=schema, known=SCHEMA)
            if schema != SCHEMA:
                raise EshramError("lake-foreign", where)
            files = tuple(File(**{name: one[name] for name in File.__slots__ if name in one}) for one in told["files"])
        except (ValueError, KeyError, TypeError) as error:
            raise EshramError("lake-foreign", where) from error
        return Push(told["push"], files)

    def refuse_foreign(self) -> None:
        """Raises `lake-not-empty` where other things than a lake's lie in the folder: nothing is mixed with them."""
        with self.told():
            if not self.fs.exists(self.root):
                return
            if not self.fs.isdir(self.root):
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
            names = {path.rstrip("/").rpartition("/")[2] for path in self.fs.ls(self.root, detail=False)}
        if names - {MANIFESTS, *TABLES}:
            raise EshramError("lake-not-empty", Where(file=self.url))

    def check(self, files: Sequence[File]) -> None:
        """Raises `lake-file-missing` and `lake-file-cut` where a file is not there or not as it was written."""
        with self.told():
            folders = {one.path.rpartition("/")[0] for one in files}
            sizes = {
                found["name"]: found["size"]
                for folder in sorted(folders)
                if self.fs.exists(self.at(folder))
                for found in self.fs.ls(self.at(folder), detail=True)
            }
        for one in files:
            size = sizes.get(self.at(one.path))
            if size is None:
                raise EshramError("lake-file-missing", Where(file=one.path), lake=self.url)
            if size != one.bytes:
                raise EshramError("lake-file-cut", Where(file=one.path), lake=self.url, size=size, written=one.bytes)

    def put(self, path: str, data: bytes) -> None:
        """A file, whole or not at all: under another name first, then renamed."""
        half = self.at(f"{path}.part")
        self.fs.makedirs(half.rpartition("/")[0], exist_ok=True)
        self.fs.pipe_file(half, data)
        self.fs.mv(half, self.at(path))

    def read(self, files: Sequence[File]) -> Any:
        """The rows of the files of one small table as an Arrow table. Raises as `check`, and `lake-file-unreadable`
        for one that is no Parquet file of the table."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        from eshram_cli.lake.layout import arrow_schema

        self.check(files)
        read = []
        for one in files:
            schema = arrow_schema(one.table)
            try:
                with self.fs.open(self.at(one.path), "rb") as stream:
                    found = pq.ParquetFile(stream).read(columns=schema.names)
                read.append(found.select(schema.names).cast(schema))
            except (pa.ArrowException, OSError, KeyError, ValueError) as error:
                where = Where(file=one.path)
                raise EshramError("lake-file-unreadable", where, lake=self.url, reason=first_line(error)) from error
        return pa.concat_tables(read)


def first_line(error: BaseException) -> str:
    """What an error says, in one line."""
    return (str(error).strip() or type(error).__name__).splitlines()[0][:300]
