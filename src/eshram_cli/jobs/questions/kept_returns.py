"""What the ledger holds, put together as returns again, so that the checks at the door run on it.

A return is what stands of a day, of the places that one submission was the first to tell of: a corrected figure stays
with those that it came in with. Neighbours of which each told of itself alone are one return: only together can they
show a day of camps, or a sheet that was sent again. What a rule may know besides is what stands before that day. Rows
and columns are numbers of ours, from 1: they lead back to the figure.

Nothing is told of each day anew. A fall is told of the later day, so that no rule knows what came after. The target of
a place stands beside its last figures alone, and on the day on which a return set it: then the rules know the one
before; orders change targets as they please. Its population is known with its last figures, and with any larger before.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd

from eshram_cli.analysis.tree import rows_of
from eshram_cli.analysis.workdays import DAY, days_between
from eshram_cli.checks import Count, History
from eshram_cli.jobs.clock import today
from eshram_cli.jobs.session import Session
from eshram_cli.language.bases import OF_RETURN
from eshram_cli.ledger.figures import ALL
from eshram_cli.places.model import PlaceId
from eshram_cli.returns.model import CellCount, Record, Return, Table, TargetRecord

HABIT = dt.timedelta(days=15)
"""How far back the rules see a place's counts, as at the door."""

RHYTHM = dt.timedelta(days=7)
"""How far back the return before one is looked for."""

Key = tuple[PlaceId, dt.date]
Case = tuple[Return, History]
"""A return, and what the rules may know besides."""


def kept_returns(
    session: Session,
    days: Sequence[dt.date],
    known: int | None,
    figures: pd.DataFrame,
    standing: pd.DataFrame,
    counts: pd.DataFrame,
) -> Iterator[Case]:
    """The returns of the days, which follow one another, each with what the rules may know.

    `figures`: those that stand on the days and a fortnight before; `standing` and `counts`: what `standing_table` and
    `rolled_up` make of them.
    """
    first, last = days[0], days[-1]
    places = [PlaceId(place) for place in figures["place"].cat.categories]
    said = _first_told(session, places, first - RHYTHM, last, known)
    named: dict[tuple[int, dt.date], dict[PlaceId, str]] = defaultdict(dict)
    for (place, on), number in said.items():
        named[number, on][place] = session.gazetteer.get(place).name
    people = session.gazetteer.populations(places)
    chains = {place: (place, *(one.id for one in session.gazetteer.parents(place))) for place in places}
    before = _by_day(standing, first - DAY, last)
    given = _given(figures, first - HABIT)
    targets = _targets(session, places, [first - DAY, *days], known)
    wholes = _by_day(counts, first, last) if (figures["part"] == 1).any() else {}
    sheets = {
        (place, on): ("", number) if len(named[number, on]) > 1 else (session.gazetteer.get(place).parent or "", 0)
        for (place, on), number in said.items()
    }
    rows = _rows(figures, sheets, first)
    newest: dict[PlaceId, tuple[dt.date, int]] = {}
    for _, day, place, _, _, value, *_ in rows:
        newest[place] = max(newest.get(place, (day, value)), (day, value))
    for (_, day), rows_of_day in groupby(rows, itemgetter(0, 1)):
        records, populations = [], {}
        for row, (place, cells) in enumerate(groupby(rows_of_day, itemgetter(2)), start=1):
            told = [
                CellCount(value=value, column=column, measure=measure, cut=cut, quality=quality, part=bool(part))
                for column, (*_, cut, measure, value, quality, part) in enumerate(cells, start=1)
            ]
            target, changed = targets.get((place, day), (None, False))
            last_day, most = newest[place]
            aims: tuple[TargetRecord, ...] = ()
            if target is not None and (changed or day == last_day):
                aims = (TargetRecord(place=place, value=target, row=row),)
            if place in people and (day == last_day or max(count.value for count in told) > most):
                populations[place] = people[place]
            name = session.gazetteer.get(place).name
            records.append(Record(place=place, as_on=day, row=row, written=name, counts=tuple(told), targets=aims))
        here = [record.place for record in records]
        shared = set(chains[here[0]]).intersection(*(chains[place] for place in here))
        within = next((one for one in chains[here[0]] if one in shared), None)
        lasts = {place: count for place in here if (count := before.get((place, day - DAY)))}
        history = History(
            before={place: (count.as_on, count.value) for place, count in lasts.items()},
            today=today(),
            recent={place: _until(given.get(place, ()), day) for place in lasts},
            targets={
                (place, ALL): old
                for place in here
                if targets.get((place, day), (None, False))[1]
                and (old := targets.get((place, day - DAY), (None, False))[0]) is not None
            },
            populations=populations,
            last_places=_last_places(chains, here, within, day, lasts, said, named),
            wholes={(place, day): count for place in here if (count := wholes.get((place, day)))},
        )
        table = Table("", (), None, 1, len(records), (), as_on=day, as_on_from="option")
        yield Return("", "", "", table, tuple(records), within=within, as_on=day), history


def _rows(figures: pd.DataFrame, sheets: Mapping[Key, tuple[str, int]], since: dt.date) -> list[tuple[Any, ...]]:
    """The figures of the days from one on: sheet, day, place, cut, measure, value, quality, part, in that order."""
    recent = figures[figures["as_on"] >= pd.Timestamp(since)]
    names = ("as_on", "place", "cut", "measure", "value", "quality", "part")
    return sorted((sheets[place, as_on], as_on, place, *rest) for as_on, place, *rest in rows_of(recent, *names))


def _first_told(
    session: Session, places: Collection[PlaceId], since: dt.date, until: dt.date, known: int | None
) -> dict[Key, int]:
    """By place and day the submission that was the first to tell anything of it, of those that stand."""
    table = session.ledger.figures(places, days_between(since, until), known=known, first=True)
    first = table.groupby(["place", "as_on"], observed=True)["submission"].min().reset_index()
    told = rows_of(first, "place", "as_on", "submission")
    return {(PlaceId(place), as_on): number for place, as_on, number in told}


def _by_day(table: pd.DataFrame, since: dt.date, until: dt.date) -> dict[Key, Count]:
    """By place and day what stands for all persons, with the date that it speaks of."""
    asked = table[(table["cut"] == ALL) & table["day"].between(pd.Timestamp(since), pd.Timestamp(until))]
    rows = rows_of(asked, "place", "day", "as_on", "registered")
    return {(place, day): Count(as_on, count) for place, day, as_on, count in rows}


def _given(figures: pd.DataFrame, since: dt.date) -> dict[PlaceId, list[Count]]:
    """By place the counts of all persons as given, from a day on, the earliest first."""
    wanted = (figures["cut"] == ALL) & (figures["measure"] == "registered") & (figures["as_on"] >= pd.Timestamp(since))
    found: dict[PlaceId, list[Count]] = defaultdict(list)
    for place, *count in rows_of(figures[wanted], "place", "as_on", "value"):
        found[place].append(Count(*count))
    return found


def _until(given: Sequence[Count], day: dt.date) -> list[Count]:
    """Those of the fortnight before the day, the latest first."""
    start, end = (bisect_left(given, on, key=lambda count: count.as_on) for on in (day - HABIT, day))
    return list(reversed(given[start:end]))


def _targets(
    session: Session, places: Collection[PlaceId], days: Sequence[dt.date], known: int | None
) -> dict[Key, tuple[int | None, bool]]:
    """By place and day the target in force for all persons, and whether a return of that very day set it."""
    table = session.ledger.targets_on(places, days, known=known)
    rows = rows_of(table, "place", "day", "target", "basis", "set_on")
    return {
        (PlaceId(place), day): (target, basis == OF_RETURN and set_on == day)
        for place, day, target, basis, set_on in rows
    }


def _last_places(
    chains: Mapping[PlaceId, Sequence[PlaceId]],
    here: Sequence[PlaceId],
    within: PlaceId | None,
    day: dt.date,
    lasts: Mapping[PlaceId, Count],
    said: Mapping[Key, int],
    named: Mapping[tuple[int, dt.date], Mapping[PlaceId, str]],
) -> dict[PlaceId, str]:
    """Of the return that gave most of these places their last count those below the place `within` that holds these, of
    the same levels, without those of which something else came on this day.

    `chains`: by place itself and the places above it, nearest first; `lasts`: the places' last counts.
    """
    given = Counter(
        (said[place, last.as_on], last.as_on) for place, last in lasts.items() if (place, last.as_on) in said
    )
    before, count = given.most_common(1)[0] if given else ((0, day), 0)
    others = named.get(before, {})
    if count * 2 < len(here) or all((place, day) in said for place in others):
        return {}
    kept, depths = set(here), {len(chains[place]) for place in here}
    return {
        place: name
        for place, name in others.items()
        if (place in kept or (place, day) not in said)
        and len(chains[place]) in depths
        and (within is None or within in chains[place][1:])
    }
