"""Who stands where within a place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from eshram_cli.analysis import standing
from eshram_cli.analysis.composite import Weights
from eshram_cli.analysis.contest import BANDS
from eshram_cli.analysis.counts import Counts
from eshram_cli.analysis.notes import note
from eshram_cli.analysis.workdays import EVERY_DAY, Workdays
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.notes import Note
from eshram_cli.answers.ranking import Grouping, Ranking, Standing
from eshram_cli.described import KnownOn, replace
from eshram_cli.jobs.questions.daynotes import as_remarks, day_notes
from eshram_cli.jobs.questions.views import counts, day_of, level_below, nothing_reported, refuse_late_start
from eshram_cli.jobs.session import Session
from eshram_cli.places.model import Level, Place
from eshram_cli.settings import Band

PAST = 100
"""From this percent on every place has done all of its target."""


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
    grouping: Grouping | None = None,
    weights: Weights | None = None,
) -> Ranking:
    """The standings of the places of a level within a place; see `analysis.standing` for the rules.

    `level` None is the one right below the place, `as_on` None the latest date reported within it; `history` the number
    of last days whose ranks are given too; `workdays` the days that a prorated target counts; `grouping` and `weights`
    as in `analysis.groups` and `analysis.composite`. Notes kept on the days that a move compares are told. Raises
    `nothing-reported` where no row has a figure up to that date, `since-after`.
    """
    rows_at = level_below(session.gazetteer, place, level)
    known = session.known(known_on)
    day = day_of(session, place, as_on, known)
    refuse_late_start(since, day, least=1)
    asked = counts(session, place, known, workdays)
    ranking = standing.rank(
        asked,
        place.id,
        int(rows_at),
        day,
        by=by,
        since=since,
        known_on=known_on,
        bands=bands,
        history=history,
        grouping=grouping,
        weights=weights,
    )
    if all(row.registered is None for row in (*ranking.rows, ranking.total)):
        raise nothing_reported(place, day)
    told = day_notes(session, [place, *session.gazetteer.descendants(place.id, rows_at)], ranking.since, day, known)
    notes = (*_rules(ranking, asked, workdays), *ranking.notes, *as_remarks(told))
    return session.told(replace(ranking, notes=notes))


def _rules(ranking: Ranking, asked: Counts, workdays: Workdays) -> Iterator[Note]:
    """What a reader must know of the rule itself before he trusts an order."""
    measures = {ranking.measure, *ranking.weights}
    if ranking.weights:
        yield note("composite")
    if Measure.prorated in measures:
        yield note("prorated-working" if workdays.working else "prorated")
    if Measure.delta in measures:
        yield note("delta", since=ranking.since)
        first = {row.id: asked.count(row.id, ranking.since) for row in ranking.rows if row.delta is not None}
        older = tuple(row.place for row in ranking.rows if (at := first.get(row.id)) and at.as_on < ranking.since)
        if older:
            yield note("delta-older", names=older, since=ranking.since)
    if ranking.grouping:
        yield note(f"groups-{ranking.grouping}")
    past = [row for row in ranking.rows if row.percent is not None and row.percent >= PAST]
    if ranking.measure is Measure.percent and len(past) > 1:
        yield note("past-target", count=len(past), places=ranking.places)


def selected(
    ranking: Ranking,
    *,
    top: int | None = None,
    bottom: int | None = None,
    worst_first: bool = False,
    banded: bool = False,
) -> Ranking:
    """The first `top` and last `bottom` of the ranked rows (all if neither is given), in the order in which they are
    shown: with `worst_first` the first is the worst. Where ranks are within groups this is done in each of them.

    The unranked stay last. The total, the counts and the notes stay those of all rows.
    """
    ranked = [row for row in ranking.rows if row.rank is not None]
    unranked = [row for row in ranking.rows if row.rank is None]
    shown: list[Standing] = []
    for _, group in groupby(ranked, key=attrgetter("group")):
        rows = list(group)
        if worst_first:
            rows.reverse()
        if top is not None or bottom is not None:
            first, last = top or 0, len(rows) - (bottom or 0)
            rows = [row for at, row in enumerate(rows) if at < first or at >= last]
        shown += rows
    unranked = unranked if top is None and bottom is None else []
    return replace(ranking, rows=(*shown, *unranked), banded=banded)
