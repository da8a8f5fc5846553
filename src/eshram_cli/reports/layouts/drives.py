"""Drives with what was registered in each."""

from __future__ import annotations

from eshram_cli.answers.drives import DriveList
from eshram_cli.reports.document import Document, Phrase, table_of
from eshram_cli.reports.layouts.notes import known_note
from eshram_cli.reports.registry import layout


@layout(DriveList)
def drives_document(drives: DriveList) -> Document:
    """One line a drive."""
    notes = [known_note(drives.known_on)] if drives.known_on is not None else []
    return Document(Phrase("drive-title"), tables=[table_of(drives)], notes=[Phrase("drive-how"), *notes])
