"""One place on one card."""

from __future__ import annotations

import datetime as dt

from eshram_cli.analysis.card import card
from eshram_cli.analysis.counts import standing_table
from eshram_cli.analysis.standing_figures import ALL
from eshram_cli.answers.card import Reported, Shown
from eshram_cli.answers.measure import Measure
from eshram_cli.described import KnownOn, replace
from eshram_cli.dimensions import DIMENSIONS
from eshram_cli.jobs.questions.daynotes import as_remarks, day_notes
from eshram_cli.jobs.questions.views import counts, day_of, nothing_reported
from eshram_cli.jobs.session import Session
from eshram_cli.places.model import Place


def show(
    session: Session,
    place: Place,
    *,
    by: Measure | None = None,
    as_on: dt.date | None = None,
    days: int = 7,
    known_on: KnownOn | None = None,
) -> Shown:
    """The place's figure, target, pace, rank among the places beside it, last days, cuts, and who reported it last.

    Notes on these days stand beside them. Raises `nothing-reported` where neither it nor anything within it has a
    figure up to the date.
    """
    known = session.known(known_on)
    day = day_of(session, place, as_on, known)
    parent = session.gazetteer.get(place.parent) if place.parent else place
    asked = counts(session, parent, known, cuts="")
    shown = card(asked, place.id, day, by=by, days=days, known_on=known_on)
    if shown.standing.registered is None:
        raise nothing_reported(place, day)
    told = day_notes(session, [place], day - dt.timedelta(days=days - 1), day, known)
    # Each note beside its day; those on days without a figure below.
    texts = {day.as_on: "; ".join(one.note for one in told if one.as_on == day.as_on) or None for day in shown.history}
    marked = tuple(replace(day, note=texts[day.as_on]) for day in shown.history)
    others = as_remarks([one for one in told if one.as_on not in texts])
    shown = replace(shown, history=marked, notes=(*shown.notes, *others))
    return session.told(Shown(card=shown, reported=_reported(session, place, day, known)))


def _reported(session: Session, place: Place, day: dt.date, known: int | None) -> Reported | None:
    """Who reported the place last: where the figure of all persons came from, or the last of those added up to it."""
    figures = session.ledger.figures([place.id], [day], known=known)
    if figures.empty:
        return None
    found = standing_table(figures, [day])
    whole = found[found["cut"] == ALL]
    if whole.empty:
        return None
    as_on, basis = whole["as_on"].iloc[0], whole["basis"].iloc[0]
    measure = "new" if basis == "derived" else "registered"
    of_day = figures[(figures["as_on"] == as_on) & (figures["measure"] == measure)]
    members = of_day["cut"] == ALL
    if basis == "cuts":
        members = next(some for one in DIMENSIONS if (some := of_day["cut"].str.startswith(f"{one}=")).any())
    last = of_day[members].sort_values(["submission", "cut"]).iloc[-1]
    dimension = last["cut"].partition("=")[0]
    key = (place.id, last["cut"], measure, as_on.date())
    told = next(one for one in session.ledger.versions([key])[key] if one.submission == last["submission"])
    # A sum over several members stands in no cell.
    several = basis == "cuts" and found["cut"].str.startswith(f"{dimension}=").sum() > 1
    return Reported(
        file=told.file,
        sheet=told.sheet,
        cell="" if several else told.cell,
        written=told.written,
        who=told.who,
        source=told.source,
        received_at=told.received_at,
    )
