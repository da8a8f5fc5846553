"""One place on one card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

import pandas as pd

from eshram_cli.analysis.card import Card, card
from eshram_cli.analysis.measures import Measure
from eshram_cli.answers.card import Reported, Shown
from eshram_cli.answers.daynotes import DayNote
from eshram_cli.described import replace
from eshram_cli.jobs.daynotes import as_remarks, day_notes
from eshram_cli.jobs.session import Session
from eshram_cli.jobs.views import day_of, nothing_reported, snapshots
from eshram_cli.ledger.receipt import Source
from eshram_cli.places.model import Place
from eshram_cli.problems import Where


def show(
    session: Session,
    place: Place,
    *,
    by: Measure | None = None,
    as_on: dt.date | None = None,
    days: int = 7,
    known_on: dt.datetime | None = None,
) -> Shown:
    """The place's figure, target, pace, rank among the places beside it, last days, cuts, and who reported it last.

    Notes on these days stand beside them. Raises `nothing-reported` where neither it nor anything within it has a
    figure up to the date.
    """
    known = session.known(known_on)
    day = day_of(session, place, as_on, known)
    parent = session.gazetteer.get(place.parent) if place.parent else place
    asked = snapshots(session, parent, known, members=partial(_cuts, session, place, known, day))
    shown = card(asked, place.id, day, by=by, days=days, known_on=known_on)
    if shown.standing.registered is None:
        raise nothing_reported(place, day)
    told = day_notes(session, [place], day - dt.timedelta(days=days - 1), day, known)
    shown = _noted(shown, told)
    source = session.ledger.source(place.id, day, known=known)
    return Shown(card=shown, reported=reported_by(source) if source else None)


def reported_by(source: Source) -> Reported:
    """Where a figure comes from, as a card tells it."""
    act = source.submission
    where = Where(act.file, act.sheet, source.row or None, source.column or None)
    return Reported(
        file=act.file,
        sheet=act.sheet,
        cell=where.cell,
        written=source.written,
        who=act.who,
        source=act.source,
        received_at=act.received_at,
    )


def _cuts(
    session: Session, place: Place, known: int | None, asked: dt.date, places: Sequence[str], day: dt.date
) -> pd.DataFrame:
    """Only the card's own cuts are shown, and only of its day."""
    within = set(session.gazetteer.branch(place.id)) if day == asked else set()
    wanted = [one for one in places if one in within]
    return session.ledger.members(wanted, None, day, known=known, with_new=False)


def _noted(shown: Card, told: Sequence[DayNote]) -> Card:
    """Each note beside its day; those on days without a figure below."""
    texts = {day.as_on: "; ".join(one.note for one in told if one.as_on == day.as_on) or None for day in shown.history}
    marked = tuple(replace(day, note=texts[day.as_on]) for day in shown.history)
    others = as_remarks([one for one in told if one.as_on not in texts])
    return replace(shown, history=marked, notes=(*shown.notes, *others))


__all__ = ["Card", "reported_by", "show"]
