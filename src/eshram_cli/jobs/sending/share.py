"""What is forwarded of a place at the end of the day."""

from __future__ import annotations

import datetime as dt

from eshram_cli.analysis.card import card
from eshram_cli.analysis.counts import Counts
from eshram_cli.analysis.forecasts import outlook_note
from eshram_cli.analysis.standing import rank
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Ranking
from eshram_cli.answers.share import Shared
from eshram_cli.described import KnownOn
from eshram_cli.errors import EshramError
from eshram_cli.jobs.questions.forecast import ForecastRequest, Futures
from eshram_cli.jobs.questions.views import counts, day_of, level_below, nothing_reported
from eshram_cli.jobs.session import Session
from eshram_cli.places.model import Level, Place


def share(
    session: Session,
    place: Place,
    *,
    level: Level | None = None,
    by: Measure | None = None,
    as_on: dt.date | None = None,
    known_on: KnownOn | None = None,
    suppress_small: bool = False,
) -> Shared:
    """The page of a place: its figures, its ranks among the places beside it, and the places within it by `by`.

    It is ranked by percent where there are targets, and by count. Raises `nothing-reported`.
    """
    known = session.known(known_on)
    day = day_of(session, place, as_on, known)
    top = session.gazetteer.get(place.parent) if place.parent else place
    shots = counts(session, top, known)
    cards = [card(shots, place.id, day, by=by, days=1)]
    if cards[0].measure is not Measure.registered:
        cards.append(card(shots, place.id, day, by=Measure.registered, days=1))
    if cards[0].standing.registered is None:
        raise nothing_reported(place, day)
    ranking = _ranking(session, shots, place, level, day, by)
    ahead = outlook_note(Futures(session, day, ForecastRequest(known_on=known_on)).of(place))
    shared = Shared(
        cards=tuple(cards),
        ranking=ranking,
        within=top.name,
        within_hi=top.name_hi,
        suppress_small=suppress_small,
        forecast=ahead,
    )
    return session.told(shared)


def _ranking(
    session: Session, shots: Counts, place: Place, level: Level | None, day: dt.date, by: Measure | None
) -> Ranking | None:
    """None for a place within which no place is known, or none has ever reported."""
    try:
        rows_at = level_below(session.gazetteer, place, level)
    except EshramError:
        if level is not None:
            raise
        return None
    found = rank(shots, place.id, int(rows_at), day, by=by)
    return found if any(row.registered is not None for row in found.rows) else None
