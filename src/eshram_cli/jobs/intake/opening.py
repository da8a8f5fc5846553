"""One file on its way in: opened, then read as returns in the way that was told, remembered, or found."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import today
from eshram_cli.jobs.intake.profiles import read_known
from eshram_cli.jobs.intake.task_sheets import has_tasks
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.problems import Where
from eshram_cli.returns.camps import is_calendar
from eshram_cli.returns.counting import TakenAs, count_persons
from eshram_cli.returns.hints import Hints
from eshram_cli.returns.model import Return
from eshram_cli.sheets.long_file import LongFile, NotPlain
from eshram_cli.sheets.long_text import LongText
from eshram_cli.sheets.long_workbook import LongWorkbook
from eshram_cli.sheets.model import Book
from eshram_cli.sheets.names import shown_name
from eshram_cli.sheets.read import read_book
from eshram_cli.timelimit import time_limit

if TYPE_CHECKING:
    from eshram_cli.ledger.accepting_long import Told
    from eshram_cli.returns.long_tables import LongReturn
    from eshram_cli.returns.profiles import SheetProfile

OTHER_LISTS = ("camp-calendar", "list-of-tasks")
"""The problems of a file that is a good list for another command; it is passed over, not refused."""


@dataclass(frozen=True)
class Read:
    """One file: its bytes as grids, or why not; then its returns."""

    name: str
    book: Book | None = None
    returns: tuple[Return, ...] = ()
    error: EshramError | None = None
    longs: Mapping[str, LongReturn] = field(default_factory=dict)
    """By sheet the long tables that were read piece by piece: what `book` and the records of their returns hold is an
    extract of them."""


def size_of(path: Path) -> int:
    """Bytes of the file; 0 where it cannot be looked at, which its reader tells."""
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def long_file(path: Path) -> LongFile | None:
    """The file as one that may be read piece by piece; None where it is short, or of another kind."""
    return LongText.of(path) or LongWorkbook.of(path)


def fault_of(error: Exception, path: Path) -> EshramError:
    """A fault of the tool over one file, which costs that file only. Raised as it is where ESHRAM_DEBUG asks for it."""
    if os.environ.get("ESHRAM_DEBUG"):
        raise error
    return EshramError("file-fault", Where(shown_name(path.name)), why=type(error).__name__)


@dataclass(frozen=True)
class Reader:
    """How files are read: what the user said of them, the profiles that are remembered; with `count_only` lists of
    workers are counted as `taken_as` says, and nothing else of them is kept."""

    hints: Hints = field(default_factory=Hints)
    profiles: Sequence[SheetProfile] = ()
    count_only: bool = False
    taken_as: TakenAs = "new"
    password: str | None = field(default=None, repr=False)
    whole: bool = False
    """Whether long tables are read as a whole too."""
    told: Told | None = field(default=None, repr=False, compare=False)
    """Told how much of a long table was read."""

    def open(self, path: Path) -> Read:
        """The file as grids; what cannot be opened keeps the reason."""
        try:
            return Read(str(path), read_book(path, password=self.password))
        except EshramError as error:
            return Read(str(path), error=error)
        except Exception as error:
            return Read(str(path), error=fault_of(error, path))

    def read_file(self, path: Path, gazetteer: Gazetteer) -> Read:
        """The file opened and read, as `open` and `read` do, in the time that its size allows; a long table piece
        by piece, as long as nothing in it has to be looked at as a whole. Then it is refused where it does not fit."""
        file = None if self.count_only else long_file(path)
        with time_limit(shown_name(path.name), size_of(path) if file is None else file.unpacked):
            if file is not None and not self.whole and (long := self._read_long(file, gazetteer)):
                return long
            if file is not None and not file.fits:
                return Read(str(path), error=EshramError("long-table-uneven", Where(shown_name(path.name))))
            return self.read(self.open(path), gazetteer)

    def _read_long(self, file: LongFile, gazetteer: Gazetteer) -> Read | None:
        from eshram_cli.jobs.intake.long_tables import notable
        from eshram_cli.returns.long_tables import read_long

        books = []

        def extract(book: Book) -> Sequence[Return]:
            """The returns that the extract holds."""
            books.append(book)
            read = self.read(Read(str(file.path), book), gazetteer)
            if read.error is not None:
                raise NotPlain
            return read.returns

        try:
            told = partial(self._tell, file) if self.told is not None else lambda: None
            returns, longs = read_long(file, extract, told)
            longs = {
                sheet: replace(long, notable=frozenset(notable(long, gazetteer, today())))
                for sheet, long in longs.items()
            }
        except NotPlain:
            return None
        except EshramError as error:
            return Read(str(file.path), error=error)
        except Exception as error:
            return Read(str(file.path), error=fault_of(error, file.path))
        return Read(str(file.path), books[-1], tuple(returns), longs=longs)

    def _tell(self, file: LongFile) -> None:
        if self.told is not None:
            self.told("reading", file.done // 1024, file.size // 1024)

    def read(self, read: Read, gazetteer: Gazetteer) -> Read:
        """The file with its returns; what cannot be understood keeps the reason, a fault of ours included."""
        if read.book is None:
            return read
        try:
            if is_calendar(read.book):
                raise EshramError("camp-calendar", Where(read.book.file))
            if self.count_only:
                returns = count_persons(read.book, gazetteer, self.hints, self.taken_as)
            else:
                returns = read_known(read.book, read.name, gazetteer, self.hints, self.profiles)
        except EshramError as error:
            return replace(read, returns=(), error=_of_another_kind(read.book) or error)
        except Exception as error:
            return replace(read, returns=(), error=fault_of(error, Path(read.name)))
        if not any(one.figures or one.targets or one.unknown for one in returns) and (
            other := _of_another_kind(read.book)
        ):
            return replace(read, returns=(), error=other)
        return replace(read, returns=tuple(returns), error=None)


def _of_another_kind(book: Book) -> EshramError | None:
    """Why a file without any figure is no bad return but a good list, which another command takes."""
    return EshramError("list-of-tasks", Where(shown_name(book.file))) if has_tasks(book) else None
