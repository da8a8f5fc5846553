"""A place's counts of the days of which none was given for all persons, worked out of its course all at once.

What `views.last_figures` answers of one day is here answered of many, by the rules at the head of `views`: where blocks
give channels only, a state's year has two lakh of such days.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from eshram_cli.ledger.courses import Course

    Ints = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

NEVER = -(10**9)
"""The date of a figure that there is not: before every date, and by more days than any return can fill."""


class Line(NamedTuple):
    """Counts by date, oldest first; dates are numbers of days."""

    days: Ints
    counts: Ints


def worked_out(
    given: Course | None, new: Course | None, dimensions: Iterable[Sequence[Course]], days: Sequence[str]
) -> dict[str, int]:
    """By date (ISO) the counts of those of the days, all without a given one, of which a count can be worked out.

    `new`: the new persons of each day; `dimensions`: the courses of the members of each, in the order of `DIMENSIONS`.
    """
    asked = _numbers(days)
    lines = [[_line(member) for member in members] for members in dimensions]
    known, counts = _added(_base(_line(given), lines, asked), _line(new), asked)
    return {day: count for day, count, told in zip(days, counts.tolist(), known.tolist(), strict=True) if told}


def _base(given: Line, dimensions: Iterable[Sequence[Line]], asked: Ints) -> Line:
    """The figure to start from on each of the days: the one given before, or a newer sum that is not lower."""
    last, newest = _last(given, asked), _newest([_sum(members, asked) for members in dimensions])
    if newest is None:
        return last
    return _where((newest.days > last.days) & (newest.counts >= last.counts), newest, last)


def _newest(sums: Sequence[Line]) -> Line | None:
    """Of the sums over each dimension the one with the newest figures, on a tie the first."""
    best = sums[0] if sums else None
    for one in sums[1:]:
        best = one if best is None else _where(one.days > best.days, one, best)
    return best


def _sum(members: Sequence[Line], asked: Ints) -> Line:
    """The sum of the last figures of those members that had begun, with the date of the newest."""
    import numpy as np

    last = [_last(member, asked) for member in members]
    return Line(np.max([one.days for one in last], axis=0), np.sum([one.counts for one in last], axis=0))


def _last(line: Line, asked: Ints) -> Line:
    """The last figure at or before each of the days, with its own date; NEVER and 0 before the first."""
    import numpy as np

    at = np.searchsorted(line.days, asked, side="right")
    return Line(np.append(NEVER, line.days)[at], np.append(0, line.counts)[at])


def _added(base: Line, new: Line, asked: Ints) -> tuple[Flags, Ints]:
    """Whether a figure of each day is known, since no day is missing after the base, and the base with the new persons
    of each of these days."""
    import numpy as np

    since = np.searchsorted(new.days, base.days, side="right")
    until = np.searchsorted(new.days, asked, side="right")
    so_far = np.append(0, np.cumsum(new.counts))
    return until - since == asked - base.days, base.counts + so_far[until] - so_far[since]


def _where(which: Flags, these: Line, others: Line) -> Line:
    import numpy as np

    return Line(np.where(which, these.days, others.days), np.where(which, these.counts, others.counts))


def _line(course: Course | None) -> Line:
    import numpy as np

    if course is None:
        return Line(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
    return Line(_numbers(course.days), course.counts)


def _numbers(days: Sequence[str]) -> Ints:
    """The dates (ISO) as numbers of days."""
    import numpy as np

    return np.array(days, dtype="datetime64[D]").astype(np.int64)
