"""A number and the figures that make it."""

from __future__ import annotations

from eshram_cli.answers.trace import Trace, Traced
from eshram_cli.described import Row
from eshram_cli.reports.document import Document, Fact, Phrase, facts_of, name_of, table_of
from eshram_cli.reports.layouts.notes import known_notes
from eshram_cli.reports.registry import layout

_GONE = frozenset({"superseded", "undone"})


@layout(Trace)
def trace_document(trace: Trace) -> Document:
    """One figure alone as facts, several as a table; what no longer counts is dim."""
    first = trace.rows[0]
    words = {"place": name_of(trace), "registered": trace.registered, "as_on": trace.as_on}
    title, notes = Phrase("trace-title", words), known_notes(trace.known_on)
    table = table_of(trace, faint=_gone)
    if len(trace.rows) == 1:
        return Document(title, facts=_facts(first), notes=notes, data=table)
    # Not shown are columns that say nothing here: empty ones, those with the usual word in all rows; and a hash of 64
    # characters, which would leave no room for anything else.
    unsaid = {"sha256"}
    for key in ("cut", "sheet", "written", "source", "ledger", "supersedes", "superseded_by", "undone", "part_of"):
        if all(getattr(row, key) in {None, ""} for row in trace.rows):
            unsaid.add(key)
    for key, usual in (("measure", "registered"), ("quality", "exact")):
        if {getattr(row, key) for row in trace.rows} <= {usual, None}:
            unsaid.add(key)
    view = [column.key for column in table.columns if column.key not in unsaid]
    return Document(title, tables=[table_of(trace, view=view, faint=_gone)], notes=notes)


def _gone(row: Row) -> bool:
    return isinstance(row, Traced) and row.how in _GONE


def _facts(row: Traced) -> list[Fact]:
    """What is not known is passed over."""
    quality = () if row.quality == "exact" else ("quality",)
    origin = ("file", "sheet", "cell", "written", "submission", "received_at", "who", "source", "ledger", "sha256")
    return facts_of(row, "as_on", "how", "cut", *quality, *origin, headings={"cut": "column-cut"})
