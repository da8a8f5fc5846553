"""Values as programs are given them, by their descriptions: plain numbers and texts, dates that stay dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from eshram_cli.answers.notes import Note
from eshram_cli.described import Row
from eshram_cli.problems import Problem
from eshram_cli.reports.layouts.notes import note_fields


def fields_of(row: Row) -> dict[str, object]:
    """The fields of a row or answer that are not inside ones, in the order in which they are declared.

    A note speaks of the date of the answer that bears it, where it does not name another.
    """
    return {
        field.alias or name: None
        if name.endswith("_hi") and getattr(row, name) == ""
        else plain(getattr(row, name), getattr(row, "as_on", None))
        for name, field in type(row).model_fields.items()
        if not field.exclude
    }


def plain(value: object, as_on: dt.date | None = None) -> object:
    """A value of a field: rows and mappings as mappings, several as a list, a problem as its sentence and address."""
    match value:
        case Row():
            found: object = fields_of(value)
        case Problem():
            found = problem_fields(value)
        case Note() if as_on is not None:
            found = note_fields(value, as_on)
        case Mapping():
            found = {str(key): plain(one) for key, one in value.items()}
        case tuple() | list():
            found = [plain(one, as_on) for one in value]
        case StrEnum():
            found = str(value)
        case _:
            found = value
    return found


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
