"""Copies of the ledger, and what a ledger that was put back lacks."""

from __future__ import annotations

from eshram_cli.answers.backup import CopyList, Restored
from eshram_cli.reports.document import Document, Phrase, table_of
from eshram_cli.reports.registry import layout


@layout(CopyList)
def copies_document(found: CopyList) -> Document:
    """One line a copy, and where they lie."""
    made = [Phrase("backup-copy-made", {"file": found.made})] if found.made else []
    note = Phrase("backup-copies-folder" if found.rows else "backup-copies-none", {"folder": found.folder})
    return Document(Phrase("backup-copies-title"), tables=[table_of(found)] if found.rows else [], notes=[*made, note])


@layout(Restored)
def restored_document(done: Restored) -> Document:
    """What the ledger is now, and one line an act that it lacks."""
    words = {"file": done.source, "acts": done.acts}
    rested = (
        "backup-restored-rebuilt"
        if done.rebuilt and done.source
        else "backup-restored-alone"
        if done.rebuilt
        else "backup-restored"
    )
    notes = [Phrase(rested, words)]
    if done.aside:
        notes.append(Phrase("backup-restored-aside", {"file": done.aside}))
    notes.append(Phrase("backup-restored-lost" if done.rows else "backup-restored-all"))
    return Document(Phrase("backup-restored-title"), tables=[table_of(done)] if done.rows else [], notes=notes)
