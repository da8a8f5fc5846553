"""Checks at the door: one rule per file, `(return, history) -> problems`; `run_checks` runs them all.

A rule is a module of this package with a function `check(ret, history)`, found by its being here. An error keeps the rows
it names out of the ledger; a warning lets them in.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache

from eshram_cli.checks._history import Count, History
from eshram_cli.problems import Problem
from eshram_cli.returns.model import Return

__all__ = ["Count", "History", "run_checks"]

Check = Callable[[Return, History], list[Problem]]


@cache
def rules() -> tuple[Check, ...]:
    """Every rule, in the order of its file's name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(importlib.import_module(f"{__name__}.{name}").check for name in names)


def run_checks(ret: Return, history: History) -> tuple[Problem, ...]:
    """What the rules find in one return, beside the problems that reading it found."""
    return tuple(problem for rule in rules() for problem in rule(ret, history))
