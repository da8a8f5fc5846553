"""Records built and validated many at a time.

Pydantic spends half of a long table's reading on making 2,32,000 models one by one. Here the same checks run on whole
columns (each distinct value once where few are distinct), and the models are then filled without a second look.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from eshram_cli.returns.model import RECORDS, Measure, Persons, Quality, Record

FEW = 2000
"""Up to so many records pydantic builds itself."""

_COLUMNS: dict[str, TypeAdapter[Any]] = {
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


def records_of(raw: Sequence[dict[str, Any]]) -> list[Record]:
    """Validated records of raw ones that hold every field of Record.

    Raises pydantic's ValidationError where a reader let a wrong value through, which is a mistake of ours and never of
    the sheet. The raw dicts become the records' own.
    """
    if len(raw) <= FEW:
        return RECORDS.validate_python(list(raw))
    for name, adapter in _COLUMNS.items():
        adapter.validate_python([one[name] for one in raw] if name == "value" else _distinct(raw, name), strict=True)
    return [_filled(one) for one in raw]


def _distinct(raw: Sequence[dict[str, Any]], name: str) -> list[Any]:
    return list({one[name] for one in raw})


_FIELDS = frozenset(Record.model_fields)
_new, _set = Record.__new__, object.__setattr__


def _filled(values: dict[str, Any]) -> Record:
    """A record of checked values, as pydantic would hold it."""
    record = _new(Record)
    _set(record, "__dict__", values)
    _set(record, "__pydantic_fields_set__", _FIELDS)
    _set(record, "__pydantic_extra__", None)
    _set(record, "__pydantic_private__", None)
    return record
