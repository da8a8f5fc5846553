"""The receipt of an ingest: one line a table that was read, and what became of its rows."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from pydantic import InstanceOf

from eshram_cli.answers.marking import Marked, ReadFile
from eshram_cli.described import INSIDE, Answer, Kind, Row, shown
from eshram_cli.problems import Problem, Severity


class Change(Row):
    """A figure that a later return changed: persons before and after."""

    place: str
    as_on: dt.date
    cut: str
    measure: str
    old: int
    new: int


class Submission(Row):
    """What became of one table: rows accepted (of them restated), unchanged and rejected; problems with their cells.

    `total_agrees`: whether the closing total equals its rows; None where there is none. `number`: its acceptance
    number, None where nothing was stored.
    """

    file: Annotated[str, shown()]
    sheet: Annotated[str, shown(priority=2)]
    places: Annotated[int, shown(Kind.count, 3)]
    as_on: Annotated[dt.date | None, shown(Kind.date, 1)]
    accepted: Annotated[int, shown(Kind.count)]
    rejected: Annotated[int, shown(Kind.count)]
    unchanged: Annotated[int, shown(Kind.count)]
    restated: Annotated[int, shown(Kind.count)]
    total_agrees: Annotated[bool | None, shown(Kind.flag, 4)]
    changes: tuple[Change, ...] = ()
    problems: tuple[InstanceOf[Problem], ...] = ()
    number: Annotated[int | None, INSIDE] = None


class Ingested(Answer):
    """All that was done: submissions in the order taken, files that are no returns, files refused; the names
    of the workbooks to mend, where they were asked for. `odd`: what warns of a file that was passed over.
    `to_mend`: the files with what is wrong with each, where they are to be marked; `mended`: what became of them."""

    SCHEMA: ClassVar = "eshram.ingest/1"

    dry_run: bool = False
    submissions: tuple[Submission, ...]
    skipped: tuple[str, ...] = ()
    refused: tuple[InstanceOf[Problem], ...] = ()
    marked: tuple[str, ...] = ()
    odd: Annotated[tuple[InstanceOf[Problem], ...], INSIDE] = ()
    to_mend: Annotated[tuple[InstanceOf[ReadFile], ...], INSIDE] = ()
    mended: Annotated[Marked | None, INSIDE] = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of every table, and why files were refused."""
        return tuple(problem for one in self.submissions for problem in one.problems) + self.refused

    @property
    def exit_code(self) -> int:
        """0; 1 where a row or file was refused, a check found an error or no copy could be marked; 3 where none was
        read."""
        if not self.submissions:
            return 3
        if self.mended is not None and self.mended.failures:
            return 1
        return 1 if any(problem.severity is Severity.error for problem in self.problems) else 0
