"""Parts and wholes, decided at the door: whether the members of a cut are all of a place's persons or a part of them.

- Departments, officers, camps and lists are a part, unless the sheet calls them all ("all departments").
- Channels, categories, men and women, and ages are the whole, and so are "all departments", unless the place had more
  persons at or before their date: by a count of its own, by another dimension, or by the places below it. What stands
  of the same dimension is no measure, since a correction may lower it.
- "Total" beside or below such figures is their total. Where they are a part, it is no count of the place, unless it is
  more than departments together. Less than on an earlier day is a part; less than on the same day corrects it.

What is decided is stored with each figure: a part never makes a count, see `analysis.standing_figures`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from eshram_cli.checks import Count
from eshram_cli.dimensions import is_part
from eshram_cli.jobs.questions.views import tree
from eshram_cli.jobs.session import Session
from eshram_cli.places.model import PlaceId
from eshram_cli.returns.model import Figure, Record, Return

if TYPE_CHECKING:
    import pandas as pd

DAY = dt.timedelta(days=1)

MOST = 0.7
"""Where "Total" is the sum of the departments in so many rows, it is meant so in the others, and a figure is wrong."""

Key = tuple[PlaceId, dt.date]
Said = tuple[PlaceId, dt.date, str]
"""Place, day and measure."""


@dataclass
class _Said:
    """What a return says of one measure of a place on a day: the count under a heading of its own, "Total", and of each
    dimension its members, by their cuts, and whether they are a part by nature."""

    count: int | None = None
    total: int | None = None
    members: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    natural: dict[str, bool] = field(default_factory=dict)

    @property
    def sums(self) -> set[int]:
        """What the members of each dimension add up to. One officer on the row of a place has its very figure."""
        several = (of for name, of in self.members.items() if name != "officer" or len(of) > 1)
        return {sum(members.values()) for members in several}


def with_parts(session: Session, ret: Return) -> tuple[Return, Mapping[Key, Count]]:
    """The return with the decision in each of its counts; and of each place and day of which it says no count itself,
    the last count of all persons there, if any."""
    if not any(figure.cut for figure in ret.figures):
        return ret, {}
    said = _said(ret.figures)
    registered = {key[:2]: one for key, one in said.items() if key[2] == "registered"}
    stated = {key for key, one in registered.items() if one.count is not None}
    corrected = {key for key, one in registered.items() if one.total is not None}
    lacking = {(figure.place, figure.as_on) for figure in ret.figures} - stated
    known = _known(session, ret, {key: key[1] - DAY if key in corrected else key[1] for key in lacking})
    return decided(ret, known, said), known.counts


def decided(ret: Return, known: Known, said: Mapping[Said, _Said] | None = None) -> Return:
    """The return with the decision in each of its counts, by what is known of its places. `said`: what it says, where
    that was worked out already."""
    said = _said(ret.figures) if said is None else said
    # The "Total" of all places and days, where the members are parts by nature and most of them are their sums.
    natural_parts = all(natural for one in said.values() for natural in one.natural.values())
    summed = {key: one.total in one.sums for key, one in said.items() if one.total is not None}
    totals = set(summed) if natural_parts and summed and sum(summed.values()) >= MOST * len(summed) else set()
    parts = {
        (*key, name)
        for key, one in said.items()
        for name, natural in one.natural.items()
        if natural and not known.is_whole(key[0], key[1], name)
    }
    last: dict[PlaceId, Count] = {}
    told: dict[tuple[PlaceId, str], dict[str, int]] = defaultdict(dict)
    for key in sorted((key for key in said if key[2] == "registered"), key=lambda key: key[1]):
        one, (place, day, _) = said[key], key
        before = [count for count in (known.counts.get((place, day)), last.get(place)) if count is not None]
        newest = max(before, key=attrgetter("as_on"), default=None)
        whole = one.count if one.count is not None else newest.value if newest else 0
        for name, members in one.members.items():
            # Members of earlier days count with them, whether the ledger or this very return told of them.
            earlier = known.others(place, day, name, members | told[place, name])
            earlier += sum(value for cut, value in told[place, name].items() if cut not in members)
            if whole > sum(members.values()) + earlier:
                parts.add((*key, name))
            else:
                told[place, name] |= members
        if one.total is not None and one.total < whole and one.total in one.sums:
            totals.add(key)
        count = one.total if one.count is None and key not in totals else one.count
        if count is not None:
            last[place] = Count(day, count)
    records = tuple([_with_decision(record, parts, totals) for record in ret.records])
    return ret if records == ret.records else replace(ret, records=records)


def _said(figures: Sequence[Figure]) -> dict[Said, _Said]:
    said: dict[Said, _Said] = defaultdict(_Said)
    for figure in figures:
        one, name = said[figure.place, figure.as_on, figure.measure], figure.cut.partition("=")[0]
        if "|" in figure.cut:
            continue
        if figure.cut:
            one.members[name][figure.cut] = figure.value
            one.natural[name] = figure.of_part
        elif figure.part is None:
            one.total = figure.value
        else:
            one.count = figure.value
    return said


def _with_decision(record: Record, parts: Collection[tuple[object, ...]], totals: Collection[Said]) -> Record:
    """The record, its counts with the decision where that is another than their dimension's nature."""
    counts = []
    for count in record.counts:
        key = (record.place, record.as_on, count.measure)
        part = (*key, count.cut.partition("=")[0]) in parts if count.cut else count.part is None and key in totals
        natural = is_part(count.cut) if count.part is None else count.part
        counts.append(count if "|" in count.cut or part == natural else replace(count, part=part))
    return record if counts == list(record.counts) else replace(record, counts=tuple(counts))


@dataclass(frozen=True)
class Known:
    """What the ledger knows of places on days: the last count of all persons, without what it has of the dimensions
    asked about; and by place and dimension the registered of the members that are no part, by date."""

    counts: dict[Key, Count]
    members: Mapping[tuple[PlaceId, str], Sequence[tuple[dt.date, str, int]]] = field(default_factory=dict)

    def is_whole(self, place: PlaceId, day: dt.date, dimension: str) -> bool:
        """Whether a sheet called the dimension's members all of them on that very day: another one corrects these."""
        return any(on == day for on, _, _ in self.members.get((place, dimension), ()))

    def others(self, place: PlaceId, day: dt.date, dimension: str, members: Collection[str]) -> int:
        """The last figures up to the day of the dimension's other members, added up."""
        found = self.members.get((place, dimension), ())
        return sum({cut: value for on, cut, value in found if on <= day and cut not in members}.values())


def _known(session: Session, ret: Return, asked: Mapping[Key, dt.date]) -> Known:
    """`asked`: by place and day of the return the day up to which the ledger's counts are looked for."""
    if not asked:
        return Known({})
    from eshram_cli.analysis.counts import Counts

    places, days = sorted({place for place, _ in asked}), sorted(set(asked.values()) | {day for _, day in asked})
    dimensions = {figure.cut.partition("=")[0] for figure in ret.figures if figure.cut}

    def without_dimensions(below: Sequence[str], on: Sequence[dt.date]) -> pd.DataFrame:
        """The ledger's figures but those of the dimensions that are being decided."""
        of = session.ledger.figures(below, on)
        return of[~(of["place"].isin(places) & of["cut"].str.split("=").str[0].isin(dimensions))]

    # The places to look into, each with those of the return that are in it.
    gazetteer, within = session.gazetteer, ret.within
    known = [place for place in places if place in gazetteer]
    tops: list[tuple[PlaceId, Sequence[PlaceId]]] = [(place, [place]) for place in known]
    if within is not None and all(place == within or gazetteer.within(place, within) for place in known):
        tops = [(within, known)]
    counts: dict[Key, Count] = {}
    for top, inside in tops:
        of_top = Counts(tree(gazetteer, gazetteer.get(top)), without_dimensions, session.ledger.targets_on)
        of_top.need(days, inside)
        for (place, day), on in asked.items():
            if place in inside and (count := of_top.count(place, on)):
                counts[place, day] = Count(count.as_on, count.registered)
    found = session.ledger.figures(places, days)
    found = found[(found["cut"] != "") & (found["measure"] == "registered") & (found["part"] == 0)]
    members: dict[tuple[PlaceId, str], list[tuple[dt.date, str, int]]] = defaultdict(list)
    for place, on, cut, value in zip(*(found[name] for name in ("place", "as_on", "cut", "value")), strict=True):
        members[place, cut.partition("=")[0]].append((on.date(), cut, value))
    return Known(counts, {key: sorted(of) for key, of in members.items()})
