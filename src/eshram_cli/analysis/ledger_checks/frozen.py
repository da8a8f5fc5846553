"""Places whose count has stood still for a week although they went on reporting it."""

from __future__ import annotations

import numpy as np

from eshram_cli.analysis.ledger_checks import Finding, Register, name_words
from eshram_cli.language.written import group
from eshram_cli.problems import Problem

WEEK = np.timedelta64(7, "D")
REPORTS = 4
"""A place with fewer reports in the week has not sent the same figure day after day; `pending` tells of it."""

OTHERS = 0.5
"""Where half of the places beside it stand still as well, the drive does: a holiday, or its end."""


def check(register: Register) -> list[Finding]:
    """One warning for each place whose last own counts, four or more over seven days or longer, are all the same,
    though it had gained before that and half of the places beside it that reported went on gaining."""
    found = []
    for group_ in register.siblings():
        still, reporting = [], 0
        for node in group_:
            course = register.courses[node.place]
            recent = course.days >= course.days[-1] - WEEK
            if recent.sum() < REPORTS or np.datetime64(register.day, "D") - course.days[-1] >= WEEK:
                continue
            reporting += 1
            changed = np.flatnonzero(course.counts != course.counts[-1])
            # A place that never had another figure, or that has gained since a week ago, is not frozen.
            if len(changed) and course.days[-1] - course.days[changed[-1] + 1] >= WEEK and course.counts[-1]:
                still.append((node, course, changed[-1] + 1))
        if len(still) > OTHERS * reporting:
            continue
        for node, course, first in still:
            since, last = course.days[first].item(), course.days[-1].item()
            words = {
                "place": name_words(node),
                "value": group(int(course.counts[-1])),
                "since": since,
                "last": last,
                "reports": len(course.days) - int(first),
            }
            found.append(Finding(node.place, last, Problem("place-frozen", words=words)))
    return found
