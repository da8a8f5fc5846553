"""Figures that were corrected since a review."""

from __future__ import annotations

from eshram_cli.answers.restated import Restatements
from eshram_cli.reports.document import Document, Phrase, table_of, within_of
from eshram_cli.reports.layouts.notes import known_notes
from eshram_cli.reports.registry import layout


@layout(Restatements)
def restated_document(found: Restatements) -> Document:
    """One line a figure; where there is none, a sentence says so."""
    words = {"within": within_of(found), "since": found.since, "first": found.first, "as_on": found.as_on}
    notes = [*([] if found.rows else [Phrase("restated-none")]), *known_notes(found.known_on)]
    table, title = table_of(found), Phrase("restated-title", words)
    return Document(title, Phrase("restated-subtitle", words), [], [table] if found.rows else [], notes, data=table)
