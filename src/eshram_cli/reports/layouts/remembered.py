"""The forms of offices that are remembered, listed."""

from __future__ import annotations

from eshram_cli.answers.remembered import Remembered, RememberedHeading
from eshram_cli.reports.document import Document, Phrase, rows_table, table_of
from eshram_cli.reports.registry import layout


@layout(Remembered)
def remembered_document(remembered: Remembered) -> Document:
    """One line a form, and its headings where one is shown."""
    if not remembered.layouts:
        return Document(Phrase("layouts-title"), notes=[Phrase("layouts-none")])
    shown = remembered.layouts if remembered.full else ()
    heads = [rows_table(RememberedHeading, one.headings) for one in shown]
    return Document(Phrase("layouts-title"), tables=[table_of(remembered), *heads])
