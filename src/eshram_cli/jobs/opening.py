"""One file on its way in: opened, then read as returns in the way that was told, remembered, or found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from eshram_cli.errors import EshramError
from eshram_cli.jobs.applied import applied
from eshram_cli.jobs.forms import read_with_forms
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.returns.counting import TakenAs, count_persons
from eshram_cli.returns.hints import Hints
from eshram_cli.returns.model import Return
from eshram_cli.sheets.model import Book
from eshram_cli.sheets.read import read_book

if TYPE_CHECKING:
    from eshram_cli.ledger.layouts import Layout


@dataclass(frozen=True)
class Read:
    """One file: its bytes as grids, or why not; then its returns."""

    name: str
    book: Book | None = None
    returns: tuple[Return, ...] = ()
    error: EshramError | None = None


@dataclass(frozen=True)
class Reader:
    """How files are read: what the user said of them, the forms that are remembered; with `count_only` lists of workers
    are counted as `taken_as` says, and nothing else of them is kept."""

    hints: Hints = field(default_factory=Hints)
    layouts: Sequence[Layout] = ()
    count_only: bool = False
    taken_as: TakenAs = "new"
    password: str | None = field(default=None, repr=False)

    def open(self, path: Path) -> Read:
        """The file as grids; what cannot be opened keeps the reason."""
        try:
            return Read(str(path), read_book(path, password=self.password))
        except EshramError as error:
            return Read(str(path), error=error)

    def read_file(self, path: Path, gazetteer: Gazetteer) -> Read:
        """The file opened and read, as `open` and `read` do."""
        return self.read(self.open(path), gazetteer)

    def read(self, read: Read, gazetteer: Gazetteer) -> Read:
        """The file with its returns; what cannot be understood keeps the reason."""
        if read.book is None:
            return read
        if self.count_only:
            return self._counted(read, read.book, gazetteer)
        found = applied(self.layouts, gazetteer, read.book, read.name, self.hints)
        try:
            returns = read_with_forms(read.book, gazetteer, found.hints)
        except EshramError as error:
            again = EshramError(error.problem.code, error.problem.where, (*error.others, *found.problems))
            again.problem = error.problem
            return replace(read, error=again)
        first = replace(returns[0], problems=(*found.problems, *returns[0].problems))
        return replace(read, returns=(first, *returns[1:]), error=None)

    def _counted(self, read: Read, book: Book, gazetteer: Gazetteer) -> Read:
        try:
            return replace(read, returns=tuple(count_persons(book, gazetteer, self.hints, self.taken_as)), error=None)
        except EshramError as error:
            return replace(read, error=error)
