"""What the fields of records may hold, as pydantic sees it: it names the value that is wrong, and why.

Imported only where `bulk` doubts a column.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from eshram_cli.returns.model import MAX_PERSONS, Measure, Quality

_Persons = Annotated[int, Field(ge=0, lt=MAX_PERSONS, strict=True)]

ADAPTERS: Mapping[str, TypeAdapter[Any]] = {
    "place": TypeAdapter(list[str]),
    "as_on": TypeAdapter(list[dt.date]),
    "value": TypeAdapter(list[_Persons]),
    "row": TypeAdapter(list[int]),
    "column": TypeAdapter(list[int]),
    "time": TypeAdapter(list[dt.time | None]),
    "cut": TypeAdapter(list[str]),
    "measure": TypeAdapter(list[Measure]),
    "quality": TypeAdapter(list[Quality]),
    "written": TypeAdapter(list[str]),
}
"""By the name of the field, for a column of its values."""
