"""Targets as they stand, or all their versions."""

from __future__ import annotations

import datetime as dt
from dataclasses import astuple, dataclass

from eshram_cli.reports.document import Column, Document, Kind, Name, Phrase, Table, place_columns
from eshram_cli.reports.registry import layout

COLUMNS = (
    *place_columns(4),
    Column("cut", Kind.cut, 1),
    Column("target", Kind.count),
    Column("basis", Kind.basis, 2),
    Column("deadline", Kind.date, 1),
    Column("set_on", Kind.date, 3),
    Column("level", Kind.level, 3),
)
VIEW = ("place", "level", "cut", "target", "basis", "deadline", "set_on", "place_hi")


@dataclass(frozen=True)
class TargetLine:
    """A target in persons: for which place and cut (blank: all workers), its basis, deadline and the day it was set.

    `level` is the place's: a district and its block often bear one name.
    """

    place: str
    place_hi: str | None
    cut: str
    target: int
    basis: str
    deadline: dt.date | None
    set_on: dt.date | None
    level: str


@dataclass(frozen=True)
class Targets:
    """Targets of a place (its name) and of those within it; with `history` every version, oldest first."""

    within: str
    rows: tuple[TargetLine, ...]
    history: bool = False
    within_hi: str | None = None


@layout(Targets, "eshram.target/1")
def targets_document(targets: Targets) -> Document:
    """One line a target."""
    title = Phrase(
        "targets-history" if targets.history else "targets-title", {"within": Name(targets.within, targets.within_hi)}
    )
    table = Table(COLUMNS, [astuple(line) for line in targets.rows], view=VIEW)
    if not targets.rows:
        return Document(title, notes=[Phrase("targets-none")], data=table)
    return Document(title, tables=[table])
