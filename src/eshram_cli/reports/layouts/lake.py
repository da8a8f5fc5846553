"""What an export wrote into a lake."""

from __future__ import annotations

from eshram_cli.answers.lake import PushedLake
from eshram_cli.reports.document import Document, Phrase, table_of
from eshram_cli.reports.registry import layout


@layout(PushedLake)
def pushed_document(pushed: PushedLake) -> Document:
    """One line, and whether there was anything to write."""
    notes = [] if pushed.acts else [Phrase("lake-nothing-new")]
    return Document(Phrase("lake-title"), tables=[table_of(pushed)], notes=notes)
