"""Plans of the daily run that are installed."""

from __future__ import annotations

from dataclasses import dataclass

from eshram_cli.reports.document import Column, Document, Phrase, Table
from eshram_cli.reports.registry import layout

COLUMNS = (
    Column("name"),
    Column("when", heading="column-time"),
    Column("scheduler", heading="column-kind", priority=1),
    Column("file", priority=2),
)


@dataclass(frozen=True)
class PlanLine:
    """One plan: its hour, what runs it (cron, systemd, windows), where it stands."""

    name: str
    when: str
    scheduler: str
    file: str


@dataclass(frozen=True)
class PlanList:
    """The plans of this user."""

    plans: tuple[PlanLine, ...]


@layout(PlanList, "eshram.schedule/1")
def plans_document(found: PlanList) -> Document:
    """One line a plan."""
    rows = [[plan.name, plan.when, plan.scheduler, plan.file] for plan in found.plans]
    return Document(tables=[Table(COLUMNS, rows)], notes=[] if rows else [Phrase("schedule-none-yet")])
