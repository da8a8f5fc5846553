"""Which centre registered how many, which are idle, and which places have none.

- A centre stands where its figure does: of a panchayat, a block or a ward. Where a place and one within it both tell of
  one centre, the lower one's figure stands, so that no centre counts twice.
- gain = count as on the day less that of the day asked to compare with; null for a centre without a figure by then.
- A centre is silent where its last figure is of that day or older; idle where it told a later one and gained nothing,
  or has registered nobody at all; else it works.
- A place has a centre where one stands in it or anywhere below. Where centres are told for the place above alone,
  nobody can say in which of the places below they stand: such places are neither covered nor without.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection

import pandas as pd

from eshram_cli.analysis.tree import LEVELS, Tree, rows_of
from eshram_cli.answers.centres import CentreLine, Centres, State
from eshram_cli.described import KnownOn

CENTRE = "centre="
"""How the cuts of centres begin."""


def centres(
    standing: pd.DataFrame,
    tree: Tree,
    within: str,
    as_on: dt.date,
    since: dt.date,
    *,
    level: int | None = None,
    states: Collection[State] = (),
    known_on: KnownOn | None = None,
) -> Centres:
    """The centres in what stands (`frames.STANDING`) on the two days by the places' own figures.

    `level` None is the lowest of a place that has a centre. `states`: only lines of these, default all.
    """
    own = standing[standing["cut"].str.startswith(CENTRE) & ~standing["cut"].str.contains("|", regex=False)]
    told: dict[dt.date, dict[tuple[str, str], tuple[int, dt.date]]] = {as_on: {}, since: {}}
    for day, place, cut, registered, last in rows_of(own, "day", "place", "cut", "registered", "as_on"):
        told[day][place, cut] = registered, last
    now = told[as_on]
    above = {(upper, cut) for place, cut in now for upper in _above(tree, place)}
    lines = [
        _line(tree, place, cut, *now[place, cut], told[since].get((place, cut)), as_on, since)
        for place, cut in now
        if (place, cut) not in above
    ]
    lines.sort(key=lambda line: (-(line.registered or 0), line.parent, line.place, line.cut))
    standing_at = {place for place, cut in now if (place, cut) not in above}
    covered = standing_at | {upper for place in standing_at for upper in _above(tree, place)}
    deepest = max((tree.nodes[place].level for place in standing_at), default=tree.nodes[within].level)
    rows_at = deepest if level is None else level
    places = tree.within(within, rows_at, as_on) or [tree.nodes[within]]
    free = [node for node in places if node.place not in covered]
    untold = [node for node in free if not standing_at.isdisjoint(_above(tree, node.place))]
    without = [_line(tree, node.place, "", None, None, None, as_on, since) for node in free if node not in untold]
    found = Counter(line.state for line in lines)
    return Centres(
        within=tree.nodes[within].name,
        within_hi=tree.nodes[within].name_hi or None,
        level=LEVELS[rows_at],
        as_on=as_on,
        since=since,
        known_on=known_on,
        rows=tuple(line for line in [*lines, *without] if not states or line.state in states),
        centres=len(lines),
        working=found["working"],
        idle=found["idle"],
        silent=found["silent"],
        registered=sum(line.registered or 0 for line in lines),
        places=len(places),
        covered=len(places) - len(free),
        without=len(without),
        untold=len(untold),
    )


def _above(tree: Tree, place: str) -> list[str]:
    """The places of the tree that a place lies in, from the lowest up."""
    found = []
    while (place := (tree.nodes[place].parent or "")) in tree.nodes:
        found.append(place)
    return found


def _line(
    tree: Tree,
    place: str,
    cut: str,
    registered: int | None,
    last: dt.date | None,
    before: tuple[int, dt.date] | None,
    as_on: dt.date,
    since: dt.date,
) -> CentreLine:
    """The line of a centre; of a place without one, where nothing was ever told, `last` is None."""
    gain = registered - before[0] if before and registered is not None else None
    state: State = "none"
    if last is not None:
        state = "silent" if last <= since else "idle" if gain == 0 or registered == 0 else "working"
    return CentreLine(
        place=tree.nodes[place].name,
        place_hi=tree.nodes[place].name_hi or None,
        parent=tree.parent_name(place),
        parent_hi=tree.parent_name_hi(place) or None,
        cut=cut,
        registered=registered,
        gain=gain,
        state=state,
        as_on=last,
        stale_days=(as_on - last).days if last else None,
    )
