"""What the ledger and the gazetteer tell the rules at the door of a return."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from eshram_cli.checks import Count, History
from eshram_cli.jobs.clock import today
from eshram_cli.jobs.session import Session
from eshram_cli.ledger.figures import ALL
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.ledger.receipt import StandingTarget
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
        self._ledger = ledger
        self._since, self._until = before - dt.timedelta(days=DAYS), before - dt.timedelta(days=1)

    def __getitem__(self, place: PlaceId) -> Sequence[Count]:
        """The place's counts as given, latest first."""
        if place not in self._places:
            raise KeyError(place)
        return [Count(one.as_on, one.value) for one in self._ledger.counts_between(place, self._since, self._until)]

    def __iter__(self) -> Iterator[PlaceId]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def history_for(session: Session, ret: Return) -> History:
    """The history of a return's places before its first date. Seeks only: a folder has 500 returns."""
    stated = {target.place for target in ret.targets} | {record.place for record in ret.records if record.counts}
    populations = session.gazetteer.populations(stated)
    if not ret.figures:
        return History(today=today(), populations=populations)
    places = sorted({figure.place for figure in ret.figures})
    first = min(ret.days)
    found = history_of(session.ledger, places, first, ret, populations)
    if found.last_places.keys() <= set(places):
        # None of the last return's places can be missing.
        return found
    # Of these those below the place that holds this one, of the levels of its rows: a block sends its own panchayats
    # after the district sent all of them, and the other blocks' are not missing from it.
    gazetteer = session.gazetteer
    levels = {gazetteer.get(place).level for place in places if place in gazetteer}
    last = {
        place: written
        for place, written in found.last_places.items()
        if place in gazetteer
        and gazetteer.get(place).level in levels
        and (ret.within is None or gazetteer.within(place, ret.within))
    }
    return replace(found, last_places=last)


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
    last = ledger.last_counts(places, day)
    before = {place: (one.as_on, one.value) for place, one in last.items()}
    before |= _worked_out(ledger, ledger.with_newer(places, last, day), day)
    given = [one for one in last.values() if one.as_on == day]
    given = given or [one for one in last.values() if (day - one.as_on).days < GAP]
    # The places of the return that gave most of these their count before it; none where no return did.
    [(number, most)] = Counter(one.submission for one in given).most_common(1) or [(0, 0)]
    last_places = ledger.places_of(number) if most and most * 2 >= len(places) else {}
    end = max(ret.days, default=first) if ret else first
    targets: dict[tuple[str, str], StandingTarget] = {}
    if ret is not None and ret.targets and ret.as_on is not None:
        targets = ledger.standing_targets({(one.place, one.cut) for one in ret.targets}, ret.as_on)
    return History(
        before=before,
        after={place: (one.as_on, one.value) for place, one in ledger.next_counts(places, end).items()},
        today=today(),
        recent=Recent(ledger, before, first),
        targets={(PlaceId(place), cut): target.persons for (place, cut), target in targets.items()},
        orders=frozenset((PlaceId(place), cut) for (place, cut), target in targets.items() if target.order),
        populations=populations or {},
        last_places={PlaceId(place): written for place, written in last_places.items()},
    )


def _worked_out(ledger: Ledger, places: Sequence[PlaceId], day: dt.date) -> dict[PlaceId, tuple[dt.date, int]]:
    """The counts of places that have newer figures than the last count given: of channels, or new persons.

    Mostly there are none: an office that sends counts of all persons sends them each time.
    """
    if not places:
        return {}
    from eshram_cli.analysis.counts import standing_table

    table = standing_table(ledger.figures(places, [day]), [day])
    table = table[table["cut"] == ALL]
    columns = (table[name].tolist() for name in ("place", "as_on", "registered"))
    return {PlaceId(place): (on.date(), count) for place, on, count in zip(*columns, strict=True)}
