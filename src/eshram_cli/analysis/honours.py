"""Who is to be honoured: places, departments and officers, by gain, by count and by percent, over a period.

- The period runs from the day after `since` to `as_on`, both included. gain = count as on `as_on` less that of `since`.
- Completeness = share of the days of the period with a figure of that very day; of a place that sends none itself,
  the mean of the places in it; of a department, the mean of the places that report it; of an officer, over the days on
  which he had a place. Below the minimum nobody is honoured: one lucky day, or one late sheet, does not win.
- An officer's count = the sum, over his places, of the count on his last day there (or `as_on`) less the count on the
  day before his first; of a place that had never reported before he came, less its first figure under him. His gain
  counts the days of the period only. His percent = count / the targets of these places x 100, null unless each has one.
- delta = gain / target x 100, as in a ranking (see `lines`). A composite is of places alone, and the same as in a
  ranking of all of them. Within groups (see `groups`) each group of places has its own first; all places of the level
  make the groups, also those that are left out.
- Ranks are competition ranks (1, 2, 2, 4); all who share a rank are named, so that there may be more than the number
  asked for. A gain of nothing, or of less, is no honour.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from eshram_cli.analysis.composite import Weights, shares_of
from eshram_cli.analysis.contest import BANDS
from eshram_cli.analysis.counts import Counts
from eshram_cli.analysis.groups import groups_of
from eshram_cli.analysis.lines import gained
from eshram_cli.analysis.measures import competition
from eshram_cli.analysis.standing import Order
from eshram_cli.analysis.workdays import DAY, days_between
from eshram_cli.answers.honours import By, Honour, Honours, LeftOut, Reason, Section, Without
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Grouping
from eshram_cli.described import KnownOn, replace
from eshram_cli.settings import Band

BY: tuple[By, ...] = ("gain", "registered", "percent")
"""By what honours go where nobody asks for anything else."""

Days = Mapping[str, frozenset[dt.date]]
"""The days of the period on which each place sent a figure of that day."""


@dataclass(frozen=True)
class Tenure:
    """An officer's time in a place."""

    officer: str
    place: str
    since: dt.date
    until: dt.date | None


def honours(
    counts: Counts,
    within: str,
    since: dt.date,
    as_on: dt.date,
    candidates: Mapping[str, Sequence[Honour]],
    *,
    minimum: float = 0.8,
    top: int = 3,
    known_on: KnownOn | None = None,
    by: Sequence[By] = BY,
    grouping: Grouping | None = None,
    weights: Weights | None = None,
) -> Honours:
    """The best `top` of each kind of candidates by each measure of `by`, of those complete enough; of candidates that
    are in groups, which come in their order, the best of each group. With a grouping only those in a group count.
    """
    node = counts.tree.nodes[within]
    if grouping:
        candidates = {of: [one for one in all_ if one.group] for of, all_ in candidates.items()}
    complete = {of: [one for one in all_ if (one.completeness or 0) >= minimum] for of, all_ in candidates.items()}
    short = {of: tuple(one for one in all_ if one not in complete[of]) for of, all_ in candidates.items()}
    sections = [
        Section(of=of, by=one, group=group, rows=_best([row for row in ones if row.group == group], one, top))
        for of, ones in complete.items()
        for one in by
        for group in dict.fromkeys(row.group for row in candidates[of])
    ]
    return Honours(
        within=node.name,
        within_hi=node.name_hi,
        since=since,
        as_on=as_on,
        minimum=minimum,
        top=top,
        known_on=known_on,
        sections=tuple(section for section in sections if section.rows),
        without=tuple(_without(sections, candidates, grouping)),
        complete=sum(map(len, complete.values())),
        left_out=tuple(LeftOut(of=of, rows=ones) for of, ones in short.items() if ones),
        grouping=grouping,
        weights=shares_of(weights or {}),
    )


def _without(
    sections: Iterable[Section], candidates: Mapping[str, Sequence[Honour]], grouping: Grouping | None
) -> Iterator[Without]:
    """Why each table without a line has none; that nobody was complete enough is told by who is left out."""
    empty: Reason = "no-group" if grouping else "no-figures"
    yield from (Without(of=of, by=None, reason=empty) for of, ones in candidates.items() if not ones)
    # Of groups, the first stands for all.
    for section in {(section.of, section.by): section for section in sections}.values():
        ones = candidates[section.of]
        values = [getattr(one, section.by) for one in ones]
        if not values or any(value is not None and value > 0 for value in values):
            continue
        reason: Reason = "no-target"
        if any(value is not None for value in values) or section.by == "registered":
            reason = "nothing"
        elif section.by == "composite":
            reason = "lacking"
        elif section.by == "gain" or (section.by == "delta" and any(one.percent is not None for one in ones)):
            reason = "no-first-figure"
        yield Without(of=section.of, by=section.by, reason=reason)


def _best(candidates: Sequence[Honour], by: By, top: int) -> tuple[Honour, ...]:
    values = {str(at): getattr(one, by) or None for at, one in enumerate(candidates)}
    ranks = competition({at: value for at, value in values.items() if value is not None and value > 0})
    placed = [replace(one, rank=ranks.get(str(at))) for at, one in enumerate(candidates)]
    first = [one for one in placed if one.rank is not None and one.rank <= top]
    return tuple(sorted(first, key=lambda one: (one.rank or 0, one.name, one.within)))


def place_candidates(
    counts: Counts,
    within: str,
    level: int,
    since: dt.date,
    as_on: dt.date,
    days: Days,
    *,
    bands: Sequence[Band] = BANDS,
    grouping: Grouping | None = None,
    weights: Weights | None = None,
) -> list[Honour]:
    """Every place of the level in a place that is alive on `as_on`, group by group where there are groups."""
    places = [node.place for node in counts.tree.within(within, level, as_on)]
    counts.need((as_on, since), places)
    length = (as_on - since).days
    order = Order(frozenset({Measure.delta, *(weights or ())}), as_on - since, weights)
    rows = order.scored(order.lines(counts, places, as_on, paced=False))
    groups = groups_of(rows, grouping, bands) if grouping else {}
    labels = list(dict.fromkeys(groups.values()))
    rows.sort(key=lambda row: labels.index(groups[row.id]) if row.id in groups else len(labels))
    return [
        Honour(
            rank=None,
            name=line.place,
            name_hi=line.place_hi,
            within=line.parent,
            registered=line.registered,
            percent=line.percent,
            gain=gained(counts.count(line.id, as_on), counts.count(line.id, since)),
            completeness=completeness(counts, line.id, as_on, days, length),
            delta=line.delta,
            composite=line.composite,
            group=groups.get(line.id),
        )
        for line in rows
    ]


def completeness(counts: Counts, place: str, as_on: dt.date, days: Days, length: int) -> float:
    """The share of the period's days, of the place itself or of the places in it."""
    if days.get(place):
        return len(days[place]) / length
    children = counts.tree.children(place, as_on)
    shares = [completeness(counts, child.place, as_on, days, length) for child in children]
    return sum(shares) / len(shares) if shares else 0.0


def member_candidates(
    counts: Counts,
    within: str,
    since: dt.date,
    as_on: dt.date,
    days: Mapping[str, Days],
    goals: Mapping[str, int],
) -> list[Honour]:
    """Every member of the counts' dimension in a place.

    By cut `days`, of each place that ever reported it, and `goals`.
    """
    counts.need((as_on, since), [within])
    length = (as_on - since).days
    found = []
    for cut, part in counts.parts(within, as_on).items():
        then = counts.parts(within, since).get(cut)
        shares = [len(reported) / length for reported in days.get(cut, {}).values()]
        target, gain = goals.get(cut), gained(part, then)
        found.append(
            Honour(
                rank=None,
                name=cut.partition("=")[2],
                name_hi="",
                within="",
                registered=part.registered,
                percent=part.registered / target * 100 if target else None,
                gain=gain,
                delta=gain / target * 100 if target and gain is not None else None,
                completeness=sum(shares) / len(shares) if shares else 0.0,
            )
        )
    return found


def officer_candidates(
    counts: Counts, tenures: Iterable[Tenure], since: dt.date, as_on: dt.date, days: Days
) -> list[Honour]:
    """Every officer who had a place at any time up to `as_on`."""
    held: dict[str, list[Tenure]] = {}
    for tenure in sorted(tenures, key=lambda term: (term.officer, term.since)):
        if tenure.since <= as_on and tenure.place in counts.tree.nodes:
            held.setdefault(tenure.officer, []).append(tenure)
    return [_officer(counts, name, terms, since, as_on, days) for name, terms in held.items()]


def _officer(
    counts: Counts, name: str, tenures: Sequence[Tenure], since: dt.date, as_on: dt.date, days: Days
) -> Honour:
    in_all = [_under(counts, tenure, tenure.since, as_on) for tenure in tenures]
    gains = [_under(counts, tenure, since + DAY, as_on) for tenure in tenures]
    counted, newly = ([part for part in parts if part is not None] for parts in (in_all, gains))
    places = list(dict.fromkeys(tenure.place for tenure in tenures))
    goals = [counts.goal(place, as_on) for place in places]
    target = sum(goal.target for goal in goals if goal)
    # The share of his days that were reported, each place's days apart.
    spans = [(tenure.place, set(_span(tenure, since + DAY, as_on))) for tenure in tenures]
    owed = sum(len(span) for _, span in spans)
    sent = sum(len(span & days.get(place, frozenset())) for place, span in spans)
    aimed = target > 0 and all(goals)
    return Honour(
        rank=None,
        name=name,
        name_hi="",
        within=", ".join(counts.tree.nodes[place].name for place in places),
        registered=sum(counted) if counted else None,
        percent=sum(counted) / target * 100 if counted and aimed else None,
        gain=sum(newly) if newly else None,
        delta=sum(newly) / target * 100 if newly and aimed else None,
        completeness=sent / owed if owed else None,
    )


def _under(counts: Counts, tenure: Tenure, since: dt.date, as_on: dt.date) -> int | None:
    """What was registered in the place from `since` on while it was his; None where nothing is known of that time."""
    span = _span(tenure, since, as_on)
    if not span:
        return None
    place, before = tenure.place, span[0] - DAY
    counts.need((before, span[-1]), [place])
    then = counts.count(place, before)
    if then is None:
        # A place that had never reported before he came: its first figure under him.
        counts.need(span, [place])
        then = next((count for count in (counts.count(place, day) for day in span) if count), None)
    return gained(counts.count(place, span[-1]), then)


def _span(tenure: Tenure, since: dt.date, as_on: dt.date) -> list[dt.date]:
    """The days from `since` to `as_on` on which the place was his."""
    first, last = max(tenure.since, since), min(tenure.until or as_on, as_on)
    return days_between(first, last)
