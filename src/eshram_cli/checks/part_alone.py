"""A part where the whole was expected: departments, or channels that make less than the place had before."""

from __future__ import annotations

from eshram_cli.checks._figures import listed, where
from eshram_cli.checks._history import History
from eshram_cli.checks.cut_sums import CUTS
from eshram_cli.language.written import group, show_date
from eshram_cli.problems import Problem
from eshram_cli.returns.model import Return

CODE = "part-alone"


def check(ret: Return, history: History) -> list[Problem]:
    """One warning for all places of which a part is all that came for a day, though they had a count before that day.

    A list of workers that was counted as a part is one by the user's own word, and nothing is said of it.
    """
    counted = {(figure.place, figure.as_on) for figure in (*ret.counts, *ret.new_counts)}
    alone = [
        figure
        for figure in ret.figures
        if figure.cut and figure.of_part and (figure.place, figure.as_on) not in counted
        if (last := history.wholes.get((figure.place, figure.as_on))) and last.as_on < figure.as_on
        if not figure.cut.startswith("list=")
    ]
    if not alone:
        return []
    first = alone[0]
    last, dimension = history.wholes[first.place, first.as_on], first.cut.partition("=")[0]
    beside = [one for one in alone if (one.place, one.as_on, one.measure) == (first.place, first.as_on, first.measure)]
    words = {
        "place": first.written or {"en": "this place", "hi": "इस स्थान"},
        "cut": CUTS[dimension],
        "parts": group(sum(one.value for one in beside if one.cut.startswith(f"{dimension}="))),
        "date": show_date(first.as_on),
        "whole": group(last.value),
        "whole_date": show_date(last.as_on),
        "count": len({one.place for one in alone}),
        "places": listed(dict.fromkeys(one.written for one in alone if one.written)),
    }
    return [Problem("part-alone", where(ret, first), words)]
