"""Registered exactly equal to the target: a finished place, or a target copied into the wrong column."""

from __future__ import annotations

from eshram_cli.checks._figures import listed, where
from eshram_cli.checks._history import History
from eshram_cli.problems import Problem
from eshram_cli.returns.model import Return

CODE = "count-is-target"


def check(ret: Return, history: History) -> list[Problem]:  # noqa: ARG001
    """One warning that names the places whose count equals the target of the same row; 0 of 0 does not count."""
    if not ret.targets:
        return []
    targets = {(target.place, target.row): target.value for target in ret.targets if not target.cut}
    equal = [
        figure for figure in ret.counts if figure.value and targets.get((figure.place, figure.row)) == figure.value
    ]
    if not equal:
        return []
    words = {"places": listed(figure.written for figure in equal), "count": len(equal)}
    return [Problem("count-is-target", where(ret, equal[0]), words)]
