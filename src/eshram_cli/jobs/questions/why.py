"""Why the rank of a place moved between two days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

import pandas as pd

from eshram_cli.analysis.counts import Counts
from eshram_cli.analysis.lines import lines
from eshram_cli.analysis.measures import value_of
from eshram_cli.analysis.standing import default_measure
from eshram_cli.analysis.why import crossings, first_view, late_places, split
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Standing
from eshram_cli.answers.why import Why
from eshram_cli.described import KnownOn
from eshram_cli.errors import EshramError
from eshram_cli.jobs.place_options import name_words
from eshram_cli.jobs.questions.views import day_of, nothing_reported, refuse_late_start, targets_of, tree
from eshram_cli.jobs.session import Session
from eshram_cli.places.model import Place
from eshram_cli.problems import NOWHERE

_DAY = dt.timedelta(days=1)
_KEY = ["place", "cut", "measure", "as_on"]


def why(
    session: Session,
    place: Place,
    *,
    by: Measure | None = None,
    since: dt.date | None = None,
    as_on: dt.date | None = None,
    known_on: KnownOn | None = None,
) -> Why:
    """The change of the place's rank among the places beside it, split over its causes; see `analysis.why`.

    `as_on` None: the latest date reported by the group; `since` None: the last date before it. Raises `why-alone`,
    `why-unranked`, `nothing-reported`, `since-after`.
    """
    if place.parent is None:
        raise EshramError("why-alone", NOWHERE, (), place=name_words(place))
    parent, known = session.gazetteer.get(place.parent), session.known(known_on)
    day = day_of(session, parent, as_on, known)
    refuse_late_start(since, day, least=1)
    group = tree(session.gazetteer, parent)
    places = [node.place for node in group.within(parent.id, int(place.level), day)]
    if len(places) < 2 or place.id not in places:
        raise EshramError("why-alone", NOWHERE, (), place=name_words(place))
    views = _Views(session, group.subtree(places), day, known, since)
    if views.first is None:
        raise nothing_reported(place, views.since)
    base_on = session.base_on
    current = Counts(group, views.current, views.targets, base_on=base_on)
    now = lines(current, places, day)
    measure = by or default_measure(now)
    paced = measure is Measure.pace7

    def of(counts: Counts, on: dt.date) -> dict[str, Standing]:
        """The lines of all places by their ids."""
        return {row.id: row for row in lines(counts, places, on, paced=paced)}

    then = of(Counts(group, views.then, views.targets_then, base_on=base_on), views.since)
    told = of(current, views.since)
    restated = told if then == told else of(Counts(group, views.restated, views.targets, base_on=base_on), views.since)
    views.late = frozenset(late_places(current, places, views.since, views.first[0]))
    late = told
    if behind := views.late.intersection(places):
        arrived = of(Counts(group, views.arrived, views.targets, base_on=base_on), day)
        # What came late says nothing of the new or the pace where the other places below have none of that day.
        late = told | {one: arrived[one] for one in behind if value_of(arrived[one], measure) is not None}
    stages = (then, restated, late, {row.id: row for row in now})
    before, after, parts = split(place.id, stages, measure)
    ranks = []
    for line, on in ((before, views.since), (after, day)):
        if line.rank is None:
            raise EshramError("why-unranked", NOWHERE, (), place=name_words(place), day=on, measure=measure.value)
        ranks.append(line.rank)
    days = [views.since + step * _DAY for step in range(1 + (day - views.since).days)]
    crossed = crossings(place.id, then, {views.since: told, day: stages[-1]}, measure)
    if crossed and len(days) > 2:
        weeks = [one - 7 * _DAY for one in days] if paced else []
        current.need([*days, *weeks], places, goals=days)
        crossed = crossings(place.id, then, {one: of(current, one) for one in days}, measure)
    found = Why(
        place=place.name,
        place_hi=place.name_hi,
        within=parent.name,
        within_hi=parent.name_hi,
        level=place.level.name,
        measure=measure,
        since=views.since,
        as_on=day,
        known_on=known_on,
        places=len(places),
        rank_before=ranks[0],
        rank_now=ranks[1],
        value_before=getattr(before, measure.value),
        value_now=getattr(after, measure.value),
        gap_before=before.gap_next,
        gap_now=after.gap_next,
        parts=parts,
        crossings=tuple(crossed),
    )
    return session.told(found)


class _Views:
    """The figures of a group as they were known of the first day, and as they are known now."""

    def __init__(
        self, session: Session, places: Sequence[str], day: dt.date, known: int | None, since: dt.date | None
    ) -> None:
        self.ledger, self.known = session.ledger, known
        self.current = partial(self.ledger.figures, known=known)
        self.targets = targets_of(session, known)
        self.late: frozenset[str] = frozenset()
        if since is None:
            told = self.current(places, [day - _DAY])["as_on"]
            told = told[told < pd.Timestamp(day)]
            since = day - _DAY if told.empty else told.max().date()
        self.since = since
        window = [since + step * _DAY for step in range(1 + (day - since).days)]
        self.first = first_view(self.ledger.figures(places, window, known=known, first=True), since)
        number = self.first[1] if self.first else 0
        self.then = partial(self.ledger.figures, known=number, first=True)
        self._targets_known = targets_of(session, number)

    def restated(self, places: Sequence[str], days: Sequence[dt.date]) -> pd.DataFrame:
        """What was known then, each figure as it stands now."""
        was = self.then(places, days)
        dates = {stamp.date() for stamp in was["as_on"].unique()}
        now = self.current(places, sorted({*days, *dates}))
        keys = pd.MultiIndex.from_frame(was[_KEY].astype({"place": str, "cut": str, "measure": str}))
        here = pd.MultiIndex.from_frame(now[_KEY].astype({"place": str, "cut": str, "measure": str}))
        return now[here.isin(keys)]

    def arrived(self, places: Sequence[str], days: Sequence[dt.date]) -> pd.DataFrame:
        """What is known of the first day now; of places that had no figure of it, all that came since."""
        now = self.current(places, sorted({*days, self.since}))
        return now[(now["as_on"] <= pd.Timestamp(self.since)) | now["place"].isin(self.late)]

    def targets_then(self, places: Sequence[str], days: Sequence[dt.date]) -> pd.DataFrame:
        """The targets known then; where a place had none, the one of that day that came in later."""
        was, now = self._targets_known(places, days), self.targets(places, days)
        return pd.concat([was, now[~now["place"].isin(set(was["place"]))]], ignore_index=True)
