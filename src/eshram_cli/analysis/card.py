"""One place's card: its line, its rank among the places beside it, its last days, its cuts."""

from __future__ import annotations

import datetime as dt

from eshram_cli.analysis.counts import Counts
from eshram_cli.analysis.cuts import cut_lines, differing
from eshram_cli.analysis.lines import lines
from eshram_cli.analysis.remarks import line_remarks, new_known
from eshram_cli.analysis.standing import compared, default_measure, ranked, ranks_on
from eshram_cli.analysis.tree import LEVELS
from eshram_cli.analysis.workdays import DAY, WEEK
from eshram_cli.answers.card import Card, Day
from eshram_cli.answers.measure import Measure
from eshram_cli.described import KnownOn


def card(
    counts: Counts,
    place: str,
    as_on: dt.date,
    *,
    by: Measure | None = None,
    days: int = 7,
    known_on: KnownOn | None = None,
) -> Card:
    """The card of a place as on a day, with its last `days` days and the cuts of which there are figures that day."""
    node = counts.tree.nodes[place]
    # The places of its level in its parent, itself among them whenever it is asked for.
    siblings = counts.tree.within(node.parent, node.level, as_on) if node.parent else []
    beside = list(dict.fromkeys([place, *(sibling.place for sibling in siblings)]))
    span = [as_on - DAY * back for back in range(max(days, WEEK.days) + 1)]
    counts.need(span, beside, goals=span)
    now = lines(counts, beside, as_on, prorated=by is Measure.prorated)
    measure = by or default_measure(now)
    rows = compared(ranked(now, measure, ranks_on(counts, beside, as_on - DAY, measure)), measure)
    own = next(row for row in rows if row.id == place)
    history = []
    for day in reversed(span[:days]):
        count = counts.count(place, day)
        if count and count.as_on == day:
            rank = ranks_on(counts, beside, day, measure).get(place)
            history.append(Day(as_on=day, registered=count.registered, new=count.new, rank=rank))
    shares = cut_lines(counts.parts(place, as_on))
    return Card(
        standing=own,
        within=own.parent,
        within_hi=counts.tree.parent_name_hi(place),
        level=LEVELS[node.level],
        measure=measure,
        as_on=as_on,
        known_on=known_on,
        history=tuple(history),
        cuts=shares,
        reported=sum(row.stale_days == 0 for row in rows),
        places=len(rows),
        notes=(*line_remarks(counts, own, as_on), *new_known(own), *differing(own, shares)),
    )
