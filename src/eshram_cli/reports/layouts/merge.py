"""What came in from other ledgers: a line a ledger, and below it what they tell otherwise."""

from __future__ import annotations

from eshram_cli.answers.merge import Merged, MergedLedger, Restated
from eshram_cli.reports.document import Document, Phrase, Value, rows_table, table_of
from eshram_cli.reports.registry import layout

SHOWN = 20
"""So many figures told otherwise are shown; more of them are counted, and in CSV and JSON."""
_VIEW = ["place", "as_on", "measure", "cut", "here", "there", "stands", "here_from", "there_from"]
_ADDED = ("acts", "undos", "figures", "places", "restated")


@layout(Merged)
def merged_document(merged: Merged) -> Document:
    """The ledgers with a total below several; the first figures that were told otherwise."""
    total: list[Value] | None = None
    if len(merged.ledgers) > 1:
        keys = [column.key for column in MergedLedger.columns()]
        total = [sum(getattr(one, key) for one in merged.ledgers) if key in _ADDED else None for key in keys]
    tables = [rows_table(MergedLedger, merged.ledgers, total=total)]
    if merged.changes:
        view = ["ledger", *_VIEW] if len({one.ledger for one in merged.changes}) > 1 else _VIEW
        tables.append(rows_table(Restated, merged.changes[:SHOWN], view=view, title=Phrase("merge-restated-title")))
    notes = []
    if not any(one.acts for one in merged.ledgers):
        notes.append(Phrase("merge-nothing-new"))
    if len(merged.changes) > SHOWN:
        notes.append(Phrase("merge-more", {"count": len(merged.changes) - SHOWN}))
    if merged.refused:
        notes.append(Phrase("merge-refused", {"count": len(merged.refused)}))
    title = Phrase("merge-dry-run-title" if merged.dry_run else "merge-title")
    return Document(title, tables=tables, notes=notes, data=table_of(merged))
