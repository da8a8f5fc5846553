"""Drives with what was registered in each."""

from __future__ import annotations

from eshram_cli.answers.drives import DriveList
from eshram_cli.reports.document import Document, Phrase, table_of
from eshram_cli.reports.layouts.notes import known_notes
from eshram_cli.reports.registry import layout


@layout(DriveList)
def drives_document(drives: DriveList) -> Document:
    """One line a drive."""
    notes = [Phrase("drive-how"), *known_notes(drives.known_on)]
    return Document(Phrase("drive-title"), tables=[table_of(drives)], notes=notes)
