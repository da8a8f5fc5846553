"""Targets as they stand, or all their versions."""

from __future__ import annotations

from eshram_cli.answers.targets import Targets
from eshram_cli.reports.document import Document, Phrase, table_of, within_of
from eshram_cli.reports.registry import layout


@layout(Targets)
def targets_document(targets: Targets) -> Document:
    """One line a target."""
    words = {"within": within_of(targets)}
    title = Phrase("targets-history" if targets.history else "targets-title", words)
    if not targets.rows:
        return Document(title, notes=[Phrase("targets-none")])
    return Document(title, tables=[table_of(targets)])
