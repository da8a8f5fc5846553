"""What came in from other ledgers: a line a ledger, and below it what they tell otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from eshram_cli.answers.merge import Merged, MergedLedger, Restated
from eshram_cli.reports.document import Document, Phrase, Table, Value, table_of
from eshram_cli.reports.registry import layout

SHOWN = 20
"""So many figures told otherwise are shown; more of them are counted, and in JSON."""
_ADDED = ("acts", "undos", "figures", "places", "restated")


@layout(Merged)
def merged_document(merged: Merged) -> Document:
    """The ledgers with a total below several; the first figures that were told otherwise."""
    total: list[Value] | None = None
    if len(merged.ledgers) > 1:
        keys = [column.key for column in MergedLedger.columns()]
        total = [sum(getattr(one, key) for one in merged.ledgers) if key in _ADDED else None for key in keys]
    tables = [table_of(merged, total=total)]
    if merged.changes:
        rows = [one.cells() for one in merged.changes]
        tables.append(Table(Restated.columns(), rows[:SHOWN], title=Phrase("merge-restated-title")))
    return Document(
        Phrase("merge-dry-run-title" if merged.dry_run else "merge-title"), tables=tables, notes=list(_notes(merged))
    )


def _notes(merged: Merged) -> Iterator[Phrase]:
    if not any(one.acts for one in merged.ledgers):
        yield Phrase("merge-nothing-new")
    if len(merged.changes) > SHOWN:
        yield Phrase("merge-more", {"count": len(merged.changes) - SHOWN})
    if merged.refused:
        yield Phrase("merge-refused", {"count": len(merged.refused)})
