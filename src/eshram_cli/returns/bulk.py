"""Records built and validated, many at a time.

Pydantic spends half of a long table's reading on looking at 2,32,000 records one by one. Here the same checks run on
whole columns, each distinct text and date once, and the records are then filled without a second look.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import TypeAdapter

from eshram_cli.returns.model import Measure, Persons, Quality, Record, TargetRecord

Row = TypeVar("Row", Record, TargetRecord)

_FIELDS: Mapping[str, TypeAdapter[Any]] = {
    "place": TypeAdapter(list[str]),
    "as_on": TypeAdapter(list[dt.date]),
    "value": TypeAdapter(list[Persons]),
    "row": TypeAdapter(list[int]),
    "column": TypeAdapter(list[int]),
    "time": TypeAdapter(list[dt.time | None]),
    "cut": TypeAdapter(list[str]),
    "measure": TypeAdapter(list[Measure]),
    "quality": TypeAdapter(list[Quality]),
    "written": TypeAdapter(list[str]),
}
_NUMBERS = frozenset({"value", "row", "column"})


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


def _validate(fields: Sequence[str], columns: Sequence[Sequence[Any]]) -> None:
    for field, column in zip(fields, columns, strict=True):
        # 7 and 7.0 are one value of a set, and only the first is a number of persons.
        cells = list(column) if field in _NUMBERS else list(set(column))
        _FIELDS[field].validate_python(cells, strict=True)
