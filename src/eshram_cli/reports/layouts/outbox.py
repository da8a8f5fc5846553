"""Mails: what became of each in a run, and what the outbox holds."""

from __future__ import annotations

from eshram_cli.answers.outbox import Delivered, MailLine, MailList
from eshram_cli.reports.document import Document, Phrase, table_of
from eshram_cli.reports.registry import layout


@layout(Delivered)
def delivered_document(delivered: Delivered) -> Document:
    """One line a mail."""
    notes = [Phrase("outbox-waiting", {"count": delivered.waiting})] if delivered.waiting else []
    if not delivered.deliveries:
        return Document(notes=[Phrase("outbox-nothing"), *notes])
    return Document(tables=[table_of(delivered)], notes=notes)


@layout(MailList)
def mails_document(found: MailList) -> Document:
    """One line a mail; those that are done with are dim."""
    if not found.mails:
        return Document(notes=[Phrase("outbox-empty")])
    done = {"sent", "dropped"}
    return Document(tables=[table_of(found, faint=lambda mail: isinstance(mail, MailLine) and mail.state in done)])
