"""Sheets sent back to be mended: what is wrong with each file, and the workbook that says so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import InstanceOf

from eshram_cli.described import INSIDE, Answer, Kind, Row, shown
from eshram_cli.problems import Problem, Severity

if TYPE_CHECKING:
    from eshram_cli.sheets.model import Book


@dataclass(frozen=True)
class ReadFile:
    """A file that was read: its grids, None where it could not be opened, everything that is wrong with it, how many
    tables it gave, and how many rows of them were rejected."""

    path: Path
    book: Book | None
    problems: tuple[Problem, ...]
    tables: int = 0
    rejected: int = 0

    @property
    def faulty(self) -> bool:
        """Whether anything of it was left out."""
        return self.rejected > 0 or any(problem.severity is Severity.error for problem in self.problems)


class MarkedFile(Row):
    """One file: what is wrong with it, and the workbook that says so; None where there is nothing to mend, or nothing
    that may be copied."""

    file: Annotated[str, shown()]
    errors: Annotated[int, shown(Kind.count)]
    warnings: Annotated[int, shown(Kind.count)]
    output: Annotated[str | None, shown()] = None
    problems: tuple[InstanceOf[Problem], ...]


class Marked(Answer):
    """All files in their order; `failures` say which copy could not be written, and why, `notes` what to know of those
    that were.

    `exit_code`: 0; 1 where a file has an error or a copy could not be written; 3 where nothing could be read.
    """

    SCHEMA: ClassVar = "eshram.mark/1"

    files: tuple[MarkedFile, ...]
    failures: tuple[InstanceOf[Problem], ...] = ()
    exit_code: Annotated[int, INSIDE] = 0
    notes: Annotated[tuple[InstanceOf[Problem], ...], INSIDE] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of every file, then the notes and the failures."""
        return tuple(problem for one in self.files for problem in one.problems) + self.notes + self.failures
