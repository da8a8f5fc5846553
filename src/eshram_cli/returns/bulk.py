"""Records built and validated, many at a time.

Looking at 2,32,000 records one by one would take half of a long table's reading. Here whole columns are looked at: one
that plainly holds what it may hold is right, any other one is shown to pydantic, which says what is wrong with it. It
is imported only then, since its import takes longer than the reading of thirty sheets.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import NoneType
from typing import Any, TypeVar, get_args

from eshram_cli.returns.model import MAX_PERSONS, Measure, Quality, Record, TargetRecord

Row = TypeVar("Row", Record, TargetRecord)
Column = Sequence[Any]


def _of(*types: type) -> Callable[[Column], bool]:
    """Whether a column holds nothing but these very types: no bool as an int, no moment as a date."""
    return lambda column: {*map(type, column)} <= {*types}


def _among(*texts: str) -> Callable[[Column], bool]:
    return lambda column: {*column} <= {*texts}


def _are_persons(column: Column) -> bool:
    return not column or ({*map(type, column)} == {int} and min(column) >= 0 and max(column) < MAX_PERSONS)


_PLAIN: Mapping[str, Callable[[Column], bool]] = {
    "place": _of(str),
    "as_on": _of(dt.date),
    "value": _are_persons,
    "row": _of(int),
    "column": _of(int),
    "time": _of(dt.time, NoneType),
    "cut": _of(str),
    "measure": _among(*get_args(Measure)),
    "quality": _among(*get_args(Quality)),
    "written": _of(str),
}


def records_of(columns: Sequence[Sequence[Any]]) -> list[Record]:
    """Validated records of columns of equal length, one for each field of Record, in its order.

    Raises pydantic's ValidationError where a reader let a wrong value through, which is a mistake of ours and never of
    the sheet.
    """
    _validate(Record._fields, columns)
    return list(map(Record._make, zip(*columns, strict=True)))


def validated(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The records, or the targets, as they were given. Raises as `records_of`."""
    rows = tuple(rows)
    if rows:
        _validate(rows[0]._fields, list(zip(*rows, strict=True)))
    return rows


def _validate(fields: Sequence[str], columns: Sequence[Column]) -> None:
    for field, column in zip(fields, columns, strict=True):
        if not _PLAIN[field](column):
            from eshram_cli.returns.adapters import ADAPTERS

            ADAPTERS[field].validate_python(list(column), strict=True)
