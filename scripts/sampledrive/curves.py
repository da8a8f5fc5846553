"""Integer arithmetic for made-up figures: exact shares, and daily gains with a weekday pattern.

Nothing here uses floating point for a figure, so every machine and Python writes the same numbers.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from itertools import accumulate

WEEKDAYS = (115, 112, 105, 104, 100, 88, 46)
"""Per cent of an ordinary day that is registered on Monday ... Sunday: few centres open on Sunday."""

CHRISTMAS = dt.date(2021, 12, 25)


def share(total: int, weights: Sequence[int]) -> list[int]:
    """`total` divided in proportion to `weights`, by largest remainder: the parts add up to `total` exactly.

    Equal remainders are served in the order of the weights.
    """
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


def wobble(rng: random.Random, percent: int) -> int:
    """A factor of 1000 give or take at most `percent` per cent. Only `random()` is promised to stay the same."""
    return 1000 - 10 * percent + int(20 * percent * rng.random())


def day_weights(days: Sequence[dt.date], rise: int, rng: random.Random) -> list[int]:
    """How much of a gain falls on each day: the weekday, a straight rise of `rise` per cent over the days, chance."""
    return [
        _weekday(day) * (100 * len(days) + rise * number) * wobble(rng, 9) // len(days)
        for number, day in enumerate(days)
    ]


def _weekday(day: dt.date) -> int:
    return 70 if day == CHRISTMAS else WEEKDAYS[day.weekday()]


def cumulate(start: int, gains: Sequence[int]) -> list[int]:
    """The cumulative counts after each gain, `start` first."""
    return list(accumulate(gains, initial=start))


def percent(registered: int, target: int) -> str:
    """Registered / target x 100 with two decimals, halves up, as a sheet shows it: `37.04`."""
    hundredths = (registered * 20000 + target) // (2 * target)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def lakh(number: int) -> str:
    """Indian grouping: 988912 is `9,88,912`."""
    head, tail = str(number)[:-3], str(number)[-3:]
    pairs: list[str] = []
    while head:
        head, pair = head[:-2], head[-2:]
        pairs.insert(0, pair)
    return ",".join([*pairs, tail])


def devanagari(text: str) -> str:
    """The digits of `text` as Devanagari digits: `9,88,912` is `९,८८,९१२`."""
    return text.translate(str.maketrans("0123456789", "०१२३४५६७८९"))
