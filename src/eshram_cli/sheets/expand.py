"""From what a command names to the files to read: folders with all below them, patterns on Windows too."""

from __future__ import annotations

import errno
import glob
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eshram_cli.errors import EshramError
from eshram_cli.problems import Language, Problem, Where
from eshram_cli.sheets.names import shown_name

SHEETS = frozenset(
    {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".fods", ".csv", ".tsv", ".tab", ".gz", ".mht", ".mhtml"}
)
"""Names under which a folder's file is taken for a sheet; what it is, its content decides."""

MAYBE = frozenset({".htm", ".html", ".xml", ".txt", ""})
"""Names that a sheet may bear, but other things too: taken when the first bytes look like a table."""

HEAD = 4096
MAGICS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

IRREGULAR = {
    stat.S_IFIFO: ("a pipe of a program", "किसी प्रोग्राम की पाइप"),
    stat.S_IFSOCK: ("a socket of a program", "किसी प्रोग्राम का सॉकेट"),
    stat.S_IFCHR: ("a device", "एक उपकरण"),
    stat.S_IFBLK: ("a device", "एक उपकरण"),
    stat.S_IFDIR: ("a link to another folder", "किसी दूसरे फ़ोल्डर की लिंक"),
}
LOOP = ("a link that leads back to itself", "अपने ही पास लौटने वाली लिंक")
NOWHERE = ("a link to something that is not there", "ऐसी लिंक जिसकी फ़ाइल नहीं है")
OTHER = ("something other than a file", "फ़ाइल के अलावा कुछ और")


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
    for path in map(Path, paths):
        found = [path]
        if not path.exists() and glob.has_magic(str(path)):
            matching = Path(path.anchor or ".").glob(str(path.relative_to(path.anchor)))
            found = sorted(matching, key=_order) or [path]
        for one in found:
            for file, problem in _files_below(one) if one.is_dir() else [(one, None)]:
                same = os.path.normcase(file.absolute())
                if problem:
                    skipped.setdefault(same, problem)
                else:
                    files.setdefault(same, file)
    told = tuple(problem for same, problem in skipped.items() if same not in files)
    if not files:
        raise EshramError("folder-empty", Where(", ".join(shown_name(str(path)) for path in paths)), told)
    return Expansion(tuple(sorted(files.values(), key=_order)), told)


def irregular(path: Path) -> dict[Language, str] | None:
    """What stands at the path, as the object of "This is …", where it is neither a file nor a folder of its own; None
    for these two, and where nothing bears the name. Opening a pipe waits for a writer for ever, so it is looked at
    first."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if not path.is_symlink():
            return None
        words = NOWHERE if error.errno == errno.ENOENT else LOOP
    else:
        if stat.S_ISREG(mode) or (stat.S_ISDIR(mode) and not path.is_symlink()):
            return None
        words = IRREGULAR.get(stat.S_IFMT(mode), OTHER)
    return dict(zip((Language.en, Language.hi), words, strict=True))


def _files_below(folder: Path) -> Iterator[tuple[Path, Problem | None]]:
    """The files of a folder and of those below it, each with the reason for leaving it out, if any. Links to folders
    are not followed, since they may lead back."""
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if Path(at, name).is_symlink()]
        for file in (Path(at, name) for name in sorted([*names, *links])):
            name = file.name.lower()
            what = irregular(file)
            if what:
                reason = "skipped-no-file"
            elif name.startswith(("~$", ".~lock.")):
                reason = "skipped-lock"
            elif name.startswith(".") or name in {"thumbs.db", "desktop.ini"}:
                reason = "skipped-hidden"
            elif name.endswith(".to-mend.xlsx"):
                reason = "skipped-own"
            else:
                reason = "" if file.suffix.lower() in SHEETS or _looks_like_sheet(file) else "skipped-other"
            words = {"what": what} if what else {}
            yield file, Problem(reason, Where(shown_name(str(file))), words) if reason else None


def _looks_like_sheet(file: Path) -> bool:
    """Whether a file whose name does not say so begins like a sheet: a workbook, a table, or lines with tabs, as
    Excel's "Text (Tab delimited)"."""
    try:
        with file.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return False
    named = file.suffix.lower() in MAYBE
    if head.startswith(MAGICS):
        return named or b"xl/" in head or b"W\0o\0r\0k\0b\0o\0o\0k" in head
    plain = head.replace(b"\0", b"").lower()
    lines = [line for line in plain.splitlines() if line.strip()]
    tabbed = 2 * sum(b"\t" in line for line in lines) > len(lines)
    return named and (tabbed or b"<table" in plain or b"office:spreadsheet" in plain)


def _order(path: Path) -> tuple[str, str]:
    return path.as_posix().casefold(), path.as_posix()
