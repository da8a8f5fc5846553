"""Problems in JSON: the same fields wherever a result carries some."""

from __future__ import annotations

from collections.abc import Iterable

from eshram_cli.problems import Problem


def problem_fields(problem: Problem) -> dict[str, object]:
    """One problem: its code, severity, where it lies (blank or null: unknown), its sentence and advice in English."""
    where = problem.where
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "file": where.file,
        "sheet": where.sheet,
        "cell": where.cell,
        "row": where.row,
        "column": where.column,
        "message": problem.message(),
        "hint": problem.hint(),
    }


def problems_fields(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Several problems, in their order."""
    return [problem_fields(problem) for problem in problems]
