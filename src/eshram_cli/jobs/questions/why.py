"""Why the rank of a place moved between two days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import pandas as pd

from eshram_cli.analysis.counts import Counts
from eshram_cli.analysis.lines import lines
from eshram_cli.analysis.measures import value_of
from eshram_cli.analysis.standing import default_measure
from eshram_cli.analysis.tree import Tree, rows_of, values
from eshram_cli.analysis.why import by_cause, crossings, first_view, late_places
from eshram_cli.analysis.workdays import DAY, days_between
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Standing
from eshram_cli.answers.why import Why
from eshram_cli.described import KnownOn, replace
from eshram_cli.errors import EshramError
from eshram_cli.jobs.questions.views import counts, day_of, nothing_reported, refuse_late_start, targets_of, tree
from eshram_cli.jobs.session import Session
from eshram_cli.places.model import Level, Place
from eshram_cli.places.words import name_words

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
        raise EshramError("why-alone", place=name_words(place))
    parent = session.gazetteer.get(place.parent)
    return Moves(session, parent, place.level, by=by, since=since, as_on=as_on, known_on=known_on).of(place)


class Moves:
    """Why the places of a level in a place moved between two days: what is seen of all of them is worked out once."""

    def __init__(
        self,
        session: Session,
        parent: Place,
        level: Level,
        *,
        by: Measure | None = None,
        since: dt.date | None = None,
        as_on: dt.date | None = None,
        known_on: KnownOn | None = None,
    ) -> None:
        """As `why`, which says what it raises."""
        self.session, self.parent, self.level, self.by, self.known_on = session, parent, level, by, known_on
        self.known = session.known(known_on)
        self.day = day_of(session, parent, as_on, self.known)
        refuse_late_start(since, self.day, least=1)
        self.group = tree(session.gazetteer, parent)
        self.places = [node.place for node in self.group.within(parent.id, int(level), self.day)]
        self._since = since

    def of(self, place: Place) -> Why:
        """The reasons of one of them."""
        if len(self.places) < 2 or place.id not in self.places:
            raise EshramError("why-alone", place=name_words(place))
        views, day = self._views, self.day
        if views.first is None:
            raise nothing_reported(place, views.since)
        measure, stages, told = self._stages
        before, after, parts = by_cause(place.id, stages, measure)
        ranks = []
        for line, on in ((before, views.since), (after, day)):
            if line.rank is None:
                raise EshramError("why-unranked", place=name_words(place), day=on, measure=measure.value)
            ranks.append(line.rank)
        crossed = crossings(place.id, stages[0], {views.since: told, day: stages[-1]}, measure)
        if crossed and (day - views.since).days > 1:
            crossed = crossings(place.id, stages[0], self._daily, measure)
        found = Why(
            place=place.name,
            place_hi=place.name_hi,
            within=self.parent.name,
            within_hi=self.parent.name_hi,
            level=place.level.name,
            measure=measure,
            since=views.since,
            as_on=day,
            known_on=self.known_on,
            places=len(self.places),
            rank_before=ranks[0],
            rank_now=ranks[1],
            value_before=getattr(before, measure.value),
            value_now=getattr(after, measure.value),
            gap_before=before.gap_next,
            gap_now=after.gap_next,
            parts=parts,
            crossings=tuple(crossed),
        )
        return self.session.told(found)

    @cached_property
    def _views(self) -> _Views:
        return _Views(self.session, self.group.subtree(self.places), self.day, self.known, self._since)

    @cached_property
    def _current(self) -> Counts:
        """What is known now; where several questions are asked at once, it has been read for the others."""
        if self.session.shared is not None:
            return counts(self.session, self.parent, self.known)
        return Counts(self.group, self._views.current, self._views.targets, base_on=self.session.base_on)

    def _lines(self, counts: Counts, on: dt.date, view: str = "") -> dict[str, Standing]:
        """The lines of all places, in a view where one is named, by their ids."""
        rows = lines(counts, [view + one for one in self.places], on, paced=self.by is Measure.pace7)
        return {one: replace(row, id=one) for one, row in zip(self.places, rows, strict=True)}

    @cached_property
    def _stages(self) -> tuple[Measure, tuple[dict[str, Standing], ...], dict[str, Standing]]:
        """The measure, the lines in the views of `analysis.why`, and those of the first day as they are known now."""
        views, current, places, day = self._views, self._current, self.places, self.day
        ends = [views.since, day]
        current.need(ends, places, goals=ends)
        now = self._lines(current, day)
        measure = self.by or default_measure(list(now.values()))
        told = self._lines(current, views.since)
        views.late = frozenset(late_places(current, places, views.since, views.last))
        others = Counts(views.side_by_side(self.group), views.figures, views.aims, base_on=self.session.base_on)
        others.need(ends, [view + one for view in _VIEWS for one in places], goals=ends)
        then, restated = (self._lines(others, views.since, view) for view in (_THEN, _RESTATED))
        arrived = self._lines(others, day, _ARRIVED)
        # What came late says nothing of the new or the pace where the other places below have none of that day.
        behind = [one for one in places if one in views.late and value_of(arrived[one], measure) is not None]
        return measure, (then, restated, told | {one: arrived[one] for one in behind}, now), told

    @cached_property
    def _daily(self) -> dict[dt.date, dict[str, Standing]]:
        """The lines of every day from the first to the last, as they are known now."""
        days = days_between(self._views.since, self.day)
        weeks = [one - 7 * DAY for one in days] if self.by is Measure.pace7 else []
        self._current.need([*days, *weeks], self.places, goals=days)
        return {one: self._lines(self._current, one) for one in days}


_VIEWS = (_THEN, _RESTATED, _ARRIVED) = ("then:", "restated:", "arrived:")
"""The views that are not all that is known now; what a view is called stands before the ids of its places."""


class _Views:
    """The figures of a group as they were known of the first day, and as they are known now: always of all its places,
    so that what several views look at is read once. The views of the first day are counted in one go: each place stands
    in the tree once for each of them."""

    def __init__(
        self, session: Session, places: Sequence[str], day: dt.date, known: int | None, since: dt.date | None
    ) -> None:
        self.ledger, self.places, self.known = session.ledger, places, known
        self.targets = targets_of(session, known)
        self.late: frozenset[str] = frozenset()
        self._read: dict[tuple[object, ...], pd.DataFrame] = {}
        if since is None:
            told = self.current(places, [day - DAY, day])["as_on"]
            told = told[told < pd.Timestamp(day)]
            since = day - DAY if told.empty else told.max().date()
        self.since = since
        window = days_between(since, day)
        firsts = self.ledger.figures(places, window, known=known, first=True)
        self.first = first_view(firsts.assign(position=self.ledger.positions(firsts["submission"])), since)
        self.last, self._up_to = self.first or (since, 0)

    def current(self, _: Sequence[str], days: Sequence[dt.date]) -> pd.DataFrame:
        """What is known now."""
        return self._figures(days)

    def side_by_side(self, group: Tree) -> Tree:
        """The places of the group once for each of the other views."""
        return Tree.of(pd.concat([_named(view, group.frame, "place", "parent") for view in _VIEWS], ignore_index=True))

    def figures(self, _: Sequence[str], days: Sequence[dt.date]) -> pd.DataFrame:
        """What the other views know: each figure as it was first told by then; the same as they stand now; and what is
        known of the first day now, of places that had no figure of it with all that came since."""
        then = self._figures(days, self._up_to)
        now = self.current((), sorted({*days, *values(then["as_on"].drop_duplicates())}))
        known = set(rows_of(then, *_KEY))
        restated = now[np.array([key in known for key in rows_of(now, *_KEY)], np.bool_)]
        arrived = now[(now["as_on"] <= pd.Timestamp(self.since)) | now["place"].isin(self.late)]
        tables = zip(_VIEWS, (then, restated, arrived), strict=True)
        return pd.concat([_named(view, table, "place") for view, table in tables], ignore_index=True)

    def aims(self, _: Sequence[str], days: Sequence[dt.date]) -> pd.DataFrame:
        """The targets known then, where a place had none a later one of that day; and those known now."""
        was = self.ledger.targets_on(self.places, days, known=self.known, up_to=self._up_to)
        now = self.targets(self.places, days)
        then = pd.concat([was, now[~now["place"].isin(set(was["place"]))]], ignore_index=True)
        tables = ((_THEN, then), (_RESTATED, now), (_ARRIVED, now))
        return pd.concat([_named(view, table, "place") for view, table in tables], ignore_index=True)

    def _figures(self, days: Sequence[dt.date], up_to: int | None = None) -> pd.DataFrame:
        key = (up_to, *sorted(set(days)))
        if key not in self._read:
            first = up_to is not None
            self._read[key] = self.ledger.figures(self.places, days, known=self.known, first=first, up_to=up_to)
        return self._read[key]


def _named(view: str, table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The table with the view before the ids of its places."""
    return table.assign(**{name: view + table[name].astype("str") for name in columns})
