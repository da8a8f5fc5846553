"""Checks at the door: one rule per file, `(return, history) -> problems`; `run_checks` runs them, the worst first.

A rule is a module of this package with a function `check(ret, history)`, found by its being here. An error keeps the
rows it names out of the ledger; a warning lets them in; the catalogue says which, and how much it weighs. A rule with
`ON = False` runs only where it is asked for: it fires on too many clean returns. `CODE` is the problem whose severity
and hint explain the rule.

The same rules run over what the ledger holds, see `jobs.questions.kept_returns`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from eshram_cli.checks._figures import KEPT_OUT
from eshram_cli.checks._history import Count, History
from eshram_cli.errors import EshramError
from eshram_cli.problems import NOWHERE, Problem
from eshram_cli.returns.model import Return

__all__ = ["KEPT_OUT", "Count", "DoorRule", "History", "asking", "chosen", "rules", "run_checks", "taken_anyway"]


@dataclass(frozen=True)
class DoorRule:
    """A rule: its name (that of its file), what it does, whether it runs unasked, the problem that explains it."""

    name: str
    check: Callable[[Return, History], list[Problem]]
    on: bool
    code: str


@cache
def rules() -> tuple[DoorRule, ...]:
    """Every rule, in the order of its file's name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(
        DoorRule(name.replace("_", "-"), module.check, getattr(module, "ON", True), module.CODE)
        for name, module in zip(names, modules, strict=True)
    )


def chosen(on: Collection[str] = (), off: Collection[str] = ()) -> frozenset[str]:
    """The names of the rules that run: those that do unasked and `on`, without `off`. Raises `check-unknown`."""
    known = {rule.name for rule in rules()}
    for name in (*on, *off):
        if name not in known:
            raise EshramError("check-unknown", NOWHERE, (), name=name, known=", ".join(sorted(known)))
    return frozenset(rule.name for rule in rules() if (rule.on or rule.name in on) and rule.name not in off)


def run_checks(ret: Return, history: History, names: Iterable[str] | None = None) -> tuple[Problem, ...]:
    """What the rules find in one return, beside the problems that reading it found; `names` None: see `chosen`."""
    wanted = chosen() if names is None else frozenset(names)
    found = [problem for rule in rules() if rule.name in wanted for problem in rule.check(ret, history)]
    return tuple(sorted(found, key=lambda problem: -problem.weight))


_ASKS = frozenset({"count-above-population", "counts-above-population"})


def asking(problems: Iterable[Problem]) -> list[Problem]:
    """The errors that a person may overrule with `--anyway`: what hardly can be, and not what cannot be read."""
    return [problem for problem in problems if problem.code in _ASKS]


def taken_anyway(problems: Iterable[Problem], code: str = "taken-anyway") -> Sequence[Problem]:
    """The problems, those that a person has overruled as warnings of that code."""
    return [Problem(code, problem.where, problem.words) if problem.code in _ASKS else problem for problem in problems]
