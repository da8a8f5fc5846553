"""Honours: who registered most, in a period, without a lucky day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from eshram_cli.analysis.composite import Weights
from eshram_cli.analysis.contest import BANDS
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

if TYPE_CHECKING:
    import pandas as pd

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
    asked, ids = counts(session, place, known), session.gazetteer.branch(place.id)
    stands = standing(session, ids, days_between(start + DAY, day), known, members=True)
    places = place_candidates(
        asked,
        place.id,
        int(rows_at),
        start,
        day,
        _days(stands),
        bands=bands,
        grouping=grouping,
        weights=weights,
    )
    if all(one.registered is None for one in places):
        raise nothing_reported(place, day)
    candidates: dict[str, Sequence[Honour]] = {rows_at.name: places}
    if not (weights or grouping):
        inside = set(ids)
        terms = [term for term in session.ledger.terms(known=known) if term.place in inside]
        tenures = [Tenure(term.officer, term.place, term.since, term.until) for term in terms]
        officers = officer_candidates(asked, tenures, start, day, _days(stands))
        candidates["department"] = _members(session, place, "department", stands, start, day, known)
        candidates["officer"] = officers or _members(session, place, "officer", stands, start, day, known)
    found = honours(
        asked,
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


def _days(stands: pd.DataFrame, cut: str = "") -> Days:
    """The days on which each place has a figure of that very day, in what stands on the days of the period."""
    table = stands[(stands["cut"] == cut) & (stands["as_on"] == stands["day"])]
    return {str(one): frozenset(day.date() for day in days) for one, days in table.groupby("place")["as_on"]}


def _members(
    session: Session,
    place: Place,
    dimension: str,
    stands: pd.DataFrame,
    since: dt.date,
    as_on: dt.date,
    known: int | None,
) -> list[Honour]:
    """The members of a dimension, by what stands on the days of the period."""
    table = stands[(stands["day"] == as_on.isoformat()) & stands["cut"].str.startswith(f"{dimension}=")]
    days = {}
    for cut, places in table.groupby("cut")["place"]:
        found = _days(stands, str(cut))
        days[str(cut)] = {str(one): found.get(str(one), frozenset()) for one in places}
    goals: dict[str, int] = {}
    if not session.base_on:
        aims = session.ledger.targets([place.id], as_on, known=known, cut=None)
        goals = {cut: int(target) for cut, target in zip(aims["cut"], aims["target"], strict=True)}
    asked = counts(session, place, known, cuts=f"{dimension}=")
    return member_candidates(asked, place.id, since, as_on, days, goals)
