"""A row whose cells slipped a column to the right: its count stands under the day's figures, its own cell is blank."""

from __future__ import annotations

from eshram_cli.checks._figures import where
from eshram_cli.checks._history import History
from eshram_cli.language.written import group
from eshram_cli.problems import Problem
from eshram_cli.returns.model import Return

CODE = "row-slipped"

FAR = 3
"""So many times the largest new figure of the rows that have both."""


def check(ret: Return, history: History) -> list[Problem]:  # noqa: ARG001
    """One warning a row that has a new figure and no count, where most rows have both, and the new figure is more than
    three times the largest of theirs."""
    new = ret.new_counts
    if not new:
        return []
    counted = {(one.place, one.as_on) for one in ret.counts}
    alone = [one for one in new if (one.place, one.as_on) not in counted]
    if not alone or len(alone) * 2 > len(new):
        return []
    most = max(one.value for one in new if (one.place, one.as_on) in counted)
    return [
        Problem("row-slipped", where(ret, one), {"place": one.written, "new": group(one.value), "most": group(most)})
        for one in alone
        if one.value > FAR * max(most, 1)
    ]
