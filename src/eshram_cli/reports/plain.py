"""Values as programs are given them, by their descriptions: plain numbers and texts, dates that stay dates."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from eshram_cli.described import Row
from eshram_cli.problems import Problem


def fields_of(row: Row) -> dict[str, object]:
    """The fields of a row or answer that are not inside ones, in the order in which they are declared."""
    return {
        field.alias or name: None if name.endswith("_hi") and getattr(row, name) == "" else plain(getattr(row, name))
        for name, field in type(row).model_fields.items()
        if not field.exclude
    }


def plain(value: object) -> object:
    """A value of a field: rows and mappings as mappings, several as a list, a problem as its sentence and address."""
    if isinstance(value, Row):
        return fields_of(value)
    if isinstance(value, Problem):
        return problem_fields(value)
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [plain(one) for one in value]
    return str(value) if isinstance(value, Path) else value


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
