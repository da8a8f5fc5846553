"""One place's line as on a day, from its count and its target.

- percent = registered / target x 100, in percent, not rounded, not capped; null without a target, with a target of 0,
  and where the count lacks places that the target covers.
- balance = target - registered, negative once the target is passed; null like percent, but not for a target of 0.
- new = persons registered on the very day; null after a gap, then `gain` persons in `gain_days` days. Of a sum it is
  null as soon as one of the returns of that day follows a gap; then `new_known` is what the others registered,
  `new_lacks` how many follow one, and `gain_days` are those since the oldest figure that a return of the day replaced.
- pace7 = (last figure - figure at or before seven days earlier than it) / actual days, persons a day; null where the
  two do not cover the same places.
- needed_per_day = balance / days left from the day asked to the deadline; 0 when nothing is left to do, null without a
  deadline or once it has passed.
- prorated = registered / due x 100, only where it is asked for: how the place stands against what should be done by the
  day, due = start count + (target - start count) x days passed / days in all. The period runs from the day on which the
  target was set to its deadline; a target that holds from the start of the drive, from 26 August 2021, when nobody was
  registered. Of a target that is the sum of its children's, the day is the latest of theirs. The start count is the
  place's last count at or before that day: what was done before is not asked for twice. Days are counted after the
  first, up to and with the last: every day, or working days alone (see `workdays`); after the deadline all of the
  target is due. In percent, not rounded, not capped: 100 is exactly in time. Null without a target or with a target of
  0, without a deadline, where the start count is not known or covers other places, and up to the first day itself.
- delta = points of percent gained since a day, only where it is asked for: (count - count as on that day) / target x
  100, both by the target of the day asked, so that a new target wins and loses nobody points. Null like percent; where
  nothing came after that day (the place is silent); and where there is no count up to it, or one of other places.
- The target is the place's own, else the sum of its children's if every child alive has one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from eshram_cli.analysis.counts import Count, Counts, pace7
from eshram_cli.analysis.workdays import DAY, WEEK, Workdays
from eshram_cli.answers.ranking import Standing
from eshram_cli.described import replace
from eshram_cli.drive import DRIVE_START


def lines(
    counts: Counts,
    places: Iterable[str],
    day: dt.date,
    *,
    paced: bool = True,
    prorated: bool = False,
    since: dt.date | None = None,
) -> list[Standing]:
    """The lines of the places as on the day, in their order, without ranks.

    `paced` false leaves pace7 null, `prorated` true fills in that measure, `since` the delta from that day.
    """
    asked = list(places)
    counts.need([day], asked, goals=[day])
    if paced:
        # The pace of a late place is that of the seven days before its own last figure.
        found = {place: count for place in asked if (count := counts.count(place, day))}
        late = {place: count.as_on - WEEK for place, count in found.items() if count.as_on != day}
        counts.need([day - WEEK], [place for place in found if place not in late])
        counts.need(late.values(), late)
    rows = [_line(counts, place, day, paced) for place in asked]
    if since is not None:
        counts.need([since], asked)
        rows = [_with_delta(counts, row, day, since) for row in rows]
    if not prorated:
        return rows
    goals = (counts.goal(place, day) for place in asked)
    counts.need({goal.set_on for goal in goals if goal and goal.set_on}, asked)
    return [replace(row, prorated=_prorated(counts, row, day)) for row in rows]


def _with_delta(counts: Counts, row: Standing, day: dt.date, since: dt.date) -> Standing:
    if row.as_on is not None and row.as_on <= since:
        return replace(row, silent=True)
    gain = gained(counts.count(row.id, day), counts.count(row.id, since))
    # A percentage is there where count and target cover the same places, and the target is not 0.
    if gain is None or row.percent is None or not row.target:
        return row
    return replace(row, delta=gain / row.target * 100)


def _prorated(counts: Counts, row: Standing, day: dt.date) -> float | None:
    goal = counts.goal(row.id, day)
    # A percentage is there where count and target cover the same places, and the target is not 0.
    if row.registered is None or row.percent is None or goal is None or goal.deadline is None:
        return None
    start, start_count = goal.set_on or DRIVE_START, 0
    if day <= start:
        return None
    if goal.set_on:
        count = counts.count(row.id, goal.set_on)
        if count is None or count.missing != row.missing:
            return None
        start_count = count.registered
    asked = due(goal.target, start_count, start, goal.deadline, day, counts.workdays)
    return row.registered / asked * 100 if asked else None


def due(target: int, start_count: int, start: dt.date, deadline: dt.date, day: dt.date, workdays: Workdays) -> float:
    """Persons that should be registered by the day; never more than the target, nor less than the start count."""
    whole = workdays.after(start, deadline)
    if day >= deadline or not whole or target <= start_count:
        return target
    return start_count + (target - start_count) * workdays.after(start, day) / whole


def gained(now: Count | None, then: Count | None) -> int | None:
    """Persons registered between two counts; null where the two do not cover the same places."""
    return now.registered - then.registered if now and then and now.missing == then.missing else None


def _line(counts: Counts, place: str, day: dt.date, paced: bool) -> Standing:
    node = counts.tree.nodes[place]
    count, goal = counts.count(place, day), counts.goal(place, day)
    covered = goal if count and not count.missing else None
    balance = covered.target - count.registered if count and covered else None
    gain, gain_days = _gain(counts, place, day, count)
    needed, left = None, (goal.deadline - day).days if goal and goal.deadline else None
    if balance is not None and left is not None and (balance <= 0 or left > 0):
        needed = balance / left if balance > 0 else 0.0
    return Standing(
        rank=None,
        move=None,
        place=node.name,
        place_hi=node.name_hi,
        code=node.code,
        target=goal.target if goal else None,
        registered=count.registered if count else None,
        percent=count.registered / covered.target * 100 if count and covered and covered.target else None,
        balance=balance,
        new=count.new if count else None,
        pace7=pace7(count, counts.count(place, count.as_on - WEEK)) if count and paced else None,
        needed_per_day=needed,
        as_on=count.as_on if count else None,
        stale_days=(day - count.as_on).days if count else None,
        id=place,
        parent=counts.tree.parent_name(place),
        level=node.level,
        gain=gain,
        gain_days=gain_days,
        deadline=goal.deadline if goal else None,
        oldest=count.oldest if count else None,
        origin=count.origin if count else None,
        about=bool(count and count.inexact),
        target_about=bool(goal and goal.inexact),
        missing=count.missing if count else 0,
        unattributed=count.unattributed if count else None,
        new_known=count.new_known if count else None,
        new_lacks=count.new_lacks if count else 0,
        parent_hi=counts.tree.parent_name_hi(place),
    )


def _gain(counts: Counts, place: str, day: dt.date, count: Count | None) -> tuple[int | None, int | None]:
    """What came since the figure before, of a figure of this very day without a `new`, and in how many days."""
    if count is None or count.as_on != day or count.new is not None:
        return None, None
    if count.previous is not None and count.previous_on is not None:
        return count.registered - count.previous, (day - count.previous_on).days
    before = counts.counted(place, day - DAY)
    if before is None or before.missing != count.missing or before.as_on == day:
        return None, None
    replaced = _replaced(counts, place, day) or before.as_on
    return count.registered - before.registered, (day - replaced).days


def _replaced(counts: Counts, place: str, day: dt.date) -> dt.date | None:
    """The date of the oldest figure that a return of `day` took the place of; None where none did."""
    before, now = counts.counted(place, day - DAY), counts.counted(place, day)
    if before is None or now is None or now.as_on != day:
        return None
    if before.added_up and now.added_up:
        below = (_replaced(counts, child.place, day) for child in counts.tree.children(place, day))
        return min((found for found in below if found), default=None)
    return before.oldest
