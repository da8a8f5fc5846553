"""Records built and validated many at a time.

Pydantic spends half of a long table's reading on making 2,32,000 models one by one. Here the same checks run on whole
columns (each distinct value once where few are distinct), and the models are then filled without a second look.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter

from eshram_cli.returns.model import RECORDS, Measure, Persons, Quality, Record

FEW = 50
"""Up to so many records pydantic builds itself."""

_COLUMNS: Mapping[str, TypeAdapter[Any]] = {
    "place": TypeAdapter(list[str]),
    "as_on": TypeAdapter(list[dt.date]),
    "time": TypeAdapter(list[dt.time | None]),
    "cut": TypeAdapter(list[str]),
    "measure": TypeAdapter(list[Measure]),
    "value": TypeAdapter(list[Persons]),
    "quality": TypeAdapter(list[Quality]),
    "row": TypeAdapter(list[int]),
    "column": TypeAdapter(list[int]),
    "written": TypeAdapter(list[str]),
}
FIELDS = tuple(_COLUMNS)
"""The fields of Record, in the order in which `records_of` wants their columns."""


def records_of(columns: Sequence[Sequence[Any]]) -> list[Record]:
    """Validated records of columns of equal length, one for each of FIELDS.

    Raises pydantic's ValidationError where a reader let a wrong value through, which is a mistake of ours and never of
    the sheet.
    """
    rows = zip(*columns, strict=True)
    if len(columns[0]) <= FEW:
        return RECORDS.validate_python([dict(zip(FIELDS, row, strict=True)) for row in rows])
    for column, adapter in zip(columns, _COLUMNS.values(), strict=True):
        adapter.validate_python(list(set(column)), strict=True)
    return list(_filled(rows))


def _filled(rows: Iterator[Sequence[Any]]) -> Iterator[Record]:
    """Records of checked values, as pydantic would hold them."""
    new, put, fields = Record.__new__, object.__setattr__, set(FIELDS)
    for place, as_on, time, cut, measure, value, quality, row, column, written in rows:
        record = new(Record)
        values = {
            "place": place, "as_on": as_on, "time": time, "cut": cut, "measure": measure, "value": value,
            "quality": quality, "row": row, "column": column, "written": written,
        }  # fmt: skip
        put(record, "__dict__", values)
        put(record, "__pydantic_fields_set__", fields)
        put(record, "__pydantic_extra__", None)
        put(record, "__pydantic_private__", None)
        yield record
