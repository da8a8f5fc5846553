"""A return that states another target than the one in force: a new order, or the wrong column. It is taken where a
return said the old one, and told and not taken where the old one was set, loaded or split."""

from __future__ import annotations

from collections.abc import Sequence

from eshram_cli.checks._figures import names, where
from eshram_cli.checks._history import History
from eshram_cli.language.written import group
from eshram_cli.problems import Problem
from eshram_cli.returns.model import Return, TargetRecord

CODE = "target-changes"


def check(ret: Return, history: History) -> list[Problem]:
    """One warning for the first place whose target differs from the one in force, with how many others' do; another
    one for those whose target is an order, which stays."""
    changed = [
        (target, old)
        for target in ret.targets
        if (old := history.targets.get((target.place, target.cut))) is not None and old != target.value
    ]
    kept = [one for one in changed if (one[0].place, one[0].cut) in history.orders]
    taken = [one for one in changed if one not in kept]
    return [
        *([_told(ret, kept, "target-kept" if len(kept) == 1 else "targets-kept")] if kept else []),
        *([_told(ret, taken, "target-changes" if len(taken) == 1 else "targets-change")] if taken else []),
    ]


def _told(ret: Return, changed: Sequence[tuple[TargetRecord, int]], code: str) -> Problem:
    target, old = changed[0]
    words = {
        "place": names(ret).get(target.place, ""),
        "old": group(old),
        "new": group(target.value),
        "count": len(changed),
    }
    return Problem(code, where(ret, target), words)
