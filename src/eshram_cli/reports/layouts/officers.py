"""Officers with their places and terms."""

from __future__ import annotations

from eshram_cli.answers.officers import Officers
from eshram_cli.reports.document import Document, Phrase, table_of, within_of
from eshram_cli.reports.registry import layout


@layout(Officers)
def officers_document(officers: Officers) -> Document:
    """One line a term."""
    words = {"within": within_of(officers)}
    title = Phrase("officers-title-within" if officers.within else "officers-title", words)
    if not officers.rows:
        return Document(title, notes=[Phrase("officers-none")])
    return Document(title, tables=[table_of(officers)])
