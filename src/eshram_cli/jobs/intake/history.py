"""What the ledger and the gazetteer tell the rules at the door of a return."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from eshram_cli.checks import Count, History
from eshram_cli.jobs.clock import today
from eshram_cli.jobs.session import Session
from eshram_cli.ledger.figures import ALL
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import PlaceId
from eshram_cli.returns.model import Return

if TYPE_CHECKING:
    import pandas as pd

DAYS = 15
"""How many days back the rules see a place's counts: a fortnight of gains."""

GAP = 35
"""How many days back a return looks for the one before it where there is none of yesterday: a month's rhythm."""


class Recent(Mapping[PlaceId, Sequence[Count]]):
    """The counts of the last days before a day, of some places; the ledger is asked when a rule does, which is rare."""

    def __init__(self, ledger: Ledger, places: Iterable[PlaceId], before: dt.date) -> None:
        self._places = frozenset(places)
        self._ledger = ledger
        self._days = [before - dt.timedelta(days=back) for back in range(1, DAYS + 1)]

    def __getitem__(self, place: PlaceId) -> Sequence[Count]:
        """The place's counts as given, latest first."""
        if place not in self._places:
            raise KeyError(place)
        found = _given(self._ledger.figures([place], self._days, cuts=[ALL]))
        return [Count(one.as_on, one.value) for one in reversed(found) if one.as_on >= self._days[-1]]

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
    day = first - dt.timedelta(days=1)
    figures = ledger.figures(places, [day])
    last = {one.place: one for one in _given(figures)}
    before = {place: (one.as_on, one.value) for place, one in last.items()}
    before |= _worked_out(figures, day, last)
    given = [one for one in last.values() if one.as_on == day]
    given = given or [one for one in last.values() if (day - one.as_on).days < GAP]
    return History(
        before=before,
        after=_after(ledger, places, max(ret.days, default=first) if ret else first),
        today=today(),
        recent=Recent(ledger, before, first),
        targets=_targets(ledger, ret),
        orders=_orders(ledger, ret),
        populations=populations or {},
        last_places=_last_places(ledger, places, Counter(one.submission for one in given)),
    )


class Given(NamedTuple):
    """A registered count (all cuts) that a return gave."""

    place: PlaceId
    as_on: dt.date
    value: int
    submission: int


def _given(figures: pd.DataFrame) -> list[Given]:
    """The counts of all persons among the figures, of each place the oldest first."""
    rows = figures[(figures["cut"] == ALL) & (figures["measure"] == "registered")]
    columns = (rows[name].tolist() for name in ("place", "as_on", "value", "submission"))
    return [Given(PlaceId(place), on.date(), value, number) for place, on, value, number in zip(*columns, strict=True)]


def _worked_out(
    figures: pd.DataFrame, day: dt.date, last: Mapping[PlaceId, Given]
) -> dict[PlaceId, tuple[dt.date, int]]:
    """The counts of places that have newer figures than the last count given: of channels, or new persons.

    Mostly there are none: an office that sends counts of all persons sends them each time.
    """
    from eshram_cli.analysis.counts import standing_table

    dated = zip(figures["place"].tolist(), figures["as_on"].tolist(), strict=True)
    newer = {place for place, on in dated if place not in last or on.date() > last[place].as_on}
    if not newer:
        return {}
    table = standing_table(figures[figures["place"].isin(newer)], [day])
    table = table[table["cut"] == ALL]
    columns = (table[name].tolist() for name in ("place", "as_on", "registered"))
    return {PlaceId(place): (on.date(), count) for place, on, count in zip(*columns, strict=True)}


def _after(ledger: Ledger, places: Sequence[PlaceId], last: dt.date) -> dict[PlaceId, tuple[dt.date, int]]:
    """The first count of each place after that day, a year on at most."""
    found: dict[PlaceId, tuple[dt.date, int]] = {}
    for span in (range(1, GAP + 1), range(GAP + 1, 366)):
        if missing := [place for place in places if place not in found]:
            given = _given(ledger.figures(missing, [last + dt.timedelta(days=step) for step in span], cuts=[ALL]))
            found |= {one.place: (one.as_on, one.value) for one in reversed(given) if one.as_on > last}
    return found


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
