"""The receipt of an ingest: one line a table that was read, and what became of its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from eshram_cli.ledger.receipt import Restatement
from eshram_cli.problems import Problem
from eshram_cli.reports.document import Column, Document, Kind, Phrase, Table, Text, Value
from eshram_cli.reports.layouts.problems import problems_fields
from eshram_cli.reports.registry import Fields

SCHEMA = "eshram.ingest/1"
COLUMNS = (
    Column("file"),
    Column("sheet", priority=2),
    Column("places", Kind.count, 3),
    Column("as_on", Kind.date, 1),
    Column("accepted", Kind.count),
    Column("rejected", Kind.count),
    Column("unchanged", Kind.count),
    Column("restated", Kind.count),
    Column("total_agrees", Kind.flag, 4),
)


class Submitted(Protocol):
    """What became of one table, counted in rows; `total_agrees` is None where no total row could be checked."""

    @property
    def file(self) -> str:
        """The file's name."""

    @property
    def sheet(self) -> str:
        """The sheet's name; blank in a file without sheets."""

    @property
    def places(self) -> int:
        """Places named in it."""

    @property
    def as_on(self) -> dt.date | None:
        """The date of its latest figure; None where it has none."""

    @property
    def accepted(self) -> int:
        """Rows stored."""

    @property
    def rejected(self) -> int:
        """Rows kept out by an error."""

    @property
    def unchanged(self) -> int:
        """Rows whose figures the ledger had already."""

    @property
    def restated(self) -> int:
        """Rows whose figures replace earlier ones."""

    @property
    def total_agrees(self) -> bool | None:
        """Whether its total row equals the sum; None where none could be checked."""

    @property
    def changes(self) -> Sequence[Restatement]:
        """What was replaced, and by what."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What is wrong with it."""


def ingest_document(
    submissions: Sequence[Submitted], skipped: Sequence[str] = (), refused: int = 0, dry_run: bool = False
) -> Document:
    """A table of the submissions with a total below several; what was skipped, refused or not stored is noted.

    Where nothing could be read there is nothing to show: the problems have said why.
    """
    rows = [_row(one) for one in submissions]
    if not rows:
        return Document(data=Table(COLUMNS, ()))
    return Document(
        title=Phrase("ingest-dry-run-title" if dry_run else "ingest-title"),
        tables=[Table(COLUMNS, rows, _total(rows) if len(rows) > 1 else None)],
        notes=_notes(submissions, skipped, refused),
        data=Table(COLUMNS, rows),
    )


def ingest_fields(
    submissions: Sequence[Submitted],
    skipped: Sequence[str] = (),
    refused: Sequence[Problem] = (),
    dry_run: bool = False,
) -> Fields:
    """The JSON of an ingest."""
    keys = [column.key for column in COLUMNS]
    return {
        "dry_run": dry_run,
        "submissions": [
            {
                **dict(zip(keys, _row(one), strict=True)),
                "changes": [_change(change) for change in one.changes],
                "problems": problems_fields(one.problems),
            }
            for one in submissions
        ],
        "skipped": list(skipped),
        "refused": problems_fields(refused),
    }


def _change(change: Restatement) -> Fields:
    return {
        "place": change.place,
        "as_on": change.as_on,
        "cut": change.cut,
        "measure": change.measure,
        "old": change.old,
        "new": change.new,
    }


def _row(one: Submitted) -> list[Value]:
    counts = [one.accepted, one.rejected, one.unchanged, one.restated]
    return [one.file, one.sheet, one.places, one.as_on, *counts, one.total_agrees]


def _total(rows: Sequence[Sequence[Value]]) -> list[Value]:
    """Rows are added up; places are not, since the same ones stand in many sheets."""
    sums = [sum(value for row in rows if isinstance(value := row[at], int)) for at in range(4, 8)]
    return [None, None, None, None, *sums, None]


def _notes(submissions: Sequence[Submitted], skipped: Sequence[str], refused: int) -> list[Text]:
    notes: list[Text] = []
    if submissions and not any(one.accepted for one in submissions):
        notes.append(Phrase("ingest-nothing-new"))
    if skipped:
        notes.append(Phrase("ingest-skipped", {"files": ", ".join(skipped)}))
    if refused:
        notes.append(Phrase("ingest-refused", {"count": refused}))
    return notes
