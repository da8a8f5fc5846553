"""What the ledger and the gazetteer tell the rules at the door of a return."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from eshram_cli.checks import Count, History
from eshram_cli.jobs.clock import today
from eshram_cli.jobs.session import Session
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import PlaceId
from eshram_cli.returns.model import Return

DAYS = 15
"""How many days back the rules see a place's counts: a fortnight of gains."""

GAP = 35
"""How many days back a return looks for the one before it where there is none of yesterday: a month's rhythm."""


class Recent(Mapping[PlaceId, Sequence[Count]]):
    """The counts of the last days before a day, of some places; the ledger is asked when a rule does, which is rare."""

    def __init__(self, ledger: Ledger, places: Iterable[PlaceId], before: dt.date) -> None:
        self._places = frozenset(places)
        self._ledger, self._before = ledger, before

    def __getitem__(self, place: PlaceId) -> Sequence[Count]:
        """The place's counts, latest first."""
        if place not in self._places:
            raise KeyError(place)
        found = self._ledger.recent_counts([place], self._before, DAYS)
        return [Count(dt.date.fromisoformat(day), persons) for day, persons, _ in found.get(place, ())]

    def __iter__(self) -> Iterator[PlaceId]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def history_for(session: Session, ret: Return) -> History:
    """The history of a return's places before its first date. Seeks only: a folder has 500 returns."""
    stated = {target.place for target in ret.targets} | {record.place for record in ret.records if record.counts}
    populations = populations_of(session.gazetteer, stated)
    if not ret.figures:
        return History(today=today(), populations=populations)
    places = sorted({figure.place for figure in ret.figures})
    first = min(ret.days)
    found = history_of(session.ledger, places, first, ret, populations)
    return replace(found, last_places=_of_scope(session.gazetteer, ret, places, found.last_places))


def _of_scope(
    gazetteer: Gazetteer, ret: Return, places: Sequence[PlaceId], last: Mapping[PlaceId, str]
) -> dict[PlaceId, str]:
    """Of the last return's places those below the place that holds this one, of the levels of its rows.

    A block sends its own panchayats after the district sent all of them: the other blocks' are not missing from it.
    """
    if last.keys() <= set(places):
        # None of them can be missing.
        return dict(last)
    levels = {gazetteer.get(place).level for place in places if place in gazetteer}
    return {
        place: written
        for place, written in last.items()
        if place in gazetteer
        and gazetteer.get(place).level in levels
        and (ret.within is None or gazetteer.within(place, ret.within))
    }


def history_of(
    ledger: Ledger,
    places: Iterable[PlaceId],
    first: dt.date,
    ret: Return | None = None,
    populations: Mapping[PlaceId, int] | None = None,
) -> History:
    """The history of the places before `first`, and of the return's targets."""
    places = list(places)
    found = ledger.recent_counts(places, first, 1) or ledger.recent_counts(places, first, GAP)
    given = {PlaceId(place): figures[0] for place, figures in found.items()}
    others = ledger.last_counts([place for place in places if place not in given], first - dt.timedelta(days=1))
    before = {place: (dt.date.fromisoformat(day), persons) for place, (day, persons, _) in given.items()}
    before |= {PlaceId(place): found for place, found in others.items()}
    return History(
        before=before,
        after=_after(ledger, places, max(ret.days, default=first) if ret else first),
        today=today(),
        recent=Recent(ledger, before, first),
        targets=_targets(ledger, ret),
        orders=_orders(ledger, ret),
        populations=populations or {},
        last_places=_last_places(ledger, places, Counter(number for _, _, number in given.values())),
    )


def _after(ledger: Ledger, places: Sequence[PlaceId], last: dt.date) -> dict[PlaceId, tuple[dt.date, int]]:
    """The first count of each place after that day, a year on at most."""
    found = ledger.recent_counts(places, last + dt.timedelta(days=GAP + 1), GAP)
    missing = [place for place in places if place not in found]
    found |= ledger.recent_counts(missing, last + dt.timedelta(days=366), 365) if missing else {}
    firsts = ((place, counts[-1]) for place, counts in found.items())
    return {PlaceId(place): (dt.date.fromisoformat(day), persons) for place, (day, persons, _) in firsts}


def _targets(ledger: Ledger, ret: Return | None) -> dict[tuple[PlaceId, str], int]:
    if ret is None or not ret.targets or ret.as_on is None:
        return {}
    found = ledger.standing_targets({(target.place, target.cut) for target in ret.targets}, ret.as_on)
    return {(PlaceId(place), cut): persons for (place, cut), persons in found.items()}


def _orders(ledger: Ledger, ret: Return | None) -> frozenset[tuple[PlaceId, str]]:
    if ret is None or not ret.targets or ret.as_on is None:
        return frozenset()
    found = ledger.ordered_targets({(target.place, target.cut) for target in ret.targets}, ret.as_on)
    return frozenset((PlaceId(place), cut) for place, cut in found)


def populations_of(gazetteer: Gazetteer, places: Iterable[PlaceId]) -> dict[PlaceId, int]:
    """The persons of the census of 2011, of the places where they are known."""
    known = ((place, gazetteer.get(place).population) for place in places if place in gazetteer)
    return {place: persons for place, persons in known if persons}


def _last_places(ledger: Ledger, places: Sequence[PlaceId], given: Counter[int]) -> dict[PlaceId, str]:
    """The places of the return that gave most of these their count before it; none where no return did."""
    if not given:
        return {}
    number, count = given.most_common(1)[0]
    if count * 2 < len(places):
        return {}
    return {PlaceId(place): written for place, written in ledger.places_of(number).items()}
