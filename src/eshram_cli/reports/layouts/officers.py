"""Officers with their places and terms, and what became of a sheet of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import astuple, dataclass

from eshram_cli.problems import Problem
from eshram_cli.reports.document import Column, Document, Kind, Name, Phrase, Table, place_columns, within_columns
from eshram_cli.reports.layouts.problems import problems_fields
from eshram_cli.reports.registry import Fields, layout

WITHIN, WITHIN_HI = within_columns("within", 2)
COLUMNS = (
    Column("officer"),
    *place_columns(4),
    WITHIN,
    Column("since", Kind.date),
    Column("until", Kind.date, 1),
    WITHIN_HI,
)
VIEW = ("officer", "place", "within", "since", "until", "place_hi")


@dataclass(frozen=True)
class OfficerTerm:
    """An officer's time in a place, from `since` to `until`, both included; None where it is not over."""

    officer: str
    place: str
    place_hi: str | None
    within: str
    since: dt.date
    until: dt.date | None
    within_hi: str | None = None


@dataclass(frozen=True)
class Officers:
    """The terms of a place (its name, blank for all) and of those within it, by place and first day."""

    within: str
    rows: tuple[OfficerTerm, ...]
    within_hi: str | None = None


@dataclass(frozen=True)
class Loaded:
    """What became of a sheet of officers: stored, known already, rows left out."""

    file: str
    accepted: int
    unchanged: int
    rejected: int
    problems: tuple[Problem, ...]

    @property
    def exit_code(self) -> int:
        """1 where a row was left out."""
        return 1 if self.rejected else 0


@layout(Officers, "eshram.officer/1")
def officers_document(officers: Officers) -> Document:
    """One line a term."""
    title = Phrase(
        "officers-title-within" if officers.within else "officers-title",
        {"within": Name(officers.within, officers.within_hi)},
    )
    table = Table(COLUMNS, [astuple(row) for row in officers.rows], view=VIEW)
    if not officers.rows:
        return Document(title, notes=[Phrase("officers-none")], data=table)
    return Document(title, tables=[table])


def _loaded_fields(loaded: Loaded) -> Fields:
    return {**vars(loaded), "problems": problems_fields(loaded.problems)}


@layout(Loaded, "eshram.officer.load/1", fields=_loaded_fields)
def loaded_document(loaded: Loaded) -> Document:
    """One line."""
    counts = ("accepted", "unchanged", "rejected")
    columns = (Column("file"), *(Column(name, Kind.count) for name in counts))
    return Document(tables=[Table(columns, [(loaded.file, loaded.accepted, loaded.unchanged, loaded.rejected)])])
