"""One place's card: its line, its rank among the places beside it, its last days, its cuts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from eshram_cli.analysis.counts import WEEK, Counts
from eshram_cli.analysis.cuts import cut_lines, differing
from eshram_cli.analysis.lines import lines
from eshram_cli.analysis.measures import Measure
from eshram_cli.analysis.remarks import line_remarks, new_known
from eshram_cli.analysis.standing import compared, default_measure, ranked, ranks_on
from eshram_cli.analysis.tree import LEVELS
from eshram_cli.answers.card import Card, Day

__all__ = ["Card", "Day", "card"]

_DAY = dt.timedelta(days=1)


def card(
    counts: Counts,
    place: str,
    as_on: dt.date,
    *,
    by: Measure | None = None,
    days: int = 7,
    known_on: dt.datetime | None = None,
) -> Card:
    """The card of a place as on a day, with its last `days` days and the cuts of which there are figures that day."""
    node = counts.tree.nodes[place]
    beside = _beside(counts, place, as_on)
    span = [as_on - _DAY * back for back in range(max(days, WEEK.days) + 1)]
    counts.need(span, beside, goals=span)
    now = lines(counts, beside, as_on, prorated=by is Measure.prorated)
    measure = by or default_measure(now)
    rows = compared(ranked(now, measure, ranks_on(counts, beside, as_on - _DAY, measure)), measure)
    own = next(row for row in rows if row.id == place)
    shares = cut_lines(counts.parts(place, as_on))
    return Card(
        standing=own,
        within=own.parent,
        within_hi=counts.tree.parent_name_hi(place),
        level=LEVELS[node.level],
        measure=measure,
        as_on=as_on,
        known_on=known_on,
        history=tuple(_history(counts, place, beside, reversed(span[:days]), measure)),
        cuts=shares,
        reported=sum(row.stale_days == 0 for row in rows),
        places=len(rows),
        notes=(*line_remarks(counts, own, as_on), *new_known(own), *differing(own, shares)),
    )


def _beside(counts: Counts, place: str, day: dt.date) -> list[str]:
    """The places of its level in its parent, itself among them whenever it is asked for."""
    node = counts.tree.nodes[place]
    siblings = counts.tree.within(node.parent, node.level, day) if node.parent else []
    return list(dict.fromkeys([place, *(sibling.place for sibling in siblings)]))


def _history(counts: Counts, place: str, beside: list[str], span: Iterable[dt.date], measure: Measure) -> Iterator[Day]:
    for day in span:
        count = counts.count(place, day)
        if count and count.as_on == day:
            ranks = ranks_on(counts, beside, day, measure)
            yield Day(as_on=day, registered=count.registered, new=count.new, rank=ranks.get(place))
