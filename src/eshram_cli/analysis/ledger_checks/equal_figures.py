"""Two places with the very same count on several days: one was copied from the other."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations

import numpy as np

from eshram_cli.analysis.ledger_checks import Course, Finding, Register, name_words
from eshram_cli.problems import Problem

LEAST = 1000
"""Smaller counts may well be equal."""

DAYS = 3
"""On so many days of figures in a row two places must agree. Two that grow alike meet, and part again the next day."""


def check(register: Register) -> list[Finding]:
    """One note for each pair of places within one parent that had the same count, of 1,000 or more, on three or more
    days of figures in a row, the count rising meanwhile."""
    found = []
    first = np.datetime64(register.since, "D")
    for group_ in register.siblings():
        at: dict[tuple[int, int], list[str]] = defaultdict(list)
        for node in group_:
            course = register.courses[node.place]
            told = (course.days >= first) & (course.counts >= LEAST)
            for day, count in zip(course.days[told].astype(np.int64), course.counts[told], strict=True):
                at[int(day), int(count)].append(node.place)
        same: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
        for (day, count), places in sorted(at.items()):
            for pair in combinations(places, 2) if len(places) > 1 else ():
                same[pair][day] = count
        for (one, other), days in same.items():
            longest = _longest(days, register.courses[one])
            if len({days[day] for day in longest}) >= DAYS:
                nodes = register.tree.nodes
                words = {"place": name_words(nodes[one]), "other": name_words(nodes[other]), "days": len(longest)}
                last = dt.date(1970, 1, 1) + dt.timedelta(days=longest[-1])
                found.append(Finding(one, last, Problem("figures-equal", words=words)))
    return found


def _longest(days: Mapping[int, int], course: Course) -> list[int]:
    """The longest run of the place's own days that are among the days."""
    best: list[int] = []
    run: list[int] = []
    for day in course.days.astype(np.int64).tolist():
        run = [*run, day] if day in days else []
        best = max(best, run, key=len)
    return best
