"""Honours: who registered most, in a period, without a lucky day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from eshram_cli.analysis.composite import Weights
from eshram_cli.analysis.contest import BANDS
from eshram_cli.analysis.counts import Counts
from eshram_cli.analysis.honours import (
    BY,
    Days,
    Tenure,
    honours,
    member_candidates,
    officer_candidates,
    place_candidates,
)
from eshram_cli.analysis.workdays import DAY, days_between
from eshram_cli.answers.honours import By, Honour, Honours
from eshram_cli.answers.ranking import Grouping
from eshram_cli.described import KnownOn
from eshram_cli.jobs.questions.views import counts, day_of, level_below, nothing_reported, refuse_late_start, standing
from eshram_cli.jobs.session import Session
from eshram_cli.places.model import Level, Place
from eshram_cli.settings import Band

MINIMUM = 0.8


def honour(
    session: Session,
    place: Place,
    *,
    since: dt.date | None = None,
    as_on: dt.date | None = None,
    level: Level | None = None,
    minimum: float = MINIMUM,
    top: int = 3,
    known_on: KnownOn | None = None,
    by: By | None = None,
    bands: Sequence[Band] = BANDS,
    grouping: Grouping | None = None,
    weights: Weights | None = None,
) -> Honours:
    """The honoured places of a level (default right below), departments and officers; see `analysis.honours`.

    `since` None is a week before `as_on`, of a drive not before its base; `by` None is by gain, count and percent. With
    `grouping` the places of each group are honoured, with `weights` they are by the composite (see `analysis.groups`,
    `analysis.composite`), and with either nobody else. Where no officer was assigned, the officers that returns name
    are taken. Raises `nothing-reported`, `since-after`.
    """
    known = session.known(known_on)
    day = day_of(session, place, as_on, known)
    start = since or max(day - 7 * DAY, session.base_on or dt.date.min)
    refuse_late_start(start, day, least=1)
    rows_at = level_below(session.gazetteer, place, level)
    fetched = _Fetched(session, counts(session, place, known), place, start, day, known)
    places = place_candidates(
        fetched.counts,
        place.id,
        int(rows_at),
        start,
        day,
        fetched.days(),
        bands=bands,
        grouping=grouping,
        weights=weights,
    )
    if all(one.registered is None for one in places):
        raise nothing_reported(place, day)
    candidates: dict[str, Sequence[Honour]] = {rows_at.name: places}
    if not (weights or grouping):
        candidates["department"] = fetched.members("department")
        candidates["officer"] = fetched.officers() or fetched.members("officer")
    found = honours(
        fetched.counts,
        place.id,
        start,
        day,
        candidates,
        minimum=minimum,
        top=top,
        known_on=known_on,
        by=("composite",) if weights else (by,) if by else BY,
        grouping=grouping,
        weights=weights,
    )
    return session.told(found)


class _Fetched:
    """What one question of honours fetches from the ledger."""

    def __init__(
        self, session: Session, asked: Counts, place: Place, since: dt.date, as_on: dt.date, known: int | None
    ) -> None:
        self.session, self.counts, self.place = session, asked, place
        self.since, self.as_on, self.known = since, as_on, known
        self.ids = session.gazetteer.branch(place.id)
        days = days_between(since + DAY, as_on)
        self.standing = standing(session, self.ids, days, known, members=True)

    def days(self, cut: str = "") -> Days:
        """The days of the period on which each place has a figure of that very day."""
        table = self.standing[(self.standing["cut"] == cut) & (self.standing["as_on"] == self.standing["day"])]
        return {str(one): frozenset(day.date() for day in days) for one, days in table.groupby("place")["as_on"]}

    def members(self, dimension: str) -> list[Honour]:
        """The members of a dimension."""
        parts = counts(self.session, self.place, self.known, cuts=f"{dimension}=")
        today = self.standing["day"] == self.as_on.isoformat()
        table = self.standing[today & self.standing["cut"].str.startswith(f"{dimension}=")]
        days = {}
        for cut, places in table.groupby("cut")["place"]:
            found = self.days(str(cut))
            days[str(cut)] = {str(one): found.get(str(one), frozenset()) for one in places}
        aims = self.session.ledger.targets([self.place.id], self.as_on, known=self.known, cut=None)
        goals = {cut: int(target) for cut, target in zip(aims["cut"], aims["target"], strict=True)}
        if self.session.base_on:
            goals = {}
        return member_candidates(parts, self.place.id, self.since, self.as_on, days, goals)

    def officers(self) -> list[Honour]:
        """The officers who were assigned to places within the place."""
        inside = set(self.ids)
        terms = [term for term in self.session.ledger.terms(known=self.known) if term.place in inside]
        tenures = [Tenure(term.officer, term.place, term.since, term.until) for term in terms]
        return officer_candidates(self.counts, tenures, self.since, self.as_on, self.days()) if tenures else []
