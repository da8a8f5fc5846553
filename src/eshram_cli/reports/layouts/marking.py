"""Sheets sent back to be mended."""

from __future__ import annotations

from eshram_cli.answers.marking import Marked
from eshram_cli.reports.document import Document, Phrase, table_of
from eshram_cli.reports.registry import layout


@layout(Marked)
def marked_document(marked: Marked) -> Document:
    """One line a file."""
    nothing = [] if any(one.output for one in marked.files) else [Phrase("mend-nothing")]
    return Document(title=Phrase("mend-title"), tables=[table_of(marked)], notes=nothing)
