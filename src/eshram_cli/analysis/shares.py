"""Targets held against the population: a target is persons, so it cannot pass the persons there are.

About a third of a district's population are unorganised workers by the drive's own targets (380 million of 1.21 billion
is 31 %). A share above 100 % is a slip of the keyboard; one outside 15-60 % deserves a second look.
"""

from __future__ import annotations

LOWEST, HIGHEST, WHOLE = 15, 60, 100
"""Shares of the population in percent."""


def share(target: int, population: int | None) -> float | None:
    """target / population x 100, in percent, not rounded; None where the population is not known or 0."""
    return target / population * 100 if population else None


def impossible(percent: float | None) -> bool:
    """Whether the target is more than everybody."""
    return percent is not None and percent > WHOLE


def unusual(percent: float | None) -> bool:
    """Whether the share, though possible, lies outside what targets of the drive are."""
    return percent is not None and not LOWEST <= percent <= HIGHEST and not impossible(percent)
