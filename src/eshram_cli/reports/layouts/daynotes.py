"""Notes on days, listed."""

from __future__ import annotations

import datetime as dt
from dataclasses import astuple, dataclass

from eshram_cli.reports.document import Column, Document, Kind, Name, Phrase, Table, place_columns
from eshram_cli.reports.registry import layout

COLUMNS = (
    Column("as_on", Kind.date),
    *place_columns(2),
    Column("level", Kind.level, 1),
    Column("note"),
    Column("number", Kind.number, 3),
)
VIEW = ("as_on", "place", "level", "note", "number", "place_hi")


@dataclass(frozen=True)
class DayNote:
    """A note on a day of a place and of everything within it; `number` is its act in the ledger, to undo it by."""

    as_on: dt.date
    place: str
    place_hi: str | None
    level: str
    text: str
    number: int


@dataclass(frozen=True)
class DayNotes:
    """The notes that bear on a place, by date."""

    within: str
    within_hi: str | None
    rows: tuple[DayNote, ...]


@layout(DayNotes, "eshram.note/1")
def notes_document(notes: DayNotes) -> Document:
    """One line a note."""
    title = Phrase("daynotes-title", {"within": Name(notes.within, notes.within_hi)})
    table = Table(COLUMNS, [astuple(line) for line in notes.rows], view=VIEW)
    if not notes.rows:
        return Document(title, notes=[Phrase("daynotes-none")], data=table)
    return Document(title, tables=[table])
