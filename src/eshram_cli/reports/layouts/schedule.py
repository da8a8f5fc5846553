"""Plans of the daily run that are installed."""

from __future__ import annotations

from eshram_cli.answers.schedule import PlanList
from eshram_cli.reports.document import Document, Phrase, table_of
from eshram_cli.reports.registry import layout


@layout(PlanList)
def plans_document(found: PlanList) -> Document:
    """One line a plan."""
    return Document(tables=[table_of(found)], notes=[] if found.rows else [Phrase("schedule-none-yet")])
