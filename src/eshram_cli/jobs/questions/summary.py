"""The daily page of a place, and of several places at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

from eshram_cli.analysis import standing
from eshram_cli.analysis.counts import Counts
from eshram_cli.analysis.forecasts import outlook_note
from eshram_cli.analysis.summary import Summary, summarise
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Ranking
from eshram_cli.described import KnownOn
from eshram_cli.jobs.questions.forecast import ForecastRequest, Futures
from eshram_cli.jobs.questions.tasks import page_tasks
from eshram_cli.jobs.questions.views import counts, day_of, level_below, nothing_reported
from eshram_cli.jobs.session import Session
from eshram_cli.places.model import Level, Place


def summary(
    session: Session,
    place: Place,
    *,
    by: Measure | None = None,
    as_on: dt.date | None = None,
    known_on: KnownOn | None = None,
    futures: Futures | None = None,
) -> Summary:
    """The page of one place. `by` None: its parts by percent where targets exist, its own rank by count first.
    `futures`: what has been worked out of that day already.

    Raises `nothing-reported` where nothing in it has a figure up to the day, `no-places-below` for a panchayat.
    """
    if place.level == max(Level):
        level_below(session.gazetteer, place, None)
    day = day_of(session, place, as_on, session.known(known_on))
    return Pages(session, place, day, by=by, known_on=known_on, futures=futures).page(place)


@dataclass
class Pages:
    """Pages of a place and of places within it as on one day: what they share is looked up once."""

    session: Session
    top: Place
    day: dt.date
    by: Measure | None = None
    known_on: KnownOn | None = None
    futures: Futures | None = None
    _rankings: dict[tuple[str, Measure | None], Ranking] = field(default_factory=dict)

    def page(self, place: Place) -> Summary:
        """The page of the place; see `summary`."""
        ranking = self._ranking(place, self.by)
        if all(row.registered is None for row in (*ranking.rows, ranking.total)):
            raise nothing_reported(place, self.day)
        parent = self.session.gazetteer.get(place.parent) if place.parent else None
        asked = self.by or Measure.registered
        measures = [asked, *(one for one in (Measure.registered, Measure.percent) if one is not asked)]
        beside = [self._ranking(parent, by) for by in measures] if parent else []
        known = self.session.known(self.known_on)
        own = place.id == self.top.id
        tasks = page_tasks(self.session, place, self.day, known, self._futures, own=own)
        return self.session.told(summarise(ranking, beside, outlook_note(self._futures.of(place)), tasks))

    @cached_property
    def _futures(self) -> Futures:
        """Forecasts of the same day; what the pages share is read once."""
        return self.futures or Futures(self.session, self.day, ForecastRequest(known_on=self.known_on))

    def _ranking(self, place: Place, by: Measure | None) -> Ranking:
        if (place.id, by) not in self._rankings:
            ranking = standing.rank(self._counts, place.id, place.level + 1, self.day, by=by, known_on=self.known_on)
            self._rankings[place.id, by] = ranking
        return self._rankings[place.id, by]

    @cached_property
    def _counts(self) -> Counts:
        """What the ledger knows of the top place's parent and all below it, since the top stands among its peers."""
        parent = self.session.gazetteer.get(self.top.parent) if self.top.parent else self.top
        found = counts(self.session, parent, self.session.known(self.known_on))
        # In one go what all rankings of the page want: the day, the day before and the pace of a week.
        days = [self.day - dt.timedelta(days=back) for back in (0, 1, 7)]
        found.need(days, [parent.id], goals=days[:2])
        return found
