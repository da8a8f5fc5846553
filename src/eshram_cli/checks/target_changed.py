"""A return that states another target than the one in force: a new order, or the wrong column."""

from __future__ import annotations

from eshram_cli.checks._figures import names, where
from eshram_cli.checks._history import History
from eshram_cli.language.numerals import group
from eshram_cli.problems import Problem
from eshram_cli.returns.model import Return


def check(ret: Return, history: History) -> list[Problem]:
    """One warning for the first place whose target differs from the one in force, with how many others' do."""
    changed = [
        (target, old)
        for target in ret.targets
        if (old := history.targets.get((target.place, target.cut))) is not None and old != target.value
    ]
    if not changed:
        return []
    target, old = changed[0]
    words = {
        "place": names(ret).get(target.place, ""),
        "old": group(old),
        "new": group(target.value),
        "count": len(changed),
    }
    return [Problem("target-changes" if len(changed) == 1 else "targets-change", where(ret, target), words)]
