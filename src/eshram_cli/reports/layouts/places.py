"""Places that were looked for."""

from __future__ import annotations

from eshram_cli.answers.places import Found
from eshram_cli.reports.document import Document, Phrase, table_of
from eshram_cli.reports.registry import layout


@layout(Found)
def found_document(found: Found) -> Document:
    """Those that bear the name, or those that it may have meant, and which of the two it is."""
    words = {"text": found.text}
    if not found.rows:
        return Document(Phrase("places-unheard-of", words))
    return Document(Phrase("places-named" if found.named else "places-near", words), tables=[table_of(found)])
