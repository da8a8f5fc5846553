"""Notes on days: kept, listed, and put beside the answers they bear on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from eshram_cli.analysis.notes import note
from eshram_cli.answers.daynotes import DayNote, DayNotes
from eshram_cli.answers.notes import Note
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import acting, today
from eshram_cli.jobs.session import Session
from eshram_cli.places.model import Place

FIRST, LAST = dt.date.min, dt.date.max


def add_note(session: Session, place: Place, text: str, as_on: dt.date | None = None) -> DayNotes:
    """Keep a note on a day of a place, by default today in India, and show the notes of that day.

    Raises `note-empty` for a text without a letter.
    """
    words = " ".join(text.split())
    if not words:
        raise EshramError("note-empty")
    day = as_on or today()
    session.ledger.add_note(place.id, day, words, **acting())
    return list_notes(session, place, since=day, until=day)


def list_notes(
    session: Session, place: Place, *, since: dt.date | None = None, until: dt.date | None = None
) -> DayNotes:
    """The notes that bear on a place: its own, those of the places above it, and those of the places within it."""
    found = day_notes(session, [place, *session.gazetteer.descendants(place.id)], since or FIRST, until or LAST)
    return DayNotes(within=place.name, within_hi=place.name_hi or None, rows=tuple(found))


def day_notes(
    session: Session, places: Sequence[Place], since: dt.date, until: dt.date, known: int | None = None
) -> list[DayNote]:
    """The notes of the days from `since` to `until` on the places and on every place that holds one, by date."""
    gazetteer = session.gazetteer
    ids = dict.fromkeys(one.id for place in places for one in (*gazetteer.parents(place.id)[::-1], place))
    remarks = session.ledger.notes(ids, since, until, known=known)
    bearing = [(one, gazetteer.get(one.place)) for one in remarks]
    found = [
        DayNote(
            as_on=one.as_on,
            place=place.name,
            place_hi=place.name_hi or None,
            level=place.level.name,
            note=one.text,
            number=one.number,
        )
        for one, place in bearing
    ]
    return sorted(found, key=lambda line: (line.as_on, line.number))


def as_remarks(lines: Sequence[DayNote]) -> tuple[Note, ...]:
    """The notes as an answer bears them below its table."""
    return tuple(note("day", name=line.place, as_on=line.as_on, text=line.note) for line in lines)
