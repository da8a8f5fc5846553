"""Problems in JSON: the same fields wherever a result carries some."""

from __future__ import annotations

from collections.abc import Iterable

from eshram_cli.problems import Problem
from eshram_cli.reports.plain import problem_fields

__all__ = ["problem_fields", "problems_fields"]


def problems_fields(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Several problems, in their order."""
    return [problem_fields(problem) for problem in problems]
