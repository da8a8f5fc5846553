"""The rule of `rollup` once more, in plain Python, a place at a time: slow and easy to read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Return(NamedTuple):
    """A place's own last return as on a day."""

    as_on: dt.date
    registered: int
    inexact: int = 0
    new: int | None = None


class Line(NamedTuple):
    """What the rule makes of a place; the columns of its answer."""

    as_on: dt.date
    oldest: dt.date
    origin: str
    registered: int
    inexact: int
    new: int | None
    new_known: int | None
    new_lacks: int
    children: int
    reported: int
    missing: int
    unattributed: int | None


def rolled(
    day: dt.date, place: str, children: Mapping[str, Sequence[str]], own: Mapping[str, Return], found: dict[str, Line]
) -> Line | None:
    """The line of a place, and into `found` its own and those of all below it; `children` are those alive."""
    kids = [rolled(day, child, children, own, found) for child in children.get(place, ())]
    there = [kid for kid in kids if kid]
    holes = sum(kid.missing for kid in there) + len(kids) - len(there)
    mine = own.get(place)
    every_child = bool(there) and holes == 0 and (not mine or min(kid.oldest for kid in there) >= mine.as_on)
    newest = max((kid.as_on for kid in there), default=None)
    counted = (len(kids), sum(kid.as_on == day for kid in there))
    line = None
    if there and (not mine or (every_child and newest and newest > mine.as_on)):
        known = [kid.new_known for kid in there if kid.new_known is not None]
        lacks = sum(kid.new_lacks for kid in there)
        line = Line(
            max(kid.as_on for kid in there),
            min(kid.oldest for kid in there),
            "partial" if holes else "sum",
            sum(kid.registered for kid in there),
            max(kid.inexact for kid in there),
            sum(known) if known and not lacks else None,
            sum(known) if known else None,
            lacks,
            *counted,
            holes,
            None,
        )
    elif mine:
        today = mine.as_on == day
        new = mine.new if today else None
        left = mine.registered - sum(kid.registered for kid in there) if every_child and newest == mine.as_on else 0
        origin, lacks = "own" if today else "carried", int(today and new is None)
        line = Line(
            mine.as_on, mine.as_on, origin, mine.registered, mine.inexact, new, new, lacks, *counted, 0, left or None
        )
    if line:
        found[place] = line
    return line
