"""Notes on days, listed."""

from __future__ import annotations

from eshram_cli.answers.daynotes import DayNotes
from eshram_cli.reports.document import Document, Phrase, table_of, within_of
from eshram_cli.reports.registry import layout


@layout(DayNotes)
def notes_document(notes: DayNotes) -> Document:
    """One line a note."""
    title = Phrase("daynotes-title", {"within": within_of(notes)})
    if not notes.rows:
        return Document(title, notes=[Phrase("daynotes-none")])
    return Document(title, tables=[table_of(notes)])
