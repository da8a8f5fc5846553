"""Why a rank moved: the change of rank, measure and gap between two days, split exactly over five causes.

Four views of the places are compared, step by step: what was known of the first day when it was first told (`THEN`);
the same figures as they stand now, so that the step is what was **restated**; the first day with all figures that are
known of it now, and places that had none of that day with their newest, so that the step is what came as a **late
return**; and the last day, so that the step is **own** work or that of the **rivals**. The target of the first day
gives way to that of the last by the cause **target**.

A coalition is a set of causes that have happened while the others have not. Each of the 32 is ranked by the rule of
`standing`. A cause's part is its Shapley value: the mean, over all orders in which the causes could come, of what it
changes when its turn comes. It does not rest on an order, and the parts add up to the whole change. (L. S. Shapley, A
value for n-person games, 1953.)

What a place has in a coalition is its figure then and the steps that have happened. Where its rank cannot be told in
one, since its only figure belongs to a cause that has not happened, it counts as the last. The gap of the first place
counts as 0.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import factorial, floor

import pandas as pd

from eshram_cli.analysis.contest import with_gaps
from eshram_cli.analysis.counts import Counts
from eshram_cli.analysis.measures import value_of
from eshram_cli.analysis.standing import ranked
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Standing
from eshram_cli.answers.why import Crossing, Part
from eshram_cli.described import replace

CAUSES = ("restated", "late", "target", "own", "rivals")

Views = Sequence[Mapping[str, Standing]]
"""The lines of the same places by id: then, restated, with late returns, now."""

Outcome = tuple[Fraction, Fraction, Fraction]
"""Places gained from below, value of the measure, gap to the next place."""


def first_view(firsts: pd.DataFrame, since: dt.date) -> tuple[dt.date, int] | None:
    """The last day up to `since` with a figure, and the place in the order of acts up to which the first view of it
    reaches: before the first act that speaks of a later day, but not before the first that speaks of the day itself.

    `firsts`: `frames.FIGURES` with the first figure told of each date, and the `position` of its act. None where there
    is no figure up to `since`.
    """
    until = pd.Timestamp(since)
    told, later = firsts[firsts["as_on"] <= until], firsts[firsts["as_on"] > until]
    if told.empty:
        return None
    last = told["as_on"].max()
    position = int(told.loc[told["as_on"] == last, "position"].min())
    if not later.empty:
        position = max(position, int(later["position"].min()) - 1)
    else:
        position = max(position, int(told["position"].max()))
    return last.date(), position


def late_places(counts: Counts, places: Sequence[str], since: dt.date, last: dt.date) -> list[str]:
    """Those of the places, and of the places that their counts are added up from, without a figure of the day `last`
    in what is known of the day `since`."""
    found = []
    for place in places:
        count = counts.count(place, since)
        if count is None or count.oldest < last or count.missing:
            below = [child.place for child in counts.tree.children(place, since)]
            found += [place, *late_places(counts, below, since, last)]
    return found


def by_cause(place: str, views: Views, measure: Measure) -> tuple[Standing, Standing, tuple[Part, ...]]:
    """The place's line then and now, ranked, and the parts of the change; a line without a rank has no parts.

    `views` hold the same places. Parts of ranks and of rates are rounded to hundredths and those of persons to one, by
    the largest remainder, so that they still add up to what is shown.
    """
    changed = {cause: _changed(cause, place, views, measure) for cause in CAUSES}
    known: dict[frozenset[str], Standing] = {}

    def line(causes: frozenset[str]) -> Standing:
        """The place's line when these causes have happened; one that changed nothing need not be asked."""
        happened = frozenset(cause for cause in causes if changed[cause])
        if happened not in known:
            rows = ranked([_line_after(happened, one, place, views, measure) for one in views[0]], measure, {})
            known[happened] = next(row for row in with_gaps(rows, measure) if row.id == place)
        return known[happened]

    before, now = line(frozenset()), line(frozenset(CAUSES))
    if before.rank is None or now.rank is None:
        return before, now, ()

    def outcome(causes: frozenset[str]) -> Outcome:
        """With these causes alone: how many places stand behind it, its value, what it lacks to the next rank."""
        row = line(causes)
        behind = len(views[0]) - (row.rank or len(views[0]))
        return Fraction(behind), Fraction(value_of(row, measure) or 0), Fraction(row.gap_next or 0)

    parts = shapley(CAUSES, outcome)
    persons = measure not in {Measure.percent, Measure.pace7}
    unit = Fraction(1) if persons else Fraction(1, 100)
    end, start = value_of(now, measure) or 0, value_of(before, measure) or 0
    whole = round(Fraction(end) / unit) - round(Fraction(start) / unit)
    ranks = rounded([part[0] for part in parts], Fraction(1, 100), 100 * (before.rank - now.rank))
    points = rounded([part[1] for part in parts], unit, whole)
    gaps = rounded([part[2] for part in parts], Fraction(1), (now.gap_next or 0) - (before.gap_next or 0))
    made = zip(CAUSES, ranks, points, gaps, strict=True)
    return (
        before,
        now,
        tuple(
            Part(
                cause=cause,
                ranks=float(rank),
                points=int(point) if persons else float(point),
                gap=None if measure is Measure.pace7 else int(gap),
                changed=len(changed[cause]),
                places=tuple(views[-1][one].place for one in changed[cause]),
            )
            for cause, rank, point, gap in made
        ),
    )


def shapley(players: Sequence[str], outcome: Callable[[frozenset[str]], Outcome]) -> list[Outcome]:
    """Each player's Shapley value of every number of the outcome, exactly: they add up to the outcome of all players
    less that of none."""
    values = []
    for player in players:
        others = [one for one in players if one != player]
        total = [Fraction(0)] * 3
        for size in range(len(players)):
            weight = Fraction(factorial(size) * factorial(len(others) - size), factorial(len(players)))
            for some in combinations(others, size):
                without, with_it = outcome(frozenset(some)), outcome(frozenset({*some, player}))
                total = [old + weight * (b - a) for old, a, b in zip(total, without, with_it, strict=True)]
        values.append((total[0], total[1], total[2]))
    return values


def rounded(parts: Sequence[Fraction], unit: Fraction, whole: int) -> list[Fraction]:
    """The parts as multiples of the unit that add up to `whole` units: those with the largest remainders are rounded
    up, of equal ones the first. A part of nothing stays nothing where the others can make up the sum."""
    floors = [floor(part / unit) for part in parts]
    order = sorted(range(len(parts)), key=lambda at: (parts[at] == 0, floors[at] - parts[at] / unit))
    for step in range(abs(left := whole - sum(floors))):
        floors[order[step % len(order)]] += 1 if left > 0 else -1
    return [count * unit for count in floors]


def crossings(
    place: str, then: Mapping[str, Standing], days: Mapping[dt.date, Mapping[str, Standing]], measure: Measure
) -> list[Crossing]:
    """Who was ahead then and is not on the last of the days, and who is and was not, by day and name.

    The day of a crossing is the first of the days from which on the two stand as they do on the last.
    """
    last = max(days)
    found = []
    for rival in then:
        was, now = _ahead(rival, place, then, measure), _ahead(rival, place, days[last], measure)
        if rival == place or was == now:
            continue
        day = last
        for one in sorted(days, reverse=True):
            if _ahead(rival, place, days[one], measure) != now:
                break
            day = one
        line = days[last][rival]
        found.append(Crossing(place=line.place, place_hi=line.place_hi, passed=was, day=day))
    return sorted(found, key=lambda one: (one.day, one.place))


def _ahead(rival: str, place: str, rows: Mapping[str, Standing], measure: Measure) -> bool:
    theirs, own = value_of(rows[rival], measure), value_of(rows[place], measure)
    if theirs is None or own is None:
        return theirs is not None
    return theirs < own if measure.lowest_first else theirs > own


def _amounts(place: str, views: Views, measure: Measure) -> list[float | None]:
    """What the measure is made from, in each view; a count that lacks places makes no percentage."""
    if measure in {Measure.new, Measure.pace7}:
        return [value_of(view[place], measure) for view in views]
    whole = measure is Measure.registered
    return [view[place].registered if whole or not view[place].missing else None for view in views]


def _steps(place: str, of: str, views: Views, measure: Measure) -> Iterator[tuple[str, float | None, float | None]]:
    amounts = _amounts(place, views, measure)
    yield from zip(("restated", "late", "own" if place == of else "rivals"), amounts, amounts[1:], strict=False)


def _changed(cause: str, of: str, views: Views, measure: Measure) -> list[str]:
    """The places of which this cause changed something that counts."""
    if cause == "target":
        targeted = measure in {Measure.percent, Measure.balance}
        return [one for one in views[0] if targeted and views[0][one].target != views[-1][one].target]
    return [
        one
        for one in views[0]
        if any(step == cause and before != after for step, before, after in _steps(one, of, views, measure))
    ]


def _line_after(happened: frozenset[str], place: str, of: str, views: Views, measure: Measure) -> Standing:
    """A place's line when these causes have happened and no others."""
    first = _amounts(place, views, measure)[0]
    amount, known = first or 0, int(first is not None)
    for cause, before, after in _steps(place, of, views, measure):
        if cause in happened:
            amount += (after or 0) - (before or 0)
            known += (after is not None) - (before is not None)
    count = amount if known > 0 else None
    line = views[-1][place]
    if measure in {Measure.new, Measure.pace7}:
        return replace(line, **{measure.value: count})
    target = views[-1 if "target" in happened else 0][place].target
    percent = None if count is None or not target else count / target * 100
    balance = None if count is None or target is None else target - count
    return replace(line, registered=count, target=target, percent=percent, balance=balance)
