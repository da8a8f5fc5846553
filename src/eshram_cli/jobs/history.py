"""What the ledger and the gazetteer tell the rules at the door of a return."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from eshram_cli.checks import Count, History
from eshram_cli.jobs.clock import today
from eshram_cli.jobs.session import Session
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.ledger.views import Recent
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import PlaceId
from eshram_cli.returns.model import Return

DAYS = 15
"""How many days back the rules see a place's counts: a fortnight of gains."""

Given = Mapping[str, Sequence[Recent]]


def history_for(session: Session, ret: Return) -> History:
    """The history of a return's places before its first date. Seeks only: a folder has 500 returns."""
    stated = {target.place for target in ret.targets}
    populations = _populations(session.gazetteer, stated)
    if not ret.records:
        return History(today=today(), populations=populations)
    places = sorted({record.place for record in ret.records})
    first = min(record.as_on for record in ret.records)
    return history_of(session.ledger, places, first, ret, populations)


def history_of(
    ledger: Ledger,
    places: Iterable[PlaceId],
    first: dt.date,
    ret: Return | None = None,
    populations: Mapping[PlaceId, int] | None = None,
) -> History:
    """The history of the places before `first`, and of the return's targets."""
    places = list(places)
    recent = ledger.recent_counts(places, first, DAYS)
    return History(
        before=_before(ledger, places, recent, first),
        today=today(),
        recent={PlaceId(place): [_count(figure) for figure in figures] for place, figures in recent.items()},
        targets=_targets(ledger, ret),
        populations=populations or {},
        last_places=_last_places(ledger, places, recent),
    )


def _count(figure: Recent) -> Count:
    return Count(_day(figure[0]), figure[1])


@lru_cache(maxsize=1024)
def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _before(
    ledger: Ledger, places: Sequence[PlaceId], recent: Given, first: dt.date
) -> dict[PlaceId, tuple[dt.date, int]]:
    """The last counts; where yesterday's was not given, one may follow from channels or new persons given since."""
    day = first - dt.timedelta(days=1)
    given = {place: _count(recent[place][0]) for place in places if place in recent}
    sure = {place: count for place, count in given.items() if count.as_on == day}
    others = ledger.last_counts([place for place in places if place not in sure], day)
    return {**sure, **{PlaceId(place): found for place, found in others.items()}}


def _targets(ledger: Ledger, ret: Return | None) -> dict[tuple[PlaceId, str], int]:
    if ret is None or not ret.targets or ret.as_on is None:
        return {}
    found = ledger.standing_targets({(target.place, target.cut) for target in ret.targets}, ret.as_on)
    return {(PlaceId(place), cut): persons for (place, cut), persons in found.items()}


def _populations(gazetteer: Gazetteer, places: Iterable[PlaceId]) -> dict[PlaceId, int]:
    known = ((place, gazetteer.get(place).population) for place in places if place in gazetteer)
    return {place: persons for place, persons in known if persons}


def _last_places(ledger: Ledger, places: Sequence[PlaceId], recent: Given) -> dict[PlaceId, str]:
    """The places of the return that gave most of these their last count; none where each came from another."""
    given = Counter(figures[0][2] for figures in recent.values())
    if not given:
        return {}
    number, count = given.most_common(1)[0]
    if count * 2 < len(places):
        return {}
    return {PlaceId(place): written for place, written in ledger.places_of(number).items()}
