"""A target held against the people there are."""

from __future__ import annotations

from eshram_cli.checks._figures import names, where
from eshram_cli.checks._history import History
from eshram_cli.language.written import group, show_percent
from eshram_cli.problems import Problem
from eshram_cli.returns.model import Return

CODE = "target-large"

HIGHEST = 75
"""Percent of the 2011 population. Unorganised workers are about a third of the people by the drive's own targets; ten
years of growth add a fifth to the people of 2011."""


def check(ret: Return, history: History) -> list[Problem]:
    """One warning for the place whose target is the largest share of its population, above 75 %, with how many are.

    Places without a known population, and targets of one channel or department, are passed over.
    """
    known = [target for target in ret.targets if not target.cut and target.place in history.populations]
    shares = [(100 * target.value / history.populations[target.place], target) for target in known]
    above = [pair for pair in shares if pair[0] > HIGHEST]
    if not above:
        return []
    share, target = max(above, key=lambda pair: pair[0])
    words = {
        "place": names(ret).get(target.place, ""),
        "target": group(target.value),
        "share": show_percent(share),
        "population": group(history.populations[target.place]),
        "count": len(above),
    }
    return [Problem("target-large", where(ret, target), words)]
