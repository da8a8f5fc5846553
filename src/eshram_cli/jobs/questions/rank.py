"""Who stands where within a place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from eshram_cli.analysis import standing
from eshram_cli.analysis.contest import BANDS
from eshram_cli.analysis.notes import note
from eshram_cli.analysis.workdays import EVERY_DAY, Workdays
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Ranking
from eshram_cli.described import KnownOn, replace
from eshram_cli.jobs.questions.daynotes import as_remarks, day_notes
from eshram_cli.jobs.questions.views import counts, day_of, level_below, nothing_reported, refuse_late_start
from eshram_cli.jobs.session import Session
from eshram_cli.places.model import Level, Place
from eshram_cli.settings import Band


def rank(
    session: Session,
    place: Place,
    *,
    level: Level | None = None,
    by: Measure | None = None,
    as_on: dt.date | None = None,
    since: dt.date | None = None,
    known_on: KnownOn | None = None,
    bands: Sequence[Band] = BANDS,
    history: int = 0,
    workdays: Workdays = EVERY_DAY,
) -> Ranking:
    """The standings of the places of a level within a place; see `analysis.standing` for the rules.

    `level` None is the one right below the place, `as_on` None the latest date reported within it; `history` the number
    of last days whose ranks are given too; `workdays` the days that a prorated target counts. Notes kept on the days
    that a move compares are told. Raises `nothing-reported` where no row has a figure up to that date, `since-after`.
    """
    rows_at = level_below(session.gazetteer, place, level)
    known = session.known(known_on)
    day = day_of(session, place, as_on, known)
    refuse_late_start(since, day, least=1)
    ranking = standing.rank(
        counts(session, place, known, workdays),
        place.id,
        int(rows_at),
        day,
        by=by,
        since=since,
        known_on=known_on,
        bands=bands,
        history=history,
    )
    if all(row.registered is None for row in (*ranking.rows, ranking.total)):
        raise nothing_reported(place, day)
    told = day_notes(session, [place, *session.gazetteer.descendants(place.id, rows_at)], ranking.since, day, known)
    rule = [note("prorated-working" if workdays.working else "prorated")] if by is Measure.prorated else []
    return session.told(replace(ranking, notes=(*rule, *ranking.notes, *as_remarks(told))))


def selected(
    ranking: Ranking,
    *,
    top: int | None = None,
    bottom: int | None = None,
    worst_first: bool = False,
    banded: bool = False,
) -> Ranking:
    """The first `top` and last `bottom` of the ranked rows (all if neither is given), in the order in which they are
    shown: with `worst_first` the first is the worst.

    The unranked stay last. The total, the counts and the notes stay those of all rows.
    """
    ranked = [row for row in ranking.rows if row.rank is not None]
    unranked = [row for row in ranking.rows if row.rank is None]
    if worst_first:
        ranked = ranked[::-1]
    if top is not None or bottom is not None:
        first, last = top or 0, len(ranked) - (bottom or 0)
        ranked = [row for at, row in enumerate(ranked) if at < first or at >= last]
        unranked = []
    return replace(ranking, rows=(*ranked, *unranked), banded=banded)
