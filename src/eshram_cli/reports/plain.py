"""Values as programs are given them, by their descriptions: plain numbers and texts, dates that stay dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from eshram_cli.answers.notes import Note
from eshram_cli.described import Row, nulls_of, places_of
from eshram_cli.problems import Problem
from eshram_cli.reports.layouts.notes import note_fields


def fields_of(row: Row) -> dict[str, object]:
    """The fields of a row or answer as JSON has them (see `Row`), by their aliases where they have one.

    A note speaks of the date of the answer that bears it, where it does not name another.
    """
    kind, found = type(row), dict[str, object]()
    fields, places, nulls = kind.model_fields, places_of(kind), nulls_of(kind)
    declared = [name for name, field in fields.items() if not field.exclude]
    for name in kind.KEYS or (*declared, *kind.model_computed_fields):
        value, alias = getattr(row, name), fields[name].alias if name in fields else None
        if name in places:
            value = _rounded(value, places[name])
        blank = value == "" and name in nulls
        found[alias or name] = None if blank else plain(value, getattr(row, "as_on", None))
    return found


def _rounded(value: object, places: int) -> object:
    if isinstance(value, Mapping):
        return {key: _rounded(one, places) for key, one in value.items()}
    return round(value, places) if isinstance(value, float) else value


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
