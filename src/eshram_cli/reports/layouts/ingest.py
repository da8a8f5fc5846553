"""The receipt of an ingest."""

from __future__ import annotations

from eshram_cli.answers.ingest import Ingested, Submission
from eshram_cli.reports.document import Document, Phrase, table_of
from eshram_cli.reports.registry import layout

ADDED = ("accepted", "rejected", "unchanged", "restated")
"""Rows are added up; places are not, since the same ones stand in many sheets."""


@layout(Ingested)
def ingest_document(done: Ingested) -> Document:
    """A table of the submissions with a total below several; what was skipped, refused or not stored is noted.

    Where nothing could be read there is nothing to show: the problems have said why.
    """
    if not done.submissions:
        return Document()
    keys = [column.key for column in Submission.columns()]
    sums = [sum(getattr(one, key) for one in done.submissions) if key in ADDED else None for key in keys]
    notes = []
    if not any(one.accepted for one in done.submissions):
        notes.append(Phrase("ingest-nothing-new"))
    if done.skipped:
        notes.append(Phrase("ingest-skipped", {"files": ", ".join(done.skipped)}))
    if done.refused:
        notes.append(Phrase("ingest-refused", {"count": len(done.refused)}))
    return Document(
        title=Phrase("ingest-dry-run-title" if done.dry_run else "ingest-title"),
        tables=[table_of(done, total=sums if len(done.submissions) > 1 else None)],
        notes=notes,
    )
