"""From what a command names to the files to read: folders with all below them, patterns on Windows too."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eshram_cli.errors import EshramError
from eshram_cli.problems import Problem, Where
from eshram_cli.sheets.irregular import irregular
from eshram_cli.sheets.names import shown_name

SHEETS = frozenset(
    {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".fods", ".csv", ".tsv", ".tab", ".gz", ".mht", ".mhtml"}
)
"""Names under which a folder's file is taken for a sheet; what it is, its content decides."""

MAYBE = frozenset({".htm", ".html", ".xml", ".txt", ""})
"""Names that a sheet may bear, but other things too: taken when the first bytes look like a table."""

HEAD = 4096
MAGICS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


@dataclass(frozen=True)
class Expansion:
    """The files to read, sorted by their path, and the files of folders that were left out, each with its reason."""

    files: tuple[Path, ...]
    skipped: tuple[Problem, ...]


def expand(paths: Sequence[Path | str]) -> Expansion:
    """Files, folders and patterns as files, sorted by path without case, each once; never by a file's time.

    A file that was named is always read, whatever its name; a name that does not exist is kept, for its reader to say
    so. Of a folder, hidden files, Excel's lock files `~$…`, our own `….to-mend.xlsx`, pipes and other things that
    are no files, and what is no sheet are skipped.
    Raises folder-empty where nothing at all is left to read.
    """
    files: dict[str, Path] = {}
    skipped: dict[str, Problem] = {}
    for path in paths:
        for file in _meant(Path(path)):
            for found, problem in _judged(file):
                if problem:
                    skipped.setdefault(_same(found), problem)
                else:
                    files.setdefault(_same(found), found)
    told = tuple(problem for same, problem in skipped.items() if same not in files)
    if not files:
        raise EshramError("folder-empty", Where(", ".join(shown_name(str(path)) for path in paths)), told)
    return Expansion(tuple(sorted(files.values(), key=_order)), told)


def _meant(path: Path) -> list[Path]:
    """The path itself where it exists, else the files that it matches as a pattern, else itself again."""
    if path.exists() or not glob.has_magic(str(path)):
        return [path]
    anchor = path.anchor or "."
    return sorted(Path(anchor).glob(str(path.relative_to(path.anchor))), key=_order) or [path]


def _judged(path: Path) -> Iterator[tuple[Path, Problem | None]]:
    """The file, or the files below the folder, each with the reason for leaving it out, if any. Links to folders are
    not followed, since they may lead back."""
    if not path.is_dir():
        yield path, None
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in sorted([*names, *links]):
            file = Path(folder, name)
            what = irregular(file)
            reason = "skipped-no-file" if what else _reason(file)
            told = Problem(reason, Where(shown_name(str(file))), {"what": what} if what else {}) if reason else None
            yield file, told


def _reason(file: Path) -> str:
    name = file.name.lower()
    if name.startswith(("~$", ".~lock.")):
        return "skipped-lock"
    if name.startswith(".") or name in {"thumbs.db", "desktop.ini"}:
        return "skipped-hidden"
    if name.endswith(".to-mend.xlsx"):
        return "skipped-own"
    return "" if file.suffix.lower() in SHEETS or _looks_like_sheet(file) else "skipped-other"


def _looks_like_sheet(file: Path) -> bool:
    """Whether a file whose name does not say so begins like a sheet."""
    try:
        with file.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return False
    if head.startswith(MAGICS):
        return file.suffix.lower() in MAYBE or b"xl/" in head or b"W\0o\0r\0k\0b\0o\0o\0k" in head
    plain = head.replace(b"\0", b"").lower()
    table = b"<table" in plain or b"office:spreadsheet" in plain
    return file.suffix.lower() in MAYBE and (table or _tabbed(plain))


def _tabbed(head: bytes) -> bool:
    """Whether most lines have tabs, as Excel's "Text (Tab delimited)"."""
    lines = [line for line in head.splitlines() if line.strip()]
    return 2 * sum(b"\t" in line for line in lines) > len(lines)


def _same(path: Path) -> str:
    return os.path.normcase(path.absolute())


def _order(path: Path) -> tuple[str, str]:
    return path.as_posix().casefold(), path.as_posix()
