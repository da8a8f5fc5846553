"""The rules of `standing_figures` once more, in plain Python, a day and a place at a time: slow and easy to read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

DIMENSIONS = (
    "channel", "department", "category", "officer", "camp", "list", "gender", "age", "centre", "aggregator"
)  # fmt: skip
DAY = dt.timedelta(days=1)


class Figure(NamedTuple):
    """One row of the table of figures."""

    place: str
    as_on: dt.date
    cut: str
    measure: str
    value: int
    quality: str = "exact"
    part: int = 0


class Standing(NamedTuple):
    """What stands for a place and cut on a day."""

    as_on: dt.date
    registered: int
    inexact: bool
    basis: str = "given"
    previous: int | None = None
    previous_on: dt.date | None = None
    new: int | None = None


Key = tuple[dt.date, str, str]


def standing(figures: Sequence[Figure], days: Iterable[dt.date]) -> dict[Key, Standing]:
    """What stands on each day, by day, place and cut."""
    found: dict[Key, Standing] = {}
    for day in days:
        for place in {figure.place for figure in figures}:
            mine = [figure for figure in figures if figure.place == place and figure.as_on <= day]
            cuts = {figure.cut for figure in mine if figure.cut and "|" not in figure.cut}
            wholes = [figure for figure in mine if not figure.part]
            members = {cut: one for cut in cuts if (one := last_given(mine, cut, yields(mine, cut)))}
            summed_up = {cut: one for cut in cuts if (one := last_given(wholes, cut))}
            whole = new_added(counted(last_given(mine, ""), summed_up), mine, day)
            stands = members | ({"": whole} if whole else {})
            found |= {(day, place, cut): with_new(one, mine, cut) for cut, one in stands.items()}
    return found


def yields(figures: Sequence[Figure], cut: str) -> list[Figure]:
    """The counts so far of a camp that tells only the new of its days, until it tells a count."""
    told = sorted(one for one in figures if one.cut == cut and one.cut.startswith(("camp=", "list=")))
    first = next((one.as_on for one in told if one.measure == "registered"), dt.date.max)
    days = [one for one in told if one.measure == "new" and one.as_on < first]
    counts = []
    for number, one in enumerate(days, start=1):
        so_far = days[:number]
        quality = "exact" if all(day.quality == "exact" for day in so_far) else "about"
        counts.append(one._replace(measure="registered", value=sum(day.value for day in so_far), quality=quality))
    return counts


def last_given(figures: Sequence[Figure], cut: str, more: Sequence[Figure] = ()) -> Standing | None:
    """The last registered figure of a cut, and the one before it."""
    given = sorted([*more, *(one for one in figures if (one.cut, one.measure) == (cut, "registered"))])
    if not given:
        return None
    last, before = given[-1], given[-2] if len(given) > 1 else None
    earlier = (before.value, before.as_on) if before else (None, None)
    return Standing(last.as_on, last.value, last.quality != "exact", "given", *earlier)


def counted(given: Standing | None, members: dict[str, Standing]) -> Standing | None:
    """The figure given, or the newer and no lower sum over one dimension."""
    sums = [summed(some) for one in DIMENSIONS if (some := [m for c, m in members.items() if c.startswith(f"{one}=")])]
    newest = max(sums, key=lambda one: one.as_on, default=None)  # On a tie the first.
    if newest is None or (given and (newest.as_on <= given.as_on or newest.registered < given.registered)):
        return given
    if given and (newest.previous_on is None or given.as_on > newest.previous_on):
        return newest._replace(previous=given.registered, previous_on=given.as_on)
    return newest


def summed(members: Sequence[Standing]) -> Standing:
    """The sum of the members, and of the same before those of the newest day."""
    newest = max(member.as_on for member in members)
    fresh = [member for member in members if member.as_on == newest]
    total, inexact = sum(member.registered for member in members), any(member.inexact for member in members)
    replaced = [member.previous_on for member in fresh if member.previous_on]
    if len(replaced) < len(fresh):
        return Standing(newest, total, inexact, "cuts")
    before = total - sum(member.registered - (member.previous or 0) for member in fresh)
    return Standing(newest, total, inexact, "cuts", before, min(replaced))


def new_added(count: Standing | None, figures: Sequence[Figure], day: dt.date) -> Standing | None:
    """The count and the new persons of each day after it, as far as no day is missing."""
    new = {one.as_on: one for one in figures if (one.cut, one.measure) == ("", "new")}
    while count and count.as_on < day and (more := new.get(count.as_on + DAY)):
        inexact = count.inexact or more.quality != "exact"
        count = Standing(
            more.as_on, count.registered + more.value, inexact, "derived", count.registered, more.as_on - DAY
        )
    return count


def with_new(count: Standing, figures: Sequence[Figure], cut: str) -> Standing:
    """The new persons of the count's own day: as told, else the difference from the day before."""
    told = [one.value for one in figures if (one.cut, one.measure, one.as_on) == (cut, "new", count.as_on)]
    if told:
        return count._replace(new=told[0])
    if count.previous is not None and count.previous_on == count.as_on - DAY:
        return count._replace(new=count.registered - count.previous)
    return count
