"""Channels (or another cut) that do not add up to the figure of all workers beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set

from eshram_cli.checks._figures import where
from eshram_cli.checks._history import History
from eshram_cli.language.written import group
from eshram_cli.problems import Problem
from eshram_cli.returns.model import DIMENSIONS, Figure, Return

CODE = "cuts-disagree"

WHOLE = 0.7
"""The share of rows that have to add up, for a cut to be meant as the whole of the workers."""


def check(ret: Return, history: History) -> list[Problem]:  # noqa: ARG001
    """One warning a cut: the first row whose parts differ from its total, with how many rows do.

    Parts above their total are always told. Parts below it are told only where 70 % of the rows (and at least two)
    add up: a return that lists some channels of several need not reach the total.
    """
    cuts: dict[str, set[str]] = {}
    for figure in ret.figures:
        if figure.cut and "|" not in figure.cut:
            cuts.setdefault(figure.cut.partition("=")[0], set()).add(figure.cut)
    problems = []
    for dimension in DIMENSIONS:
        sums = _sums(ret, cuts.get(dimension, set()))
        right = sum(parts == whole.value for whole, parts in sums)
        complete = right >= 2 and right >= WHOLE * len(sums)
        wrong = [one for one in sums if one[1] > one[0].value or (complete and one[1] != one[0].value)]
        if wrong:
            whole, parts = wrong[0]
            words = {
                "place": whole.written,
                "cut": CUTS[dimension],
                "parts": group(parts),
                "whole": group(whole.value),
                "count": len(wrong),
            }
            problems.append(Problem("cuts-disagree", where(ret, whole), words))
    return problems


def _sums(ret: Return, cuts: Set[str]) -> list[tuple[Figure, int]]:
    """Each figure of all workers that has every one of the cuts beside it, and their sum."""
    parts: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for figure in ret.figures:
        if figure.cut in cuts:
            parts[figure.place, figure.as_on, figure.measure].append(figure.value)
    members = max(map(len, parts.values()), default=0)
    wholes = (figure for figure in ret.figures if not figure.cut)
    pairs = [(figure, parts.get((figure.place, figure.as_on, figure.measure), [])) for figure in wholes]
    # A blank member may be a 0 or not known; only a row with every member can be summed.
    return [(figure, sum(values)) for figure, values in pairs if len(values) == members >= 2]


CUTS = {
    "channel": {"en": "channels", "hi": "माध्यमों"},
    "department": {"en": "departments", "hi": "विभागों"},
    "category": {"en": "categories", "hi": "श्रेणियों"},
    "officer": {"en": "officers", "hi": "अधिकारियों"},
    "camp": {"en": "camps", "hi": "शिविरों"},
    "centre": {"en": "centres", "hi": "केन्द्रों"},
    "aggregator": {"en": "aggregators", "hi": "एग्रीगेटरों"},
    "list": {"en": "lists", "hi": "सूचियों"},
    "gender": {"en": "men and women", "hi": "पुरुषों और महिलाओं"},
    "age": {"en": "ages", "hi": "आयु वर्गों"},
}
